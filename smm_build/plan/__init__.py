"""Workspace, ledger and clock become a plan: what will happen, and why. Pure."""

from __future__ import annotations

from smm_build.plan.next_step import due_and_not_out, what_next
from smm_build.plan.planner import Situation, blocking_findings, make_plan
from smm_build.plan.published import changed_after_publishing
from smm_build.plan.scheduling import lying, schedules, with_forgotten

__all__ = [
    "Situation",
    "blocking_findings",
    "changed_after_publishing",
    "due_and_not_out",
    "lying",
    "make_plan",
    "schedules",
    "what_next",
    "with_forgotten",
]
