"""Ads on TikTok: planned and checked here, made by a person, because smm does not speak to TikTok about them.

Source: https://ads.tiktok.com/help/article/budget, read on 2026-11-23.
"""

from __future__ import annotations

from smm_build.networks._ads import AdRules

__all__ = ["RULES"]

RULES = AdRules(
    title="TikTok",
    goals=frozenset(),
    placements=frozenset({"tiktok"}),
    source="https://ads.tiktok.com/help/article/budget",
    least_a_day=20.0,
    by_hand="https://ads.tiktok.com",
)
