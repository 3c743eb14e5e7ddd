"""The hashtags in a text as its author sees them, whatever each network makes of them."""

from __future__ import annotations

import functools

from smm_build.checks._passages import without_links
from smm_build.text.hashtags import find_hashtags

__all__ = ["hashtags_in"]


@functools.lru_cache(maxsize=64)
def hashtags_in(text: str) -> tuple[tuple[int, str], ...]:
    """Return every hashtag of ``text``, without its sign, and the offset of the sign."""
    if "#" not in text and "＃" not in text:
        return ()
    return tuple((tag.start, tag.value) for tag in find_hashtags(without_links(text)))
