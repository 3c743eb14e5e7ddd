"""Cutting a long text into the parts of a thread."""

from __future__ import annotations

import enum
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import regex

from smm_build.text.graphemes import graphemes
from smm_build.text.links import find_links

__all__ = ["split"]

_ABBREVIATIONS = frozenset(
    """
    sig sigg sig.ra sig.na dott dott.ssa prof prof.ssa ing avv arch geom rag on egr gent spett es p.es ad.es pag pagg
    num artt cfr cf ca tel cell p.zza v.le c.so a.c d.c gen feb apr giu lug ago ott nov
    dr mr mrs ms st mt vs e.g i.e eg ie approx fig figs dept inc ltd corp jr sr gov rev hon col capt lt sgt
    jan jun jul aug sep sept oct dec mon tue wed thu fri a.m p.m u.s u.k
    """.split()  # noqa: SIM905 - read as text, not as a list
)
"""What a full stop may follow without ending a sentence, Italian and English, lower case, without the last stop."""

_PARAGRAPH = regex.compile(r"\n[^\S\n]*(?=\n)")
_LINE = regex.compile(r"\n")
_SENTENCE = regex.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』）]*")
_SPACE = regex.compile(r"[^\S\u00A0\u2007\u202F]+")
_ADDRESS = regex.compile(r"https?://\S+")
_LAST_WORD = regex.compile(r"[^\s(\[«“\"'’]+$")
_SHORT_WORD = 4
"""Letters; such a word with a full stop before a number is an abbreviation: ``n. 5``, ``cap. 12``."""
_WORTH = 3
"""A nicer place to cut is taken when it leaves at least one third of the longest part that would fit."""


class _Cut(enum.IntEnum):
    """Where a text may be cut, from the nicest place to the ugliest."""

    PARAGRAPH = 0
    SENTENCE = 1
    WORD = 2
    GRAPHEME = 3


def split(text: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """Cut ``text`` into parts that each ``fits``: between paragraphs, else sentences, else words, else graphemes.

    Nothing that can be seen is lost or moved; only the white space around the cuts goes. A link is never cut: one that
    does not fit stands alone in a part that does not fit either, and so does any single grapheme.
    """
    cuts = _cuts(text)
    parts: list[str] = []
    start = 0
    while text[start:].strip():
        end = _end_of_part(text, start, cuts, fits)
        parts.append(text[start:end].strip())
        start = end
    return tuple(part for part in parts if part)


def _end_of_part(text: str, start: int, cuts: Sequence[Sequence[int]], fits: Callable[[str], bool]) -> int:
    start += len(text[start:]) - len(text[start:].lstrip())
    if fits(text[start:].strip()):
        return len(text)
    furthest = [_furthest(text, start, places, fits) for places in cuts[: _Cut.GRAPHEME]]
    best = max(furthest)
    for end in furthest:
        if end > start and (end - start) * _WORTH >= best - start:
            return end
    end = _furthest(text, start, cuts[_Cut.GRAPHEME], fits)
    return end if end > start else _next(cuts[_Cut.GRAPHEME], start)


def _furthest(text: str, start: int, places: Sequence[int], fits: Callable[[str], bool]) -> int:
    """Return the last of ``places`` up to which the text from ``start`` fits, or ``start`` if there is none."""
    low = bisect_left(places, start + 1)
    beyond = bisect_left(places, True, low, key=lambda place: not fits(text[start:place].strip()))  # noqa: FBT003 - sought
    return places[beyond - 1] if beyond > low else start


def _next(places: Sequence[int], start: int) -> int:
    return places[bisect_left(places, start + 1)]


def _cuts(text: str) -> list[list[int]]:
    """Return the places where ``text`` may be cut, in order, for every kind; each kind includes the nicer ones."""
    links = [(link.start, link.end) for link in find_links(text)] + [match.span() for match in _ADDRESS.finditer(text)]
    found: set[int] = {len(text)}
    cuts = []
    for places in (_paragraphs(text), _sentences(text), _words(text), _graphemes(text)):
        found |= {place for place in places if not any(start < place < end for start, end in links)}
        cuts.append(sorted(found))
    return cuts


def _paragraphs(text: str) -> Iterator[int]:
    return (match.end() for match in _PARAGRAPH.finditer(text))


def _sentences(text: str) -> Iterator[int]:
    yield from (match.end() for match in _LINE.finditer(text))
    for match in _SENTENCE.finditer(text):
        if not _goes_on(text, match):
            yield match.end()


def _goes_on(text: str, stop: regex.Match[str]) -> bool:
    """Whether a stop does not end the sentence: before a small letter, after an abbreviation, in ``art. 3``."""
    following = text[stop.end() : stop.end() + 20].lstrip()[:1]
    if following.islower():
        return True
    found = _LAST_WORD.search(text, max(0, stop.start() - 20), stop.start())
    if stop[0] != "." or found is None:
        return False
    word: str = found[0]
    initial = len(word) == 1 and word.isupper()
    numbered = following.isdigit() and len(word) <= _SHORT_WORD and word.isalpha()
    return initial or numbered or word.lower() in _ABBREVIATIONS


def _words(text: str) -> Iterator[int]:
    return (match.start() for match in _SPACE.finditer(text))


def _graphemes(text: str) -> Iterator[int]:
    ends = [0]
    for grapheme in graphemes(text):
        ends.append(ends[-1] + len(grapheme))
    return (end for _, end in pairwise(ends))
