"""What a message is about, how urgent it is, whose it is, and whether it is a crisis. Pure."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from smm_build.community.hours import due
from smm_build.domain.message import Message
from smm_build.domain.playbook import Alarm, Playbook, TriageRule
from smm_build.domain.team import Team

__all__ = ["Desk", "Sorted", "alarms", "sort_message", "urgency"]

_PRIORITIES = ("high", "normal", "low")


@dataclass(frozen=True, slots=True)
class Desk:
    """What messages are sorted by: the playbook, the team, the brand's zone and public holidays."""

    playbook: Playbook | None
    team: Team | None
    zone: ZoneInfo
    off: Container[date] = ()


@dataclass(frozen=True, slots=True)
class Sorted:
    """Where a message belongs. ``due`` is aware, UTC. ``hand_off`` tells that it is not social media's to answer."""

    topic: str
    priority: str = "normal"
    owner: str | None = None
    due: datetime | None = None
    action: str | None = None
    level: int | None = None
    hand_off: bool = False


def sort_message(message: Message, network: str, desk: Desk) -> Sorted:
    """Return where a message belongs: the first rule that fits, else its kind says what it is about."""
    book = desk.playbook
    if book is None:
        return Sorted(message.kind.value)
    rule = next((one for one in book.rules if _fits(one, message, network)), TriageRule(message.kind.value))
    escalation = next((one for one in book.escalation if one.level == rule.level and one.level), None)
    hand_off = desk.team.hand_offs.get(rule.topic) if desk.team else None
    times = (rule.within, book.sla.get(rule.topic), escalation.within if escalation else None)
    within = min((one for one in times if one is not None), default=book.sla.get(message.kind.value))
    owner = (hand_off.to if hand_off else None) or rule.owner or (escalation.who if escalation else None)
    return Sorted(
        topic=rule.topic,
        priority=rule.priority or "normal",
        owner=owner,
        due=due(message.at, within, book.hours, desk.zone, desk.off) if within is not None else None,
        action=rule.action,
        level=rule.level,
        hand_off=hand_off is not None,
    )


def alarms(cases: Iterable[tuple[str, datetime]], wanted: Sequence[Alarm], now: datetime) -> tuple[Alarm, ...]:
    """Return the alarms that the cases, as topic and aware instant, set off at ``now``, the highest level first."""
    known = list(cases)
    raised = [
        one
        for one in wanted
        if one.messages and sum(_counts(topic, at, one, now) for topic, at in known) >= one.messages
    ]
    return tuple(sorted(raised, key=lambda one: -one.level))


def urgency(priority: str, due_at: datetime | None, at: datetime) -> tuple[int, datetime, datetime]:
    """Sort key: high before low, then what is due first, then what came first."""
    rank = _PRIORITIES.index(priority) if priority in _PRIORITIES else 1
    return rank, due_at or datetime.max.replace(tzinfo=UTC), at


def _counts(topic: str, at: datetime, alarm: Alarm, now: datetime) -> bool:
    return (not alarm.topics or topic in alarm.topics) and timedelta() <= now - at <= alarm.within


def _fits(rule: TriageRule, message: Message, network: str) -> bool:
    language = (message.language or "").partition("-")[0].casefold()
    return (
        (not rule.networks or network in rule.networks or message.channel in rule.networks)
        and (not rule.kinds or message.kind.value in rule.kinds)
        and (not rule.languages or language in {one.partition("-")[0].casefold() for one in rule.languages})
        and (not rule.words or any(_holds(message.text, word) for word in rule.words))
    )


def _holds(text: str, word: str) -> bool:
    """Whether a text holds a word; accents count, case does not, and ``word*`` is a beginning."""
    ending = "" if word.endswith("*") else r"(?!\w)"
    pattern = rf"(?<!\w){re.escape(word.rstrip('*').casefold())}{ending}"
    return re.search(pattern, text.casefold()) is not None
