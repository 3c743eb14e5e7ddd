"""Budgets that no network takes."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._ads import living, rules_of
from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.money import amount_text
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["budget_too_small"]


@workspace_check(Severity.ERROR)
def budget_too_small(workspace: Workspace) -> Iterator[Problem]:
    """A budget that is certainly less a day than the network takes.

    What networks tell in US dollars is compared with dollars, and half of it with euros, pounds and francs. The rest is
    asked of the network by `smm ads validate`.

    ## Why it matters
    The network refuses the ad, or never shows it.

    ## How to fix
    Raise the budget, or let the ad run for fewer days.
    """
    for ad in living(workspace):
        rules = rules_of(ad, workspace)
        if ad.budget is None or rules is None:
            continue
        daily = ad.budget.amount if ad.budget.per == "day" else ad.budget.amount / max(ad.days or 1, 1)
        least = (rules.least_a_day or 0.0) * _WORTH.get(ad.budget.currency, 0.0)
        if daily <= 0 or daily < least:
            said = amount_text(round(daily, 2), ad.budget.currency)
            dollars = amount_text(rules.least_a_day, "USD") if rules.least_a_day else None
            yield Problem(
                ad.places.of("budget"),
                Sentence(
                    en=f"{said} a day is less than {rules.title} takes" + (f" ({dollars} a day)" if dollars else ""),
                    it=f"{said} al giorno è meno di quanto accetta {rules.title}"
                    + (f" ({dollars} al giorno)" if dollars else ""),
                ),
                Sentence(
                    en="Raise the budget, or let the ad run for fewer days",
                    it="Alza il budget, o fai durare l'annuncio meno giorni",
                ),
            )


_WORTH = {"USD": 1.0, "EUR": 0.5, "GBP": 0.5, "CHF": 0.5}
"""What is certainly too little, as a share of the dollars a network tells: no rate of exchange can make it enough."""
