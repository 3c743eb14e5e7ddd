"""``content/replies/<case>.md``."""

from __future__ import annotations

from smm_build.read.schema._types import FileModel, LanguageCode, Text

__all__ = ["ReplyFile"]


class ReplyFile(FileModel):
    """All keys of a reply: nothing in it tells who is answered."""

    case: Text | None = None
    channel: Text | None = None
    written_at: Text | None = None
    saved: Text | None = None
    language: LanguageCode | None = None
