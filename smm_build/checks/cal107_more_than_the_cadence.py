"""Weeks in which a channel says far more than planned."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date

from smm_build.checks._base import Option, Problem, calendar_check
from smm_build.checks._passages import publish_place
from smm_build.checks._planned import planned_by_channel, week_of
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["more_than_the_cadence"]

TIMES = Option(
    "more-than-the-cadence",
    "times",
    1.5,
    Sentence(en="times the cadence that a week may have", it="volte il ritmo che una settimana può avere"),
)


@calendar_check(Severity.HINT, options=(TIMES,))
def more_than_the_cadence(variants: Sequence[Variant], workspace: Workspace) -> Iterator[Problem]:
    """A week with half as many posts again on a channel as its cadence plans.

    One post more than planned is always fine.

    ## Why it matters
    People follow a channel at the pace it has. A sudden crowd of posts makes some of them leave, and networks show each
    post to fewer.

    ## How to fix
    Move something to a quieter week, or change `cadence` if this is the pace from now on.

    ## Options
    `times` in `brand/checks.yml`
    """
    for channel, planned in planned_by_channel(variants).items():
        pace = planned[0][1].channel.cadence.per_week
        if pace is None:
            continue
        weeks: dict[date, list[Variant]] = {}
        for at, variant in planned:
            weeks.setdefault(week_of(at), []).append(variant)
        most = max(math.ceil(pace * TIMES.of(workspace)), math.ceil(pace) + 1)
        for monday, crowd in weeks.items():
            if len(crowd) > most:
                yield _problem(channel, monday, crowd[most], (len(crowd), pace))


def _problem(channel: str, monday: date, first: Variant, counted: tuple[int, float]) -> Problem:
    count, pace = counted
    return Problem(
        publish_place(first),
        Sentence(
            en=f"{count} posts on {channel} in the week of {monday}; its cadence is {pace:g} a week",
            it=f"{count} post su {channel} nella settimana del {monday}; il suo ritmo è di {pace:g} a settimana",
        ),
        Sentence(en="Move some to a quieter week", it="Spostane qualcuno in una settimana più tranquilla"),
        first.post.id,
        channel,
    )
