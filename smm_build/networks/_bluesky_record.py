"""The record of a Bluesky post: its key, its facets and its content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from smm_build.domain.media import Media
from smm_build.domain.time import utc_text
from smm_build.networks._base import PartTask
from smm_build.text.facets import find_facet_links, find_facet_mentions, find_facet_tags
from smm_build.text.measure import Entity
from smm_build.text.rulers import in_unit, utf8_bytes

__all__ = ["COLLECTION", "find_facets", "post_record", "record_key"]

COLLECTION = "app.bsky.feed.post"

_DIGITS = "234567abcdefghijklmnopqrstuvwxyz"
_CLOCK_BITS = 10
_MICROSECONDS = 1_000_000
_KEY_LENGTH = 13
_LONGEST_TAG = 640
"""Bytes, https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/richtext/facet.json."""


def record_key(task: PartTask) -> str:
    """Return the record key (a TID, 13 characters) of this part: the same on every attempt, different for every part.

    It holds the second for which the delivery was planned; the microseconds and the ten bits of the clock's id are
    taken from a hash of the part's key. Source: https://atproto.com/specs/tid, read on 2026-11-22.
    """
    noise = int.from_bytes(hashlib.sha256(task.key.encode()).digest()[:8], "big")
    seconds = max(0, int(task.claim.planned_at.timestamp()))
    time = (seconds * _MICROSECONDS + (noise >> _CLOCK_BITS) % _MICROSECONDS) % 2**53
    number = time << _CLOCK_BITS | noise % 2**_CLOCK_BITS
    return "".join(_DIGITS[number >> 5 * place & 31] for place in reversed(range(_KEY_LENGTH)))


def find_facets(text: str, dids: Mapping[str, str]) -> list[dict[str, object]]:
    """Return the facets of ``text`` in order of place; ``dids`` are the accounts of those handles that have one.

    The server does not look at offsets, so every facet is held against the text it is meant for and left out if it
    does not cut it exactly.
    """
    ruler = utf8_bytes(text)
    raw = text.encode()
    found = [
        *((entity, _mention(dids[entity.value])) for entity in find_facet_mentions(text) if entity.value in dids),
        *((entity, _link(entity.value)) for entity in find_facet_links(text)),
        *(
            (entity, _tag(entity.value))
            for entity in find_facet_tags(text)
            if len(entity.value.encode()) <= _LONGEST_TAG
        ),
    ]
    placed = [(in_unit([entity], ruler)[0], feature) for entity, feature in found]
    exact = [(entity, feature) for entity, feature in placed if raw[entity.start : entity.end] == entity.text.encode()]
    return [_facet(entity, feature) for entity, feature in sorted(exact, key=lambda facet: facet[0].start)]


def post_record(
    task: PartTask, facets: Sequence[dict[str, object]], blobs: Sequence[dict[str, object]]
) -> dict[str, object]:
    """Return the record that is this part, with its pictures' ``blobs`` and its place in the thread."""
    record: dict[str, object] = {"$type": COLLECTION, "text": task.part.text, "createdAt": utc_text(task.at)}
    if task.variant.settings.language:
        record["langs"] = [task.variant.settings.language]
    if facets:
        record["facets"] = list(facets)
    if blobs:
        images = list(_images(task.part.media, blobs))
        record["embed"] = {"$type": "app.bsky.embed.images", "images": images}
    if task.earlier:
        root, parent = task.earlier[0], task.earlier[-1]
        record["reply"] = {
            "root": {"uri": root.id, "cid": root.cid or ""},
            "parent": {"uri": parent.id, "cid": parent.cid or ""},
        }
    return record


def _images(media: Sequence[Media], blobs: Sequence[dict[str, object]]) -> Iterator[dict[str, object]]:
    for picture, blob in zip(media, blobs, strict=True):
        image: dict[str, object] = {"image": blob, "alt": picture.alt or ""}
        if picture.facts and picture.facts.width and picture.facts.height:
            image["aspectRatio"] = {"width": picture.facts.width, "height": picture.facts.height}
        yield image


def _facet(entity: Entity, feature: dict[str, str]) -> dict[str, object]:
    return {"index": {"byteStart": entity.start, "byteEnd": entity.end}, "features": [feature]}


def _mention(did: str) -> dict[str, str]:
    return {"$type": "app.bsky.richtext.facet#mention", "did": did}


def _link(uri: str) -> dict[str, str]:
    return {"$type": "app.bsky.richtext.facet#link", "uri": uri}


def _tag(tag: str) -> dict[str, str]:
    return {"$type": "app.bsky.richtext.facet#tag", "tag": tag}
