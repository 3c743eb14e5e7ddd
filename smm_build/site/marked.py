"""A text as a network shows it: its links, mentions and tags marked, and the place where the feed hides the rest."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from markupsafe import Markup

from smm_build.site.frames import Cut
from smm_build.site.quick_jinja import trusted
from smm_build.site.templating import armoured, web_links
from smm_build.text.measure import Entity, Measure

__all__ = ["Marked", "mark"]


class Marked(NamedTuple):
    """``head`` is what the feed shows at once, ``rest`` what it hides; ``rest`` is empty when nothing is hidden."""

    head: Markup
    rest: Markup


class _Mark(NamedTuple):
    start: int
    end: int
    href: str | None
    shown: str | None = None


_NOTHING = trusted("")


def mark(text: str, measure: Measure | None, cut: Cut | None, *, links_work: bool) -> Marked:
    """Mark what ``measure`` saw in ``text``, and cut it where the feed does.

    Without a measure only web addresses are marked. Where links do not work they stay plain text.
    """
    marks = list(_marks(text, measure, links_work=links_work))
    at = _cut_at(text, cut, measure, marks) if cut else len(text)
    return Marked(_rendered(text, marks, 0, at), _rendered(text, marks, at, len(text)) if at < len(text) else _NOTHING)


def _marks(text: str, measure: Measure | None, *, links_work: bool) -> Iterator[_Mark]:
    if measure is None:
        yield from (_Mark(start, end, text[start:end]) for start, end in web_links(text))
        return
    links = [(entity.start, entity, _address(entity)) for entity in measure.links] if links_work else []
    others = [(entity.start, entity, None) for entity in (*measure.mentions, *measure.hashtags)]
    end = 0
    for _, entity, href in sorted([*links, *others], key=itemgetter(0)):
        # Offsets are in the network's own unit, so the entity is looked for where the last one ended.
        start = text.find(entity.text, end)
        if start >= 0 and entity.text:
            end = start + len(entity.text)
            yield _Mark(start, end, href, entity.shown)


def _address(entity: Entity) -> str | None:
    return entity.text if entity.text.lower().startswith(("http://", "https://")) else None


def _cut_at(text: str, cut: Cut, measure: Measure | None, marks: list[_Mark]) -> int:
    """Return where the hidden rest begins: the end of the text when nothing is hidden."""
    at = len(text)
    if cut.lines is not None and text.count("\n") >= cut.lines:
        at = _end_of_line(text, cut.lines)
    # A network may count a link for less than its characters.
    most = None if cut.characters and measure and measure.length <= cut.characters else cut.characters
    if most is not None and at > most:
        space = max(text.rfind(" ", 0, most + 1), text.rfind("\n", 0, most + 1))
        at = space if space > most // 2 else most
    at = next((one.start for one in marks if one.start < at < one.end and one.start > 0), at)
    return at if text[at:].strip() else len(text)


def _end_of_line(text: str, number: int) -> int:
    at = -1
    for _ in range(number):
        at = text.index("\n", at + 1)
    return at


def _rendered(text: str, marks: list[_Mark], first: int, last: int) -> Markup:
    pieces: list[str] = []
    at = first
    for one in marks:
        if one.start < first or one.end > last:
            continue
        shown = armoured(one.shown or text[one.start : one.end])
        pieces.append(armoured(text[at : one.start]))
        # An ``a`` without an address stands where the network would put a link that cannot be followed from here.
        link = f' href="{armoured(one.href)}" rel="noopener noreferrer nofollow"' if one.href else ""
        pieces.append(f'<a class="pv-mark"{link}>{shown}</a>')
        at = one.end
    return trusted("".join([*pieces, armoured(text[at:last])]))
