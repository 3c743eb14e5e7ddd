"""Who wrote which file and when: one ``git log`` for the whole workspace.

Reading it is a courtesy: a folder outside git, a checkout without history or a machine without git has none, and that
is no finding.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from smm_build.domain.history import Change, FileHistory

__all__ = ["read_history"]

_COMMIT = "\x1e"
_FIELD = "\x1f"
_SECONDS = 60


def read_history(root: Path, folders: Sequence[str] = ("content",)) -> Mapping[str, FileHistory]:
    """Return the history of every file under ``folders``, by path relative to ``root``; empty when there is none.

    A file that was renamed keeps its history. A shallow clone has none, because its oldest commit would seem to have
    written everything.
    """
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    log = _git(
        root,
        *("-c", "core.quotePath=false", "log", "-z", "--relative", "--find-renames", "--name-status", "--no-merges"),
        *(f"--format={_COMMIT}%aI{_FIELD}%aN{_FIELD}", "--", *folders),
    )
    found: dict[str, FileHistory] = {}
    now_called: dict[str, str] = {}
    for change, files in _commits(log):
        for path, before in files:
            current = now_called.get(path, path)
            if before:
                now_called[before] = current
            known = found.get(current)
            found[current] = FileHistory(change, known.changed if known else change, known.changes + 1 if known else 1)
    return found


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(command, capture_output=True, env=environment, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _commits(log: str) -> Iterator[tuple[Change, list[tuple[str, str | None]]]]:
    """Yield every commit, newest first, with its files and what they were called before."""
    for entry in log.split(_COMMIT)[1:]:
        at, by, names = entry.split(_FIELD, 2)
        yield Change(datetime.fromisoformat(at), by), list(_files(names.strip("\n\0").split("\0")))


def _files(fields: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    rest = iter([field.strip("\n") for field in fields])
    for status in rest:
        if status[:1] in {"R", "C"}:
            before, path = next(rest, ""), next(rest, "")
            yield path, before if status[0] == "R" else None
        elif status:
            yield next(rest, ""), None
