"""Colours as people see them: how far apart two are, and whether one can be read on the other."""

from __future__ import annotations

import functools
import math

__all__ = ["contrast", "difference", "to_oklab"]

_NEARLY_BLACK = 0.04045
"""Where the curve of sRGB begins: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance, read 2026-11-23."""


def _channels(colour: str) -> tuple[float, float, float]:
    """Return red, green and blue of ``#rrggbb`` as amounts of light between 0 and 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _light(red), _light(green), _light(blue)


def _light(value: float) -> float:
    return value / 12.92 if value <= _NEARLY_BLACK else ((value + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours ``#rrggbb``, 1 to 21.

    Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, read 2026-11-23.
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = _channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@functools.lru_cache(maxsize=4096)
def to_oklab(colour: str) -> tuple[float, float, float]:
    """Return ``#rrggbb`` in OKLab, where distances are what people see: lightness 0 to 1, green-red, blue-yellow.

    Source: https://bottosson.github.io/posts/oklab/, read 2026-11-23.
    """
    red, green, blue = _channels(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def difference(one: str, other: str) -> float:
    """Return how far apart two colours look, 0 to about 1; below 0.02 nobody tells them apart."""
    return math.dist(to_oklab(one), to_oklab(other))
