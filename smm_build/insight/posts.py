"""Which post an export's row is about: told by its address or its id on the network, never by its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from smm_build.domain.delivery import Record

__all__ = ["Known", "about", "index_posts", "keys_of"]

_IDS = re.compile(
    r"(?:/status(?:es)?/|/video/|/reel/|/reels/|/p/|/tv/|/shorts/|/posts/|/pin/|/post/|youtu\.be/)([\w.~:-]+)"
)
_URN = re.compile(r"urn:li:(?:share|ugcPost|activity):\d+")


@dataclass(frozen=True, slots=True)
class Known:
    """A part of a post that is out on a channel."""

    channel: str
    post: str
    part: int


def keys_of(text: str) -> Iterator[str]:
    """Yield everything in an id or address by which the same post may be named elsewhere.

    Addresses differ in ``www.``, in what they end with, and in what follows a question mark.
    """
    text = text.strip()
    if not text:
        return
    if "://" not in text:
        yield text
        if "_" in text and text.replace("_", "").isdigit():
            yield text.rpartition("_")[2]  # a page's post, which exports name without the page
        return
    url = urlsplit(text)
    host = (url.hostname or "").removeprefix("www.").removeprefix("m.")
    path = unquote(url.path).rstrip("/")
    yield f"{host}{path}"
    if video := parse_qs(url.query).get("v"):
        yield video[0]
    yield from _URN.findall(path)
    yield from (found for found in _IDS.findall(path) if not found.startswith("urn:"))


def index_posts(records: Iterable[Record]) -> dict[str, frozenset[Known]]:
    """Return what is out by every key it may be named by."""
    found: dict[str, set[Known]] = {}
    for record in records:
        for receipt in record.receipts:
            known = Known(record.key.channel, record.key.post, receipt.part)
            for key in (*keys_of(receipt.id), *keys_of(receipt.url or ""), *keys_of(receipt.cid or "")):
                found.setdefault(key, set()).add(known)
        if record.url:
            for key in keys_of(record.url):
                found.setdefault(key, set()).add(Known(record.key.channel, record.key.post, 1))
    return {key: frozenset(several) for key, several in found.items()}


def about(cells: Iterable[str], index: Mapping[str, frozenset[Known]], channels: frozenset[str]) -> set[Known]:
    """Return which posts of ``channels`` the cells of a row name."""
    keys = [key for cell in cells for key in keys_of(cell)]
    return {known for key in keys for known in index.get(key, ()) if known.channel in channels}
