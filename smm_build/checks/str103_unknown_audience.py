"""Posts for people nobody has described."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._signs import Has
from smm_build.checks._suggestion import add, suggestion
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["unknown_audience"]


@post_check(Severity.ERROR, signs=(Has.AUDIENCE,))
def unknown_audience(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """An audience that `strategy.md` does not have.

    ## Why it matters
    The calendar could not show who is spoken to how often.

    ## How to fix
    Correct the id, or add the audience to `strategy.md`.
    """
    strategy = workspace.strategy
    if strategy is None or not post.audience or "audiences" in strategy.unreadable:
        return
    known = {audience.id for audience in strategy.audiences}
    for number, audience in enumerate(post.audience):
        if audience not in known:
            yield Problem(
                post.places.of(f"audience.{number}"),
                Sentence(
                    en=f"strategy.md has no audience `{audience}`",
                    it=f"strategy.md non ha nessun pubblico `{audience}`",
                ),
                suggestion(audience, known) or add("audiences"),
            )
