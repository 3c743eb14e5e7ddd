"""``PAUSE``."""

from __future__ import annotations

from smm_build.read.schema._types import FileModel, Text, Words

__all__ = ["PauseFile", "ScopeFile"]


class ScopeFile(FileModel):
    """What a pause covers; nothing named means everything."""

    channels: Words | None = None
    networks: Words | None = None
    campaigns: Words | None = None
    pillars: Words | None = None
    posts: Words | None = None


class PauseFile(FileModel):
    """All keys of ``PAUSE``."""

    scope: ScopeFile | None = None
    reason: Text | None = None
    until: Text | None = None
