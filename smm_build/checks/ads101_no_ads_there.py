"""Ads on a channel that has none."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._ads import living, not_our_job, rules_of
from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["no_ads_there"]


@workspace_check(Severity.ERROR)
def no_ads_there(workspace: Workspace) -> Iterator[Problem]:
    """An ad whose channel is not there, or is on a network where smm makes no ads.

    ## Why it matters
    Nobody can make it, and nobody notices before the day.

    ## How to fix
    Name a channel of Facebook, TikTok, X or LinkedIn; elsewhere a person makes the ad.
    """
    for ad in living(workspace):
        if ad.channel is None or not_our_job(ad.channel, ad.title) or rules_of(ad, workspace):
            continue
        there = workspace.channels.get(ad.channel)
        yield Problem(
            ad.places.of("channel"),
            Sentence(
                en=f"smm makes no ads on `{there.network}`" if there else f"There is no channel `{ad.channel}`",
                it=f"smm non crea annunci su `{there.network}`" if there else f"Non c'è un canale `{ad.channel}`",
            ),
            Sentence(
                en="Name a channel of Facebook, TikTok, X or LinkedIn; elsewhere a person makes the ad",
                it="Indica un canale di Facebook, TikTok, X o LinkedIn; altrove l'annuncio lo crea una persona",
            ),
        )
