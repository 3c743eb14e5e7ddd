"""LinkedIn: three lines of text, then a picture from edge to edge."""

from __future__ import annotations

from datetime import date

from smm_build.domain.sentence import Sentence
from smm_build.site.frames._base import Crop, Cut, Frame

__all__ = ["FRAME"]

FRAME = Frame(
    cut=Cut(
        210,
        3,
        Sentence("more", "altro"),
        "https://posttruncate.com/en/platform-limits/",
        date(2026, 11, 23),
    ),
    crop=Crop(4 / 5, 1.91),
    mosaic=1,
    most_shown=5,
    wide=True,
    actions=("thumb", "reply", "again", "send"),
)
