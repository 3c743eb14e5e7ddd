"""Whether two pictures look the same, whatever sizes and formats networks made of them.

A difference hash: the picture in grey, nine by eight, and of each row whether it grows brighter from one pixel to the
next. Scaling and compression hardly change it; another picture changes about half of it.
"""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageOps

__all__ = ["difference_hash", "look_alike"]

_WIDTH, _HEIGHT = 9, 8
_SAME = 10
"""Of 64 bits: at most so many differ between a picture and what a network made of it."""
_FLAT = 12
"""Levels of grey. Where a picture's greys differ by less, only their mean tells it from another one."""


def look_alike(one: bytes, other: bytes) -> bool:
    """Whether two pictures look the same; not, when one of them cannot be opened."""
    try:
        first, second = _small(one), _small(other)
    except (OSError, ValueError, Image.DecompressionBombError):
        return False
    if min(_spread(first), _spread(second)) < _FLAT:
        return abs(_mean(first) - _mean(second)) < _FLAT and max(_spread(first), _spread(second)) < 2 * _FLAT
    return (_hash(first) ^ _hash(second)).bit_count() <= _SAME


def difference_hash(content: bytes) -> int:
    """Return the hash of a picture, 64 bits. Raises :class:`OSError` when it cannot be opened."""
    return _hash(_small(content))


def _small(content: bytes) -> list[int]:
    """Return the greys of the picture, nine by eight, row by row; what is transparent counts as white."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd metadata is of no interest here
        image = Image.open(BytesIO(content))
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    white = Image.new("RGBA", upright.size, "white")
    grey = Image.alpha_composite(white, upright).convert("L")
    return list(grey.resize((_WIDTH, _HEIGHT), Image.Resampling.LANCZOS).tobytes())


def _hash(greys: list[int]) -> int:
    bits = 0
    for row in range(_HEIGHT):
        for column in range(_WIDTH - 1):
            here = row * _WIDTH + column
            bits = bits << 1 | (greys[here] < greys[here + 1])
    return bits


def _spread(greys: list[int]) -> int:
    return max(greys) - min(greys)


def _mean(greys: list[int]) -> float:
    return sum(greys) / len(greys)
