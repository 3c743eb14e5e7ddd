"""Stretches of days as people write them."""

from __future__ import annotations

from datetime import date

from smm_build.domain.sentence import Language
from smm_build.site.words import day_and_month

__all__ = ["full_day", "period_text"]


def period_text(start: date | None, end: date | None, language: Language) -> str | None:
    """Write a stretch of days, as far as it is known; ``None`` when nothing is."""
    return " – ".join(full_day(day, language) for day in (start, end) if day) or None


def full_day(day: date, language: Language) -> str:
    """Write a day with its year and without its weekday, as ``24 November 2026``."""
    return f"{day_and_month(day, language)} {day.year}"
