"""Time to answer, counted in the hours in which somebody works. Pure."""

from __future__ import annotations

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from smm_build.domain.playbook import Hours

__all__ = ["due", "worked"]

_LONGEST = 400
"""Days looked ahead: a playbook whose hours never come has no due time."""


def due(at: datetime, within: timedelta, hours: Hours, zone: ZoneInfo, off: Container[date]) -> datetime | None:
    """Return the aware instant (UTC) at which ``within`` hours of work have passed since the aware instant ``at``.

    ``off`` are public holidays. ``None`` when the hours never come. Without hours every hour is one of work.
    """
    if not hours.days:
        return at.astimezone(UTC) + within
    left = within
    for start, end in _shifts(at, hours, zone, off):
        begins = max(start, at.astimezone(UTC))
        if end - begins >= left:
            return begins + left
        left -= max(end - begins, timedelta())
    return None


def worked(since: datetime, until: datetime, hours: Hours, zone: ZoneInfo, off: Container[date]) -> timedelta:
    """Return how much time of work lies between two aware instants."""
    if not hours.days:
        return max(until - since, timedelta())
    total = timedelta()
    for start, end in _shifts(since, hours, zone, off):
        if start >= until:
            break
        total += max(min(end, until) - max(start, since), timedelta())
    return total


def _shifts(since: datetime, hours: Hours, zone: ZoneInfo, off: Container[date]) -> list[tuple[datetime, datetime]]:
    """Return the shifts from the day of ``since`` on, in UTC: a day is not always 24 hours long."""
    first = since.astimezone(zone).date()
    days = (first + timedelta(days=number) for number in range(_LONGEST))
    return [
        (_at(day, hours.days[day.weekday()][0], zone), _at(day, hours.days[day.weekday()][1], zone))
        for day in days
        if day.weekday() in hours.days and day not in off and not any(a <= day <= b for a, b in hours.away)
    ]


def _at(day: date, clock: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(UTC)
