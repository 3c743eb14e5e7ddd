"""``content/posts/**/*.md``: the front matter of a post."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from smm_build.read.schema._types import (
    Day,
    Duration,
    FileModel,
    LanguageCode,
    Share,
    Text,
    Url,
    Whole,
    Words,
    YesNo,
)

__all__ = [
    "DefaultsFile",
    "DisclosureFile",
    "EvergreenFile",
    "IgnoreFile",
    "MediaFile",
    "OverrideFile",
    "PollFile",
    "PostFile",
    "SeriesFile",
    "SettingsFile",
]


class MediaFile(FileModel):
    """A picture or film; ``file`` is relative to ``content/``."""

    file: Text
    alt: str | None = None
    focus: tuple[Share, Share] | None = None
    convert: YesNo | None = None


class PollFile(FileModel):
    """A question's answers."""

    options: tuple[Text, ...] = Field(min_length=2)
    duration: Duration | None = None
    multiple: YesNo | None = None


class DisclosureFile(FileModel):
    """Why the post is not independent."""

    type: Literal["none", "paid", "gift", "affiliate", "employee", "own-brand"]
    partner: Text | None = None
    text: Text | None = None


class DefaultsFile(FileModel):
    """What a channel can say for all of its posts."""

    grace: Duration | None = None
    format: Literal["post", "thread", "story", "reel", "carousel", "video", "document", "poll"] | None = None
    link: Url | None = None
    first_comment: Text | None = None
    language: LanguageCode | None = None
    location: Text | None = None
    visibility: Text | None = None
    content_warning: Text | None = None
    disclosure: DisclosureFile | None = None
    ai: Literal["none", "assist", "generated", "manipulated"] | None = None
    replies: Literal["everyone", "followed", "mentioned", "nobody"] | None = None
    board: Text | None = None
    tags: Words | None = None
    made_for_kids: YesNo | None = None


class SettingsFile(DefaultsFile):
    """What a post can say for all of its channels or for one."""

    publish_at: Text | None = None
    status: Literal["ready", "draft", "on-hold", "cancelled"] | None = None
    publish: Literal["auto", "manual"] | None = None
    title: Text | None = None
    media: tuple[MediaFile, ...] | None = None
    cover: Text | None = None
    quote: Url | None = None
    poll: PollFile | None = None


class OverrideFile(SettingsFile):
    """What is different on one channel; ``publish_at`` may be a shift."""


def _ignore(value: object) -> object:
    """Take ``CODE: reason`` as YAML gives it, a mapping of one, or as a quoted string, or without its reason."""
    if isinstance(value, dict) and len(value) == 1:
        ((code, reason),) = value.items()
        return {"code": code, "reason": reason}
    if isinstance(value, str):
        code, _, reason = value.partition(":")
        return {"code": code.strip(), "reason": reason.strip() or None}
    raise PydanticCustomError("ignore", "not CODE: reason")


class IgnoreFile(FileModel):
    """A finding that is all right here."""

    code: Text
    reason: str | None


class SeriesFile(FileModel):
    """A post that happens again and again."""

    rule: Text
    until: Day | None = None
    skip: tuple[Day, ...] | None = None
    edits: dict[Text, OverrideFile | None] | None = None


def _series(value: object) -> object:
    """Take the rule alone for a mapping."""
    return {"rule": value} if isinstance(value, str) else value


class EvergreenFile(FileModel):
    """A post that may come back."""

    every: Duration
    cycles: Whole
    until: Day | None = None


class PostFile(SettingsFile):
    """All keys of a post."""

    id: str | None = None
    channels: tuple[Text, ...] | None = None
    pillar: Text | None = None
    objective: Text | None = None
    audience: Words | None = None
    campaign: Text | None = None
    owner: Text | None = None
    reviewers: Words | None = None
    series: Annotated[SeriesFile | None, BeforeValidator(_series)] = None
    evergreen: EvergreenFile | None = None
    brief: Text | None = None
    notes: Text | None = None
    overrides: dict[str, OverrideFile | None] | None = None
    ignore: tuple[Annotated[IgnoreFile, BeforeValidator(_ignore)], ...] | None = None
