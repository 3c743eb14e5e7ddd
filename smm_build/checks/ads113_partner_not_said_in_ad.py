"""Ads that do not say who stands behind them."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._ads import living
from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["partner_not_said_in_ad"]


@workspace_check(Severity.ERROR)
def partner_not_said_in_ad(workspace: Workspace) -> Iterator[Problem]:
    """An ad made for or with a partner whose text does not say so in the brand's words.

    That an ad is an ad is shown by the network; that somebody else stands behind it is not.

    ## Why it matters
    Who pays whom has to be plain to whoever sees it, also in an ad.

    ## How to fix
    Write the wording of `brand/voice.yml` into the text.
    """
    for ad in living(workspace):
        told = ad.disclosure
        if told is None or told.type not in {"paid", "gift", "affiliate"} or ad.boost or not ad.text:
            continue
        wordings = [told.text] if told.text else sorted(set(workspace.brand.voice.disclosure.values()))
        if wordings and not any(words.casefold() in ad.text.casefold() for words in wordings):
            names = " / ".join(f"`{words}`" for words in wordings)
            yield Problem(
                ad.places.of("disclosure"),
                Sentence(
                    en=f"The ad is `{told.type}`, and its text does not say so",
                    it=f"L'annuncio è `{told.type}`, e il testo non lo dice",
                ),
                Sentence(en=f"Write {names} into it", it=f"Scrivi {names} nel testo"),
            )
