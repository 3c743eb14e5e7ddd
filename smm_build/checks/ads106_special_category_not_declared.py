"""Ads of which nobody said whether they are in a special category."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._ads import living, rules_of
from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["special_category_not_declared"]


@workspace_check(Severity.ERROR)
def special_category_not_declared(workspace: Workspace) -> Iterator[Problem]:
    """An ad of which the network has to be told whether it is in a special category, and is not told.

    Special are credit, employment, housing, financial services and gambling.
    Meta demands it of every campaign, also where there is nothing of the kind.

    ## Why it matters
    An undeclared special category has ad accounts closed; and only a person knows.

    ## How to fix
    Write `special_category: [none]`, or what it is.
    """
    for ad in living(workspace):
        rules = rules_of(ad, workspace)
        if rules and rules.special and ad.special is None and ad.status != "draft":
            yield Problem(
                ad.places.of("title"),
                Sentence(
                    en=f"{rules.title} has to be told whether the ad is in a special category",
                    it=f"{rules.title} deve sapere se l'annuncio è in una categoria speciale",
                ),
                Sentence(
                    en="Write `special_category: [none]`, or credit, employment, housing, financial-services, gambling",
                    it="Scrivi `special_category: [none]`, o credit, employment, housing, financial-services, gambling",
                ),
            )
