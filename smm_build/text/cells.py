"""How wide a text is in a terminal, where most characters take one cell and some take two or none. Pure."""

from __future__ import annotations

import unicodedata

import regex

from smm_build.text.graphemes import graphemes, is_plain

__all__ = ["cells"]

_WIDE = frozenset("WF")
_EMOJI = regex.compile(r"\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\p{Regional_Indicator}{2}")
_NO_CELL = regex.compile(r"[\p{Mn}\p{Me}\p{Cc}\p{Cf}]+")


def cells(text: str) -> int:
    """Return how many cells of a terminal ``text`` takes, on one line and without tabs.

    A grapheme takes two where its first character is wide or full-width (https://www.unicode.org/reports/tr11/, read
    2026-11-23) or where it is shown as an emoji, none where it is only marks or has no sign at all, else one. So
    terminals count that know graphemes; older ones draw families of emoji side by side.
    """
    return len(text) if text.isascii() or is_plain(text) else sum(map(_width, graphemes(text)))


def _width(grapheme: str) -> int:
    if _NO_CELL.fullmatch(grapheme):
        return 0
    wide = unicodedata.east_asian_width(grapheme[0]) in _WIDE or _EMOJI.match(grapheme)
    return 2 if wide else 1
