"""Facebook: the text, the pictures from edge to edge, a card with a wide picture for a link."""

from __future__ import annotations

from datetime import date

from smm_build.domain.sentence import Sentence
from smm_build.site.frames._base import Crop, Cut, Frame

__all__ = ["FRAME"]

FRAME = Frame(
    # On a phone about 110 characters are seen, on a computer about 480; the text is cut there and shown whole below
    # five lines. The preview shows what more people see on a computer and says so.
    cut=Cut(
        480,
        5,
        Sentence("See more", "Altro"),
        "https://posttruncate.com/en/platform-limits/",
        date(2026, 11, 23),
    ),
    crop=Crop(4 / 5, 2),
    mosaic=1,
    most_shown=5,
    wide=True,
    actions=("thumb", "reply", "share"),
)
