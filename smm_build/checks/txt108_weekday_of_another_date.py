"""Dates on which it is another day of the week."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._dates import MONTHS, WEEKDAYS, day_meant, day_of_the_year
from smm_build.checks._passages import passages_of
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["weekday_of_another_date"]

_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_IT = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")
_ENDS_OF_DAYS = ("day", "edì", "sabato", "domenica")
"""One of them is in every name; looking for it is quicker by far."""
_DATE = re.compile(
    rf"\b(?P<day>{'|'.join(WEEKDAYS)}),?\s+(?:the\s+)?{day_of_the_year(MONTHS)}",
    re.IGNORECASE,
)


@post_check(Severity.WARNING, signs=("day", "edì", "sabato", "domenica"))
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
            meant = day_meant(match, near.date() if near else None)
            if meant and meant.weekday() != WEEKDAYS[match["day"].lower()]:
                yield Problem(
                    passage.at(match.start()),
                    Sentence(
                        en=f"{meant} is a {_EN[meant.weekday()]}",
                        it=f"Il {meant} è {_IT[meant.weekday()]}",
                    ),
                    Sentence(en="Look which of the two is meant", it="Guarda quale dei due è quello giusto"),
                )
