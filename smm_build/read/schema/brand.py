"""``brand/brand.yml`` and ``brand/voice.yml``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from smm_build.read.schema._types import (
    Colour,
    Country,
    Duration,
    FileModel,
    LanguageCode,
    Text,
    Url,
    Whole,
    Words,
    YesNo,
)

__all__ = [
    "AboutFile",
    "ApprovalFile",
    "BrandFile",
    "ColourFile",
    "LinksFile",
    "LogoFile",
    "ReadingFile",
    "StagingFile",
    "TermFile",
    "VoiceFile",
]


class ColourFile(FileModel):
    """One colour of the palette."""

    name: Text
    value: Colour
    use: Text | None = None


class LogoFile(FileModel):
    """One logo; ``file`` is relative to ``content/``."""

    name: Text
    file: Text
    use: Text | None = None


class LinksFile(FileModel):
    """Our hosts, and what is added to links to them."""

    hosts: tuple[Text, ...] | None = None
    utm: dict[str, Text] | None = None


class ApprovalFile(FileModel):
    """What has to be true of a post before it goes out."""

    policy: Literal["local", "merged", "reviewed"] | None = None
    branch: Text | None = None
    reviews: Whole | None = None
    roles: Words | None = None
    tolerance: Duration | None = None


class StagingFile(FileModel):
    """Where files lie for a moment so that networks can fetch them; one of ``folder`` and ``branch``."""

    base: Url
    folder: Text | None = None
    branch: Text | None = None


class AboutFile(FileModel):
    """What the brand says of itself where an account's profile says nothing."""

    short: Text | None = None
    long: Text | None = None


class BrandFile(FileModel):
    """All keys of ``brand.yml``; ``name`` and ``timezone`` have to be there."""

    name: Text | None = None
    locale: Literal["it", "en"] | None = None
    languages: tuple[LanguageCode, ...] | None = None
    timezone: Text | None = None
    site: Url | None = None
    description: Text | None = None
    grace: Duration | None = None
    palette: tuple[ColourFile, ...] | None = None
    typography: dict[str, Text] | None = None
    logos: tuple[LogoFile, ...] | None = None
    links: LinksFile | None = None
    approval: ApprovalFile | None = None
    repository: Url | None = None
    country: Country | None = None
    rights: Literal["required", "optional"] | None = None
    staging: StagingFile | None = None
    about: AboutFile | None = None


class TermFile(FileModel):
    """Words to avoid, and the one to use instead."""

    use: Text | None = None
    avoid: tuple[Text, ...] = Field(min_length=1)
    reason: Text | None = None


class EmojiFile(FileModel):
    """How many emoji, and which."""

    max: Whole | None = None
    allowed: tuple[Text, ...] | None = None


class HashtagsFile(FileModel):
    """How many hashtags, and which ones always."""

    max: Whole | None = None
    always: tuple[Text, ...] | None = None


class ReadingFile(FileModel):
    """How easy texts should be to read: 0 (hard) to 100 (easy), and the words of the longest sentence."""

    ease: Whole | None = None
    sentence: Whole | None = None


class VoiceFile(FileModel):
    """All keys of ``voice.yml``."""

    tone: tuple[Text, ...] | None = None
    terms: tuple[TermFile, ...] | None = None
    emoji: EmojiFile | None = None
    hashtags: HashtagsFile | None = None
    claims: tuple[Text, ...] | None = None
    disclosure: dict[str, Text] | None = None
    ai: dict[str, Text] | None = None
    words: Words | None = None
    spelling: YesNo | None = None
    reading: ReadingFile | None = None
