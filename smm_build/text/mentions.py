"""Mentions in a text: ``@name``, and ``@name@server`` of the fediverse."""

from __future__ import annotations

import regex

from smm_build.text.latin import LATIN
from smm_build.text.measure import Entity

__all__ = ["at", "find_fediverse_mentions", "find_mentions", "find_x_mentions"]

_LONGEST_DOMAIN = 253
"""Characters of a domain name (RFC 1035); Mastodon mentions nobody on a longer one."""

# After twitter-text 3 (https://github.com/twitter/twitter-text, Apache-2.0; read on 2026-11-22), with the longer names
# and the dots of Instagram, Threads and TikTok. What looks like an e-mail address is nobody.
_BEFORE = r"(?:(?<![A-Za-z0-9_!@#$%&*＠])|(?<=(?:^|[^\w+~.-])(?i:rt)))"
_MENTION = regex.compile(
    rf"{_BEFORE}[@＠](?P<name>[A-Za-z0-9_]++(?:\.[A-Za-z0-9_]++)*+)"
    rf"(?![@＠{LATIN}]|://)"
)
_ON_X = regex.compile(
    rf"{_BEFORE}[@＠](?P<name>[A-Za-z0-9_]{{1,20}}+)(?P<list>/[A-Za-z][A-Za-z0-9_-]{{0,24}}+)?+(?![@＠{LATIN}]|://)"
)
# After https://github.com/mastodon/mastodon/blob/main/app/models/account.rb (MENTION_RE); read on 2026-11-22.
_FEDIVERSE = regex.compile(
    r"(?<![=/\w])@(?P<name>[A-Za-z0-9_]++(?:[.-]++[A-Za-z0-9_]++)*+)(?:@(?P<server>\w++(?:[.-]++\w++)*+))?"
)


def at(handle: str) -> str:
    """Write ``handle`` with exactly one ``@`` before it."""
    return "@" + handle.lstrip("@")


def _has_a_sign(text: str) -> bool:
    """Whether there is an ``@`` at all: most texts have none, and the patterns take long to see it."""
    return "@" in text or "＠" in text


def find_mentions(text: str) -> tuple[Entity, ...]:
    """Return every ``@name`` of ``text``; ``value`` is the name, offsets in code points."""
    if not _has_a_sign(text):
        return ()
    return tuple(Entity(match[0], match["name"], *match.span()) for match in _MENTION.finditer(text))


def find_x_mentions(text: str) -> tuple[Entity, ...]:
    """Return every ``@name`` and ``@name/list`` that X sees; ``value`` is the name, offsets in code points."""
    if not _has_a_sign(text):
        return ()
    return tuple(Entity(match[0], match["name"], *match.span()) for match in _ON_X.finditer(text))


def find_fediverse_mentions(text: str) -> tuple[Entity, ...]:
    """Return every ``@name`` and ``@name@server`` of ``text``; ``value`` is without the first ``@``, code points."""
    if not _has_a_sign(text):
        return ()
    return tuple(
        Entity(match[0], match[0][1:], *match.span())
        for match in _FEDIVERSE.finditer(text)
        if len(match["server"] or "") <= _LONGEST_DOMAIN
    )
