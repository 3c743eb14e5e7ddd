"""Briefs that are due when their post is out already."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._signs import Has
from smm_build.compose.briefs import first_day, state_of
from smm_build.domain.brief import BriefState
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["due_after_its_post"]


@post_check(Severity.ERROR, signs=(Has.BRIEF,))
def due_after_its_post(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A post that goes out on the day its brief's final files are due, or before, and they are not approved yet.

    The chain runs backwards from `publish_at`: before it the files are final, before that there is a draft.

    ## Why it matters
    Whoever works to the brief is on time, and the post is empty.

    ## How to fix
    Move the post, or agree on an earlier deadline with whoever does the work.
    """
    brief = workspace.briefs.get(post.brief or "")
    day = first_day(post, workspace)
    if not brief or not day or not brief.final_by or day > brief.final_by:
        return
    if state_of(brief, workspace) not in {BriefState.APPROVED, BriefState.CANCELLED}:
        yield Problem(
            post.places.of("publish_at"),
            Sentence(
                en=f"The post goes out on {day}, and the brief `{brief.id}` is due by {brief.final_by}",
                it=f"Il post esce il {day}, e il brief `{brief.id}` scade il {brief.final_by}",
            ),
            Sentence(
                en="Move the post, or agree on an earlier deadline", it="Sposta il post, o concorda una scadenza prima"
            ),
        )
