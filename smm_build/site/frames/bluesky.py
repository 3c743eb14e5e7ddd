"""Bluesky: a text is shown whole, as 300 graphemes always are."""

from __future__ import annotations

from smm_build.site.frames._base import Crop, Frame

__all__ = ["FRAME"]

# A single picture keeps its shape down to 1:2 in feeds, read on 2026-11-23:
# https://github.com/bluesky-social/social-app/blob/main/src/components/images/AutoSizedImage.tsx
FRAME = Frame(crop=Crop(1 / 2, 3), joined=True, actions=("reply", "again", "heart", "share"))
