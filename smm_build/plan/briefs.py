"""Where briefs stand on a day: what of them is there, what is due next, what is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smm_build.compose.briefs import first_day, state_of
from smm_build.domain.brief import Brief, BriefState
from smm_build.domain.post import Post
from smm_build.domain.workspace import Workspace

__all__ = ["Standing", "standings"]

_OVER = frozenset({BriefState.APPROVED, BriefState.CANCELLED})


@dataclass(frozen=True, slots=True)
class Standing:
    """One brief on a day.

    ``delivered`` of ``wanted`` files are there. ``posts`` wait for it, ``needed_on`` is when the first goes out.
    ``next_on`` is the next deadline, ``draft`` tells that it is the draft's; ``None`` when there is none or nothing is
    left to do. ``overdue`` means that the final one is over.
    """

    brief: Brief
    state: BriefState
    delivered: int
    wanted: int
    posts: tuple[Post, ...]
    needed_on: date | None
    next_on: date | None
    draft: bool
    overdue: bool

    @property
    def open(self) -> bool:
        """Whether somebody still has something to do for it."""
        return self.state not in _OVER


def standings(workspace: Workspace, today: date) -> tuple[Standing, ...]:
    """Return where every brief stands on ``today`` (the brand's calendar): open ones first, by their next deadline."""
    found = [_standing(brief, workspace, today) for brief in workspace.briefs.values()]
    return tuple(sorted(found, key=lambda one: (not one.open, one.next_on or date.max, one.brief.id)))


def _standing(brief: Brief, workspace: Workspace, today: date) -> Standing:
    state = state_of(brief, workspace)
    posts = tuple(post for post in workspace.posts if post.brief == brief.id)
    days = [day for post in posts if (day := first_day(post, workspace))]
    draft = state is BriefState.REQUESTED and brief.draft_by is not None and today <= brief.draft_by
    left = state not in _OVER
    return Standing(
        brief=brief,
        state=state,
        delivered=sum(one.media is not None for one in brief.deliverables),
        wanted=len(brief.deliverables),
        posts=posts,
        needed_on=min(days, default=None),
        next_on=(brief.draft_by if draft else brief.final_by) if left else None,
        draft=draft,
        overdue=left and brief.final_by is not None and brief.final_by < today,
    )
