r"""LinkedIn's "little text": what people see, what is sent, and back again.

A post's text is sent in a small notation: 15 characters are reserved and have to be escaped wherever they stand, or the
post silently ends at the first that is not. A mention is ``@[Name](urn:li:organization:1)`` with the exact name of the
page or person, a hashtag ``{hashtag|\#|word}``. Comments know nothing of it and show every backslash.

Sources: https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format; for
comments https://github.com/gitroomhq/postiz-app/issues/1847 (a report, no code); read on 2026-11-23.
"""

from __future__ import annotations

import re

from smm_build.text.hashtags import find_hashtags
from smm_build.text.links import find_full_links, outside
from smm_build.text.measure import Entity

__all__ = ["URN", "find_named_mentions", "from_little", "mention_of", "to_little", "visible"]

URN = re.compile(r"urn:li:(?:organization|person):[\w-]+", re.ASCII)
"""Who can write a post or be mentioned in one."""

_MENTION = re.compile(rf"@\[(?P<name>[^\[\]\n]+)\]\((?P<urn>{URN.pattern})\)", re.ASCII)
_HANDLE = re.compile(rf"@?\[(?P<name>[^\[\]\n]+)\]\((?P<urn>{URN.pattern})\)", re.ASCII)
_RESERVED = re.compile(r"[|{}@\[\]()<>#\\*_~]")
_SENT = re.compile(
    r"\{hashtag\|\\?(?P<sign>[#＃])\|(?P<tag>(?:\\.|[^}\\])*)\}"
    rf"|@\[(?P<name>(?:\\.|[^\]\\])*)\]\({URN.pattern}\)"
    r"|\\(?P<escaped>.)",
    re.DOTALL,
)


def mention_of(handle: str, name: str | None) -> str | None:
    """Return the notation of a mention, ``None`` when ``handle`` names no page or person that LinkedIn can find.

    A handle is ``urn:li:organization:1``, which needs the ``name``, or ``[Exact name](urn:li:organization:1)``.
    """
    found = _HANDLE.fullmatch(handle)
    if found:
        return f"@[{found['name']}]({found['urn']})"
    return f"@[{name}]({handle})" if name and URN.fullmatch(handle) else None


def find_named_mentions(text: str) -> tuple[Entity, ...]:
    """Return every ``@[Name](urn)`` of ``text``; ``value`` is the URN, offsets in code points."""
    return tuple(Entity(match[0], match["urn"], *match.span(), match["name"]) for match in _MENTION.finditer(text))


def visible(text: str) -> str:
    """Return what people see of a text as it is written here: mentions as names."""
    return _MENTION.sub(lambda match: match["name"], text)


def to_little(text: str) -> str:
    """Return ``text`` as it is sent: mentions and hashtags in LinkedIn's notation, everything else escaped."""
    links = find_full_links(text)
    tags = outside(find_hashtags(text), (*links, *find_named_mentions(text)))
    marked = sorted((*find_named_mentions(text), *tags), key=lambda entity: entity.start)
    pieces, end = [], 0
    for entity in marked:
        pieces += [_escaped(text[end : entity.start]), _notation(entity)]
        end = entity.end
    return "".join([*pieces, _escaped(text[end:])])


def from_little(sent: str) -> str:
    """Return what people see of a text that LinkedIn gives back."""
    return _SENT.sub(_shown, sent)


def _notation(entity: Entity) -> str:
    found = _MENTION.fullmatch(entity.text)
    if found:
        return f"@[{_escaped(found['name'])}]({found['urn']})"
    sign = "\\#" if entity.text[0] == "#" else entity.text[0]
    return f"{{hashtag|{sign}|{_escaped(entity.value)}}}"


def _escaped(text: str) -> str:
    return _RESERVED.sub(r"\\\g<0>", text)


def _shown(match: re.Match[str]) -> str:
    if match["tag"] is not None:
        return match["sign"] + from_little(match["tag"])
    if match["name"] is not None:
        return from_little(match["name"])
    return match["escaped"]
