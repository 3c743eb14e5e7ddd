"""Ads that lack something."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._ads import living
from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.ad import Ad
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["incomplete_ad"]


@workspace_check(Severity.ERROR)
def incomplete_ad(workspace: Workspace) -> Iterator[Problem]:
    """An ad that lacks something without which nobody can make it.

    ## Why it matters
    A half ad is found out in the ads manager, by whoever has the least time.

    ## How to fix
    Fill in what is missing, or say `status: draft`.
    """
    for ad in living(workspace):
        missing = [key for key, there in _needed(ad) if not there and not _is_written(key, ad)]
        if missing and ad.status != "draft":
            names = ", ".join(f"`{key}`" for key in missing)
            yield Problem(
                ad.places.of("title"),
                Sentence(en=f"The ad lacks {names}", it=f"All'annuncio manca {names}"),
                Sentence(en="Fill it in, or say `status: draft`", it="Completalo, oppure scrivi `status: draft`"),
            )


def _is_written(key: str, ad: Ad) -> bool:
    return any(f"{key}.".startswith(f"{bad}.") or f"{bad}.".startswith(f"{key}.") for bad in ad.unread)


def _needed(ad: Ad) -> Iterator[tuple[str, bool]]:
    yield "channel", bool(ad.channel)
    yield "goal", bool(ad.goal)
    yield "starts", bool(ad.start_on)
    yield "ends", bool(ad.end_on)
    yield "budget", bool(ad.budget)
    yield "targeting.countries", bool(ad.targeting.countries)
    if not ad.boost:
        yield "text", bool(ad.text)
        yield "link", bool(ad.link)
