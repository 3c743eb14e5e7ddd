"""A pattern for whole words, whether in capitals or not."""

from __future__ import annotations

import functools
import unicodedata

import regex

__all__ = ["words_pattern"]


@functools.lru_cache(maxsize=256)
def words_pattern(words: tuple[str, ...]) -> regex.Pattern[str]:
    """Return a pattern that finds any of ``words`` as whole words, the longest first, composed or decomposed.

    A border is asked only where the word begins or ends with a letter: ``#ad`` and ``100%`` are found as well.
    """
    spellings = {form for word in words for form in (_plain(word), unicodedata.normalize("NFD", _plain(word)))}
    alternatives = [_bordered(word) for word in sorted(spellings, key=lambda word: (-len(word), word)) if word]
    pattern: regex.Pattern[str] = regex.compile("|".join(alternatives) or r"(?!)", regex.IGNORECASE)
    return pattern


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", " ".join(word.split()))


def _bordered(word: str) -> str:
    inside = r"\s+".join(regex.escape(piece) for piece in word.split(" "))
    before = r"(?<!\w)" if word[0].isalnum() else ""
    return before + inside + (r"(?!\w)" if word[-1].isalnum() or word[-1] == "_" else "")
