"""What of the strategy's budget is given away already, by briefs and by ads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from smm_build.domain.strategy import Budget
from smm_build.domain.workspace import Workspace

__all__ = ["Spending", "spending"]


@dataclass(frozen=True, slots=True)
class Spending:
    """The budget, what its briefs and ads cost at most, in its currency, and how many cost another currency.

    What is cancelled costs nothing. ``elsewhere`` is not in the sums: nobody here knows rates of exchange.
    """

    budget: Budget
    briefs: float
    ads: float
    elsewhere: int

    @property
    def left(self) -> float | None:
        """What is left of the whole period's money, ``None`` where no total is agreed; negative: too much is given."""
        return None if self.budget.total is None else self.budget.total - self.briefs - self.ads


def spending(workspace: Workspace) -> Spending | None:
    """Return how much is given away, ``None`` where the strategy has no budget."""
    budget = workspace.strategy.budget if workspace.strategy else None
    if budget is None:
        return None
    briefs, ads = list(_briefs(workspace)), list(_ads(workspace))
    ours = budget.currency
    return Spending(
        budget,
        sum(amount for amount, currency in briefs if currency == ours),
        sum(amount for amount, currency in ads if currency == ours),
        sum(currency != ours for _, currency in (*briefs, *ads)),
    )


def _briefs(workspace: Workspace) -> Iterator[tuple[float, str]]:
    for brief in workspace.briefs.values():
        if brief.budget is not None and not brief.cancelled:
            yield brief.budget


def _ads(workspace: Workspace) -> Iterator[tuple[float, str]]:
    for ad in workspace.ads.values():
        if ad.status != "cancelled" and ad.budget is not None and ad.cost is not None:
            yield ad.cost, ad.budget.currency
