"""Finished posts that nobody has put on the calendar."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import first_key
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post, Status
from smm_build.domain.sentence import Sentence

__all__ = ["no_publish_time"]

_TIMES = {"publish_at", "overrides", "series", "evergreen"}


@post_check(Severity.HINT)
def no_publish_time(post: Post) -> Iterator[Problem]:
    """A post that is neither a draft nor on hold, and has no time.

    ## Why it matters
    It is never sent, and nothing else will say so.

    ## How to fix
    Add `publish_at`, or `status: draft` as long as it is one.
    """
    ready = post.settings.status in {None, Status.READY}
    elsewhere = post.series or post.evergreen
    if (
        not ready
        or elsewhere
        or not post.unreadable.isdisjoint(_TIMES)
        or not post.channels
        or all(_has_time(post, channel) for channel in post.channels)
    ):
        return
    yield Problem(
        first_key(post),
        Sentence(
            en="The post has no `publish_at`, so it is never sent",
            it="Il post non ha `publish_at`, quindi non viene mai inviato",
        ),
        Sentence(
            en="Add `publish_at: 2026-12-01 09:30`, or `status: draft`",
            it="Aggiungi `publish_at: 2026-12-01 09:30`, o `status: draft`",
        ),
    )


def _has_time(post: Post, channel: str) -> bool:
    override = post.overrides.get(channel)
    return (post.settings.publish_at or (override and override.publish_at)) is not None
