"""Times as people write them: wall clock in an IANA zone, with gaps and overlaps made explicit.

``zoneinfo`` silently moves a wall time that does not exist (the night clocks go forward) and silently picks one of two
where a wall time happens twice (the night they go back). For a publishing plan both are mistakes somebody must see, so
every wall time passes through :func:`read_time`.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

__all__ = [
    "NotATime",
    "Reading",
    "TimeNote",
    "format_duration",
    "read_duration",
    "read_shift",
    "read_time",
    "read_zone",
    "utc_text",
]

_WALL = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})"
    r"(?:[T ]+(?P<clock>\d{1,2}:\d{2}(?::\d{2})?))?"
    r"\s*(?P<offset>Z|[+-]\d{2}:?\d{2})?"
    r"\s*(?:\[(?P<zone>[A-Za-z0-9_+\-/]+)\])?"
)
_DURATION = re.compile(r"(?:(?P<d>\d+)d)?\s*(?:(?P<h>\d+)h)?\s*(?:(?P<m>\d+)m)?\s*(?:(?P<s>\d+)s)?")


class TimeNote(enum.Enum):
    """What is special about a wall time."""

    PLAIN = "plain"
    GAP = "gap"
    OVERLAP = "overlap"


class NotATime(ValueError):  # noqa: N818 - named as the finding it becomes
    """The text is not a date and time this product reads. ``reason`` is a short English clause."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Reading:
    """A wall time that was read: the instant (aware, in its zone) and whether the wall clock shows it once."""

    at: datetime
    note: TimeNote


def read_zone(name: str) -> ZoneInfo:
    """Return the IANA zone called ``name``; raises :class:`NotATime` when there is no such zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise NotATime(f"no time zone is called {name!r}") from error


def read_time(text: str, zone: ZoneInfo) -> Reading:
    """Read ``2026-12-01 09:30``, with optional seconds, offset (``+01:00``, ``Z``) or ``[Europe/Rome]``.

    Without an offset or a zone of its own the time is on the wall clock of ``zone``. A wall time in a gap is moved
    forward by the gap, one in an overlap means its first occurrence; the note says so. Raises :class:`NotATime`.
    """
    match = _WALL.fullmatch(text.strip())
    if match is None:
        raise NotATime("write it as 2026-12-01 09:30")
    if match["clock"] is None:
        raise NotATime("the hour is missing")
    wall = _wall_clock(match["date"], match["clock"])
    own = read_zone(match["zone"]) if match["zone"] else zone
    try:
        if match["offset"]:
            return Reading(_with_offset(wall, match["offset"]).astimezone(own), TimeNote.PLAIN)
        return _on_the_wall(wall, own)
    except OverflowError as error:
        raise NotATime("the year is out of range") from error


def _wall_clock(date: str, clock: str) -> datetime:
    if not f"{date}{clock}".isascii():  # the digits of other scripts are digits, too
        raise NotATime("there is no such day or hour")
    hour, minute, second = (*clock.split(":"), "0")[:3]
    try:
        # strptime takes ten times as long to say the same, and every post has a time. The caller adds the zone.
        return datetime(int(date[:4]), int(date[5:7]), int(date[8:]), int(hour), int(minute), int(second))  # noqa: DTZ001
    except ValueError as error:
        raise NotATime("there is no such day or hour") from error


def _with_offset(wall: datetime, offset: str) -> datetime:
    try:
        return datetime.fromisoformat(wall.isoformat() + ("+00:00" if offset == "Z" else offset))
    except ValueError as error:
        raise NotATime(f"{offset} is not an offset") from error


def _on_the_wall(wall: datetime, zone: ZoneInfo) -> Reading:
    at = wall.replace(tzinfo=zone)
    # Offsets differ in gaps as in overlaps, and nowhere else: https://peps.python.org/pep-0495/, read 2026-11-24.
    if at.replace(fold=1).utcoffset() == at.utcoffset():
        return Reading(at, TimeNote.PLAIN)
    there_and_back = at.astimezone(UTC).astimezone(zone)
    if there_and_back.replace(tzinfo=None) != wall:
        return Reading(there_and_back, TimeNote.GAP)
    return Reading(at, TimeNote.OVERLAP)


def read_duration(text: str) -> timedelta:
    """Read ``6h``, ``90m``, ``1d12h``; raises :class:`NotATime` for anything else or for nothing at all."""
    match = _DURATION.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        raise NotATime("write a duration as 30m, 6h or 2d")
    numbers = {unit: int(value or 0) for unit, value in match.groupdict().items()}
    try:
        return timedelta(days=numbers["d"], hours=numbers["h"], minutes=numbers["m"], seconds=numbers["s"])
    except OverflowError as error:
        raise NotATime("the duration is too long") from error


def read_shift(text: str) -> timedelta | None:
    """Read a signed shift such as ``+15m`` or ``-1h``; ``None`` when the text does not start with a sign."""
    text = text.strip()
    if not text.startswith(("+", "-")):
        return None
    length = read_duration(text[1:])
    return -length if text[0] == "-" else length


def format_duration(length: timedelta) -> str:
    """Write a duration the way :func:`read_duration` reads it, largest units first."""
    rest = int(length.total_seconds())
    words = []
    for unit, seconds in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)):
        count, rest = divmod(rest, seconds)
        if count:
            words.append(f"{count}{unit}")
    return "".join(words) or "0m"


def utc_text(at: datetime) -> str:
    """Write an aware instant in UTC, to the second, as ``2026-12-01T08:30:00Z``."""
    return at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
