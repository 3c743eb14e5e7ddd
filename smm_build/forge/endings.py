"""What ``smm doctor --format json`` wrote: when credentials end, and what is in the way or worth a look. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

__all__ = ["Ending", "Symptom", "endings_in", "symptoms_in"]


@dataclass(frozen=True, slots=True)
class Ending:
    """A channel's credentials and when they end (aware)."""

    channel: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Symptom:
    """What the doctor is not content with: about which channel or thing, whether it is in the way, and its words."""

    about: str
    wrong: bool
    what: str


def symptoms_in(report: object) -> tuple[Symptom, ...]:
    """Return what the report calls wrong or worth a look soon, in its order, but for what ends on a day.

    What is no fact is passed over.
    """
    facts = report.get("facts") if isinstance(report, dict) else None
    rows = [row for row in facts if isinstance(row, dict)] if isinstance(facts, list) else []
    rows = [row for row in rows if _instant(row.get("expires_at")) is None]
    said = [(row.get("about"), row.get("standing"), row.get("what")) for row in rows]
    return tuple(
        Symptom(about, standing == "wrong", what)
        for about, standing, what in said
        if isinstance(about, str) and standing in ("wrong", "soon") and isinstance(what, str)
    )


def endings_in(report: object) -> tuple[Ending, ...]:
    """Return the earliest ending of every channel anywhere in the report; what says nothing of one is passed over."""
    earliest: dict[str, datetime] = {}
    for channel, at in _found(report):
        earliest[channel] = min(at, earliest.get(channel, at))
    return tuple(Ending(channel, at) for channel, at in sorted(earliest.items()))


def _found(value: object, depth: int = 0) -> Iterator[tuple[str, datetime]]:
    if depth > 10:  # noqa: PLR2004 - deeper than any report of ours
        return
    if isinstance(value, dict):
        channel, at = value.get("channel") or value.get("about"), _instant(value.get("expires_at"))
        if isinstance(channel, str) and at is not None:
            yield channel, at
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from _found(child, depth + 1)


def _instant(value: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return at if at is not None and at.tzinfo else None
