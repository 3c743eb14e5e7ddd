"""What is asked of a forge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from smm_build.domain.sentence import Sentence
from smm_build.networks import Flow

__all__ = ["Drive", "Forge", "ForgeSilent", "Review"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody's verdict on one commit of a pull request. ``at`` is aware; ``pull`` is the request's number.

    ``ref`` is where git finds the commit on the remote if it is on no branch, ``merged`` the commit that brought the
    request's content. ``void`` says why a verdict that approves does not count.
    """

    reviewer: str
    approved: bool
    commit: str
    at: datetime
    pull: int
    ref: str | None = None
    merged: str | None = None
    void: Sentence | None = None


class ForgeSilent(OSError):  # noqa: N818 - named as the outcome it is
    """The forge cannot be asked, or does not answer what was asked."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


class Forge(Protocol):
    """Where pull requests are reviewed."""

    def reviews(self, commits: Sequence[str]) -> Sequence[Review]:
        """Return the last verdict of each reviewer on each pull request that brought one of ``commits``.

        Commits are full ids. Raises :class:`OSError` when the forge cannot be asked.
        """
        ...


class Drive(Protocol):
    """Carries out a flow and returns its value."""

    def __call__(self, flow: Flow[T], /) -> T:
        """Raise :class:`~smm_build.networks.Refused` or :class:`~smm_build.networks.InDoubt` when it fails."""
        ...
