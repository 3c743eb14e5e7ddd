"""Ads that end before they begin."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._ads import living
from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["ad_ends_before_it_begins"]


@workspace_check(Severity.ERROR)
def ad_ends_before_it_begins(workspace: Workspace) -> Iterator[Problem]:
    """An ad whose last day is before its first.

    ## Why it matters
    The network refuses it, or runs it without an end.

    ## How to fix
    Correct `starts` or `ends`.
    """
    for ad in living(workspace):
        if ad.days is not None and ad.days < 1:
            yield Problem(
                ad.places.of("ends"),
                Sentence(
                    en=f"The ad ends on {ad.end_on}, before it begins on {ad.start_on}",
                    it=f"L'annuncio finisce il {ad.end_on}, prima di cominciare il {ad.start_on}",
                ),
                Sentence(en="Correct `starts` or `ends`", it="Correggi `starts` o `ends`"),
            )
