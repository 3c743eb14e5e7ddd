"""Budgets in the wrong currency."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._ads import living, rules_of
from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["currency_not_taken"]


@workspace_check(Severity.ERROR)
def currency_not_taken(workspace: Workspace) -> Iterator[Problem]:
    """A budget in another currency than the strategy has, or with cents in a currency that has none at the network.

    Networks count in the smallest unit of a currency. For some it is the whole: at Meta 1000 yen are 1000, and 10 euros
    are 1000 too.

    ## Why it matters
    Caps in one currency say nothing about amounts in another, and a wrong unit is wrong by a hundred.

    ## How to fix
    Write the budget in the currency of the strategy and of the ad account, without cents where there are none.
    """
    strategy = workspace.strategy
    ours = strategy.budget.currency if strategy and strategy.budget else None
    for ad in living(workspace):
        if ad.budget is None:
            continue
        place, theirs = ad.places.of("budget.currency"), ad.budget.currency
        if ours and theirs != ours:
            yield Problem(
                place,
                Sentence(
                    en=f"The ad is in {theirs}, and the budget of the strategy in {ours}",
                    it=f"L'annuncio è in {theirs}, e il budget della strategia in {ours}",
                ),
                Sentence(en=f"Write it in {ours}", it=f"Scrivilo in {ours}"),
            )
        rules = rules_of(ad, workspace)
        if rules and theirs in rules.whole and ad.budget.amount != int(ad.budget.amount):
            yield Problem(
                ad.places.of("budget.amount"),
                Sentence(
                    en=f"{rules.title} takes no fractions of {theirs}",
                    it=f"{rules.title} non accetta frazioni di {theirs}",
                ),
                Sentence(en="Write a whole amount", it="Scrivi un importo intero"),
            )
