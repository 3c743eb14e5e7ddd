"""``brand/channels/<id>.yml``."""

from __future__ import annotations

import dataclasses
from typing import Literal

from pydantic import Field, create_model

from smm_build.networks import Limits
from smm_build.read.schema._types import (
    Clock,
    Duration,
    Email,
    FileModel,
    Number,
    Opening,
    Phone,
    Slot,
    Text,
    Url,
    Variables,
    Whole,
)
from smm_build.read.schema.post import DefaultsFile

__all__ = ["CadenceFile", "ChannelFile", "ContactFile", "HoursFile", "LimitsFile", "ProfileFile", "QuietHoursFile"]

# A limit that a network has is one that an account may have otherwise.
_LIMITS = tuple(limit.name for limit in dataclasses.fields(Limits) if str(limit.type) in {"int", "int | None"})

LimitsFile: type[FileModel] = create_model(
    "LimitsFile",
    __base__=FileModel,
    **dict.fromkeys(_LIMITS, (Whole | None, None)),  # type: ignore[call-overload]
)
"""What this account may do beyond the network's limits: a whole number for each limit that is one number."""


class CadenceFile(FileModel):
    """How often and when."""

    per_week: Number | None = None
    slots: tuple[Slot, ...] | None = None


class QuietHoursFile(FileModel):
    """From when to when nothing goes out."""

    start: Clock = Field(alias="from")
    end: Clock = Field(alias="to")


class ContactFile(FileModel):
    """How the brand can be reached."""

    email: Email | None = None
    phone: Phone | None = None
    address: Text | None = None


class HoursFile(FileModel):
    """What is open on each day."""

    mon: Opening | None = None
    tue: Opening | None = None
    wed: Opening | None = None
    thu: Opening | None = None
    fri: Opening | None = None
    sat: Opening | None = None
    sun: Opening | None = None


class ProfileFile(FileModel):
    """What the account should say about itself; pictures are relative to ``content/``."""

    name: Text | None = None
    bio: Text | None = None
    link: Url | None = None
    avatar: Text | None = None
    cover: Text | None = None
    category: Text | None = None
    contact: ContactFile | None = None
    hours: HoursFile | None = None
    pinned: Text | None = None


class ChannelFile(FileModel):
    """All keys of a channel; ``network`` has to be there."""

    network: Text | None = None
    handle: Text | None = None
    name: Text | None = None
    url: Url | None = None
    account: Text | None = None
    server: Text | None = None
    credentials: Variables | None = None
    publish: Literal["auto", "manual"] | None = None
    cadence: CadenceFile | None = None
    quiet_hours: QuietHoursFile | None = None
    distance: Duration | None = None
    schedule_ahead: Duration | None = None
    defaults: DefaultsFile | None = None
    limits: LimitsFile | None = None
    profile: ProfileFile | None = None
