"""Dates on which it is another day of the week."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import passages_of
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["weekday_of_another_date"]

_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    )
    for number, name in enumerate(names.split(), 1)
}
_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_IT = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")
_DAYS = {name.lower(): number for names in (_EN, _IT) for number, name in enumerate(names)}
_ENDS_OF_DAYS = ("day", "edì", "sabato", "domenica")
"""One of them is in every name; looking for it is quicker by far."""
_NAMED = "|".join(_DAYS)
_OF_THE_YEAR = "|".join(_MONTHS)
_DATE = re.compile(
    rf"\b(?P<day>{_NAMED}),?\s+(?:the\s+)?(?:(?P<n1>\d{{1,2}})(?:st|nd|rd|th|º)?(?:\s+of)?\s+(?P<m1>{_OF_THE_YEAR})"
    rf"|(?P<m2>{_OF_THE_YEAR})\s+(?P<n2>\d{{1,2}})(?:st|nd|rd|th)?)\b(?:,?\s+(?P<year>\d{{4}})\b)?",
    re.IGNORECASE,
)


@post_check(Severity.WARNING)
def weekday_of_another_date(post: Post) -> Iterator[Problem]:
    """A date with a weekday that it does not have: "Thursday 4 December", which is a Friday.

    A date without a year is the nearest one to the day on which the post goes out. English and Italian are read.

    ## Why it matters
    Half of the people come on the one day and half on the other.

    ## How to fix
    Look which of the two is meant, the day or the date.
    """
    near = post.settings.publish_at
    for passage in passages_of(post):
        plain = passage.text.casefold()
        for match in _DATE.finditer(passage.text) if any(end in plain for end in _ENDS_OF_DAYS) else ():
            meant = _meant(match, near.date() if near else None)
            if meant and meant.weekday() != _DAYS[match["day"].lower()]:
                yield Problem(
                    passage.at(match.start()),
                    Sentence(
                        en=f"{meant} is a {_EN[meant.weekday()]}",
                        it=f"Il {meant} è {_IT[meant.weekday()]}",
                    ),
                    Sentence(en="Look which of the two is meant", it="Guarda quale dei due è quello giusto"),
                )


def _meant(match: re.Match[str], near: date | None) -> date | None:
    month, number = _MONTHS[(match["m1"] or match["m2"]).lower()], int(match["n1"] or match["n2"])
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
