"""``content/briefs/<id>.md``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from smm_build.read.schema._types import (
    Currency,
    Day,
    FileKind,
    FileModel,
    Number,
    Ratio,
    Seconds,
    Share,
    Size,
    Text,
    Whole,
    Words,
    YesNo,
)

__all__ = ["BriefFile", "DeliverableFile", "MoneyFile", "RightsWantedFile", "SafeZoneFile"]


class SafeZoneFile(FileModel):
    """What stays free of words and faces."""

    top: Share | None = None
    bottom: Share | None = None
    sides: Share | None = None


class DeliverableFile(FileModel):
    """One file that is wanted."""

    what: Text
    file: Text | None = None
    targets: Words | None = Field(None, alias="for")
    kind: Literal["image", "video", "document", "audio", "text"] = "image"
    format: Literal["post", "story", "reel", "carousel", "video", "document"] | None = None
    size: Size | None = None
    ratio: Ratio | None = None
    seconds: Seconds | None = None
    types: tuple[FileKind, ...] | None = None
    safe_zone: SafeZoneFile | None = None


class DeadlinesFile(FileModel):
    """Last days."""

    draft: Day | None = None
    final: Day | None = None


class RightsWantedFile(FileModel):
    """What the brand wants to be allowed."""

    licence: Text | None = None
    until: Day | None = None
    paid_use: YesNo | None = None
    channels: Words | None = None
    territory: Text | None = None
    credit: Text | None = None
    edits: YesNo | None = None


class MoneyFile(FileModel):
    """An amount in a currency."""

    amount: Number
    currency: Currency


class BriefFile(FileModel):
    """All keys of a brief."""

    title: Text | None = None
    requester: Text | None = None
    role: Text | None = None
    assignee: Text | None = None
    campaign: Text | None = None
    goal: Text | None = None
    message: Text | None = None
    audience: Words | None = None
    must: Words | None = None
    avoid: Words | None = None
    references: Words | None = None
    deliverables: tuple[DeliverableFile, ...] | None = None
    deadlines: DeadlinesFile | None = None
    revisions: Whole | None = None
    rights: RightsWantedFile | None = None
    budget: MoneyFile | None = None
    done: Words | None = None
    approved_by: Text | None = None
    status: Literal["cancelled"] | None = None
