"""What Bluesky's lexicons demand of the records we write, as far as we write them.

A rule takes a value and its path and says what is wrong with it, in the manner of the reference server. Fields that no
lexicon names are allowed, as everywhere in the AT Protocol. Written after
https://github.com/bluesky-social/atproto/tree/main/lexicons, read on 2026-11-23; the tests hold it against the
published lexicons themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from smm_build.text.graphemes import count_graphemes

__all__ = ["HANDLE", "RECORDS", "RECORD_KEY", "blobs_in", "fault_of"]

Rule = Callable[[object, str], str | None]

_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_HANDLE = rf"(?:{_LABEL}\.)+[a-zA-Z](?:[a-zA-Z0-9-]{{0,61}}[a-zA-Z0-9])?"
_DID_FORM = r"did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]"
_NSID = rf"[a-zA-Z](?:[a-zA-Z0-9-]{{0,61}}[a-zA-Z0-9])?(?:\.{_LABEL})+(?:\.[a-zA-Z][a-zA-Z0-9]{{0,62}})"
_KEY = r"(?!\.{1,2}(?:/|$))[a-zA-Z0-9_~.:-]{1,512}"
_TID = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
_AT_URI = re.compile(rf"(?=.{{1,8192}}$)at://(?:{_DID_FORM}|{_HANDLE})(?:/{_NSID}(?:/{_KEY})?)?")
_DID = re.compile(rf"(?=.{{1,2048}}$){_DID_FORM}")
_DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|(?!-00:00)[+-]\d\d:\d\d)")
_LANGUAGE = re.compile(r"(?:[ixIX]|[a-z]{2,3})(?:-[a-zA-Z0-9]+)*")
_CID = re.compile(r"baf[a-z2-7]{50,60}")
_URI = re.compile(r"(?=.{1,8192}$)[a-z][a-z0-9+.-]{0,80}:[\S]+")
HANDLE = re.compile(rf"(?=.{{1,253}}$){_HANDLE}")
"""The form of a handle, https://atproto.com/specs/handle."""
RECORD_KEY = re.compile(_KEY)
"""The form of a record key, https://atproto.com/specs/record-key."""


def fault_of(collection: str, rkey: str, record: object) -> str | None:
    """Say what is wrong with a record, ``None`` when nothing is."""
    rule = RECORDS.get(collection)
    if rule is None:
        return f"Unknown lexicon type: {collection}"
    if collection == _PROFILES and rkey != "self":
        return f'Invalid record key for {collection}: Expected "self" (got "{rkey}")'
    if collection != _PROFILES and not _TID.fullmatch(rkey):
        return f'Invalid record key for {collection}: Invalid TID string (got "{rkey}")'
    if not isinstance(record, dict) or record.get("$type", collection) != collection:
        return f"Invalid $type: expected {collection}"
    said = rule(record, "record")
    return f"Invalid {collection} record: {said}" if said else None


def blobs_in(value: object) -> Iterator[dict[str, object]]:
    """Yield every reference to a file in a record."""
    if isinstance(value, dict):
        if value.get("$type") == "blob":
            yield value
        else:
            for inner in value.values():
                yield from blobs_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from blobs_in(inner)


def _fields(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None) -> Rule:
    rules = {**(optional or {}), **required}

    def look(value: object, path: str) -> str | None:
        if not isinstance(value, dict):
            return f"Expected object value type at {path}"
        for name in required:
            if name not in value:
                return f'Missing required key "{name}" at {path}'
        said = (rule(value[name], f"{path}.{name}") for name, rule in rules.items() if name in value)
        return next(filter(None, said), None)

    return look


def _text(pattern: re.Pattern[str] | None = None, size: int | None = None, graphemes: int | None = None) -> Rule:
    def look(value: object, path: str) -> str | None:
        if not isinstance(value, str):
            return f"Expected string value type at {path}"
        if pattern and not pattern.fullmatch(value):
            return f'Invalid format (got "{value}") at {path}'
        if size is not None and (has := len(value.encode("utf-8", "replace"))) > size:
            return f"string too big (maximum {size}, got {has}) at {path}"
        if graphemes is not None and (has := count_graphemes(value)) > graphemes:
            return f"grapheme too big (maximum {graphemes}, got {has}) at {path}"
        return None

    return look


def _moment(value: object, path: str) -> str | None:
    try:
        good = isinstance(value, str) and _DATETIME.fullmatch(value) and datetime.fromisoformat(value)
    except ValueError:
        good = False
    return None if good else f"Invalid datetime format at {path}"


def _number(least: int = 0) -> Rule:
    def look(value: object, path: str) -> str | None:
        whole = isinstance(value, int) and not isinstance(value, bool)
        return None if whole and value >= least else f"Expected integer of at least {least} at {path}"  # type: ignore[operator]

    return look


def _list_of(rule: Rule, most: int | None = None) -> Rule:
    def look(value: object, path: str) -> str | None:
        if not isinstance(value, list):
            return f"Expected array value type at {path}"
        if most is not None and len(value) > most:
            return f"array too big (maximum {most}, got {len(value)}) at {path}"
        return next(filter(None, (rule(item, f"{path}[{at}]") for at, item in enumerate(value))), None)

    return look


