"""Posts that stand on a pillar nobody has put up."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._suggestion import add, suggestion
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["unknown_pillar"]


@post_check(Severity.ERROR)
def unknown_pillar(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A pillar that `strategy.md` does not have.

    ## Why it matters
    The post would be missing from the mix of themes, and from every report about it.

    ## How to fix
    Correct the id, or add the pillar to `strategy.md`.
    """
    strategy = workspace.strategy
    if strategy is None or post.pillar is None or "pillars" in strategy.unreadable:
        return
    known = {pillar.id for pillar in strategy.pillars}
    if post.pillar not in known:
        yield Problem(
            post.places.of("pillar"),
            Sentence(
                en=f"strategy.md has no pillar `{post.pillar}`",
                it=f"strategy.md non ha nessun pilastro `{post.pillar}`",
            ),
            suggestion(post.pillar, known) or add("pillars"),
        )
