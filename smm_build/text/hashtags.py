"""Hashtags in a text, by the rules X publishes; the other networks differ in corner cases only."""

from __future__ import annotations

import functools

import regex

from smm_build.text.measure import Entity

__all__ = ["find_hashtags"]

# After twitter-text 3 (https://github.com/twitter/twitter-text, Apache-2.0; read on 2026-11-22): letters, marks, digits
# and a few signs that stand inside words; at least one letter; nothing of that kind in front; no link behind.
_SIGNS = r"_\u200C\u200D\uA67E\u05BE\u05F3\u05F4\uFF5E\u301C\u309B\u309C\u30A0\u30FB\u3003\u0F0B\u0F0C\u00B7"
_TAG = regex.compile(
    rf"(?:(?<![\p{{L}}\p{{M}}\p{{Nd}}{_SIGNS}&])|(?<=\uFE0E|\uFE0F))[#＃](?![\uFE0F\u20E3])"
    rf"(?P<tag>[\p{{L}}\p{{M}}\p{{Nd}}{_SIGNS}]*[\p{{L}}\p{{M}}][\p{{L}}\p{{M}}\p{{Nd}}{_SIGNS}]*+)"
    r"(?![#＃]|://)"
)


@functools.lru_cache(maxsize=64)
def find_hashtags(text: str) -> tuple[Entity, ...]:
    """Return every hashtag of ``text``; ``value`` is the tag without its sign, offsets in code points."""
    if "#" not in text and "＃" not in text:
        return ()
    return tuple(Entity(match[0], match["tag"], *match.span()) for match in _TAG.finditer(text))
