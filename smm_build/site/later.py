"""Pages that are made when somebody asks for them, and known by what they would be made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from smm_build.domain.post import Post
from smm_build.site.filters import choices
from smm_build.site.memory import digest
from smm_build.site.view import Card, Shown

__all__ = ["Later", "cards_key", "days_key", "post_key"]


@dataclass(frozen=True, slots=True)
class Later:
    """A page that is not made yet.

    With the same ``key``, and the same program, ``make`` returns the same; without one only making it tells. ``title``
    is what it will be called, where that is known before.
    """

    key: str | None
    make: Callable[[], str]
    title: str | None = None


def post_key(shown: Shown, post: Post) -> str:
    """Return a digest of everything the page of ``post`` shows; the clock is no part of it, what follows from it is."""
    drawer, findings = shown.drawer(post), shown.findings_of(post)
    return drawer.keep_while("key", findings, lambda: digest(f"{shown.surroundings} {drawer.mark} {findings!r}"))


def days_key(shown: Shown, first: date, last: date, *more: object) -> str:
    """Return a digest of everything a page about the days from ``first`` to ``last`` shows.

    ``more`` is what it shows besides posts, the day it is, the ways to look at posts and the lists to choose from.
    """
    return cards_key(shown, shown.cards_between(first, last), shown.today, *more)


def cards_key(shown: Shown, cards: Iterable[Card], *more: object) -> str:
    """Return a digest of everything a page that lists ``cards`` shows; ``more`` is as for :func:`days_key`."""
    posts = [(card.at, shown.drawer(card.post).mark) for card in cards]
    return digest(f"{shown.surroundings} {posts!r} {choices(shown)!r} {shown.views!r} {bool(shown.cards)} {more!r}")
