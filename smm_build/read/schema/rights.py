"""``photo.jpg.yml`` beside ``photo.jpg``: what may be done with it."""

from __future__ import annotations

from typing import Literal

from smm_build.read.schema._types import Day, FileModel, Text, Words, YesNo

__all__ = ["RightsFile"]


class RightsFile(FileModel):
    """All keys of a sidecar; none has to be there."""

    author: Text | None = None
    source: Text | None = None
    licence: Text | None = None
    proof: Text | None = None
    expires: Day | None = None
    channels: Words | None = None
    paid_use: YesNo | None = None
    people: Words | None = None
    releases: Words | None = None
    music: Literal["none", "own", "commercial", "personal"] | None = None
    text_in_image: Text | None = None
    captions: Text | None = None
