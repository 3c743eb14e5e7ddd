"""The kinds of values in our files. All arrive as strings; each type decides what its string means.

Every type that can say no does so with an error type of its own, which :mod:`smm_build.read.validation` turns into a
sentence.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from smm_build.domain.money import CURRENCIES
from smm_build.domain.time import NotATime, read_duration

__all__ = [
    "Clock",
    "Colour",
    "Country",
    "Currency",
    "Day",
    "Duration",
    "Email",
    "FileKind",
    "FileModel",
    "LanguageCode",
    "Number",
    "Opening",
    "Phone",
    "Ratio",
    "Seconds",
    "Share",
    "Size",
    "Slot",
    "Text",
    "Url",
    "Variables",
    "Whole",
    "Words",
    "YesNo",
]

_LONGEST = timedelta(days=366)


class FileModel(BaseModel):
    """A group of keys: none but these, each once."""

    # Built when a file of its kind is read: most commands see few of the kinds, and each takes some milliseconds.
    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=False, hide_input_in_errors=True, defer_build=True
    )


def _no(kind: str) -> PydanticCustomError:
    # pydantic wants a literal message; nobody reads it, the kind is what counts.
    return PydanticCustomError(kind, "not this kind of value")


def _text(value: str) -> str:
    if not value.strip():
        raise _no("empty_text")
    return value


def _duration(value: object) -> timedelta:
    if not isinstance(value, str):
        raise _no("duration")
    try:
        length = read_duration(value)
    except NotATime:
        raise _no("duration") from None
    if length > _LONGEST:
        raise _no("duration")
    return length


def _day(value: object) -> date:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise _no("day")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _no("day") from None


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        sound = False
    if not sound or re.search(r"[\s\x00-\x1f\x7f]", value):
        raise _no("url")
    return value


def _share(value: object) -> float:
    match = re.fullmatch(r"([0-9]{1,3}(?:[.,][0-9]{1,6})?)\s*%", value) if isinstance(value, str) else None
    if match:
        share = float(match[1].replace(",", ".")) / 100
    elif isinstance(value, str) and re.fullmatch(r"[01](?:\.[0-9]{1,6})?|\.[0-9]{1,6}", value):
        share = float(value)
    else:
        raise _no("share")
    if share > 1:
        raise _no("share")
    return share


def _size(value: object) -> tuple[int, int]:
    match = re.fullmatch(r"([1-9][0-9]{0,4})\s*[x×]\s*([1-9][0-9]{0,4})", value) if isinstance(value, str) else None
    if match is None:
        raise _no("size")
    return int(match[1]), int(match[2])


def _ratio(value: object) -> float:
    pattern = r"([0-9]{1,5}(?:\.[0-9]{1,4})?):([0-9]{1,5}(?:\.[0-9]{1,4})?)"
    match = re.fullmatch(pattern, value) if isinstance(value, str) else None
    if match is None or not float(match[1]) or not float(match[2]):
        raise _no("ratio")
    return float(match[1]) / float(match[2])


def _seconds(value: object) -> tuple[float, float]:
    pattern = r"([0-9]{1,5}(?:\.[0-9])?)(?:\s*[-–]\s*([0-9]{1,5}(?:\.[0-9])?))?"
    match = re.fullmatch(pattern, value) if isinstance(value, str) else None
    if match is None or float(match[1]) > float(match[2] or match[1]):
        raise _no("seconds")
    return (float(match[1]), float(match[2])) if match[2] else (0.0, float(match[1]))


_FILE_KINDS = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
    "pdf": "application/pdf",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
}


def _file_kind(value: object) -> str:
    name = value.lower().lstrip(".") if isinstance(value, str) else ""
    if name not in _FILE_KINDS:
        raise _no("file_kind")
    return _FILE_KINDS[name]


def _currency(value: str) -> str:
    if value not in CURRENCIES:
        raise _no("currency")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,12}", value):
        raise _no("whole")
    return int(value)


def _number(value: object) -> float:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,6})?", value):
        raise _no("number")
    return float(value)


_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def _yes_no(value: object) -> bool:
    if not isinstance(value, str) or value.lower() not in _TRUTH:
        raise _no("yes_no")
    return _TRUTH[value.lower()]


def _matching(kind: str, pattern: str) -> AfterValidator:
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        if not compiled.fullmatch(value):
            raise _no(kind)
        return value

    return AfterValidator(check)


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, AfterValidator(_text)]
"""Any text but an empty one."""

Duration = Annotated[timedelta, BeforeValidator(_duration)]
"""``6h``, ``90m``, ``1d12h``; a year at most, so that no sum of times overflows."""

Day = Annotated[date, BeforeValidator(_day)]
"""``2026-12-01``."""

Url = Annotated[str, AfterValidator(_url)]
"""An address with ``http`` or ``https`` and a host."""

Share = Annotated[float, BeforeValidator(_share)]
"""``40%`` or ``0.4``: between 0 and 1."""

Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number, not negative."""

Number = Annotated[float, BeforeValidator(_number)]
"""A number, not negative."""

YesNo = Annotated[bool, BeforeValidator(_yes_no)]
"""``true`` or ``false``, also in the words of YAML 1.1."""

Colour = Annotated[str, _matching("colour", r"#[0-9A-Fa-f]{6}")]
"""``#rrggbb``."""

Country = Annotated[str, _matching("country", r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")]
"""A country, or a part of one, as ISO 3166 writes it: ``IT``, ``IT-BZ``."""

Size = Annotated[tuple[int, int], BeforeValidator(_size)]
"""Width and height in pixels: ``1080x1350``."""

Ratio = Annotated[float, BeforeValidator(_ratio)]
"""Width to height: ``4:5``."""

Seconds = Annotated[tuple[float, float], BeforeValidator(_seconds)]
"""The shortest and the longest: ``15-30``; ``30`` alone is the longest."""

FileKind = Annotated[str, BeforeValidator(_file_kind)]
"""The ending of a file: ``jpg``, ``mp4``. It becomes the MIME type."""

Currency = Annotated[str, AfterValidator(_currency)]
"""A currency as ISO 4217 writes it: ``EUR``."""

LanguageCode = Annotated[str, _matching("language", r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")]
"""A language tag such as ``it`` or ``pt-BR``."""

Clock = Annotated[str, _matching("clock", r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")]
"""``HH:MM``."""

Slot = Annotated[str, _matching("slot", r"(?:mon|tue|wed|thu|fri|sat|sun) (?:[01][0-9]|2[0-3]):[0-5][0-9]")]
"""A weekday and a time: ``tue 18:30``."""

Email = Annotated[str, _matching("email", r"[^@\s]+@[^@\s]+\.[^@\s]+")]
"""``info@example.com``."""

Phone = Annotated[str, _matching("phone", r"\+?[0-9][0-9 ()./-]{3,30}")]
"""``+39 011 1234567``."""

_RANGE = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)"
Opening = Annotated[str, _matching("opening", rf"closed|{_RANGE}(?:, ?{_RANGE})?")]
"""``07:30-13:00, 15:00-19:00``, or ``closed``."""

Variables = Annotated[str, _matching("variables", r"[A-Z][A-Z0-9_]*")]
"""What the names of some environment variables begin with: ``SMM_BLUESKY``."""

Words = Annotated[tuple[Text, ...], BeforeValidator(_one_or_many)]
"""A list of words; a single one may stand without brackets."""
