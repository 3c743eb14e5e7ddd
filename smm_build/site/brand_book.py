"""The brand book: how the brand looks and speaks, and what its accounts say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from smm_build.domain.brand import Colour
from smm_build.site.addresses import channel_href
from smm_build.site.channels import ChannelLook
from smm_build.site.colours import contrast
from smm_build.site.pictures import brand_picture_href
from smm_build.site.profiles import ProfileLine, Verified, profile_lines, verified
from smm_build.site.templating import page
from smm_build.site.view import Shown

__all__ = ["brand_page"]

_WHITE, _BLACK = "#ffffff", "#000000"
_TEXT = 4.5
_LARGE = 3.0
"""WCAG 2.2, success criterion 1.4.3 (https://www.w3.org/TR/WCAG22/#contrast-minimum, read on 2026-11-23)."""


@dataclass(frozen=True, slots=True)
class _Contrast:
    """One colour on another: the ratio, and whether text, or only large text, can be read."""

    on: Colour
    ratio: float

    @property
    def text(self) -> bool:
        """Whether text of any size can be read."""
        return self.ratio >= _TEXT

    @property
    def large(self) -> bool:
        """Whether text from 24 pixels can be read."""
        return self.ratio >= _LARGE


@dataclass(frozen=True, slots=True)
class _Swatch:
    colour: Colour
    ink: str
    white: float
    black: float
    pairs: tuple[_Contrast, ...]


@dataclass(frozen=True, slots=True)
class _Account:
    look: ChannelLook
    href: str
    lines: Sequence[ProfileLine]
    declared: int
    verified: Verified | None

    def line(self, field: str) -> ProfileLine | None:
        """Return what is declared of one field."""
        return next((line for line in self.lines if line.field == field and line.value), None)


def brand_page(shown: Shown) -> str:
    """Make the page of the brand."""
    brand = shown.brand
    return page(
        "brand.html.j2",
        shown.words.brand_book,
        s=shown,
        w=shown.words,
        base="",
        brand=brand,
        voice=brand.voice,
        swatches=[_swatch(colour, brand.palette) for colour in brand.palette],
        logos=[(logo, brand_picture_href(logo.file)) for logo in brand.logos],
        accounts=[_account(shown, name) for name in shown.workspace.channels],
        edit=shown.edit_href("brand/brand.yml"),
        edit_voice=shown.edit_href("brand/voice.yml"),
    )


def _swatch(colour: Colour, palette: Sequence[Colour]) -> _Swatch:
    white, black = contrast(colour.value, _WHITE), contrast(colour.value, _BLACK)
    pairs = tuple(_Contrast(other, round(contrast(colour.value, other.value), 1)) for other in palette)
    return _Swatch(colour, _WHITE if white >= black else _BLACK, round(white, 1), round(black, 1), pairs)


def _account(shown: Shown, channel_id: str) -> _Account:
    channel = shown.workspace.channels[channel_id]
    lines = profile_lines(shown, channel)
    declared = sum(line.value is not None for line in lines)
    return _Account(shown.looks[channel_id], channel_href(channel_id), lines, declared, verified(shown, channel))
