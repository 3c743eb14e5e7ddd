"""Graphemes: what people call one character, such as a family emoji or an accented letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

__all__ = ["count_graphemes", "graphemes", "is_plain", "joining"]

_GRAPHEME = regex.compile(r"\X")
_PLAIN = re.compile(r"[^\r\u0300-\U0010ffff]*+")


_JOINING = re.compile(r"[\r\u0300-\U0010ffff]+(?:[^\r\u0300-\U0010ffff][\r\u0300-\U0010ffff]+)*+")
"""Characters that may join with what is beside them; two stretches of them are never beside the same character."""


def graphemes(text: str) -> list[str]:
    """Return the extended grapheme clusters of ``text`` (https://unicode.org/reports/tr29/), in order."""
    return _GRAPHEME.findall(text)


def count_graphemes(text: str) -> int:
    """Return how many graphemes ``text`` has."""
    return len(text) - sum([len(stretch) - len(graphemes(stretch)) for _, stretch in joining(text)])


def joining(text: str) -> Iterator[tuple[int, str]]:
    """Yield the stretches of ``text`` in which characters may be joined to one grapheme, and their offsets.

    Everywhere else each character is a grapheme by itself: see :func:`is_plain`.
    """
    for stretch in _JOINING.finditer(text):
        start = max(0, stretch.start() - 1)
        yield start, text[start : stretch.end() + 1]


def is_plain(text: str) -> bool:
    """Whether each code point of ``text`` is a grapheme by itself; ``False`` where only :func:`graphemes` can tell.

    Nothing below U+0300 joins with what is beside it, but for a line feed after a carriage return.
    """
    return _PLAIN.fullmatch(text) is not None
