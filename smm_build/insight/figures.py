"""A month in numbers: what went out with what came of it, beside the month and the 90 days before.

Everything is asked of the archive, by questions that stand beside the numbers; nothing is estimated, and what no
network told stays unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from smm_build.insight.archive import Archive
from smm_build.insight.macros import NUMBERS

__all__ = ["BASE_DAYS", "Group", "Month", "Result", "Window", "groups", "lifts", "month_of", "results_of", "windows"]

BASE_DAYS = 90
_SETTLED = timedelta(days=7)
"""How long after its end a month's numbers are still read: a post of the last day is a week old then."""

_LIFT_OF = 5
"""Posts a channel needs before one of them can be held against what is usual there."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days from ``first`` to before ``after`` on the brand's clock, with numbers as read until ``until`` (UTC)."""

    first: date
    after: date
    until: datetime

    @property
    def question(self) -> str:
        """The question that gives these results to anybody who asks it."""
        days = f"'{self.first}', '{self.after}', '{self.until:%Y-%m-%d %H:%M}'"
        return f"SELECT * FROM results({days})"  # noqa: S608 - days and a moment, nothing that anybody wrote


@dataclass(frozen=True, slots=True)
class Result:
    """One delivery and what came of it. ``numbers`` holds what was told, with ``interactions`` if any of them was."""

    post: str
    title: str
    channel: str
    pillar: str | None
    campaign: str | None
    language: str | None
    format: str | None
    day: date
    weekday: int
    hour: int
    url: str | None
    read_at: datetime | None
    numbers: Mapping[str, float]

    @property
    def interactions(self) -> float | None:
        """What people did with it, ``None`` when no network told."""
        return self.numbers.get("interactions")


@dataclass(frozen=True, slots=True)
class Month:
    """A month beside what was before: the month ``before`` and the ``base``, three times 30 days until it began.

    The windows of the past were read as long after their end as this one, so that all had the same time to grow.
    ``accounts`` and ``accounts_before`` are the accounts' own numbers by channel and metric at the end of each, ``ads``
    and ``ads_before`` what ads came to by then, by what stands for their id, channel and metric.
    """

    window: Window
    window_before: Window
    windows_base: tuple[Window, ...]
    results: tuple[Result, ...]
    before: tuple[Result, ...]
    base: tuple[Result, ...]
    accounts: Mapping[tuple[str, str], float]
    accounts_before: Mapping[tuple[str, str], float]
    made_at: datetime
    over: bool
    ads: Mapping[tuple[str, str, str], float] = field(default_factory=dict)
    ads_before: Mapping[tuple[str, str, str], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """Results with something in common: ``usual`` is their median of interactions, ``lift`` their median lift."""

    key: str
    results: tuple[Result, ...]

    @property
    def read(self) -> tuple[Result, ...]:
        """Those whose interactions were told."""
        return tuple(one for one in self.results if one.interactions is not None)

    @property
    def usual(self) -> float | None:
        """The median of their interactions, ``None`` when none was told."""
        told = [one.interactions for one in self.results if one.interactions is not None]
        return median(told) if told else None

    def total(self, metric: str) -> float | None:
        """Return the sum of what was told of a metric, ``None`` when nothing was."""
        told = [one.numbers[metric] for one in self.results if metric in one.numbers]
        return sum(told) if told else None

    @property
    def rate(self) -> float | None:
        """Interactions for each view, of the posts of which both were told."""
        both = [one for one in self.read if one.numbers.get("views")]
        views = sum(one.numbers["views"] for one in both)
        return sum(one.numbers["interactions"] for one in both) / views if views else None


def windows(month: date, now: datetime, zone: ZoneInfo) -> tuple[Window, Window, tuple[Window, ...]]:
    """Return the window of the month that begins at ``month``, of the month before, and of three times 30 days before.

    ``now`` is aware. A month is read until a week after its end, or until now if that is earlier.
    """
    after = _next_month(month)
    before = (month - timedelta(days=1)).replace(day=1)
    moment = now.astimezone(zone)
    lag = min(moment - _midnight(after, zone), _SETTLED)
    thirds = tuple(month - timedelta(days=30 * number) for number in range(BASE_DAYS // 30 + 1))
    late = max(lag, timedelta(0))
    base = tuple(_window(first, last, late, zone) for last, first in pairwise(thirds))
    return _window(month, after, lag, zone), _window(before, month, late, zone), base


def _window(first: date, after: date, lag: timedelta, zone: ZoneInfo) -> Window:
    return Window(first, after, _until(after, lag, zone))


def _until(after: date, lag: timedelta, zone: ZoneInfo) -> datetime:
    at = _midnight(after, zone).astimezone(UTC) + lag
    # Up to the full minute, so that what was read a moment ago is in it and the question stays short.
    return (at + timedelta(seconds=59, microseconds=999_999)).replace(tzinfo=None, second=0, microsecond=0)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _next_month(first: date) -> date:
    return (first.replace(day=1) + timedelta(days=32)).replace(day=1)


def month_of(archive: Archive, month: date, now: datetime, zone: ZoneInfo) -> Month:
    """Return the month that begins at ``month`` as the archive knows it at the aware instant ``now``."""
    window, before, base = windows(month, now, zone)
    return Month(
        window,
        before,
        base,
        results_of(archive, window),
        results_of(archive, before),
        tuple(one for part in base for one in results_of(archive, part)),
        _accounts(archive, window.until),
        _accounts(archive, before.until),
        now,
        now.astimezone(zone) >= _midnight(window.after, zone),
        _ads(archive, window.until),
        _ads(archive, before.until),
    )


def results_of(archive: Archive, window: Window) -> tuple[Result, ...]:
    """Return what went out in a window, in order of time."""
    found = archive.ask(f"{window.question} ORDER BY sent_at, post, channel").dicts()
    return tuple(_result(row) for row in found)


def _result(row: Mapping[str, Any]) -> Result:
    numbers = {name: float(row[name]) for name in (*NUMBERS, "interactions") if row[name] is not None}
    fields = ("post", "title", "channel", "pillar", "campaign", "language", "format", "day", "weekday", "hour", "url")
    return Result(**{name: row[name] for name in fields}, read_at=row["read_at"], numbers=numbers)


def _accounts(archive: Archive, until: datetime) -> dict[tuple[str, str], float]:
    rows = archive.ask("SELECT channel, metric, value FROM accounts(?)", [until]).rows
    return {(channel, metric): float(value) for channel, metric, value in rows}


def _ads(archive: Archive, until: datetime) -> dict[tuple[str, str, str], float]:
    rows = archive.ask("SELECT ad, channel, metric, value FROM advertising(?)", [until]).rows
    return {(ad, channel, metric): float(value) for ad, channel, metric, value in rows}


def groups(results: Iterable[Result], by: Callable[[Result], str | None]) -> dict[str, Group]:
    """Return the results in groups by what ``by`` says of each, in order of that; without those it says nothing of."""
    found: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        key = by(one)
        if key is not None:
            found[key].append(one)
    return {key: Group(key, tuple(found[key])) for key in sorted(found)}


def lifts(results: Sequence[Result]) -> dict[tuple[str, str], float]:
    """Return how many times the usual interactions of its channel each delivery got, by post and channel.

    Only of channels with enough posts whose usual number is not zero; so posts of loud and of quiet channels compare.
    """
    found: dict[tuple[str, str], float] = {}
    for group in groups(results, lambda one: one.channel).values():
        read, usual = group.read, group.usual
        if len(read) >= _LIFT_OF and usual:
            found |= {(one.post, one.channel): (one.interactions or 0) / usual for one in read}
    return found
