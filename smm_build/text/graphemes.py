"""Graphemes: what people call one character, such as a family emoji or an accented letter."""

from __future__ import annotations

import re

import regex

__all__ = ["count_graphemes", "graphemes", "is_plain"]

_GRAPHEME = regex.compile(r"\X")
_PLAIN = re.compile(r"[^\r\u0300-\U0010ffff]*+")


def graphemes(text: str) -> list[str]:
    """Return the extended grapheme clusters of ``text`` (https://unicode.org/reports/tr29/), in order."""
    return _GRAPHEME.findall(text)


def count_graphemes(text: str) -> int:
    """Return how many graphemes ``text`` has."""
    return len(text) if is_plain(text) else len(graphemes(text))


def is_plain(text: str) -> bool:
    """Whether each code point of ``text`` is a grapheme by itself; ``False`` where only :func:`graphemes` can tell.

    Nothing below U+0300 joins with what is beside it, but for a line feed after a carriage return.
    """
    return _PLAIN.fullmatch(text) is not None
