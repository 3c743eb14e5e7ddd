"""The emoji in a text, each as the one picture a reader sees."""

from __future__ import annotations

import functools

import regex

from smm_build.text.emoji import find_emoji

__all__ = ["emoji_in", "most_emoji_in", "plain_emoji"]

# ™, ✔ and ↔ are letters and signs unless U+FE0F asks for the coloured picture: https://unicode.org/reports/tr51/,
# "Emoji Presentation" (read 2026-11-23).
_COLOURED = regex.compile(r"[\p{Emoji_Presentation}\p{Regional_Indicator}\p{Emoji_Modifier}\uFE0F\u20E3]")
_DECORATION = regex.compile(r"[\uFE0F\p{Emoji_Modifier}]")


@functools.lru_cache(maxsize=64)
def emoji_in(text: str) -> tuple[tuple[int, str], ...]:
    """Return every emoji of ``text`` with its offset, in order."""
    if text.isascii():
        return ()
    return tuple((emoji.start, emoji.text) for emoji in find_emoji(text) if _COLOURED.search(emoji.text))


@functools.lru_cache(maxsize=64)
def most_emoji_in(text: str) -> int:
    """Return a number of emoji that ``text`` cannot have more of: quicker by far than counting them."""
    # Each has a character beyond Latin-1: https://unicode.org/reports/tr51/, "emoji sequences" (read 2026-11-23).
    return 0 if text.isascii() else len(text) - len(text.encode("latin-1", "ignore"))


@functools.lru_cache(maxsize=512)
def plain_emoji(emoji: str) -> str:
    """Return ``emoji`` without what changes only its look: skin tone and the request for a coloured picture."""
    return _DECORATION.sub("", emoji)
