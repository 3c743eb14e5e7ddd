"""Posts that serve no aim."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.checks._most import without
from smm_build.checks._passages import first_key
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["post_without_objective"]


@workspace_check(Severity.HINT)
def post_without_objective(workspace: Workspace) -> Iterator[Problem]:
    """A post that names no objective, neither itself nor through its campaign, in a plan where most posts do.

    ## Why it matters
    Its results count for nothing, and nobody knows what it is for.

    ## How to fix
    Add `objective:`.
    """
    objectives = workspace.strategy.objectives if workspace.strategy else ()
    ids = ", ".join(f"`{objective.id}`" for objective in objectives)
    for post in without(workspace.posts, lambda post: _serves(post, workspace)) if objectives else ():
        yield Problem(
            first_key(post),
            Sentence(en="The post names no objective", it="Il post non nomina un obiettivo"),
            Sentence(en=f"Add `objective:` with one of {ids}", it=f"Aggiungi `objective:` con uno fra {ids}"),
            post.id,
        )


def _serves(post: Post, workspace: Workspace) -> bool:
    campaign = workspace.campaigns.get(post.campaign or "")
    own = post.objective or not post.unreadable.isdisjoint({"objective", "campaign"})
    return bool(own or (campaign and campaign.objective))
