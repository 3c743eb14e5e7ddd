"""The day a file's name speaks of, in the spellings teams really use. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from smm_build.domain.time import TimeNote, read_time

__all__ = ["HOUR", "DayOrder", "NamedDay", "day_in_name", "day_in_text", "morning_of", "usual_order", "wall_text"]

HOUR = "09:00"
"""When a post goes out whose file says a day and no hour, on the brand's clock."""

DayOrder = Literal["day first", "month first"]

_YEARS = range(2004, 2100)  # before it there was nobody to post to
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-_./])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([-_.])(\d{1,2})\2(\d{4})(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day found in a name. ``other`` is the second reading of a name such as ``06-10-2020``, if there is one."""

    day: date
    written: str
    order: DayOrder | None = None
    other: date | None = None

    def swapped(self) -> NamedDay:
        """Return the second reading as the first one."""
        if self.other is None:
            return self
        order: DayOrder = "day first" if self.order == "month first" else "month first"
        return NamedDay(self.other, self.written, order, self.day)


def day_in_name(path: str) -> NamedDay | None:
    """Find a day in the file's name, else in its folders; ``None`` when it names none.

    ``2024-10-2``, ``2024_10_02``, ``20241002`` and folders ``2024/10/02`` have the year first. With the year last,
    ``09-18-2020`` can only be September; ``06-10-2020`` can be two days and is read with the day first.
    """
    stem = path.rpartition("/")[2]
    return _in(stem) or _in(path)


def _in(text: str) -> NamedDay | None:
    for match in _YEAR_FIRST.finditer(text):
        if found := _date(match[1], match[3], match[4]):
            return NamedDay(found, match[0])
    for match in _COMPACT.finditer(text):
        if found := _date(match[1], match[2], match[3]):
            return NamedDay(found, match[0])
    for match in _YEAR_LAST.finditer(text):
        if last := _year_last(match):
            return last
    return None


def _year_last(match: re.Match[str]) -> NamedDay | None:
    day_first, month_first = _date(match[4], match[3], match[1]), _date(match[4], match[1], match[3])
    if day_first and month_first:
        return NamedDay(day_first, match[0], "day first", None if day_first == month_first else month_first)
    if day_first:
        return NamedDay(day_first, match[0], "day first")
    return NamedDay(month_first, match[0], "month first") if month_first else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day)) if int(year) in _YEARS else None
    except ValueError:
        return None


def usual_order(days: Iterable[NamedDay]) -> DayOrder:
    """Return the order that most of the names that can be read in one way only have; ``day first`` if none has."""
    orders = [found.order for found in days if found.order and found.other is None and found.day.day != found.day.month]
    return "month first" if 2 * orders.count("month first") > len(orders) else "day first"


def day_in_text(found: NamedDay, text: str) -> date | None:
    """Return the one of two possible days that the post itself names, as in ``closes October 6``."""
    named = [day for day in (found.day, found.other) if day and _names(text, day)]
    return named[0] if len(named) == 1 else None


def _names(text: str, day: date) -> bool:
    month, number = _MONTHS[day.month - 1] + r"[a-z]*\.?", rf"0?{day.day}(?:st|nd|rd|th)?"
    return bool(re.search(rf"(?i)\b(?:{month}\s+{number}|{number}\s+(?:of\s+)?{month})(?!\w)", text))


def morning_of(day: date, zone: ZoneInfo) -> datetime:
    """Return nine o'clock of that day in ``zone``, aware."""
    return read_time(f"{day.isoformat()} {HOUR}", zone).at


def wall_text(at: datetime, zone: ZoneInfo) -> str:
    """Write an aware moment for front matter: the wall clock of ``zone``, with the offset where it shows twice."""
    local = at.astimezone(zone).replace(microsecond=0)
    text = local.strftime("%Y-%m-%d %H:%M:%S" if local.second else "%Y-%m-%d %H:%M")
    if read_time(text, zone).note is TimeNote.PLAIN:
        return text
    offset = local.strftime("%z")
    return f"{text}{offset[:3]}:{offset[3:5]}"
