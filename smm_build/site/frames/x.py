"""X: the 280 characters of an account without a subscription are shown whole."""

from __future__ import annotations

from smm_build.site.frames._base import Crop, Frame

__all__ = ["FRAME"]

# Shapes as seen in its feed on 2026-11-23; X documents none.
FRAME = Frame(crop=Crop(3 / 4, 2), joined=True, actions=("reply", "again", "heart", "share"))
