"""Instagram: the picture first, a carousel in the shape of its first picture, the caption below it."""

from __future__ import annotations

from datetime import date

from smm_build.domain.sentence import Sentence
from smm_build.site.frames._base import Crop, Cut, Frame, Gallery, Layout

__all__ = ["FRAME"]

FRAME = Frame(
    layout=Layout.CAPTION,
    cut=Cut(
        125,
        None,
        Sentence("more", "altro"),
        "https://posttruncate.com/en/platform-limits/",
        date(2026, 11, 23),
    ),
    gallery=Gallery.CAROUSEL,
    # https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media, 2026-11-22
    crop=Crop(4 / 5, 1.91),
    named_by_handle=True,
    actions=("heart", "reply", "share"),
)
