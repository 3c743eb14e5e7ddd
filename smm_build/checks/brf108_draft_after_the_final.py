"""Deadlines in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["draft_after_the_final"]


@workspace_check(Severity.WARNING)
def draft_after_the_final(workspace: Workspace) -> Iterator[Problem]:
    """A brief whose draft is due on the day of the final files, or after it.

    ## Why it matters
    There is no time left to say what should be different, and rounds that were paid for are lost.

    ## How to fix
    Correct one of the two days, or leave `draft` out.
    """
    for brief in workspace.briefs.values():
        if brief.draft_by and brief.final_by and brief.draft_by >= brief.final_by:
            yield Problem(
                brief.places.of("deadlines.draft"),
                Sentence(
                    en=f"The draft is due on {brief.draft_by}, the final files on {brief.final_by}",
                    it=f"La bozza scade il {brief.draft_by}, i file definitivi il {brief.final_by}",
                ),
                Sentence(en="Correct one of the two days", it="Correggi uno dei due giorni"),
            )
