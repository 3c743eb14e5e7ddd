"""Taking numbers out of answers, by the network's own names; what is no number is left out, never guessed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.reading import Metric, Reading
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Session

__all__ = ["ASK", "ASK_AUDIENCE", "Subject", "count", "gone", "not_told", "of_account", "read", "subjects"]

_LONGEST = 18
"""Digits of a number; a longer text is none that anybody counted."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What numbers are about: a post's part on a channel, or with no ``post`` the account; ``id`` is the network's."""

    channel: str
    post: str | None
    part: int
    at: datetime
    id: str = ""


def subjects(receipts: Mapping[str, tuple[PartReceipt, ...]], session: Session, at: datetime) -> tuple[Subject, ...]:
    """Return every part of every post, each with its id."""
    channel = session.account.channel.id
    return tuple(
        Subject(channel, post, receipt.part, at, receipt.id) for post, parts in receipts.items() for receipt in parts
    )


def of_account(session: Session, at: datetime) -> Subject:
    """Return the account itself."""
    return Subject(session.account.channel.id, None, 1, at)


def read(subject: Subject, told: object, names: Mapping[str, Metric], scale: float = 1) -> Iterator[Reading]:
    """Yield a reading for every name of ``names`` that ``told`` has a number for, the first name for a metric.

    Networks rename their fields, so a metric may stand under more than one name. ``scale`` makes our unit of theirs.
    """
    if not isinstance(told, dict):
        return
    seen: set[Metric] = set()
    for name, metric in names.items():
        value = count(told.get(name))
        if value is not None and metric not in seen:
            seen.add(metric)
            yield Reading(subject.channel, subject.post, metric, value * scale, subject.at, name, part=subject.part)


def count(value: object) -> float | None:
    """Return a number that counts something, ``None`` for everything else; some networks write numbers as text."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= _LONGEST:
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if math.isfinite(value) and value >= 0 else None


def gone(subject: Subject) -> Sentence:
    """Say that a network knows no such post."""
    return Sentence(
        f"{subject.post}: it is not on {subject.channel} any more, or may not be seen",
        f"{subject.post}: non è più su {subject.channel}, o non si può vedere",
    )


def not_told(subject: Subject, names: str, why: Sentence | None = None) -> Sentence:
    """Say that a network did not tell some numbers, by its own names."""
    what = subject.post or subject.channel
    en, it = (f" ({why.en})", f" ({why.it})") if why else ("", "")
    return Sentence(f"{what}: {names} not told{en}", f"{what}: {names} non comunicato{it}")


ASK = Sentence("ask for the post's numbers", "chiedere i numeri del post")
ASK_AUDIENCE = Sentence("ask for the account's numbers", "chiedere i numeri dell'account")
