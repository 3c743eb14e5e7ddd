"""A page a week: seven columns in the order of the day, Monday first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from smm_build.site.addresses import Way, source_of, week_href
from smm_build.site.filters import choices
from smm_build.site.later import Later, days_key
from smm_build.site.special_days import SpecialDay
from smm_build.site.templating import page
from smm_build.site.view import Card, Shown
from smm_build.site.words import day_and_month, long_day, weekdays

__all__ = ["Column", "monday_of", "week_pages", "weeks_shown"]

_SHOWN_AT_ONCE = 12
"""Posts a column shows before the rest is folded away."""

_WEEKS_AROUND = 4
"""Weeks before and after the present one that have a page although nothing is in them."""


@dataclass(frozen=True, slots=True)
class Column:
    """One day of the week. ``folded`` are the posts beyond those that fit at a glance."""

    day: date
    weekday: str
    name: str
    today: bool
    cards: tuple[Card, ...]
    folded: tuple[Card, ...]
    special: tuple[SpecialDay, ...]
    add: str | None


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks_shown(shown: Shown) -> tuple[date, ...]:
    """Return the Mondays of the weeks that have a page: those with posts, and some around today."""
    if not shown.inside:
        return ()
    today = monday_of(shown.today)
    around = {today + timedelta(weeks=number) for number in range(-_WEEKS_AROUND, _WEEKS_AROUND + 1)}
    return tuple(sorted(around | {monday_of(day) for day in shown.cards_by_day}))


def week_pages(shown: Shown) -> Iterator[tuple[str, Later]]:
    """Make the page of every week that has one."""
    known = weeks_shown(shown)
    for number, monday in enumerate(known):
        before = known[number - 1] if number else None
        after = known[number + 1] if number + 1 < len(known) else None
        current = monday_of(shown.today)
        key = days_key(shown, monday, monday + timedelta(days=6), "week", before, after, current)
        yield source_of(week_href(monday)), Later(key, partial(_week_page, shown, monday, before, after))


def _week_page(shown: Shown, monday: date, before: date | None, after: date | None) -> str:
    columns = [_column(shown, monday + timedelta(days=number)) for number in range(7)]
    return page(
        "week.html.j2",
        f"{shown.words.week_of} {monday.isocalendar().week}, {_span(monday, shown)}",
        s=shown,
        w=shown.words,
        base="../",
        columns=columns,
        count=sum(len(column.cards) + len(column.folded) for column in columns),
        before=_neighbour(shown, before),
        after=_neighbour(shown, after),
        current=_neighbour(shown, monday_of(shown.today)),
        is_current=monday == monday_of(shown.today),
        choices=choices(shown),
    )


def _span(monday: date, shown: Shown) -> str:
    sunday = monday + timedelta(days=6)
    first = str(monday.day) if monday.month == sunday.month else day_and_month(monday, shown.language)
    return f"{first}–{day_and_month(sunday, shown.language)} {sunday.year}"


def _neighbour(shown: Shown, monday: date | None) -> Way | None:
    if monday is None:
        return None
    return Way(week_href(monday).removeprefix("calendar/"), _span(monday, shown))


def _column(shown: Shown, day: date) -> Column:
    cards = shown.cards_by_day.get(day, ())
    # A fold that hides a single post would take the room the post needs.
    fits = len(cards) if len(cards) <= _SHOWN_AT_ONCE + 1 else _SHOWN_AT_ONCE
    return Column(
        day,
        weekdays(shown.language)[day.weekday()],
        long_day(day, shown.language),
        day == shown.today,
        cards[:fits],
        cards[fits:],
        shown.special_days.get(day, ()),
        shown.new_post_href(day),
    )
