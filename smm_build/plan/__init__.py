"""Workspace, ledger and clock become a plan: what will happen, and why. Pure."""

from __future__ import annotations

from smm_build.plan.planner import blocking_findings, make_plan

__all__ = ["blocking_findings", "make_plan"]
