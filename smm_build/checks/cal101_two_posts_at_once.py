"""Posts that tread on each other's heels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from smm_build.checks._base import Option, Problem, calendar_check
from smm_build.checks._passages import publish_place
from smm_build.domain.finding import Severity
from smm_build.domain.post import Status
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["two_posts_at_once"]

CLOSE = Option(
    "two-posts-at-once",
    "minutes",
    5,
    Sentence("Minutes between two posts of a channel", "Minuti tra due post di un canale"),
)


@calendar_check(Severity.WARNING, options=(CLOSE,))
def two_posts_at_once(variants: Sequence[Variant], workspace: Workspace) -> Iterator[Problem]:
    """Two posts on one channel within five minutes, or as many as the brand says.

    ## Why it matters
    They take each other's readers, and it looks like a mistake, which it mostly is: two people have planned the same
    slot.

    ## How to fix
    Move one of them.
    """
    by_channel: dict[str, list[Variant]] = {}
    for variant in variants:
        if variant.publish_at and variant.settings.status is not Status.ON_HOLD:
            by_channel.setdefault(variant.channel.id, []).append(variant)
    close = timedelta(minutes=CLOSE.of(workspace))
    for channel, planned in by_channel.items():
        for earlier, later in pairwise(planned):
            if earlier.publish_at and later.publish_at and later.publish_at - earlier.publish_at < close:
                yield _problem(channel, earlier, later)


def _problem(channel: str, earlier: Variant, later: Variant) -> Problem:
    at = f"{earlier.publish_at:%Y-%m-%d %H:%M}"
    return Problem(
        publish_place(later),
        Sentence(
            en=f"`{earlier.post.id}` goes out on {channel} at nearly the same time, {at}",
            it=f"`{earlier.post.id}` esce su {channel} quasi alla stessa ora, {at}",
        ),
        Sentence(en="Move one of the two", it="Sposta uno dei due"),
        post=later.post.id,
        channel=channel,
    )
