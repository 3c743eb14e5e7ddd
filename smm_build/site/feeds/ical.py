"""iCalendar, as far as an editorial plan needs it.

The format is RFC 5545 (https://www.rfc-editor.org/rfc/rfc5545, read 2026-11-23): lines of at most 75 octets ended by
CRLF, local times that name a zone which is described in the same file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

__all__ = ["Alarm", "Entry", "Event", "bound", "by_time", "calendar", "event"]

_OCTETS = 75
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_INSIDE_A_CHARACTER = range(0x80, 0xC0)
"""Octets with which no character of UTF-8 begins."""

_LENGTH = timedelta(minutes=15)
"""How long a post is in the calendar: it takes no time, but programs draw nothing for a moment."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A reminder this long before the start, with what it says."""

    before: timedelta
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. ``uid`` never changes; ``sequence`` grows with every change; ``stamp`` is when it last changed, aware.

    ``start`` is an aware time, shown on the calendar's clock, or a date for the whole day. ``status`` is one of
    ``TENTATIVE``, ``CONFIRMED`` and ``CANCELLED``.
    """

    uid: str
    sequence: int
    stamp: datetime
    start: datetime | date
    summary: str
    description: str
    status: str
    categories: Sequence[str] = ()
    url: str | None = None
    alarms: Sequence[Alarm] = ()


class Event(NamedTuple):
    """An entry as it is written in a calendar; ``order`` puts it among others, whole days first."""

    order: str
    start: datetime | date
    text: str


def event(entry: Entry, zone: ZoneInfo) -> Event:
    """Write one entry on the clock of ``zone``."""
    return Event(f"{entry.start:%Y%m%d %H%M} {entry.uid}", entry.start, _lines(_event(entry, zone)))


def calendar(name: str, zone: ZoneInfo, entries: Iterable[Entry]) -> str:
    """Write a calendar called ``name`` whose timed entries are on the clock of ``zone``."""
    return bound(name, zone, [event(entry, zone) for entry in entries])


def bound(name: str, zone: ZoneInfo, events: Sequence[Event]) -> str:
    """Write a calendar called ``name`` of events that are written already."""
    times = [one.start for one in events if isinstance(one.start, datetime)]
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//smm//editorial calendar//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        f"X-WR-TIMEZONE:{zone.key}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        *(_zone(zone, min(times), max(times)) if times else ()),
    ]
    return "".join([_lines(head), *(one.text for one in events), _lines(["END:VCALENDAR"])])


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(entry: Entry, zone: ZoneInfo) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTAMP:{_utc(entry.stamp)}"
    yield f"LAST-MODIFIED:{_utc(entry.stamp)}"
    yield from _span(entry.start, zone)
    yield f"SUMMARY:{_text(entry.summary)}"
    if entry.description:
        yield f"DESCRIPTION:{_text(entry.description)}"
    if entry.categories:
        yield f"CATEGORIES:{','.join(map(_text, entry.categories))}"
    if entry.url:
        yield f"URL:{_address(entry.url)}"
    yield f"STATUS:{entry.status}"
    yield "TRANSP:TRANSPARENT"
    for alarm in entry.alarms:
        yield from _alarm(alarm)
    yield "END:VEVENT"


def _span(start: datetime | date, zone: ZoneInfo) -> Iterator[str]:
    if isinstance(start, datetime):
        yield f"DTSTART;TZID={zone.key}:{start.astimezone(zone):%Y%m%dT%H%M%S}"
        yield f"DURATION:PT{int(_LENGTH.total_seconds() // 60)}M"
    else:
        yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{start + timedelta(days=1):%Y%m%d}"


def _alarm(alarm: Alarm) -> Iterator[str]:
    minutes = int(alarm.before.total_seconds() // 60)
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-PT{minutes}M", f"DESCRIPTION:{_text(alarm.text)}")
    yield "END:VALARM"


# --- The zone ---------------------------------------------------------------------------------------------------------


def _zone(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[str]:
    """Describe the zone from a year before ``first`` to a year after ``last``, each change of the clock by itself."""
    start = datetime(first.year - 1, 1, 1, tzinfo=UTC)
    end = datetime(last.year + 2, 1, 1, tzinfo=UTC)
    yield from ("BEGIN:VTIMEZONE", f"TZID:{zone.key}")
    yield from _observance(start.astimezone(zone), start.astimezone(zone), datetime(1970, 1, 1))  # noqa: DTZ001 - wall time
    for moment in _changes(zone, start, end):
        before, after = (moment - timedelta(minutes=1)).astimezone(zone), moment.astimezone(zone)
        # It begins at the hour the clock before it would have shown.
        wall = (moment + (before.utcoffset() or timedelta())).replace(tzinfo=None)
        yield from _observance(before, after, wall)
    yield "END:VTIMEZONE"


def _observance(before: datetime, after: datetime, wall: datetime) -> Iterator[str]:
    kind = "DAYLIGHT" if after.dst() else "STANDARD"
    yield from (f"BEGIN:{kind}", f"DTSTART:{wall:%Y%m%dT%H%M%S}", f"TZOFFSETFROM:{before:%z}", f"TZOFFSETTO:{after:%z}")
    yield from (f"TZNAME:{_text(after.tzname() or '')}", f"END:{kind}")


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    day = start
    while day < end:
        following = day + timedelta(days=1)
        if day.astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset():
            yield _moment_of_change(zone, day, following)
        day = following


def _moment_of_change(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    offset = early.astimezone(zone).utcoffset()
    while late - early > timedelta(minutes=1):
        middle = early + timedelta(minutes=(late - early) // timedelta(minutes=2))
        early, late = (middle, late) if middle.astimezone(zone).utcoffset() == offset else (early, middle)
    return late


# --- Values -----------------------------------------------------------------------------------------------------------


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    clean = _CONTROLS.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return clean.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _address(url: str) -> str:
    return "".join(char for char in url if char.isprintable() and char != " ")


def _folded(line: str) -> str:
    """Break a line so that none is longer than 75 octets, and no character is torn apart."""
    if len(line) * 4 <= _OCTETS or (len(line) <= _OCTETS and line.isascii()):
        return line
    pieces: list[bytes] = []
    rest = line.encode("utf-8")
    while len(rest) > (room := _OCTETS - (1 if pieces else 0)):
        end = room
        while rest[end] in _INSIDE_A_CHARACTER:
            end -= 1
        pieces.append(rest[:end])
        rest = rest[end:]
    return b"\r\n ".join([*pieces, rest]).decode("utf-8")


def by_time(events: Iterable[Event]) -> list[Event]:
    """Return the events in order of time, whole days first."""
    return sorted(events, key=lambda one: one.order)
