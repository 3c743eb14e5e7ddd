"""Objectives nothing is done for."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["objective_without_posts"]

_ENOUGH = 3


@workspace_check(Severity.WARNING)
def objective_without_posts(workspace: Workspace) -> Iterator[Problem]:
    """An objective that no post and no campaign serves, once three posts serve one.

    ## Why it matters
    It will not be reached by itself.

    ## How to fix
    Plan something for it, or take it out of the strategy: what is not done is better not promised.
    """
    named = [post for post in workspace.posts if post.objective]
    served = {post.objective for post in named} | {campaign.objective for campaign in workspace.campaigns.values()}
    for objective in workspace.strategy.objectives if workspace.strategy and len(named) >= _ENOUGH else ():
        if objective.id not in served:
            yield Problem(
                objective.place,
                Sentence(en=f"No post serves `{objective.id}`", it=f"Nessun post serve `{objective.id}`"),
                Sentence(en="Plan something for it", it="Pianifica qualcosa"),
            )
