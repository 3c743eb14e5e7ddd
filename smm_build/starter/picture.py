"""The picture of the first post, where a network shows nothing without one."""

from __future__ import annotations

from io import BytesIO

__all__ = ["first_picture"]

_SIDE = 1080
_SKY, _SUN, _HILL = "#f4e9d8", "#d9622b", "#2f4b45"


def first_picture() -> bytes:
    """Return a square JPEG, 1080 pixels wide, with nothing in it that belongs to anybody."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - most new workspaces need no picture

    image = Image.new("RGB", (_SIDE, _SIDE), _SKY)
    draw = ImageDraw.Draw(image)
    draw.ellipse((340, 260, 740, 660), fill=_SUN)
    draw.ellipse((-300, 620, 1380, 1900), fill=_HILL)
    out = BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()
