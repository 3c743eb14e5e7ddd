"""Ads that are for search engines."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._ads import hand_off_for, living, not_our_job
from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["search_ad"]


@workspace_check(Severity.ERROR)
def search_ad(workspace: Workspace) -> Iterator[Problem]:
    """An ad for a search engine, SEO, guest posts or link building: somebody else does that.

    Who it is stands in the hand-offs of `brand/team.yml`.

    ## Why it matters
    It needs other tools, other budgets and another craft; here it would be done badly and counted twice.

    ## How to fix
    Hand it on to who is named, and delete the file.
    """
    for ad in living(workspace):
        found = not_our_job(ad.channel, ad.title, ad.headline)
        if found is None:
            continue
        words, job = found
        whose = hand_off_for(job, workspace)
        to = f"{whose.to} ({whose.contact})" if whose and whose.contact else whose.to if whose else None
        yield Problem(
            ad.places.of("channel" if ad.channel and not_our_job(ad.channel) else "title"),
            Sentence(
                en=f"“{words}” is not social media's job",
                it=f"“{words}” non è compito di chi cura i social",
            ),
            Sentence(
                en=f"Hand it on to {to}" if to else "Write into `hand_offs` of brand/team.yml whose job it is",
                it=f"Passa la mano a {to}" if to else "Scrivi in `hand_offs` di brand/team.yml di chi è compito",
            ),
        )
