"""Posts that are for nobody in particular."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.checks._most import without
from smm_build.checks._passages import first_key
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["post_for_nobody"]


@workspace_check(Severity.HINT)
def post_for_nobody(workspace: Workspace) -> Iterator[Problem]:
    """A post that names no audience, in a plan where most posts do.

    ## Why it matters
    What is for everybody speaks to nobody, and the calendar cannot show who has not heard from us for long.

    ## How to fix
    Add `audience:`.
    """
    audiences = workspace.strategy.audiences if workspace.strategy else ()
    for post in without(workspace.posts, _for_somebody) if audiences else ():
        ids = ", ".join(f"`{audience.id}`" for audience in audiences)
        yield Problem(
            first_key(post),
            Sentence(en="The post names no audience", it="Il post non nomina un pubblico"),
            Sentence(en=f"Add `audience:` with some of {ids}", it=f"Aggiungi `audience:` con alcuni fra {ids}"),
            post.id,
        )


def _for_somebody(post: Post) -> bool:
    return bool(post.audience) or "audience" in post.unreadable
