"""Pillars that get far more or less than their share."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Option, Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["mix_off_target"]

POINTS = Option(
    "mix-off-target",
    "points",
    15,
    Sentence(en="percentage points a pillar may be off", it="punti percentuali di scarto per un pilastro"),
)
_ENOUGH = 20


@workspace_check(Severity.HINT, options=(POINTS,))
def mix_off_target(workspace: Workspace) -> Iterator[Problem]:
    """A pillar whose part of all posts differs from its `share` by more than fifteen points, from twenty posts on.

    ## Why it matters
    The mix is what the strategy decided. Where the plan drifts away from it, either the plan is wrong or the strategy.

    ## How to fix
    Plan more of what is missing, or change the shares.

    ## Options
    `points` in `brand/checks.yml`
    """
    posts = [post for post in workspace.posts if post.pillar]
    for pillar in workspace.strategy.pillars if workspace.strategy and len(posts) >= _ENOUGH else ():
        count = sum(post.pillar == pillar.id for post in posts)
        share = count / len(posts)
        if pillar.share is not None and round(abs(share - pillar.share) * 100, 6) > POINTS.of(workspace):
            yield Problem(
                pillar.place,
                Sentence(
                    en=f"`{pillar.id}` has {share:.0%} of the posts, and {pillar.share:.0%} is planned",
                    it=f"`{pillar.id}` ha il {share:.0%} dei post, e ne è previsto il {pillar.share:.0%}",
                ),
                Sentence(en="Plan more of what is missing", it="Pianifica di più quello che manca"),
            )
