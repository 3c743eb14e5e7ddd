"""Ads that cost more than was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from smm_build.checks._ads import living
from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.ad import Ad
from smm_build.domain.finding import Severity
from smm_build.domain.money import amount_text
from smm_build.domain.sentence import Sentence
from smm_build.domain.strategy import Budget
from smm_build.domain.workspace import Workspace

__all__ = ["ad_over_cap"]


@workspace_check(Severity.ERROR)
def ad_over_cap(workspace: Workspace) -> Iterator[Problem]:
    """An ad that costs more than the strategy allows for one ad, or for a month, or for its channel in a month.

    A budget a day counts for every day; what runs over several months is shared out by days.

    ## Why it matters
    What a network is told it may spend, it spends.

    ## How to fix
    Lower the budget, shorten the ad, or raise the cap in `strategy.md`.
    """
    strategy = workspace.strategy
    budget = strategy.budget if strategy else None
    if budget is None:
        return
    ads = sorted(living(workspace), key=lambda ad: (str(ad.start_on), ad.id))
    spent: dict[tuple[str, str], float] = {}
    for ad in ads:
        if ad.budget is None or ad.cost is None or ad.budget.currency != budget.currency:
            continue
        over = _over(ad, ad.cost, budget, spent)
        if over is not None:
            much, cap, what = over
            whole, most = amount_text(much, budget.currency), amount_text(cap, budget.currency)
            yield Problem(
                ad.places.of("budget"),
                Sentence(en=f"{whole} is more than {most}: {what.en}", it=f"{whole} è più di {most}: {what.it}"),
                Sentence(
                    en="Lower the budget, shorten the ad, or raise the cap in strategy.md",
                    it="Abbassa il budget, accorcia l'annuncio, o alza il tetto in strategy.md",
                ),
            )


def _over(
    ad: Ad, cost: float, budget: Budget, spent: dict[tuple[str, str], float]
) -> tuple[float, float, Sentence] | None:
    """Add the ad to what is ``spent`` by month, for all and by channel, and return the first cap that is broken."""
    caps = budget.ads
    found: list[tuple[float, float, Sentence]] = []
    if caps.per_ad is not None and cost > caps.per_ad:
        found.append((cost, caps.per_ad, _ONE_AD))
    channel = ad.channel or ""
    for month, share in _by_month(ad, cost):
        for name, cap, what in (
            ("", caps.monthly, _MONTH),
            (channel, caps.channels.get(channel), _CHANNEL),
        ):
            spent[month, name] = spent.get((month, name), 0.0) + share
            if cap is not None and spent[month, name] > cap + _ROUNDING:
                note = f" ({month}{', ' + name if name else ''})"
                found.append((round(spent[month, name], 2), cap, Sentence(what.en + note, what.it + note)))
    return found[0] if found else None


def _by_month(ad: Ad, cost: float) -> Iterator[tuple[str, float]]:
    if ad.start_on is None or ad.days is None or not 0 < ad.days <= _LONGEST:
        return
    days = [ad.start_on + timedelta(days=number) for number in range(ad.days)]
    for month in sorted({f"{day:%Y-%m}" for day in days}):
        yield month, cost * sum(f"{day:%Y-%m}" == month for day in days) / len(days)


_LONGEST = 3660
_ROUNDING = 0.005
_ONE_AD = Sentence("the cap for one ad", "il tetto per un annuncio")
_MONTH = Sentence("the cap for all ads of a month", "il tetto per tutti gli annunci di un mese")
_CHANNEL = Sentence("the cap for a channel in a month", "il tetto per un canale in un mese")
