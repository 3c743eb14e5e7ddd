"""How alike two texts are, whatever their punctuation, capitals, links and hashtags."""

from __future__ import annotations

import functools

from smm_build.checks._words import words_in

__all__ = ["alike", "shingles"]

_LENGTH = 3
"""Words that follow each other: long enough not to be a phrase of the language, short enough to survive an edit."""


@functools.lru_cache(maxsize=8192)
def shingles(text: str) -> frozenset[int]:
    """Return every run of three words of ``text`` as a number."""
    words = [word.casefold() for _, word in words_in(text)]
    return frozenset(hash(tuple(words[at : at + _LENGTH])) for at in range(len(words) - _LENGTH + 1))


def alike(one: str, other: str) -> float:
    """Return the share of runs of three words two texts have in common, 0 to 1; texts of few words are not alike."""
    first, second = shingles(one), shingles(other)
    together = len(first | second)
    return len(first & second) / together if together else 0.0
