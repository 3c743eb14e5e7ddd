"""Ads that name something that is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from smm_build.checks._ads import living
from smm_build.checks._base import Problem, workspace_check
from smm_build.checks._suggestion import suggestion
from smm_build.domain.ad import Ad
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["ad_leads_nowhere"]


@workspace_check(Severity.ERROR)
def ad_leads_nowhere(workspace: Workspace) -> Iterator[Problem]:
    """An ad for an audience, a campaign, an objective or a post that is not there.

    ## Why it matters
    What it is for cannot be reported, and a post that is not there cannot be boosted.

    ## How to fix
    Correct the name.
    """
    for ad in living(workspace):
        for key, name, known, what in _named(ad, workspace):
            if name not in known:
                yield Problem(
                    ad.places.of(key),
                    Sentence(en=f"There is no {what.en} `{name}`", it=f"Non c'è {what.it} `{name}`"),
                    suggestion(name, known),
                )


def _named(ad: Ad, workspace: Workspace) -> Iterator[tuple[str, str, Collection[str], Sentence]]:
    strategy = workspace.strategy
    for number, name in enumerate(ad.audience):
        known = [audience.id for audience in strategy.audiences] if strategy else []
        yield f"audience.{number}", name, known, Sentence("audience", "un pubblico")
    if ad.campaign:
        yield "campaign", ad.campaign, workspace.campaigns, Sentence("campaign", "una campagna")
    if ad.objective:
        known = [objective.id for objective in strategy.objectives] if strategy else []
        yield "objective", ad.objective, known, Sentence("objective", "un obiettivo")
    if ad.boost:
        yield "boost", ad.boost, [post.id for post in workspace.posts], Sentence("post", "un post")
