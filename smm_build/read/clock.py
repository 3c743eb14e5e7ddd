"""Times as authors write them, with a finding for every doubt."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from smm_build.domain.finding import Finding
from smm_build.domain.place import Places
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import NotATime, TimeNote, read_shift, read_time
from smm_build.read import problems

__all__ = ["moment", "shift"]

_YEARS = range(2000, 2100)
"""Outside of them a year is a slip of the finger."""

_LONGEST_SHIFT = timedelta(days=366)

_REASONS = {
    "the hour is missing": Sentence("the hour is missing", "manca l'ora"),
    "there is no such day or hour": Sentence("there is no such day or hour", "quel giorno o quell'ora non esiste"),
}
_UNREADABLE = Sentence("it is not a date with an hour", "non è una data con un'ora")
_FAR_AWAY = Sentence("the year is not in this century", "l'anno non è di questo secolo")
_NO_SHIFT = Sentence("a shift is written as +15m or -1h", "uno spostamento si scrive +15m o -1h")


def moment(text: str, zone: ZoneInfo, places: Places, key: str, found: list[Finding]) -> datetime | None:
    """Return the aware instant that ``text``, written at ``key``, means on the clock of ``zone``; ``None`` if none."""
    try:
        reading = read_time(text, zone)
    except NotATime as error:
        found.append(problems.bad_time(places.of(key), text, _reason(error)))
        return None
    except OverflowError:
        found.append(problems.bad_time(places.of(key), text, _FAR_AWAY))
        return None
    if reading.at.year not in _YEARS:
        found.append(problems.bad_time(places.of(key), text, _FAR_AWAY))
        return None
    if reading.note is TimeNote.GAP:
        found.append(problems.time_in_gap(places.of(key), text, reading.at))
    elif reading.note is TimeNote.OVERLAP:
        found.append(problems.time_in_overlap(places.of(key), text, reading.at))
    return reading.at


def shift(text: str, places: Places, key: str, found: list[Finding]) -> timedelta | None:
    """Return what ``+15m`` means; ``None`` when the text is no shift. One that cannot be read is a finding and zero."""
    try:
        length = read_shift(text)
    except NotATime:
        length = timedelta.max
    if length is not None and abs(length) > _LONGEST_SHIFT:
        found.append(problems.bad_time(places.of(key), text, _NO_SHIFT))
        return timedelta(0)
    return length


def _reason(error: NotATime) -> Sentence:
    if "time zone" in error.reason:
        return Sentence("there is no such time zone", "quel fuso orario non esiste")
    return _REASONS.get(error.reason, _UNREADABLE)
