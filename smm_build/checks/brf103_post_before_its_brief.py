"""Posts whose pictures are still being made."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._signs import Has
from smm_build.compose.briefs import first_day, state_of, what_lacks
from smm_build.domain.brief import BriefState
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post, Status
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["post_before_its_brief"]


@post_check(Severity.ERROR, signs=(Has.BRIEF,))
def post_before_its_brief(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A post that is ready to go out while the brief it names is not delivered, not right or not approved.

    Drafts and posts on hold may wait for their brief. With several people in the team `approved_by` says who has
    looked at the files; where one person is the team, merging them is enough.

    ## Why it matters
    A post that is ready goes out by itself on its date, with the files that are there.

    ## How to fix
    Take the files in with `smm brief deliver`, write `approved_by` into the brief, or make the post a draft until then.
    """
    brief = workspace.briefs.get(post.brief or "")
    if brief is None or post.settings.status in {Status.DRAFT, Status.ON_HOLD}:
        return
    state, day = state_of(brief, workspace), first_day(post, workspace)
    too_late = bool(day and brief.final_by and day <= brief.final_by)
    if state is BriefState.APPROVED or day is None or (too_late and state is not BriefState.CANCELLED):
        return
    lack = _CALLED_OFF if state is BriefState.CANCELLED else what_lacks(brief, workspace)
    yield Problem(
        post.places.of("brief"),
        Sentence(
            en=f"The brief `{brief.id}` is not done: {lack.en}", it=f"Il brief `{brief.id}` non è pronto: {lack.it}"
        ),
        Sentence(
            en="Deliver and approve it, or make the post a draft until then",
            it="Consegna e approva il brief, o metti il post in bozza fino ad allora",
        ),
    )


_CALLED_OFF = Sentence("it is cancelled", "è annullato")
