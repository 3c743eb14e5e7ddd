"""A list that is too long for one page: this month first, and every other month on a page of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from smm_build.domain.sentence import Sentence
from smm_build.site.view import Shown
from smm_build.site.words import month_name

__all__ = ["LEAF_WORDS", "ON_ONE_PAGE", "UNDATED", "Leaf", "leaves", "years"]

T = TypeVar("T")

ON_ONE_PAGE = 500
"""Entries a page lists at most before it is split: a phone scrolls through them, and no browser hesitates."""

UNDATED = date.max
"""Stands for the month of what has no date: it comes last."""

LEAF_WORDS = {
    "months": Sentence("By month", "Mese per mese"),
    "of": Sentence("of", "di"),
    "everywhere": Sentence("in all months", "in tutti i mesi"),
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list: the first day of its month, where it is (relative to the site's root), how many it lists.

    ``key`` tells it from the others, ``label`` is short and stands below the year, ``name`` is in full.
    """

    month: date
    key: str
    href: str
    name: str
    label: str
    count: int


def leaves(shown: Shown, front: str, folder: str, months: Mapping[date, Sequence[T]]) -> dict[Leaf, Sequence[T]]:
    """Return the pages of a list with what is on each, in order of time; one page holds it all if there is little.

    ``months`` maps first days of months, and :data:`UNDATED`, to what belongs there. ``front`` is the page that is
    opened first: it shows this month, or the nearest one that has something. The others are in ``folder``.
    """
    found = {month: months[month] for month in sorted(months) if months[month]}
    if sum(map(len, found.values())) <= ON_ONE_PAGE or len(found) == 1:
        everything = [one for some in found.values() for one in some]
        return {Leaf(UNDATED, "", front, "", "", len(everything)): everything}
    first = _front(found, shown.today.replace(day=1))
    return {
        _leaf(shown, month, front if month == first else folder, len(found[month])): found[month] for month in found
    }


def years(some: Iterable[Leaf]) -> list[tuple[str, list[Leaf]]]:
    """Return the pages year by year, what has no date under no year."""
    found: dict[str, list[Leaf]] = {}
    for leaf in some:
        found.setdefault("" if leaf.month == UNDATED else str(leaf.month.year), []).append(leaf)
    return list(found.items())


def _front(months: Iterable[date], this: date) -> date:
    """Return this month or the next one there is, the last one where nothing is to come."""
    dated = [month for month in months if month != UNDATED]
    return next((month for month in dated if month >= this), dated[-1])


def _leaf(shown: Shown, month: date, where: str, count: int) -> Leaf:
    undated = month == UNDATED
    key = "undated" if undated else f"{month:%Y-%m}"
    name = shown.words.unscheduled if undated else month_name(month, shown.language)
    href = where if where.endswith(".html") else f"{where}/{key}.html"
    return Leaf(month, key, href, name, name.removesuffix(f" {month.year}"), count)
