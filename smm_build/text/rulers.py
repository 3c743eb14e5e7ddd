"""Rulers: where each character of a text stands, counted in some unit.

A ruler of a text with *n* code points is a list of *n* + 1 numbers: how much of the unit stands before each code point,
and last the length of the whole text. With it, entities that were found at code points are told in the network's unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from smm_build.text.graphemes import graphemes, joining
from smm_build.text.measure import Entity

__all__ = ["Ruler", "code_points", "grapheme_weights", "in_unit", "ruler_of", "utf8_bytes", "utf16_units"]

Ruler = Sequence[int]


def ruler_of(weights: Iterable[int]) -> Ruler:
    """Return the ruler of a text whose code points have these weights."""
    return list(accumulate(weights, initial=0))


def code_points(text: str) -> range:
    """Count Unicode code points."""
    return range(len(text) + 1)


def utf8_bytes(text: str) -> Ruler:
    """Count bytes of UTF-8."""
    if text.isascii():
        return code_points(text)
    return ruler_of(
        1 if character < "\x80" else 2 if character < "\u0800" else 3 if character < "\U00010000" else 4
        for character in text
    )


def utf16_units(text: str) -> Ruler:
    """Count UTF-16 code units: an emoji is two or more."""
    if text.isascii():
        return code_points(text)
    return ruler_of(1 if character < "\U00010000" else 2 for character in text)


def grapheme_weights(text: str) -> list[int]:
    """Return the weights that count graphemes: 1 for the first code point of each, 0 for the others."""
    weights = [1] * len(text)
    for start, stretch in joining(text):
        weights[start : start + len(stretch)] = [
            weight for grapheme in graphemes(stretch) for weight in (1, *[0] * (len(grapheme) - 1))
        ]
    return weights


def in_unit(entities: Iterable[Entity], ruler: Ruler) -> tuple[Entity, ...]:
    """Return ``entities``, whose offsets are code points, with their offsets read off ``ruler``."""
    if isinstance(ruler, range):
        return tuple(entities)
    return tuple([Entity(one.text, one.value, ruler[one.start], ruler[one.end], one.shown) for one in entities])
