"""The first pages: what is next and what went wrong, and what was published lately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from smm_build.site.addresses import Way, month_href
from smm_build.site.findings import severities
from smm_build.site.special_days import SpecialDay
from smm_build.site.templating import page
from smm_build.site.trouble import wrong_posts, wrong_profiles
from smm_build.site.view import Card, Shown
from smm_build.site.words import clock, long_day, month_name, utc_clock

__all__ = ["home_page", "latest_page"]

_NEXT_DAYS = 7
_LATEST = 30
_WRONG_AT_ONCE = 6
_WRONG_AT_MOST = 30
_ASIDE = 30
"""Posts without a date, and drafts, that stand beside the rest: nobody reads more there, and other pages have all."""


@dataclass(frozen=True, slots=True)
class _Day:
    name: str
    today: bool
    cards: tuple[Card, ...]
    special: tuple[SpecialDay, ...] = ()


def home_page(shown: Shown) -> str:
    """Make the page that says what is next and what went wrong."""
    last = shown.today + timedelta(days=_NEXT_DAYS)
    wrong = [*wrong_posts(shown), *wrong_profiles(shown)]
    undated = [card for card in shown.cards if card.at is None]
    drafts = [card for card in shown.cards if card.state.look.icon in {"pencil", "pause"} and card.at]
    return page(
        "home.html.j2",
        shown.words.home,
        s=shown,
        w=shown.words,
        base="",
        day=long_day(shown.today, shown.language),
        clock=f"{clock(shown.now)} ({utc_clock(shown.now)})",
        wrong=wrong[:_WRONG_AT_ONCE],
        more_wrong=wrong[_WRONG_AT_ONCE:_WRONG_AT_MOST],
        wrong_count=len(wrong),
        days=_days(shown, shown.cards_between(shown.today, last)),
        counts=[(one.value, label, count) for one, label, count in severities(shown, shown.findings)],
        month=Way(month_href(shown.today), month_name(shown.today, shown.language)),
        month_count=sum(len(cards) for day, cards in shown.cards_by_day.items() if _same_month(day, shown.today)),
        aside=[
            (shown.words.unscheduled, "unscheduled", len(undated), undated[:_ASIDE], "calendar/index.html#undated"),
            (shown.words.drafts, "drafts", len(drafts), drafts[:_ASIDE], "posts.html?state=draft"),
        ],
    )


def latest_page(shown: Shown) -> str:
    """Make the first page of a public site: the latest posts."""
    latest = [card for card in reversed(shown.cards) if card.at][:_LATEST]
    return page("latest.html.j2", shown.words.latest, s=shown, w=shown.words, base="", days=_days(shown, latest))


def _days(shown: Shown, cards: Sequence[Card]) -> list[_Day]:
    days: dict[date, list[Card]] = {}
    for card in cards:
        if card.day:
            days.setdefault(card.day, []).append(card)
    return [
        _Day(long_day(day, shown.language), day == shown.today, tuple(of), shown.special_days.get(day, ()))
        for day, of in days.items()
    ]


def _same_month(day: date, other: date) -> bool:
    return (day.year, day.month) == (other.year, other.month)
