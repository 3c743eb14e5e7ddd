"""Posts that serve none of the themes the strategy has chosen."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import first_key
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["post_without_pillar"]


@post_check(Severity.WARNING)
def post_without_pillar(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A post without a pillar, where the strategy has pillars.

    ## Why it matters
    Either the post serves no theme of the strategy, and somebody should ask what it is for, or it does and is missing
    from the mix.

    ## How to fix
    Add `pillar:`. If no pillar fits, the strategy may lack one.
    """
    missing = post.pillar is None and "pillar" not in post.unreadable
    if missing and workspace.strategy is not None and workspace.strategy.pillars:
        ids = ", ".join(f"`{pillar.id}`" for pillar in workspace.strategy.pillars)
        yield Problem(
            first_key(post),
            Sentence(
                en="The post has no pillar, so it counts for no theme of the strategy",
                it="Il post non ha un pilastro, quindi non conta per nessun tema della strategia",
            ),
            Sentence(en=f"Add `pillar:` with one of {ids}", it=f"Aggiungi `pillar:` con uno fra {ids}"),
        )
