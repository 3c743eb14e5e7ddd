"""Times in the night in which the clocks change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from smm_build.checks._base import Problem, calendar_check
from smm_build.checks._passages import publish_place
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["in_the_night_of_the_clocks"]

_MORNING = 4


@calendar_check(Severity.HINT)
def in_the_night_of_the_clocks(variants: Sequence[Variant]) -> Iterator[Problem]:
    """A time before four in the morning of a day on which the clocks go forward or back.

    A time that does not exist, or exists twice, is found while the files are read. This rule is about the hours around.

    ## Why it matters
    Half of the tools and people involved will be an hour off, and nobody is up to see it.

    ## How to fix
    Choose a time by daylight.
    """
    for variant in variants:
        at = variant.publish_at
        told = "publish_at" in variant.post.unreadable
        if at is not None and not told and at.hour < _MORNING and _offset(at, 0) != _offset(at, 12):
            yield Problem(
                publish_place(variant),
                Sentence(
                    en=f"The clocks change in the night of {at:%Y-%m-%d}",
                    it=f"Nella notte del {at:%Y-%m-%d} cambia l'ora",
                ),
                Sentence(en="Choose a time by daylight", it="Scegli un'ora diurna"),
                variant.post.id,
                variant.channel.id,
            )


def _offset(at: datetime, hour: int) -> timedelta | None:
    return at.replace(hour=hour, minute=0, fold=0).utcoffset()
