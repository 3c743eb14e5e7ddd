"""The result of measuring a text the way a network does."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Entity", "Measure"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A link, mention or hashtag in a text.

    ``text`` is what stands in the text, ``value`` what it means (the whole URL, the handle or the tag without its
    sign). ``start`` and ``end`` are offsets in the network's own unit, end exclusive. ``shown`` is what people see in
    the place of ``text``, where that is something else.
    """

    text: str
    value: str
    start: int
    end: int
    shown: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What a network sees in a text: its length in the network's unit and the entities in it, in order."""

    length: int
    links: tuple[Entity, ...] = ()
    mentions: tuple[Entity, ...] = ()
    hashtags: tuple[Entity, ...] = ()
