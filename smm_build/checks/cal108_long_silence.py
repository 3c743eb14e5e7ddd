"""Channels that say nothing for weeks in the middle of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from smm_build.checks._base import Option, Problem, calendar_check
from smm_build.checks._passages import publish_place
from smm_build.checks._planned import planned_by_channel
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["long_silence"]

DAYS = Option(
    "long-silence", "days", 90, Sentence(en="days without a post on a channel", it="giorni senza un post su un canale")
)


@calendar_check(Severity.HINT, options=(DAYS,))
def long_silence(variants: Sequence[Variant], workspace: Workspace) -> Iterator[Problem]:
    """Three months or more without a post on a channel that has a cadence, between two planned posts.

    ## Why it matters
    Readers and networks forget an account that is silent, and whoever looks at it asks whether the firm still exists.

    ## How to fix
    Plan something in between, or say in the channel's `cadence` that less is meant.

    ## Options
    `days` in `brand/checks.yml`
    """
    most = timedelta(days=DAYS.of(workspace))
    for channel, planned in planned_by_channel(variants).items():
        if not planned[0][1].channel.cadence.per_week:
            continue
        for (earlier, _), (later, variant) in pairwise(planned):
            if later - earlier >= most:
                days = (later.date() - earlier.date()).days
                yield Problem(
                    publish_place(variant),
                    Sentence(
                        en=f"Nothing goes out on {channel} for {days} days before this",
                        it=f"Prima di questo, su {channel} non esce nulla per {days} giorni",
                    ),
                    Sentence(en="Plan something in between", it="Pianifica qualcosa nel mezzo"),
                    variant.post.id,
                    channel,
                )
