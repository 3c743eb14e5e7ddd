"""What is asked of a forge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

__all__ = ["Forge", "Review"]


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody's verdict on one commit of a pull request. ``at`` is aware; ``pull`` is the request's number."""

    reviewer: str
    approved: bool
    commit: str
    at: datetime
    pull: int


class Forge(Protocol):
    """Where pull requests are reviewed."""

    def reviews(self, commits: Sequence[str]) -> Sequence[Review]:
        """Return the last verdict of each reviewer on each pull request that brought one of ``commits``.

        Commits are full ids. Raises :class:`OSError` when the forge cannot be asked.
        """
        ...
