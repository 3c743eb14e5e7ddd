"""Rights that end while the post is still there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from smm_build.checks._base import Option, Problem, workspace_check
from smm_build.compose.briefs import first_day
from smm_build.domain.brief import Brief
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["licence_ends_too_soon"]

DAYS = Option(
    "licence-ends-too-soon",
    "days",
    90,
    Sentence(en="days a post should be allowed to stay", it="giorni in cui un post deve poter restare"),
)


@workspace_check(Severity.WARNING, options=(DAYS,))
def licence_ends_too_soon(workspace: Workspace) -> Iterator[Problem]:
    """A brief whose rights end within ninety days of its last post, or of its deadline where no post names it.

    ## Why it matters
    A post stays where it is. When the licence ends somebody has to find it and delete it, on every network.

    ## How to fix
    Agree on a later `until`, or leave it out for rights without an end.

    ## Options
    `days` in `brand/checks.yml`
    """
    life = timedelta(days=DAYS.of(workspace))
    for brief in workspace.briefs.values():
        until, day = brief.rights.until if brief.rights else None, _last_use(brief, workspace)
        if until and day and not brief.cancelled and until < day + life:
            yield Problem(
                brief.places.of("rights.until"),
                Sentence(
                    en=f"The rights end on {until}, and the files are used on {day}",
                    it=f"I diritti finiscono il {until}, e i file si usano il {day}",
                ),
                Sentence(
                    en="Agree on a later `until`, or leave it out", it="Concorda un `until` più lontano, o toglilo"
                ),
            )


def _last_use(brief: Brief, workspace: Workspace) -> date | None:
    days = [first_day(post, workspace) for post in workspace.posts if post.brief == brief.id]
    return max((day for day in days if day), default=brief.final_by)
