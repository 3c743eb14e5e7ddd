"""Graphemes: what people call one character, such as a family emoji or an accented letter."""

from __future__ import annotations

import regex

__all__ = ["count_graphemes", "graphemes"]

_GRAPHEME = regex.compile(r"\X")


def graphemes(text: str) -> list[str]:
    """Return the extended grapheme clusters of ``text`` (https://unicode.org/reports/tr29/), in order."""
    return _GRAPHEME.findall(text)


def count_graphemes(text: str) -> int:
    """Return how many graphemes ``text`` has."""
    return len(graphemes(text))
