"""Budgets that cannot be kept."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.money import amount_text
from smm_build.domain.sentence import Sentence
from smm_build.domain.strategy import Budget, Strategy
from smm_build.domain.workspace import Workspace

__all__ = ["impossible_budget"]


@workspace_check(Severity.ERROR)
def impossible_budget(workspace: Workspace) -> Iterator[Problem]:
    """A budget whose parts are more than the whole: channels than the month, months than the period, ads than all.

    Months are counted from the first to the last day of the strategy's `period`, those that are begun in full.
    Advertising is part of the budget. One finding names the first contradiction.

    ## Why it matters
    Whoever spends looks at the part, whoever pays looks at the whole, and both are right.

    ## How to fix
    Lower the part, or raise the whole.
    """
    strategy = workspace.strategy
    budget = strategy.budget if strategy else None
    if strategy is None or budget is None:
        return
    for key, part, whole, what in _limits(budget, strategy):
        if part > whole:
            much, little = amount_text(part, budget.currency), amount_text(whole, budget.currency)
            yield Problem(
                strategy.places.of(f"budget.{key}"),
                Sentence(en=f"{much} is more than {little}: {what.en}", it=f"{much} è più di {little}: {what.it}"),
                Sentence(en="Lower the part, or raise the whole", it="Abbassa la parte, o alza il totale"),
            )
            return


def _limits(budget: Budget, strategy: Strategy) -> Iterator[tuple[str, float, float, Sentence]]:
    """Yield every part with its key, the whole it belongs to, and what the two are."""
    ads, endless = budget.ads, float("inf")
    month = budget.monthly if budget.monthly is not None else endless
    total = budget.total if budget.total is not None else endless
    months = _months(strategy)
    ads_month = ads.monthly if ads.monthly is not None else month
    yield "monthly", (budget.monthly or 0) * months, total, _MONTHS
    yield "channels", sum(budget.channels.values()), month, _CHANNELS
    yield "channels", sum(budget.channels.values()) * months, total, _MONTHS
    yield "ads.monthly", ads.monthly or 0, min(month, total), _ADS
    yield "ads.monthly", (ads.monthly or 0) * months, total, _MONTHS
    yield "ads.channels", sum(ads.channels.values()), ads_month, _AD_CHANNELS
    yield "ads.per_ad", ads.per_ad or 0, min(ads_month, total), _ONE_AD
    for name, amount in ads.channels.items():
        yield f"ads.channels.{name}", amount, budget.channels.get(name, endless), _AD_CHANNEL


def _months(strategy: Strategy) -> int:
    first, last = strategy.start_on, strategy.end_on
    return max((last.year - first.year) * 12 + last.month - first.month + 1, 1) if first and last else 1


_MONTHS = Sentence("all months of the period against the total", "tutti i mesi del periodo contro il totale")
_CHANNELS = Sentence("the channels against the month", "i canali contro il mese")
_ADS = Sentence("advertising against the month", "la pubblicità contro il mese")
_AD_CHANNELS = Sentence(
    "advertising on the channels against all advertising of a month",
    "la pubblicità sui canali contro tutta la pubblicità del mese",
)
_ONE_AD = Sentence("one ad against all advertising of a month", "un annuncio contro tutta la pubblicità del mese")
_AD_CHANNEL = Sentence(
    "advertising on a channel against what the channel has", "la pubblicità su un canale contro ciò che ha il canale"
)
