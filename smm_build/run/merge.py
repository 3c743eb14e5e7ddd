"""Bringing two changes of one text together, as git does it."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from smm_build.domain.sentence import Sentence
from smm_build.run.errors import OperationalError

__all__ = ["Clash", "Merged", "three_way"]

_MARK = 47
"""How long git's marks are made: no text has such lines of its own."""
_MOST_CLASHES = 127
"""``git merge-file`` ends with the number of conflicts, at most this many, and above it with an error. Source:
https://git-scm.com/docs/git-merge-file, read 2026-11-23."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Both sides changed the same lines: where ours begin, counted from 1, and what the other side says there."""

    line: int
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The text with both sides' changes; where they clash it says what ours says."""

    text: str
    clashes: tuple[Clash, ...]


def three_way(mine: str, base: str, theirs: str) -> Merged:
    """Bring what changed from ``base`` to ``theirs`` into ``mine``, which keeps its line ends.

    Raises :class:`OperationalError` when git is missing or fails.
    """
    windows = "\r\n" in mine
    texts = {"mine": mine.replace("\r\n", "\n"), "base": base, "theirs": theirs}
    with tempfile.TemporaryDirectory(prefix="smm-merge-") as folder:
        for name, text in texts.items():
            (Path(folder) / name).write_bytes(text.encode("utf-8"))
        merged = _taken_apart(_marked(folder))
    return Merged(merged.text.replace("\n", "\r\n"), merged.clashes) if windows else merged


def _marked(folder: str) -> str:
    command = ["git", "merge-file", "-p", f"--marker-size={_MARK}", "mine", "base", "theirs"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed("git") from error
    if not 0 <= done.returncode <= _MOST_CLASHES:
        raise _failed(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode("utf-8")


def _failed(why: str) -> OperationalError:
    return OperationalError(
        Sentence(f"The texts cannot be brought together: {why}", f"I testi non si possono unire: {why}")
    )


def _taken_apart(marked: str) -> Merged:
    """Keep our side where git marked a conflict, and note what the other side says."""
    kept: list[str] = []
    clashes: list[Clash] = []
    theirs: list[str] | None = None
    begun = 0
    for line in marked.splitlines(keepends=True):
        if line.startswith("<" * _MARK):
            begun = len(kept) + 1
        elif line.startswith("=" * _MARK):
            theirs = []
        elif line.startswith(">" * _MARK):
            clashes.append(Clash(begun, "".join(theirs or [])))
            theirs = None
        elif theirs is None:
            kept.append(line)
        else:
            theirs.append(line)
    return Merged("".join(kept), tuple(clashes))
