"""Workspace, ledger and clock become a plan: what will happen, and why. Pure."""

from __future__ import annotations

from smm_build.plan.coverage import Coverage, coverage
from smm_build.plan.next_step import due_and_not_out, what_next
from smm_build.plan.planner import Situation, blocking_findings, make_plan
from smm_build.plan.profile_standing import ProfileStanding, ProfileState
from smm_build.plan.published import changed_after_publishing
from smm_build.plan.scheduling import lying, schedules, with_forgotten
from smm_build.plan.slots import Slot, free_slots, next_slot
from smm_build.plan.spending import Spending, spending

__all__ = [
    "Coverage",
    "ProfileStanding",
    "ProfileState",
    "Situation",
    "Slot",
    "Spending",
    "blocking_findings",
    "changed_after_publishing",
    "coverage",
    "due_and_not_out",
    "free_slots",
    "lying",
    "make_plan",
    "next_slot",
    "schedules",
    "spending",
    "what_next",
    "with_forgotten",
]
