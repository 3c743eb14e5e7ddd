"""Work that is not social media's."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._ads import hand_off_for, not_our_job
from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Confidence, Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["not_social_media"]


@workspace_check(Severity.WARNING, confidence=Confidence.LOW)
def not_social_media(workspace: Workspace) -> Iterator[Problem]:
    """A campaign, a tactic or a brief that seems to be about search engines, SEO, guest posts or link building.

    ## Why it matters
    It is somebody else's job, and `brand/team.yml` says whose; left here, nobody does it.

    ## How to fix
    Hand it on.
    """
    for place, text in _titles(workspace):
        found = not_our_job(text)
        if found is None:
            continue
        words, job = found
        whose = hand_off_for(job, workspace)
        to = whose.to if whose else None
        yield Problem(
            place,
            Sentence(
                en=f"“{words}” is not social media's job",
                it=f"“{words}” non è compito di chi cura i social",
            ),
            Sentence(
                en=f"Hand it on to {to}" if to else "Write into `hand_offs` of brand/team.yml whose job it is",
                it=f"Passa la mano a {to}" if to else "Scrivi in `hand_offs` di brand/team.yml di chi è compito",
            ),
        )


def _titles(workspace: Workspace) -> Iterator[tuple[Place, str]]:
    for campaign in workspace.campaigns.values():
        yield campaign.places.of("title"), campaign.title
    for brief in workspace.briefs.values():
        yield brief.places.of("title"), brief.title
    for tactic in workspace.strategy.tactics if workspace.strategy else ():
        yield tactic.place, tactic.title
