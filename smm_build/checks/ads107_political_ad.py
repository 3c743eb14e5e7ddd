"""Political ads, and ads nobody has declared not to be."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._ads import in_europe, living
from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["political_ad"]


@workspace_check(Severity.ERROR)
def political_ad(workspace: Workspace) -> Iterator[Problem]:
    """An ad shown in the European Union that is political, or of which nobody has declared that it is not.

    Regulation (EU) 2024/900 (https://eur-lex.europa.eu/eli/reg/2024/900/oj, read 2026-11-23) makes advertisers declare
    it. Meta takes no political ads in the Union since October 2025.

    ## Why it matters
    Only the advertiser can declare it, and a wrong declaration is an offence.

    ## How to fix
    Write `political: false` if it is not; a political ad is no job for this tool.
    """
    for ad in living(workspace):
        if ad.political is False or not in_europe(ad) or ad.status == "draft":
            continue
        yield Problem(
            ad.places.of("political" if ad.political else "title"),
            Sentence(
                en="A political ad cannot be made here for the European Union"
                if ad.political
                else "Nobody has declared whether the ad is political, which European law asks",
                it="Un annuncio politico non si può creare qui per l'Unione europea"
                if ad.political
                else "Nessuno ha dichiarato se l'annuncio è politico, come chiede la legge europea",
            ),
            Sentence(
                en="Write `political: false` if it is not; else hand it on",
                it="Scrivi `political: false` se non lo è; altrimenti passalo a chi di dovere",
            ),
        )
