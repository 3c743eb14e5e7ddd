"""Ads on LinkedIn: planned and checked here, made by a person, because smm does not speak to LinkedIn about them.

Source: https://learn.microsoft.com/linkedin/marketing, read on 2026-11-23.
"""

from __future__ import annotations

from smm_build.networks._ads import AdRules

__all__ = ["RULES"]

RULES = AdRules(
    title="LinkedIn",
    goals=frozenset(),
    placements=frozenset({"linkedin"}),
    source="https://learn.microsoft.com/linkedin/marketing",
    least_a_day=None,
    by_hand="https://www.linkedin.com/campaignmanager",
)
