"""The calendar: a page a month, Monday first, and a page with every month."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from smm_build.site.addresses import Way, month_href, source_of, week_href
from smm_build.site.filters import choices
from smm_build.site.later import Later, days_key
from smm_build.site.special_days import SpecialDay
from smm_build.site.templating import page
from smm_build.site.view import Card, Shown, StateText
from smm_build.site.week import weeks_shown
from smm_build.site.words import long_day, month_name, weekdays

__all__ = ["Cell", "calendar_pages", "months"]

_SHOWN_AT_ONCE = 6
"""Posts a day shows before the rest is folded away."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of the grid. ``folded`` are the posts beyond those that fit at a glance."""

    day: date
    name: str
    inside: bool
    today: bool
    cards: tuple[Card, ...]
    folded: tuple[Card, ...]
    special: tuple[SpecialDay, ...]
    add: str | None


@dataclass(frozen=True, slots=True)
class Week:
    """One row of the grid, with the way to the week's own page where it has one."""

    number: int
    href: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _MonthRow:
    name: str
    href: str
    current: bool
    count: int
    states: tuple[tuple[StateText, int], ...]


def months(shown: Shown) -> tuple[date, ...]:
    """Return the first day of every month from the first post to the last, the current one always among them."""
    days = [*shown.cards_by_day, shown.today]
    first, last = min(days).replace(day=1), max(days).replace(day=1)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(_month_after(first, number) for number in range(count))


def calendar_pages(shown: Shown) -> Iterator[tuple[str, str | Later]]:
    """Make the page of every month and the overview of the months."""
    known = months(shown)
    for number, first in enumerate(known):
        before = known[number - 1] if number else None
        after = known[number + 1] if number + 1 < len(known) else None
        yield source_of(month_href(first)), _later(shown, first, before, after)
    yield "calendar/index.md", Later(None, partial(_overview, shown, known), shown.words.calendar)


def _later(shown: Shown, first: date, before: date | None, after: date | None) -> Later:
    last = _month_after(first, 1) - timedelta(days=1)
    weeks = [monday for monday in weeks_shown(shown) if first - timedelta(days=7) < monday <= last]
    current = shown.today.replace(day=1)
    key = days_key(shown, first, last, "month", before, after, weeks, current)
    return Later(key, partial(_month_page, shown, first, before, after))


def _month_page(shown: Shown, first: date, before: date | None, after: date | None) -> str:
    name = month_name(first, shown.language)
    cards = shown.cards_between(first, _month_after(first, 1) - timedelta(days=1))
    return page(
        "month.html.j2",
        name[0].upper() + name[1:],
        s=shown,
        w=shown.words,
        base="../",
        first=first,
        weeks=_weeks(shown, first),
        weekdays=weekdays(shown.language),
        count=len(cards),
        tally=_tally(cards),
        before=_neighbour(shown, before),
        after=_neighbour(shown, after),
        current=_neighbour(shown, shown.today.replace(day=1)),
        is_current=first == shown.today.replace(day=1),
        choices=choices(shown),
    )


def _neighbour(shown: Shown, first: date | None) -> Way | None:
    if first is None:
        return None
    return Way(month_href(first).removeprefix("calendar/"), month_name(first, shown.language))


def _weeks(shown: Shown, first: date) -> list[Week]:
    weeks = calendar.Calendar(calendar.MONDAY).monthdatescalendar(first.year, first.month)
    known = frozenset(weeks_shown(shown))
    return [
        Week(
            days[0].isocalendar().week,
            week_href(days[0]).removeprefix("calendar/") if days[0] in known else None,
            tuple(_cell(shown, day, first.month) for day in days),
        )
        for days in weeks
    ]


def _cell(shown: Shown, day: date, month: int) -> Cell:
    inside = day.month == month
    cards = shown.cards_by_day.get(day, ()) if inside else ()
    # A fold that hides a single post would take the room the post needs.
    fits = len(cards) if len(cards) <= _SHOWN_AT_ONCE + 1 else _SHOWN_AT_ONCE
    return Cell(
        day,
        long_day(day, shown.language),
        inside,
        day == shown.today,
        cards[:fits],
        cards[fits:],
        shown.special_days.get(day, ()) if inside else (),
        shown.new_post_href(day) if inside else None,
    )


def _overview(shown: Shown, known: tuple[date, ...]) -> str:
    return page(
        "months.html.j2",
        shown.words.calendar,
        s=shown,
        w=shown.words,
        base="../",
        years=[(year, [_row(shown, first) for first in known if first.year == year]) for year in _years(known)],
        undated=[card for card in shown.cards if card.at is None],
    )


def _years(known: tuple[date, ...]) -> list[int]:
    return sorted({first.year for first in known})


def _row(shown: Shown, first: date) -> _MonthRow:
    cards = shown.cards_between(first, _month_after(first, 1) - timedelta(days=1))
    return _MonthRow(
        month_name(first, shown.language).partition(" ")[0],
        month_href(first).removeprefix("calendar/"),
        first == shown.today.replace(day=1),
        len(cards),
        _tally(cards),
    )


def _tally(cards: tuple[Card, ...]) -> tuple[tuple[StateText, int], ...]:
    counted: dict[StateText, int] = {}
    for card in cards:
        state = StateText(card.state.look, card.state.label)
        counted[state] = counted.get(state, 0) + 1
    return tuple(sorted(counted.items(), key=lambda pair: -pair[1]))


def _month_after(first: date, count: int) -> date:
    number = first.year * 12 + first.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)
