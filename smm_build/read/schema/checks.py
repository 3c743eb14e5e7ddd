"""``brand/checks.yml`` and ``brand/rules/*.yml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from smm_build.read.schema._types import FileModel, LanguageCode, Text, Whole, Words, YesNo

__all__ = ["ChecksFile", "MessageFile", "RuleFile"]


class ChecksFile(FileModel):
    """All keys of ``checks.yml``."""

    select: Words | None = None
    ignore: Words | None = None
    severity: dict[str, Literal["error", "warning", "hint"]] | None = None
    options: dict[str, dict[str, object] | None] | None = None


class MessageFile(FileModel):
    """What a rule says, in one language or both."""

    en: Text | None = None
    it: Text | None = None


def _message(value: object) -> object:
    return {"en": value, "it": value} if isinstance(value, str) else value


class RuleFile(FileModel):
    """All keys of a rule; which of them belong together depends on ``kind``."""

    id: Text | None = None
    kind: Literal["swap", "forbid", "require", "limit", "capitalisation", "regex"] | None = None
    message: Annotated[MessageFile | None, BeforeValidator(_message)] = None
    severity: Literal["error", "warning", "hint"] | None = None
    channels: Words | None = None
    languages: tuple[LanguageCode, ...] | None = None
    pillars: Words | None = None
    exceptions: Words | None = None
    swap: dict[str, Text] | None = None
    words: Words | None = None
    pattern: Text | None = None
    ignore_case: YesNo | None = None
    count: Literal["characters", "words", "sentences", "lines", "emoji", "hashtags", "links", "mentions"] | None = None
    min: Whole | None = None
    max: Whole | None = None
    safe: YesNo | None = None
