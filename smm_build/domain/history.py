"""What git remembers of a file: who wrote it, and who changed it last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

__all__ = ["Change", "FileHistory"]


@dataclass(frozen=True, slots=True)
class Change:
    """One commit: when, aware, as its author's clock said, and the author's name as git has it."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class FileHistory:
    """A file's first and last commit, under whatever names it had, and how many there were."""

    created: Change
    changed: Change
    changes: int
