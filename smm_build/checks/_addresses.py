"""The web addresses of a post, wherever they stand."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from smm_build.checks._passages import Passage, links_in, passages_of, remembered
from smm_build.domain.place import Place
from smm_build.domain.post import Post

__all__ = ["addresses_in", "addresses_of", "link_fields_of", "split"]


def link_fields_of(post: Post) -> Iterator[tuple[str, Place, str | None]]:
    """Yield the ``link`` of the post and of each override: the address, its place, the channel it is for."""
    if post.settings.link:
        yield post.settings.link, post.places.of("link"), None
    for channel, override in post.overrides.items():
        if override.link:
            yield override.link, post.places.of(f"overrides.{channel}.link"), channel


def addresses_in(passage: Passage) -> Iterator[tuple[str, Place]]:
    """Yield what begins like an address in ``passage``, without the punctuation after it."""
    for offset, link in links_in(passage.text) if "://" in passage.text else ():
        yield _trimmed(link), passage.at(offset)


@remembered
def addresses_of(post: Post) -> Iterator[tuple[str, Place]]:
    """Return every address of ``post``: its ``link`` fields and what begins like one in what people read."""
    for address, place, _ in link_fields_of(post):
        yield address, place
    for passage in passages_of(post):
        yield from addresses_in(passage)


def _trimmed(address: str) -> str:
    address = address.rstrip(".,;:!?…»”’'*")
    while address.endswith(")") and address.count("(") < address.count(")"):
        address = address[:-1].rstrip(".,;:!?…»”’'*")
    return address


@functools.lru_cache(maxsize=64)
def split(address: str) -> SplitResult | None:
    """Take ``address`` apart; ``None`` when it cannot be one, such as ``http://[``."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # is read when asked for only, and may not be a number
    except ValueError:
        return None
    return parts
