"""TikTok: a film or pictures that fill the screen, the caption over their lower edge."""

from __future__ import annotations

from datetime import date

from smm_build.domain.sentence import Sentence
from smm_build.site.frames._base import Crop, Cut, Frame, Gallery, Layout

__all__ = ["FRAME"]

FRAME = Frame(
    layout=Layout.SCREEN,
    cut=Cut(
        150,
        3,
        Sentence("more", "altro"),
        "https://toolshake.xyz/tool/caption-character-counter/",
        date(2026, 11, 23),
    ),
    gallery=Gallery.CAROUSEL,
    crop=Crop(9 / 16, 9 / 16),
    named_by_handle=True,
    actions=("heart", "reply", "save", "share"),
)
