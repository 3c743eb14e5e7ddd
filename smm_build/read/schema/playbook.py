"""``brand/playbook.yml``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from smm_build.read.schema._types import Clock, Day, Duration, FileModel, LanguageCode, Text, Whole, Words, YesNo

__all__ = ["AlarmFile", "DayFile", "HoursFile", "PlaybookFile", "TriageRuleFile"]


class DayFile(FileModel):
    """The hours of a day."""

    start: Clock = Field(alias="from")
    end: Clock = Field(alias="to")


class AwayFile(FileModel):
    """Days on which nobody answers, the last one too."""

    start: Day = Field(alias="from")
    end: Day = Field(alias="to")


class HoursFile(FileModel):
    """When somebody answers. ``closed`` is for people, ``away`` is counted."""

    weekdays: DayFile | None = None
    saturday: DayFile | None = None
    sunday: DayFile | None = None
    closed: Words | None = None
    away: tuple[AwayFile, ...] | None = None


class CommunityFile(FileModel):
    """How the team works."""

    hours: HoursFile | None = None
    languages: tuple[LanguageCode, ...] | None = None
    sla: dict[str, Text] | None = None
    signature: Text | None = None


class TriageRuleFile(FileModel):
    """What a message is about."""

    topic: Text
    words: Words | None = None
    languages: tuple[LanguageCode, ...] | None = None
    networks: Words | None = None
    kinds: tuple[Literal["comment", "reply", "mention", "direct"], ...] | None = None
    priority: Literal["high", "normal", "low"] | None = None
    owner: Text | None = None
    within: Duration | None = None
    action: Literal["hide", "report"] | None = None
    level: Whole | None = None


class EscalationFile(FileModel):
    """Who takes over."""

    level: Whole
    when: Text | None = None
    who: Text | None = None
    within: Duration | None = None
    note: Text | None = None


class AlarmFile(FileModel):
    """When it is a crisis."""

    level: Whole
    messages: Whole
    within: Duration
    topics: Words | None = None
    pause: YesNo | None = None


class CrisisFile(FileModel):
    """What is done in a crisis; ``first_hour``, ``never`` and ``statements`` are for people."""

    first_hour: Words | None = None
    never: Words | None = None
    statements: Words | None = None
    alarms: tuple[AlarmFile, ...] | None = None


class ModerationFile(FileModel):
    """What is hidden and what stays; for people."""

    hide: Words | None = None
    keep: Words | None = None
    policy: Text | None = None


class KeepFile(FileModel):
    """How long messages are kept."""

    closed: Duration | None = None
    longest: Duration | None = None


class PlaybookFile(FileModel):
    """All keys of the playbook. A saved reply has ``id``, ``when``, ``owner``, ``review_on`` and a key a language."""

    community: CommunityFile | None = None
    saved_replies: tuple[dict[str, Text], ...] | None = None
    rules: tuple[TriageRuleFile, ...] | None = None
    escalation: tuple[EscalationFile, ...] | None = None
    crisis: CrisisFile | None = None
    moderation: ModerationFile | None = None
    keep: KeepFile | None = None
    trusted: Words | None = None
    contact: Text | None = None
