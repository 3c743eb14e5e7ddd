"""The same posts without a grid: day after day as an agenda, and in columns by how far they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from smm_build.domain.plan import State
from smm_build.site.filters import choices
from smm_build.site.special_days import SpecialDay
from smm_build.site.states import most_urgent
from smm_build.site.templating import page
from smm_build.site.view import Card, Shown
from smm_build.site.words import long_day

__all__ = ["agenda_page", "board_page"]

_DAYS_BEFORE = 7
_DAYS_AFTER = 62
_SENT_DAYS = 30
_SHOWN_AT_ONCE = 20
_ON_THE_BOARD = 100
"""Posts a column of the board holds at most: nobody reads more there, and the table has them all."""


@dataclass(frozen=True, slots=True)
class _Day:
    day: date
    name: str
    today: bool
    cards: tuple[Card, ...]
    special: tuple[SpecialDay, ...]
    add: str | None


@dataclass(frozen=True, slots=True)
class _Stage:
    """One column of the board.

    ``folded`` are the posts beyond those that fit at a glance, ``left_out`` counts those that only the table has.
    """

    key: str
    label: str
    cards: tuple[Card, ...]
    folded: tuple[Card, ...]
    left_out: int


_STAGES: tuple[tuple[str, frozenset[State]], ...] = (
    ("board_attention", frozenset(state for state in State if state.wrong)),
    ("board_writing", frozenset({State.DRAFT})),
    ("board_no_date", frozenset({State.UNSCHEDULED})),
    ("board_planned", frozenset({State.PLANNED, State.SCHEDULED})),
    ("board_by_hand", frozenset({State.MANUAL})),
    ("board_going", frozenset({State.DUE, State.CLAIMED})),
    ("board_sent", frozenset({State.SENT})),
    ("board_stopped", frozenset({State.ON_HOLD, State.PAUSED, State.CANCELLED, State.REMOVED, State.SKIPPED})),
)


def agenda_page(shown: Shown) -> str:
    """Make the page that lists the days around today, one below the other."""
    return page(
        "agenda.html.j2",
        shown.words.agenda,
        s=shown,
        w=shown.words,
        base="",
        days=list(_days(shown)),
        undated=[card for card in shown.cards if card.at is None],
        choices=choices(shown),
    )


def _days(shown: Shown) -> Iterator[_Day]:
    for number in range(-_DAYS_BEFORE, _DAYS_AFTER + 1):
        day = shown.today + timedelta(days=number)
        cards = shown.cards_by_day.get(day, ())
        special = shown.special_days.get(day, ())
        if cards or day == shown.today or any(one.holiday for one in special):
            name = long_day(day, shown.language)
            yield _Day(day, name, day == shown.today, cards, special, shown.new_post_href(day))


def board_page(shown: Shown) -> str:
    """Make the page that shows how far every post is, a column a stage."""
    stages = [_stage(shown, key, states) for key, states in _STAGES]
    return page(
        "board.html.j2",
        shown.words.board,
        s=shown,
        w=shown.words,
        base="",
        stages=[stage for stage in stages if stage.cards],
        choices=choices(shown),
    )


def _stage(shown: Shown, key: str, states: frozenset[State]) -> _Stage:
    cards = [card for card in shown.cards if most_urgent(card.states) in states]
    if states == {State.SENT}:
        first = shown.today - timedelta(days=_SENT_DAYS)
        cards = [card for card in reversed(cards) if card.day and card.day >= first]
    elif states == _STAGES[0][1]:
        cards.sort(key=lambda card: abs((card.at or shown.now) - shown.now))
    # A fold that hides a single post would take the room the post needs.
    fits = len(cards) if len(cards) <= _SHOWN_AT_ONCE + 1 else _SHOWN_AT_ONCE
    return _Stage(
        key,
        getattr(shown.words, key),
        tuple(cards[:fits]),
        tuple(cards[fits:_ON_THE_BOARD]),
        max(0, len(cards) - _ON_THE_BOARD),
    )
