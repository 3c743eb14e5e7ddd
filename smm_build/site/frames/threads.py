"""Threads: pictures stand in a row that slides, in their own shapes and at one height."""

from __future__ import annotations

from datetime import date

from smm_build.domain.sentence import Sentence
from smm_build.site.frames._base import Crop, Cut, Frame, Gallery

__all__ = ["FRAME"]

FRAME = Frame(
    cut=Cut(
        250,
        None,
        Sentence("more", "altro"),
        "https://posttruncate.com/en/platform-limits/",
        date(2026, 11, 23),
    ),
    gallery=Gallery.STRIP,
    crop=Crop(3 / 4, 2),
    joined=True,
    wide_card=False,
    named_by_handle=True,
    actions=("heart", "reply", "again", "share"),
)
