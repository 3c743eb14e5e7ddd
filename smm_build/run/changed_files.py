"""Which files a pull request changes, as git says."""

from __future__ import annotations

import os
from pathlib import Path

from smm_build.domain.sentence import Sentence
from smm_build.run.errors import OperationalError
from smm_build.run.git import Git, GitFailed

__all__ = ["changed_files"]


def changed_files(root: Path, base: str) -> frozenset[str]:
    """Return the files that differ from where this branch left ``base``, by path relative to ``root``.

    That is what is committed since, what is not committed yet, and what git does not know yet but may. A renamed file
    counts with its new name. Raises :class:`OperationalError` when git does not know ``base``.
    """
    git = Git(root)
    if base.startswith("-"):  # never an option
        raise _unknown(base, "")
    try:
        start = git("merge-base", base, "HEAD").decode().strip()
        tracked = git("diff", "--name-only", "-z", "--relative", "--find-renames", "--diff-filter=d", start, "--")
        unknown = git("ls-files", "-z", "--others", "--exclude-standard", "--", ".")
    except GitFailed as error:
        raise _unknown(base, error.last_line) from error
    return frozenset(os.fsdecode(name) for name in (tracked + unknown).split(b"\0") if name)


def _unknown(base: str, said: str) -> OperationalError:
    why = f": {said}" if said else ""
    return OperationalError(
        Sentence(
            f"git cannot tell what changed since {base}{why}. In CI, fetch the whole history first"
            " (actions/checkout with fetch-depth: 0).",
            f"git non sa dire che cosa è cambiato da {base}{why}. In CI scarica prima tutta la storia"
            " (actions/checkout con fetch-depth: 0).",
        )
    )
