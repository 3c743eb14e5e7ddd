"""Bluesky's reading of a text: mentions, links and hashtags as its own client finds them.

After https://github.com/bluesky-social/atproto/blob/main/packages/api/src/rich-text/detection.ts (MIT or Apache-2.0;
read on 2026-11-23), but for a link whose scheme is written in capitals: that client leaves it alone, and we mark it.
All offsets are code points.
"""

from __future__ import annotations

import regex

from smm_build.text.graphemes import count_graphemes
from smm_build.text.measure import Entity
from smm_build.text.tlds import TLDS

__all__ = ["find_facet_links", "find_facet_mentions", "find_facet_tags"]

_LONGEST_TAG = 64
"""Graphemes, https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/richtext/facet.json."""

_GAPS = r"\u00AD\u2060\u200A\u200B\u200C\u200D\u20E2"
_MENTION = regex.compile(r"(?:^|\s|\()(?P<mention>@(?P<handle>[a-zA-Z0-9.-]+))(?a:\b)")
_LINK = regex.compile(
    r"(?:^|\s|\()(?P<link>https?://\S+|(?P<domain>[a-z][a-z0-9]*(?:\.[a-z0-9]+)+)\S*)",
    regex.IGNORECASE | regex.MULTILINE,
)
_TAG = regex.compile(rf"(?<!\S)[#＃](?!\uFE0F)(?P<tag>[^\s{_GAPS}]*[^0-9\s\p{{P}}{_GAPS}][^\s{_GAPS}]*)")
_CASHTAG = regex.compile(r"""(?:^|\s|\()(?P<tag>\$(?P<ticker>[A-Za-z][A-Za-z0-9]{0,4}))(?=\s|$|[.,;:!?)"'\u2019])""")
_PUNCTUATION = regex.compile(r"\p{P}+$")


def find_facet_mentions(text: str) -> tuple[Entity, ...]:
    """Return every ``@handle`` whose handle is a domain; ``value`` is the handle."""
    if "@" not in text:
        return ()
    return tuple(
        Entity(match["mention"], match["handle"], *match.span("mention"))
        for match in _MENTION.finditer(text)
        if _is_domain(match["handle"]) or match["handle"].endswith(".test")
    )


def find_facet_links(text: str) -> tuple[Entity, ...]:
    """Return every link, also without ``https://``; ``value`` is the whole address."""
    if "." not in text and "://" not in text:
        return ()
    return tuple(
        _link(match) for match in _LINK.finditer(text) if match["domain"] is None or _is_domain(match["domain"])
    )


def find_facet_tags(text: str) -> tuple[Entity, ...]:
    """Return every hashtag and every cashtag in order.

    ``value`` of a hashtag is without its sign and without punctuation at its end, that of a cashtag such as ``$aapl``
    is ``$AAPL``.
    """
    tags = (_tag(match) for match in (_TAG.finditer(text) if "#" in text or "＃" in text else ()))
    found = [tag for tag in tags if 0 < count_graphemes(tag.value) <= _LONGEST_TAG]
    if "$" in text:
        found += [Entity(match["tag"], match["tag"].upper(), *match.span("tag")) for match in _CASHTAG.finditer(text)]
        found.sort(key=lambda tag: tag.start)
    return tuple(found)


def _link(match: regex.Match[str]) -> Entity:
    shown: str = match["link"]
    if shown[-1] in ".,;:!?":
        shown = shown[:-1]
    if shown.endswith(")") and "(" not in shown:
        shown = shown[:-1]
    start = match.start("link")
    return Entity(shown, shown if match["domain"] is None else f"https://{shown}", start, start + len(shown))


def _tag(match: regex.Match[str]) -> Entity:
    value = _PUNCTUATION.sub("", match["tag"])
    start = match.start()
    return Entity(match[0][0] + value, value, start, start + 1 + len(value))


def _is_domain(name: str) -> bool:
    return "." in name and name.rpartition(".")[2] in TLDS
