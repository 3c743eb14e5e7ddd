"""Posts the strategy does not reach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from smm_build.checks._base import Problem, post_check
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.strategy import Strategy
from smm_build.domain.workspace import Workspace

__all__ = ["outside_strategy_period"]


@post_check(Severity.HINT)
def outside_strategy_period(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A post on a day that the period of `strategy.md` does not cover.

    ## Why it matters
    Its pillar and its objective belong to a plan that has not begun or is over. Mostly it is a slip in the year.

    ## How to fix
    Correct the date, or make the strategy's `period` longer after having looked at it again.
    """
    strategy = workspace.strategy
    for key, at in _times(post) if strategy else ():
        day = at.astimezone(workspace.brand.zone).date()
        if strategy and _outside(day, strategy):
            yield Problem(
                post.places.of(key),
                Sentence(
                    en=f"{day} is outside the period of the strategy",
                    it=f"Il {day} è fuori dal periodo della strategia",
                ),
                Sentence(
                    en="Correct the date, or extend `period` in strategy.md",
                    it="Correggi la data, o allunga `period` in strategy.md",
                ),
            )


def _outside(day: date, strategy: Strategy) -> bool:
    too_early = strategy.start_on is not None and day < strategy.start_on
    return too_early or (strategy.end_on is not None and day > strategy.end_on)


def _times(post: Post) -> Iterator[tuple[str, datetime]]:
    if post.settings.publish_at:
        yield "publish_at", post.settings.publish_at
    for channel, override in post.overrides.items():
        if override.publish_at:
            yield f"overrides.{channel}.publish_at", override.publish_at
