"""Posts that wait for a brief nobody wrote."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._signs import Has
from smm_build.checks._suggestion import suggestion
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["unknown_brief"]


@post_check(Severity.ERROR, signs=(Has.BRIEF,))
def unknown_brief(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A `brief` that is no file in `content/briefs`.

    ## Why it matters
    A post with a brief waits until it is delivered and approved. A slip in its name would let the post go without.

    ## How to fix
    Correct the name, or write the brief.
    """
    if post.brief is not None and post.brief not in workspace.briefs:
        yield Problem(
            post.places.of("brief"),
            Sentence(en=f"There is no brief `{post.brief}`", it=f"Non c'è nessun brief `{post.brief}`"),
            suggestion(post.brief, workspace.briefs),
        )
