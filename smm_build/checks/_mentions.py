"""The mentions ``@{entity}`` in a text, as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._passages import Passage, texts_of
from smm_build.domain.place import Place
from smm_build.domain.post import Post

__all__ = ["mentions_in"]

_MENTION = re.compile(r"@\{([^{}\n]*)\}")


def mentions_in(post: Post) -> Iterator[tuple[str, Place, Passage]]:
    """Yield every mention in the texts of ``post``: the entity, its place and the text it stands in."""
    for passage in texts_of(post):
        if "@{" in passage.text:
            for match in _MENTION.finditer(passage.text):
                yield match[1].strip(), passage.at(match.start()), passage