def _one_of(rules: Mapping[str, Rule]) -> Rule:
    """An open union: a type that is not known here is left alone, but every value has to name its type."""

    def look(value: object, path: str) -> str | None:
        kind = value.get("$type") if isinstance(value, dict) else None
        if not isinstance(kind, str):
            return f'Expected an object with a "$type" at {path}'
        return rules[kind](value, path) if kind in rules else None

    return look


def _blob(kinds: str, size: int) -> Rule:
    def look(value: object, path: str) -> str | None:
        match value:
            case {"$type": "blob", "ref": {"$link": str(cid)}, "mimeType": str(mime), "size": int(has)}:
                if not _CID.fullmatch(cid):
                    return f"Invalid blob reference at {path}"
                if not re.fullmatch(kinds, mime):
                    return f'Invalid mime type (got "{mime}") at {path}'
                return f"blob too big (maximum {size}, got {has}) at {path}" if has > size else None
        return f"Expected blob value type at {path}"

    return look


_ANYTHING = _text()
_SHAPE = _fields({"width": _number(1), "height": _number(1)})
_REFERENCE = _fields({"uri": _text(_AT_URI), "cid": _text(_CID)})
_PICTURE = _blob(r"image/.+", 2_000_000)
_IMAGES = _fields(
    {"images": _list_of(_fields({"image": _PICTURE, "alt": _ANYTHING}, {"aspectRatio": _SHAPE}), 4)},
)
_GALLERY_ITEM = _fields({"image": _PICTURE, "alt": _ANYTHING, "aspectRatio": _SHAPE})
_GALLERY = _fields({"items": _list_of(_one_of({"app.bsky.embed.gallery#image": _GALLERY_ITEM}), 20)})
_CAPTION = _fields({"lang": _text(_LANGUAGE), "file": _blob("text/vtt", 20_000)})
_VIDEO = _fields(
    {"video": _blob("video/mp4", 300_000_000)},
    {"alt": _ANYTHING, "aspectRatio": _SHAPE, "captions": _list_of(_CAPTION, 20)},
)
_EXTERNAL = _fields(
    {
        "external": _fields(
            {"uri": _text(_URI), "title": _ANYTHING, "description": _ANYTHING},
            {"thumb": _blob(r"image/.+", 1_000_000)},
        )
    }
)
_QUOTE = _fields({"record": _REFERENCE})
_MEDIA = {
    "app.bsky.embed.images": _IMAGES,
    "app.bsky.embed.gallery": _GALLERY,
    "app.bsky.embed.video": _VIDEO,
    "app.bsky.embed.external": _EXTERNAL,
}
_WITH_MEDIA = _fields({"record": _QUOTE, "media": _one_of(_MEDIA)})
_EMBEDS = {**_MEDIA, "app.bsky.embed.record": _QUOTE, "app.bsky.embed.recordWithMedia": _WITH_MEDIA}
_FEATURES = {
    "app.bsky.richtext.facet#mention": _fields({"did": _text(_DID)}),
    "app.bsky.richtext.facet#link": _fields({"uri": _text(_URI)}),
    "app.bsky.richtext.facet#tag": _fields({"tag": _text(size=640, graphemes=64)}),
}
_FACET = _fields(
    {"index": _fields({"byteStart": _number(), "byteEnd": _number()}), "features": _list_of(_one_of(_FEATURES))}
)
_LABELS = _fields({"values": _list_of(_fields({"val": _text(size=128)}), 10)})
_POST = _fields(
    {"text": _text(size=3_000, graphemes=300), "createdAt": _moment},
    {
        "facets": _list_of(_FACET),
        "reply": _fields({"root": _REFERENCE, "parent": _REFERENCE}),
        "embed": _one_of(_EMBEDS),
        "langs": _list_of(_text(_LANGUAGE), 3),
        "labels": _one_of({"com.atproto.label.defs#selfLabels": _LABELS}),
        "tags": _list_of(_text(size=640, graphemes=64), 8),
    },
)
_GATE = _fields(
    {"post": _text(_AT_URI), "createdAt": _moment},
    {
        "allow": _list_of(
            _one_of({"app.bsky.feed.threadgate#listRule": _fields({"list": _text(_AT_URI)})}),
            5,
        ),
        "hiddenReplies": _list_of(_text(_AT_URI), 300),
    },
)
_PROFILES = "app.bsky.actor.profile"
_PROFILE = _fields(
    {},
    {
        "displayName": _text(size=640, graphemes=64),
        "description": _text(size=2_560, graphemes=256),
        "website": _text(_URI),
        "avatar": _blob(r"image/(?:png|jpeg)", 1_000_000),
        "banner": _blob(r"image/(?:png|jpeg)", 1_000_000),
        "pinnedPost": _REFERENCE,
        "createdAt": _moment,
    },
)
RECORDS: Mapping[str, Rule] = {"app.bsky.feed.post": _POST, "app.bsky.feed.threadgate": _GATE, _PROFILES: _PROFILE}
"""The rules by collection."""
