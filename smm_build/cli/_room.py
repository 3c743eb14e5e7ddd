"""Where the plan has room: the strategy's figures and the free times, from what is known on this machine."""

from __future__ import annotations

from datetime import date, datetime

from smm_build.cli._shared import Checked
from smm_build.plan import Coverage, Slot, coverage, free_slots, make_plan
from smm_build.site.special_days import special_days

__all__ = ["room"]


def room(checked: Checked, now: datetime, until: date | None = None) -> tuple[Coverage, tuple[Slot, ...]]:
    """Return the figures and the free times at the aware instant ``now``; asks no remote."""
    from smm_build.cli._ledgers import Ledgers

    workspace = checked.workspace
    local = now.astimezone(workspace.brand.zone)
    plan = make_plan(checked.variants, checked.findings, Ledgers(checked, fetch=False).known(), local)
    about = coverage(workspace, plan.deliveries, local.date(), until)
    years = range(local.year, about.end.year + 1)
    special = special_days(workspace.brand.country, years, workspace.brand.locale)
    holidays = {day: one.name for day, several in special.items() for one in several[:1] if one.holiday}
    return about, free_slots(workspace, plan.deliveries, about, local, holidays)
