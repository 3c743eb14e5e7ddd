"""Emoji sequences, as far as networks count them differently from other characters."""

from __future__ import annotations

import functools
import re

import regex

from smm_build.text.measure import Entity

__all__ = ["find_emoji"]

# An emoji sequence after https://unicode.org/reports/tr51/#EBNF_and_Regex. Digits, # and * are emoji only as keycaps,
# © and ® only with the emoji variation selector: without it they are ordinary characters of Latin-1. Emoji beyond the
# first plane that need no selector take none, as in twitter-text, which counts it by itself.
_ELEMENT = (
    r"(?:[\p{Emoji}--[0-9#*©®\p{Regional_Indicator}]]|[©®]\uFE0F)"
    r"(?:\p{Emoji_Modifier}|(?<![\p{Emoji_Presentation}&&[\U00010000-\U0010FFFF]])\uFE0F\u20E3?|[\U000E0020-\U000E007E]+\U000E007F)?"
)
_EMOJI = regex.compile(
    rf"\p{{Regional_Indicator}}{{2}}|[0-9#*]\uFE0F?\u20E3|{_ELEMENT}(?:\u200D{_ELEMENT})*", regex.VERSION1
)

_PERHAPS = re.compile("[©®\u203c-\U0010ffff]")
"""Every emoji has one of these: the first of them after ® is ‼, and a keycap ends with U+20E3."""


@functools.lru_cache(maxsize=64)
def find_emoji(text: str) -> tuple[Entity, ...]:
    """Return every emoji of ``text``, a joined sequence as one; offsets in code points."""
    first = _PERHAPS.search(text)
    if first is None:
        return ()
    # From one before the sign of a keycap, which may be the first: the digit is a part of it.
    found = _EMOJI.finditer(text, max(0, first.start() - 1))
    return tuple([Entity(match[0], match[0], *match.span()) for match in found])
