"""Ads without the names European law asks for."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._ads import in_europe, living
from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["nobody_named_as_payor"]


@workspace_check(Severity.ERROR)
def nobody_named_as_payor(workspace: Workspace) -> Iterator[Problem]:
    """An ad shown in the European Union that does not name who gains from it and who pays.

    The Digital Services Act (article 26) wants both shown with the ad; Meta asks for `dsa_beneficiary` and `dsa_payor`
    (https://developers.facebook.com/blog/post/2023/05/16/new-marketing-mpa-api-requirements-for-facebook-and-instagram-ads-targeting-eu/,
    read 2026-11-23).

    ## Why it matters
    Without them the network refuses the ad.

    ## How to fix
    Write `dsa: {beneficiary: …, payor: …}` with the names as they are registered.
    """
    for ad in living(workspace):
        if ad.status == "draft" or not in_europe(ad) or (ad.beneficiary and ad.payor):
            continue
        yield Problem(
            ad.places.of("dsa"),
            Sentence(
                en="The ad does not name who gains from it and who pays for it",
                it="L'annuncio non dice a beneficio di chi è e chi lo paga",
            ),
            Sentence(en="Write `dsa: {beneficiary: …, payor: …}`", it="Scrivi `dsa: {beneficiary: …, payor: …}`"),
        )
