"""Days as people write them, in English and Italian: "4 December", "December 4th, 2026", "4 dicembre"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

__all__ = ["MONTHS", "WEEKDAYS", "day_meant", "day_of_the_year"]

_MONTHS = (
    "january february march april may june july august september october november december",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
)
MONTHS = {name: number for names in _MONTHS for number, name in enumerate(names.split(), 1)}
"""The number of each month by its name in small letters."""

_WEEKDAYS = (
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
)
WEEKDAYS = {name: number for names in _WEEKDAYS for number, name in enumerate(names)}
"""The number of each day of the week, Monday 0, by its name in small letters."""


def day_of_the_year(months: Iterable[str]) -> str:
    """Return a pattern for a day and one of ``months``, perhaps with its year; :func:`day_meant` knows its groups."""
    of_the_year = "|".join(months)
    return (
        rf"(?:(?P<n1>\d{{1,2}})(?:st|nd|rd|th|º)?(?:\s+of)?\s+(?P<m1>{of_the_year})"
        rf"|(?P<m2>{of_the_year})\s+(?P<n2>\d{{1,2}})(?:st|nd|rd|th)?)\b(?:,?\s+(?P<year>\d{{4}})\b)?"
    )


def day_meant(match: re.Match[str], near: date | None) -> date | None:
    """Return the day that is written; of those without a year the one nearest to ``near``."""
    written = (match["m1"] or match["m2"]).lower()
    month, number = next(MONTHS[name] for name in MONTHS if name.startswith(written)), int(match["n1"] or match["n2"])
    if match["year"]:
        return _day(int(match["year"]), month, number)
    around = [_day(near.year + shift, month, number) for shift in (-1, 0, 1)] if near else []
    days = [day for day in around if day]
    return min(days, key=lambda day: abs(day - near)) if near and days else None


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
