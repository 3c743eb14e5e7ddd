"""Ads on X: planned and checked here, made by a person, because smm does not speak to X about them.

Source: https://docs.x.com/x-ads-api, read on 2026-11-23.
"""

from __future__ import annotations

from smm_build.networks._ads import AdRules

__all__ = ["RULES"]

RULES = AdRules(
    title="X",
    goals=frozenset(),
    placements=frozenset({"x"}),
    source="https://docs.x.com/x-ads-api",
    least_a_day=None,
    by_hand="https://ads.x.com",
)
