"""How easy a text is to read, by the measure of its language."""

from __future__ import annotations

import functools
import re

from smm_build.checks._words import sentences_in, word_list

__all__ = ["reading_ease"]

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"[^aeiouyl]e$")


@functools.lru_cache(maxsize=256)
def reading_ease(text: str, language: str, fewest: int) -> float | None:
    """Return how easy ``text`` is to read, about 0 (hard) to 100 (easy).

    ``None`` for texts of less than ``fewest`` words and for languages other than Italian and English.
    """
    words = word_list(text)
    if len(words) < fewest:
        return None
    sentences = len(sentences_in(text))
    if language == "it":
        return _gulpease(words, sentences)
    return _flesch(words, sentences) if language == "en" else None


def _gulpease(words: tuple[str, ...], sentences: int) -> float:
    """Return the Gulpease index: https://it.wikipedia.org/wiki/Indice_Gulpease, read 2026-11-23."""
    letters = sum(len(word) for word in words)
    return 89 + (300 * sentences - 10 * letters) / len(words)


def _flesch(words: tuple[str, ...], sentences: int) -> float:
    """Return the Flesch reading ease: https://en.wikipedia.org/wiki/Flesch–Kincaid_readability_tests, 2026-11-23."""
    syllables = sum(map(_syllables, words))
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * syllables / len(words)


def _syllables(word: str) -> int:
    """Count the vowels of ``word`` that stand together, without a silent "e" at its end: roughly its syllables."""
    word = word.lower()
    return max(len(_VOWELS.findall(word)) - bool(_SILENT.search(word)), 1)
