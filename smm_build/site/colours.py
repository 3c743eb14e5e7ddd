"""The brand's colour in the site, made readable on light and on dark paper."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence

from smm_build.domain.brand import Colour

__all__ = ["brand_css", "contrast", "readable"]

_FALLBACK = "#33578c"
_LIGHT_PAPER = "#ffffff"
_DARK_PAPER = "#1b1d22"
_ENOUGH = 5.0
"""Contrast of text: WCAG 2.2 asks for 4.5 (https://www.w3.org/TR/WCAG22/#contrast-minimum, read 2026-11-23)."""


def brand_css(palette: Sequence[Colour]) -> str:
    """Return the CSS variables of the brand: its first colour, as dark or as light as reading it asks for."""
    own = next((colour.value for colour in palette if re.fullmatch(r"#[0-9a-fA-F]{6}", colour.value)), _FALLBACK)
    light, dark = readable(own, _LIGHT_PAPER), readable(own, _DARK_PAPER)
    return (
        f":root, [data-md-color-scheme] {{ --smm-brand-plain: {own}; --smm-brand: {light}; }}\n"
        f'[data-md-color-scheme="slate"] {{ --smm-brand: {dark}; }}\n'
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, 1 to 21, as WCAG defines it."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def readable(colour: str, paper: str) -> str:
    """Return the lightness of ``colour`` nearest to its own that can be read on ``paper``, as ``#rrggbb``."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    end = 1.0 if _luminance(paper) < 0.2 else 0.0  # noqa: PLR2004 - on paper darker than this only lighter text reads
    for percent in range(101):
        moved = lightness + (end - lightness) * percent / 100
        tried = _hex(colorsys.hls_to_rgb(hue, moved, saturation)) if percent else colour
        if contrast(tried, paper) >= _ENOUGH:
            return tried
    return colour


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * value):02x}" for value in channels)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(value) for value in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
