"""The record of a Bluesky post: its key, its facets, its content, and the record that says who may answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.time import utc_text
from smm_build.networks._base import PartTask
from smm_build.networks.bluesky._embed import Attached, embed_of
from smm_build.text.facets import find_facet_links, find_facet_mentions, find_facet_tags
from smm_build.text.measure import Entity
from smm_build.text.rulers import in_unit, utf8_bytes

__all__ = ["COLLECTION", "GATES", "find_facets", "gate_record", "key_of", "post_record", "record_key"]

COLLECTION = "app.bsky.feed.post"
GATES = "app.bsky.feed.threadgate"
_REPLIES = {"nobody": (), "mentioned": ("mentionRule",), "followed": ("followingRule",)}

_DIGITS = "234567abcdefghijklmnopqrstuvwxyz"
_CLOCK_BITS = 10
_MICROSECONDS = 1_000_000
_KEY_LENGTH = 13
_LONGEST_TAG = 640
"""Bytes, https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/richtext/facet.json."""


def record_key(task: PartTask) -> str:
    """Return the record key of this part: the same on every attempt, different for every part."""
    return key_of(task.claim.planned_at, task.key)


def key_of(at: datetime, name: str) -> str:
    """Return the record key (a TID, 13 characters) of what happened at the aware instant ``at`` and is called ``name``.

    It holds the second; the microseconds and the ten bits of the clock's id are taken from a hash of the name, so it is
    always the same. Source: https://atproto.com/specs/tid, read on 2026-11-22.
    """
    noise = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    seconds = max(0, int(at.timestamp()))
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


def post_record(task: PartTask, facets: Sequence[dict[str, object]], attached: Attached) -> dict[str, object]:
    """Return the record that is this message, with what it carries and its place in the thread."""
    said = task.variant.settings
    record: dict[str, object] = {"$type": COLLECTION, "text": task.part.text, "createdAt": utc_text(task.at)}
    if said.language:
        record["langs"] = [said.language]
    if facets:
        record["facets"] = list(facets)
    if (embed := embed_of(task, attached)) is not None:
        record["embed"] = embed
    if said.content_warning:
        label = {"val": said.content_warning.strip().lower()}
        record["labels"] = {"$type": "com.atproto.label.defs#selfLabels", "values": [label]}
    if task.earlier:
        record["reply"] = {"root": _reference(task.earlier[0]), "parent": _reference(task.earlier[-1])}
    return record


def gate_record(task: PartTask, address: str) -> dict[str, object] | None:
    """Return the record that says who may answer the thread beginning at ``address``; ``None``: everybody.

    It stands under the same key as the thread's first post. Source:
    https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/threadgate.json, read on 2026-11-23.
    """
    rules = _REPLIES.get(task.variant.settings.replies or "everyone")
    if rules is None or task.number > 1:
        return None
    allow = [{"$type": f"{GATES}#{rule}"} for rule in rules]
    return {"$type": GATES, "post": address, "allow": allow, "createdAt": utc_text(task.at)}


def _reference(receipt: PartReceipt) -> dict[str, str]:
    return {"uri": receipt.id, "cid": receipt.cid or ""}


def _facet(entity: Entity, feature: dict[str, str]) -> dict[str, object]:
    return {"index": {"byteStart": entity.start, "byteEnd": entity.end}, "features": [feature]}


def _mention(did: str) -> dict[str, str]:
    return {"$type": "app.bsky.richtext.facet#mention", "did": did}


def _link(uri: str) -> dict[str, str]:
    return {"$type": "app.bsky.richtext.facet#link", "uri": uri}


def _tag(tag: str) -> dict[str, str]:
    return {"$type": "app.bsky.richtext.facet#tag", "tag": tag}
