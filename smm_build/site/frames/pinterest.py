"""Pinterest: a picture in a column of pictures, its title below it."""

from __future__ import annotations

from smm_build.site.frames._base import Crop, Frame, Gallery, Layout

__all__ = ["FRAME"]

FRAME = Frame(
    layout=Layout.CAPTION,
    gallery=Gallery.CAROUSEL,
    # This is a pin's own page: a feed shows the picture, some 40 characters of the title, and no description.
    # Pins are best in 2:3, and what is taller may be cut off in the feed:
    # https://help.pinterest.com/en/business/article/pinterest-product-specs, read on 2026-11-23
    crop=Crop(2 / 3, 16 / 9),
    titled=True,
    actions=("save", "heart", "reply", "share"),
)
