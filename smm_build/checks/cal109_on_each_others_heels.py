"""Posts that leave each other no time."""

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

__all__ = ["on_each_others_heels"]

MINUTES = Option(
    "on-each-others-heels",
    "minutes",
    60,
    Sentence(en="minutes between two posts on a channel", it="minuti fra due post su un canale"),
)
_AT_ONCE = timedelta(minutes=5)


@calendar_check(Severity.HINT, options=(MINUTES,))
def on_each_others_heels(variants: Sequence[Variant], workspace: Workspace) -> Iterator[Problem]:
    """Two posts on one channel less than an hour apart.

    Less than five minutes is another rule, `two-posts-at-once`.

    ## Why it matters
    The second takes the readers of the first before the network has shown it to most of them.

    ## How to fix
    Move one of them by some hours, or make a thread of both.

    ## Options
    `minutes` in `brand/checks.yml`
    """
    least = timedelta(minutes=MINUTES.of(workspace))
    for channel, planned in planned_by_channel(variants).items():
        for (earlier, first), (later, second) in pairwise(planned):
            if _AT_ONCE <= later - earlier < least:
                minutes = int((later - earlier).total_seconds() // 60)
                yield Problem(
                    publish_place(second),
                    Sentence(
                        en=f"It follows `{first.post.id}` on {channel} after {minutes} minutes",
                        it=f"Segue `{first.post.id}` su {channel} dopo {minutes} minuti",
                    ),
                    Sentence(en="Move one of the two by some hours", it="Sposta uno dei due di qualche ora"),
                    second.post.id,
                    channel,
                )
