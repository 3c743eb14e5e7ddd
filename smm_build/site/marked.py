"""A text as a network shows it: its links, mentions and tags marked, and the place where the feed hides the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from smm_build.site.frames import Cut
from smm_build.site.quick_jinja import trusted
from smm_build.site.templating import armoured, web_links
from smm_build.text.measure import Entity, Measure

__all__ = ["Marked", "mark"]


@dataclass(frozen=True, slots=True)
class Marked:
    """``head`` is what the feed shows at once, ``rest`` what it hides; ``rest`` is empty when nothing is hidden."""

    head: Markup
    rest: Markup


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    href: str | None
    shown: str | None = None


def mark(text: str, measure: Measure | None, cut: Cut | None, *, links_work: bool) -> Marked:
    """Mark what ``measure`` saw in ``text``, and cut it where the feed does.

    Without a measure only web addresses are marked. Where links do not work they stay plain text.
    """
    marks = list(_marks(text, measure, links_work=links_work))
    if cut and cut.characters and measure and measure.length <= cut.characters:
        cut = replace(cut, characters=None)  # the network counts a link for less than its characters
    at = _cut_at(text, cut, marks)
    return Marked(_rendered(text, marks, 0, at), _rendered(text, marks, at, len(text)))


def _marks(text: str, measure: Measure | None, *, links_work: bool) -> Iterator[_Mark]:
    if measure is None:
        yield from (_Mark(start, end, text[start:end]) for start, end in web_links(text))
        return
    links = [(entity, True) for entity in measure.links] if links_work else []
    others = [(entity, False) for entity in (*measure.mentions, *measure.hashtags)]
    end = 0
    for entity, is_link in sorted([*links, *others], key=lambda pair: pair[0].start):
        # Offsets are in the network's own unit, so the entity is looked for where the last one ended.
        start = text.find(entity.text, end)
        if start >= 0 and entity.text:
            end = start + len(entity.text)
            yield _Mark(start, end, _address(entity) if is_link else None, entity.shown)


def _address(entity: Entity) -> str | None:
    return entity.text if entity.text.lower().startswith(("http://", "https://")) else None


def _cut_at(text: str, cut: Cut | None, marks: list[_Mark]) -> int:
    """Return where the hidden rest begins: the end of the text when nothing is hidden."""
    at = len(text)
    if cut is None:
        return at
    if cut.lines is not None and text.count("\n") >= cut.lines:
        at = _end_of_line(text, cut.lines)
    if cut.characters is not None and at > cut.characters:
        space = max(text.rfind(" ", 0, cut.characters + 1), text.rfind("\n", 0, cut.characters + 1))
        at = space if space > cut.characters // 2 else cut.characters
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
