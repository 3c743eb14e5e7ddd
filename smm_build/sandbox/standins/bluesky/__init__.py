"""A stand-in for a Bluesky server: sessions, files and records of one account.

A fake. It answers as the reference server does (https://github.com/bluesky-social/atproto, packages/pds, measured on
2026-11-22): creating what is there is an internal error, putting it again is not, and ``swapRecord: null`` makes of
putting a creating. It keeps no repository to be synchronised, sends no mail, and knows every account that is asked for
but those whose name begins with ``nobody``.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._counts import ACCOUNT as OWN
from smm_build.sandbox.standins._counts import happened
from smm_build.sandbox.standins._dag_cbor import file_cid, record_cid
from smm_build.sandbox.standins._profile_pictures import given, keep_picture
from smm_build.sandbox.standins.bluesky._lexicon import HANDLE, RECORD_KEY, blobs_in, fault_of

__all__ = ["ACCOUNT", "SECRETS", "handle"]

SECRETS: Mapping[str, str] = {"PASSWORD": "rehe-arsa-lpas-swrd"}
ACCOUNT = "did:plc:rehearsal2rehearsal2rehe"

_POSTS = "app.bsky.feed.post"
_LARGEST_FILE = 52_428_800
_POINTS_AN_HOUR = 5_000
_CREATE, _UPDATE, _DELETE = 3, 2, 1
"""What a write costs: https://docs.bsky.app/docs/advanced-guides/rate-limits, read on 2026-11-22."""
_MAGIC = ((b"\x89PNG", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"), (b"RIFF", "image/webp"))


class _No(Exception):  # noqa: N818 - it is what the server says
    """A refusal: status, the error's name and its message."""

    def __init__(self, status: int, error: str, message: str) -> None:
        super().__init__(message)
        self.answer = Answer(status, {"error": error, "message": message})


_MOST_POSTS = 25


def handle(asked: Asked, world: World) -> Answer:
    """Answer one request. Never raises for a bad one: it refuses, the way the network does."""
    verb, method = _METHODS.get(asked.path.removeprefix("/xrpc/"), (None, None))
    if not asked.path.startswith("/xrpc/") or method is None:
        return Answer(501, {"error": "MethodNotImplemented", "message": "Method Not Implemented"})
    if asked.method != verb:
        return Answer(405, {"error": "InvalidRequest", "message": f"Incorrect HTTP method ({asked.method})"})
    try:
        return method(asked, world)
    except _No as no:
        return no.answer


def _create_session(asked: Asked, world: World) -> Answer:
    who, password = _needed(asked.data, "identifier"), _needed(asked.data, "password")
    if password != SECRETS["PASSWORD"]:
        raise _No(401, "AuthenticationRequired", "Invalid identifier or password")
    did = who if who.startswith("did:") else ACCOUNT
    name = who if HANDLE.fullmatch(who) else "rehearsal.test"
    payload = {"scope": "com.atproto.appPass", "sub": did, "jti": world.new_id()}
    token = ".".join((_part({"typ": "at+jwt", "alg": "HS256"}), _part(payload), "c3RhbmQtaW4"))
    world.kind("sessions")[token] = {"did": did, "handle": name}
    return Answer(200, {"did": did, "handle": name, "accessJwt": token, "refreshJwt": f"{token}r", "active": True})


def _get_session(asked: Asked, world: World) -> Answer:
    session = _session(asked, world)
    return Answer(200, {**session, "email": "rehearsal@example.com", "emailConfirmed": True, "active": True})


def _resolve_handle(asked: Asked, world: World) -> Answer:
    name = asked.params.get("handle", "")
    if not HANDLE.fullmatch(name):
        raise _No(400, "InvalidRequest", "Error: Params must have a valid handle at handle")
    if name.startswith("nobody"):
        raise _No(400, "HandleNotFound", "Unable to resolve handle")
    own = next((str(one["did"]) for one in world.kind("sessions").values() if one["handle"] == name), None)
    return Answer(200, {"did": own or _did_of(name)})


def _upload_blob(asked: Asked, world: World) -> Answer:
    _session(asked, world)
    if len(asked.body) > _LARGEST_FILE:
        raise _No(413, "PayloadTooLarge", "request entity too large")
    mime = next((kind for magic, kind in _MAGIC if asked.body.startswith(magic)), asked.headers.get("content-type", ""))
    if not mime:
        raise _No(400, "InvalidRequest", "Request encoding (Content-Type) required but not provided")
    cid = file_cid(asked.body)
    blob = {"$type": "blob", "ref": {"$link": cid}, "mimeType": mime, "size": len(asked.body)}
    world.kind("blobs")[cid] = {"blob": blob, "sha256": hashlib.sha256(asked.body).hexdigest()}
    if mime.startswith("image/"):
        keep_picture(world, asked.body, mime, cid)
    return Answer(200, {"blob": blob})


def _get_blob(asked: Asked, world: World) -> Answer:
    did, cid = _needed(asked.params, "did"), _needed(asked.params, "cid")
    kept = given(replace(asked, path=f"/pictures/{cid}"), world) if did in _own(world) else None
    if kept is None or kept.status != 200:  # noqa: PLR2004 - that of HTTP
        raise _No(400, "BlobNotFound", "Blob not found")
    return kept


def _get_record(asked: Asked, world: World) -> Answer:
    repo, collection, rkey = (_needed(asked.params, name) for name in ("repo", "collection", "rkey"))
    address = f"at://{repo}/{collection}/{rkey}"
    there = world.kind("records").get(address)
    if there is not None:
        return Answer(200, {"uri": address, **there})
    if repo in _own(world) or rkey.startswith("gone"):
        raise _No(400, "RecordNotFound", f"Could not locate record: {address}")
    value: dict[str, object] = {"$type": collection, "text": "…", "createdAt": "2026-11-01T09:00:00Z"}
    return Answer(200, {"uri": address, "cid": record_cid({**value, "key": address}), "value": value})


def _list_records(asked: Asked, world: World) -> Answer:
    start = f"at://{_needed(asked.params, 'repo')}/{_needed(asked.params, 'collection')}/"
    found = [{"uri": uri, **one} for uri, one in sorted(world.kind("records").items()) if uri.startswith(start)]
    newest_first = asked.params.get("reverse") != "true"
    return Answer(200, {"records": found[::-1] if newest_first else found})


def _put_record(asked: Asked, world: World) -> Answer:
    said = asked.data
    address = _target(said, asked, world)
    there = world.kind("records").get(address)
    cid = _checked(said, said.get("record"), world)
    if there is not None and there["cid"] == cid:
        return Answer(200, {"uri": address, "cid": cid, "validationStatus": "valid"})
    if "swapRecord" in said and said["swapRecord"] != (there["cid"] if there else None):
        raise _No(400, "InvalidSwap", f"Record was at {there['cid'] if there else 'null'}")
    headers = _spend(world, _UPDATE if there else _CREATE)
    _keep(address, cid, said["record"], world)
    return Answer(200, {"uri": address, "cid": cid, "commit": _commit(world), "validationStatus": "valid"}, headers)


def _create_record(asked: Asked, world: World) -> Answer:
    said = asked.data
    address = _target(said, asked, world)
    cid = _checked(said, said.get("record"), world)
    if address in world.kind("records"):
        raise _No(500, "InternalServerError", "Internal Server Error")
    headers = _spend(world, _CREATE)
    _keep(address, cid, said["record"], world)
    return Answer(200, {"uri": address, "cid": cid, "commit": _commit(world), "validationStatus": "valid"}, headers)


def _apply_writes(asked: Asked, world: World) -> Answer:
    """Do all writes or none."""
    said = asked.data
    writes = said.get("writes")
    if not isinstance(writes, list) or not all(isinstance(write, dict) for write in writes):
        raise _No(400, "InvalidRequest", "Error: Input/writes must be an array")
    prepared = []
    for write in writes:
        if write.get("$type") != "com.atproto.repo.applyWrites#create":
            raise _No(400, "InvalidRequest", f"Action not supported: {write.get('$type')}")
        one = {**write, "repo": said.get("repo"), "validate": said.get("validate")}
        address = _target(one, asked, world)
        prepared.append((address, _checked(one, write.get("value"), world), write.get("value")))
    if any(address in world.kind("records") for address, _, _ in prepared):
        raise _No(500, "InternalServerError", "Internal Server Error")
    headers = _spend(world, _CREATE * len(prepared))
    for address, cid, value in prepared:
        _keep(address, cid, value, world)
    kind = "com.atproto.repo.applyWrites#createResult"
    results = [{"$type": kind, "uri": uri, "cid": cid, "validationStatus": "valid"} for uri, cid, _ in prepared]
    return Answer(200, {"commit": _commit(world), "results": results}, headers)


def _delete_record(asked: Asked, world: World) -> Answer:
    address = _target(asked.data, asked, world)
    if world.kind("records").pop(address, None) is None:
        return Answer(200, {})
    world.hide(address)
    return Answer(200, {"commit": _commit(world)}, _spend(world, _DELETE))


def _get_posts(asked: Asked, world: World) -> Answer:
    """Tell what people did with posts; what is not there is left out."""
    session, uris = _session(asked, world), parse_qs(asked.query).get("uris", [])
    if len(uris) > _MOST_POSTS:
        raise _No(400, "InvalidRequest", f"Error: uris must not have more than {_MOST_POSTS} elements")
    records = world.kind("records")
    posts = [_post_view(uri, records[uri], session, world) for uri in uris if uri in records]
    return Answer(200, {"posts": posts})


def _post_view(uri: str, record: dict[str, object], session: dict[str, object], world: World) -> dict[str, object]:
    replies = sum(1 for shown in world.shown.values() if shown.reply_to == uri)
    return {
        "uri": uri,
        "cid": record["cid"],
        "author": session,
        "record": record["value"],
        "likeCount": happened(world, uri, "likes"),
        "repostCount": happened(world, uri, "shares"),
        "replyCount": happened(world, uri, "comments") + replies,
        "quoteCount": happened(world, uri, "quotes"),
        "bookmarkCount": happened(world, uri, "saves"),
    }


def _get_profile(asked: Asked, world: World) -> Answer:
    session = _session(asked, world)
    if _needed(asked.params, "actor") not in session.values():
        raise _No(400, "InvalidRequest", "Profile not found")
    return Answer(200, {**session, "followersCount": happened(world, OWN, "followers")})


def _session(asked: Asked, world: World) -> dict[str, object]:
    kind, _, token = asked.headers.get("authorization", "").partition(" ")
    if kind != "Bearer" or not token:
        raise _No(401, "AuthMissing", "Authentication Required")
    session = world.kind("sessions").get(token)
    if session is None:
        raise _No(400, "InvalidToken", "Token could not be verified")
    return session


def _target(said: Mapping[str, object], asked: Asked, world: World) -> str:
    """Return the address of the record that a write is about, if the account may write there."""
    session = _session(asked, world)
    repo, collection, rkey = (_needed(said, name) for name in ("repo", "collection", "rkey"))
    if repo not in {session["did"], session["handle"]}:
        raise _No(401, "AuthenticationRequired", "Authentication Required")
    if not RECORD_KEY.fullmatch(rkey):
        raise _No(400, "InvalidRequest", f"Invalid record key: {rkey}")
    return f"at://{session['did']}/{collection}/{rkey}"


def _checked(said: Mapping[str, object], record: object, world: World) -> str:
    """Return the record's content id; refuse one that is not valid, or whose files are not there."""
    if not isinstance(record, dict):
        raise _No(400, "InvalidRequest", 'Error: Input must have the property "record"')
    if not isinstance(said.get("validate", True), bool | None):
        raise _No(400, "InvalidRequest", "Error: Input/validate must be a boolean")
    fault = fault_of(str(said["collection"]), str(said["rkey"]), record) if said.get("validate") is not False else None
    if fault:
        raise _No(400, "InvalidRequest", fault)
    for blob in blobs_in(record):
        ref = blob.get("ref")
        link = ref.get("$link") if isinstance(ref, dict) else None
        if link not in world.kind("blobs"):
            raise _No(400, "BlobNotFound", f"Could not find blob: {link}")
    try:
        return record_cid(record)
    except (ValueError, TypeError, AttributeError) as error:
        raise _No(400, "InvalidRequest", "the record has no canonical form") from error


def _keep(address: str, cid: str, record: object, world: World) -> None:
    assert isinstance(record, dict), "checked before"
    world.kind("records")[address] = {"cid": cid, "value": record}
    did, collection, rkey = address.removeprefix("at://").split("/")
    if collection != _POSTS:
        return
    reply = record.get("reply")
    handle = next((one["handle"] for one in world.kind("sessions").values() if one["did"] == did), did)
    world.show(
        Shown(
            "bluesky",
            did,
            address,
            "reply" if reply else "post",
            str(record["text"]),
            world.clock(),
            f"https://bsky.app/profile/{handle}/post/{rkey}",
            tuple(_files(_media(record.get("embed")), world)),
            _card(_media(record.get("embed"))),
            reply["parent"]["uri"] if isinstance(reply, dict) else None,
        )
    )


def _media(embed: object) -> dict[str, Any]:
    """Return what is embedded beside a quoted post."""
    return embed.get("media", embed) if isinstance(embed, dict) else {}


def _files(embed: dict[str, Any], world: World) -> list[tuple[str, str | None]]:
    """Return the digests of a post's pictures and film, with what describes them; not of its card's picture."""
    items = embed.get("images") or embed.get("items") or ([embed] if "video" in embed else [])
    found = []
    for item in items:
        blob = item.get("image") or item.get("video")
        found.append((str(world.kind("blobs")[blob["ref"]["$link"]]["sha256"]), item.get("alt")))
    return found


def _card(embed: dict[str, Any]) -> str | None:
    card = embed.get("external")
    return card["uri"] if isinstance(card, dict) else None


def _spend(world: World, points: int) -> dict[str, str]:
    """Count what a write costs in this hour and return the headers that tell what is left."""
    hour = world.clock().replace(minute=0, second=0, microsecond=0)
    kept = world.kind("points").setdefault(hour.isoformat(), {"spent": 0})
    spent = int(str(kept["spent"])) + points
    reset = str(int((hour + timedelta(hours=1)).timestamp()))
    headers = {"ratelimit-limit": str(_POINTS_AN_HOUR), "ratelimit-reset": reset}
    headers |= {"ratelimit-policy": f"{_POINTS_AN_HOUR};w=3600"}
    if spent > _POINTS_AN_HOUR:
        no = _No(429, "RateLimitExceeded", "Rate Limit Exceeded")
        no.answer = Answer(429, no.answer.content, headers | {"ratelimit-remaining": "0"})
        raise no
    kept["spent"] = spent
    return headers | {"ratelimit-remaining": str(_POINTS_AN_HOUR - spent)}


def _own(world: World) -> set[object]:
    return {ACCOUNT, *(one[name] for one in world.kind("sessions").values() for name in ("did", "handle"))}


def _commit(world: World) -> dict[str, str]:
    number = world.new_id()
    return {"cid": record_cid({"rev": number}), "rev": f"3{number[-12:]}"}


def _did_of(name: str) -> str:
    return "did:plc:" + base64.b32encode(hashlib.sha256(name.lower().encode()).digest()).decode().lower()[:24]


def _needed(said: Mapping[str, object], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not value:
        raise _No(400, "InvalidRequest", f'Error: must have the property "{name}"')
    return value


def _part(value: Mapping[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


_METHODS: Mapping[str, tuple[str, Callable[[Asked, World], Answer]]] = {
    "com.atproto.server.createSession": ("POST", _create_session),
    "com.atproto.server.getSession": ("GET", _get_session),
    "app.bsky.actor.getProfile": ("GET", _get_profile),
    "app.bsky.feed.getPosts": ("GET", _get_posts),
    "com.atproto.identity.resolveHandle": ("GET", _resolve_handle),
    "com.atproto.repo.uploadBlob": ("POST", _upload_blob),
    "com.atproto.repo.getRecord": ("GET", _get_record),
    "com.atproto.sync.getBlob": ("GET", _get_blob),
    "com.atproto.repo.listRecords": ("GET", _list_records),
    "com.atproto.repo.putRecord": ("POST", _put_record),
    "com.atproto.repo.createRecord": ("POST", _create_record),
    "com.atproto.repo.applyWrites": ("POST", _apply_writes),
    "com.atproto.repo.deleteRecord": ("POST", _delete_record),
}
