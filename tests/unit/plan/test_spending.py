"""What of the budget is given away: briefs and ads that are alive, in the budget's own currency."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from smm_build.domain.ad import Ad, AdBudget
from smm_build.domain.brief import Brief
from smm_build.domain.strategy import Budget
from smm_build.plan.spending import spending
from tests.unit.plan.test_coverage import a_strategy, a_workspace
from tests.values import places


def a_brief(name: str, amount: float, currency: str = "EUR", *, cancelled: bool = False) -> Brief:
    return Brief(name, name, name, places(name), budget=(amount, currency), cancelled=cancelled)


def an_ad(name: str, budget: AdBudget | None, status: str | None = None) -> Ad:
    first, last = date(2026, 12, 1), date(2026, 12, 10)
    return Ad(name, name, name, places(name), budget=budget, status=status, start_on=first, end_on=last)


def test_what_is_cancelled_or_in_another_currency_is_not_in_the_sums() -> None:
    briefs = [a_brief("a", 480), a_brief("b", 100, cancelled=True), a_brief("c", 70, "CHF")]
    ads = [
        an_ad("a", AdBudget(50, "EUR")),
        an_ad("b", AdBudget(5, "EUR", "day")),
        an_ad("c", AdBudget(999, "EUR"), "cancelled"),
        an_ad("d", None),
    ]
    known = a_workspace([], strategy=a_strategy(budget=Budget("EUR", total=600)))
    known = replace(known, briefs={one.id: one for one in briefs}, ads={one.id: one for one in ads})
    found = spending(known)
    assert found is not None
    assert (found.briefs, found.ads, found.left, found.elsewhere) == (480, 100, 20, 1)
    assert spending(a_workspace([], strategy=a_strategy())) is None
    open_end = spending(replace(known, strategy=a_strategy(budget=Budget("EUR", monthly=50))))
    assert open_end is not None
    assert open_end.left is None
