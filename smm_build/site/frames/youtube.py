"""YouTube: a film in a wide frame, its description below it, which begins with three lines."""

from __future__ import annotations

from datetime import date

from smm_build.domain.sentence import Sentence
from smm_build.site.frames._base import Crop, Cut, Frame, Layout

__all__ = ["FRAME"]

FRAME = Frame(
    layout=Layout.CAPTION,
    cut=Cut(
        100,
        3,
        Sentence("...more", "...altro"),
        "https://videodescriptions.com/how-to-write-youtube-description/",
        date(2026, 11, 23),
    ),
    crop=Crop(9 / 16, 16 / 9),
    titled=True,
    actions=("heart", "reply", "share", "save"),
)
