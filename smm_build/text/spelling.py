"""Which words are surely misspelt: hardly anybody writes them, and one slip away is one that everybody writes. Pure.

A dictionary says what is right, and calls every name and every term of a trade wrong. How often people write a word
says what is wrong: of slips, too, there are a few in every large collection of texts, but a thousand times as many of
the word that was meant. How the numbers were found: decision 181.
"""

from __future__ import annotations

import functools
import string
from collections.abc import Callable, Iterator, Mapping

__all__ = ["SPELLED", "is_rare", "meant_by"]

Frequency = Callable[[str], float]
"""How often a word is written, as its share of all words; 0 for one that was never met."""

_FREQUENT = 1e-6
"""A word of which at least one in a million words is one."""
_RARE = 1e-7
"""A word that is met more often than once in ten million is a word."""
_SLIPS = 1000
"""A word is written right so many times as often as with one and the same slip."""
_FAR_MORE: Mapping[str, int] = {"a": 20, "e": 20, "i": 20, "o": 40, "u": 20}
"""So many times as often is the word with the accent written, where the one without is a slip.

In between are words of their own: *meta*, *porto*, *passera*, and verbs in -o such as *determino*.
"""
_SHORTEST: Mapping[str, int] = {"it": 5, "en": 4}
"""Shorter words have too many neighbours: Italian ones more than English ones."""

SPELLED = frozenset(_SHORTEST)
"""The languages for which the numbers above were measured."""

_ACCENTED: Mapping[str, str] = {"a": "à", "e": "éè", "i": "ì", "o": "ò", "u": "ù"}
_PLAIN = str.maketrans("àèéìòù", "aeeiou")
_LETTERS: Mapping[str, str] = {"it": string.ascii_lowercase + "àèéìòù", "en": string.ascii_lowercase}
# Pronouns that Italian hangs on its verbs: so many forms that no list has them all.
_CLITICS = (
    "melo mela meli mele telo tela celo cela cene sene velo vela glielo gliela gliene mi ti si ci vi lo la li le ne gli"
)
_SHORTEST_VERB = 3


def is_rare(word: str, anywhere: Frequency) -> bool:
    """Whether fewer than one in a million words are ``word``, in small letters; of abbreviations *ZTL* is one."""
    return anywhere(word) < _FREQUENT


def meant_by(word: str, language: str, here: Frequency, anywhere: Frequency) -> str | None:
    """Return the word that was surely meant by ``word``, in small letters; ``None`` where it may be right.

    ``here`` counts words of ``language``, ``anywhere`` those of all languages a text may borrow from.
    """
    if language not in SPELLED or len(word) < _SHORTEST[language]:
        return None
    seen = anywhere(word)
    if language == "it" and (accented := _with_accent(word, here, seen)):
        return accented
    if seen > _RARE or (language == "it" and _has_clitic(word, here)):
        return None
    nearest = max(_neighbours(word, language), key=lambda near: (here(near), near))
    return nearest if here(nearest) >= max(_FREQUENT, _SLIPS * seen) else None


def _with_accent(word: str, here: Frequency, seen: float) -> str | None:
    """Return ``word`` with the accent it lost on its last letter, if hardly anybody writes it without."""
    accented = [word[:-1] + letter for letter in _ACCENTED.get(word[-1], "")]
    best = max(accented, key=here, default="")
    return best if best and here(best) >= max(_FREQUENT, _FAR_MORE[word[-1]] * seen) else None


def _has_clitic(word: str, here: Frequency) -> bool:
    """Whether ``word`` is a verb with pronouns behind it: "spedirla", "riceverle", "diteci"."""
    stems = (word.removesuffix(clitic) for clitic in _CLITICS.split() if word.endswith(clitic))
    return any(len(stem) >= _SHORTEST_VERB and any(map(here, _verbs(stem))) for stem in stems)


def _verbs(stem: str) -> Iterator[str]:
    yield stem
    yield f"{stem}re"
    if stem.endswith("r"):
        yield f"{stem}e"


@functools.lru_cache(maxsize=256)
def _neighbours(word: str, language: str) -> tuple[str, ...]:
    """Return what ``word`` is after one slip is mended: a letter too many, too few, another, two swapped.

    The last letter stays: with another one it is another form of a word nobody has met, not a slip. It may get the
    accent that it lost.
    """
    found = {near for near in _one_edit_away(word, _LETTERS[language]) if near != word}
    return tuple(near for near in found if near and (near[-1] == word[-1] or _differ_by_accents(near, word)))


def _one_edit_away(word: str, letters: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in letters:
            yield before + letter + after
            yield before + letter + after[1:]


def _differ_by_accents(one: str, other: str) -> bool:
    return one.translate(_PLAIN) == other.translate(_PLAIN)
