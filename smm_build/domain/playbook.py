"""How the brand looks after what people write: ``brand/playbook.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from smm_build.domain.place import Places

__all__ = ["Alarm", "Escalation", "Hours", "Keep", "Playbook", "SavedReply", "TriageRule"]


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody answers: ``HH:MM`` to ``HH:MM`` on the brand's clock by weekday (Monday is 0), and days off.

    Without any day every hour counts.
    """

    days: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    away: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class SavedReply:
    """Words that are ready, by language. ``{name}`` in them is filled when they are sent, and in no file."""

    id: str
    texts: Mapping[str, str]
    when: str | None = None


@dataclass(frozen=True, slots=True)
class TriageRule:
    """What a message is about when all that is asked for holds; what is left empty asks for nothing.

    ``words`` are looked for as whole words, whatever their case; one that ends with ``*`` is a beginning. ``within`` is
    in hours of work. ``action`` is ``hide`` or ``report``, ``level`` that of the escalation.
    """

    topic: str
    words: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    priority: str | None = None
    owner: str | None = None
    within: timedelta | None = None
    action: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Escalation:
    """Who takes over at a level, and within which time."""

    level: int
    who: str | None = None
    when: str | None = None
    within: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Alarm:
    """So many messages of these topics (all, if none is named) within this time are a crisis of this level."""

    level: int
    messages: int
    within: timedelta
    topics: tuple[str, ...] = ()
    pause: bool = False


@dataclass(frozen=True, slots=True)
class Keep:
    """How long messages are kept: after their case was closed, and at most."""

    closed: timedelta = timedelta(days=30)
    longest: timedelta = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Playbook:
    """Everything the playbook says that smm acts on; what it says to people stays in the file.

    ``sla`` is the time to the first answer in hours of work, by topic or kind of message. ``trusted`` are the roles
    whose replies need no review.
    """

    places: Places
    hours: Hours = Hours()
    sla: Mapping[str, timedelta] = field(default_factory=dict)
    saved: tuple[SavedReply, ...] = ()
    rules: tuple[TriageRule, ...] = ()
    escalation: tuple[Escalation, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    keep: Keep = Keep()
    trusted: tuple[str, ...] = ()

    def saved_reply(self, name: str) -> SavedReply | None:
        """Return the saved reply called ``name``."""
        return next((reply for reply in self.saved if reply.id == name), None)
