"""How alike two texts are, whatever their punctuation, capitals, links and hashtags."""

from __future__ import annotations

import functools
import zlib

from smm_build.checks._words import word_list

__all__ = ["alike", "marks_of", "shingles"]

_LENGTH = 3
"""Words that follow each other: long enough not to be a phrase of the language, short enough to survive an edit."""


@functools.lru_cache(maxsize=256)
def shingles(text: str) -> frozenset[str]:
    """Return every run of three words of ``text``."""
    words = [word.casefold() for word in word_list(text)]
    return frozenset([" ".join(words[at : at + _LENGTH]) for at in range(len(words) - _LENGTH + 1)])


@functools.lru_cache(maxsize=16)
def marks_of(text: str) -> tuple[int, ...]:
    """Return a number for every run of three words of ``text``, the smallest first.

    The number of a run is the same in every text, on every machine and tomorrow. Seldom two runs have the same one.
    """
    return tuple(sorted([zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in shingles(text)]))


def alike(one: str, other: str) -> float:
    """Return the share of runs of three words two texts have in common, 0 to 1; texts of few words are not alike."""
    first, second = shingles(one), shingles(other)
    together = len(first | second)
    return len(first & second) / together if together else 0.0
