"""A stand-in for a Mastodon server with one account.

A fake, written after https://docs.joinmastodon.org/methods/ (read on 2026-11-23). It makes HTML of a text as servers
do, heeds ``Idempotency-Key`` for an hour, and takes a moment for films. It federates with nobody: of other servers it
finds whatever post it is asked for, but those whose address holds ``gone``; of those that hold ``denied`` their author
allows no quotes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._counts import ACCOUNT as OWN
from smm_build.sandbox.standins._counts import happened
from smm_build.sandbox.standins._profile_pictures import given
from smm_build.sandbox.standins.mastodon._profile import profile_fault, shown_profile, update_profile
from smm_build.sandbox.standins.mastodon._scheduled import due_later, keep_scheduled, publish_what_is_due
from smm_build.sandbox.standins.mastodon._statuses import fault_of, shown_html

__all__ = ["ACCOUNT", "SECRETS", "handle"]

SECRETS: Mapping[str, str] = {"TOKEN": "rehearsal-token-of-nobody"}
ACCOUNT = "109000000000000001"

_IMAGE_BYTES = 16_777_216
_VIDEO_BYTES = 103_809_024
_DESCRIPTION = 1_500
_KINDS = {"image/gif": "gifv", "image": "image", "video": "video", "audio": "audio"}
_KEY_HOLDS = timedelta(hours=1)
_REQUESTS, _PERIOD = 300, timedelta(minutes=5)
"""https://docs.joinmastodon.org/api/rate-limits/, read on 2026-11-22."""
_PAGE, _LONGEST_PAGE = 20, 40


class _No(Exception):  # noqa: N818 - it is what the server says
    """A refusal: status and the server's words."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.answer = Answer(status, {"error": error})


def handle(asked: Asked, world: World) -> Answer:
    """Answer one request. Never raises for a bad one: it refuses, the way the network does."""
    if (picture := given(asked, world)) is not None:
        return picture
    publish_what_is_due(world, _publish_scheduled)
    for verb, pattern, method in _METHODS:
        match = pattern.fullmatch(asked.path)
        if match and verb == asked.method:
            try:
                headers = _counted(world)
                if not asked.path.endswith("/instance"):
                    _authorised(asked)
                answer = method(asked, world, *match.groups())
            except _No as no:
                return no.answer
            return Answer(answer.status, answer.content, {**headers, **answer.headers})
    return Answer(404, {"error": "Record not found"})


def _verify_account(asked: Asked, world: World) -> Answer:
    followers = {"followers_count": happened(world, OWN, "followers")}
    return Answer(200, _account(asked) | followers | shown_profile(asked, world))


def _update_account(asked: Asked, world: World) -> Answer:
    if fault := profile_fault(asked):
        raise _No(422, fault)
    update_profile(asked, world)
    return _verify_account(asked, world)


def _verify_app(asked: Asked, world: World) -> Answer:  # noqa: ARG001 - all are called alike
    return Answer(200, {"id": "1", "name": "smm", "website": None, "scopes": ["read", "write"]})


def _instance(asked: Asked, world: World, version: str) -> Answer:  # noqa: ARG001 - all are called alike
    limits = {
        "statuses": {"max_characters": 500, "max_media_attachments": 4, "characters_reserved_per_url": 23},
        "media_attachments": {
            "image_size_limit": _IMAGE_BYTES,
            "video_size_limit": _VIDEO_BYTES,
            "description_limit": _DESCRIPTION,
        },
        "polls": {"max_options": 4, "max_characters_per_option": 50, "min_expiration": 300, "max_expiration": 2629746},
    }
    told = {"title": "Rehearsal", "version": "4.5.0", "configuration": limits}
    return Answer(200, told | ({"api_versions": {"mastodon": 7}} if version == "2" else {}))


def _upload(asked: Asked, world: World) -> Answer:
    file = asked.files.get("file")
    if file is None or not file.mime:
        raise _No(422, "Validation failed: File can't be blank")
    kind = _KINDS.get(file.mime) or _KINDS.get(file.mime.partition("/")[0])
    if kind is None:
        raise _No(422, "Validation failed: File content type is invalid, File is invalid")
    if len(file.content) > (_IMAGE_BYTES if file.mime.startswith("image/") else _VIDEO_BYTES):
        raise _No(422, "Validation failed: File size is too large")
    if len(asked.form.get("description", "")) > _DESCRIPTION:
        raise _No(422, f"Validation failed: Description is too long (maximum is {_DESCRIPTION} characters)")
    media = world.new_id()
    waits = 1 if kind != "image" else 0
    attachment = {
        "id": media,
        "type": kind,
        "url": None if waits else f"{asked.base}/media/{media}",
        "description": asked.form.get("description"),
        "meta": _focus(asked.form.get("focus")),
    }
    digest = hashlib.sha256(file.content).hexdigest()
    world.kind("media")[media] = {"shown": attachment, "sha256": digest, "waits": waits, "type": kind}
    return Answer(202 if waits else 200, attachment)


def _focus(said: str | None) -> dict[str, object]:
    if said is None:
        return {}
    try:
        x, y = map(float, said.split(","))
    except ValueError as error:
        raise _No(422, "Validation failed: Focus is invalid") from error
    if not (-1 <= x <= 1 and -1 <= y <= 1):
        raise _No(422, "Validation failed: Focus is invalid")
    return {"focus": {"x": x, "y": y}}


def _media(asked: Asked, world: World, media: str) -> Answer:
    """Tell how far an upload is: not ready when it is first asked about, ready then."""
    kept: Any = world.kind("media").get(media)
    if kept is None:
        raise _No(404, "Record not found")
    if kept["waits"]:
        kept["waits"] -= 1
        return Answer(206, kept["shown"])
    kept["shown"]["url"] = f"{asked.base}/media/{media}"
    return Answer(200, kept["shown"])


def _create(asked: Asked, world: World) -> Answer:
    key = asked.headers.get("idempotency-key")
    before: Any = world.kind("keys").get(key) if key else None
    if before and world.clock() - before["at"] < _KEY_HOLDS and before["status"] in world.kind("statuses"):
        return Answer(200, world.kind("statuses")[before["status"]]["shown"])
    said = {name: value for name, value in asked.data.items() if name != "scheduled_at"}
    status = _checked_status(said, asked, world, world.new_id())
    if at := due_later(asked.data.get("scheduled_at"), world):
        return Answer(200, keep_scheduled(status, said, at, world))
    _keep(status, said, world)
    if key:
        world.kind("keys")[key] = {"at": world.clock(), "status": status["id"]}
    return Answer(200, status)


def _publish_scheduled(kept: dict[str, Any], at: datetime, world: World) -> None:
    _keep({**kept["status"], "created_at": _moment(at)}, kept["said"], world)


def _scheduled(asked: Asked, world: World) -> Answer:  # noqa: ARG001 - all are called alike
    return Answer(200, [kept["shown"] for _, kept in sorted(world.kind("scheduled").items(), reverse=True)])


def _unschedule(asked: Asked, world: World, name: str) -> Answer:  # noqa: ARG001 - all are called alike
    if world.kind("scheduled").pop(name, None) is None:
        raise _No(404, "Record not found")
    return Answer(200, {})


def _checked_status(said: dict[str, Any], asked: Asked, world: World, name: str) -> dict[str, Any]:
    """Return the status as the server shows it; refuse what it would not take."""
    uploads = _uploads(said.get("media_ids", []), world, name)
    if fault := fault_of(said, uploads):
        raise _No(422, fault)
    parent, quoted = said.get("in_reply_to_id"), said.get("quoted_status_id")
    if parent and parent not in world.kind("statuses"):
        raise _No(404, "The post you are trying to reply to does not appear to exist.")
    if quoted and quoted not in world.kind("found") and quoted not in world.kind("statuses"):
        raise _No(404, "Record not found")
    address = world.kind("found").get(quoted, {}).get("url") if quoted else None
    return {
        "id": name,
        "created_at": _moment(world.clock()),
        "in_reply_to_id": parent,
        "sensitive": said.get("sensitive", False),
        "spoiler_text": said.get("spoiler_text", ""),
        "visibility": said.get("visibility", "public"),
        "language": said.get("language"),
        "uri": f"{asked.base}/users/rehearsal/statuses/{name}",
        "url": f"{asked.base}/@rehearsal/{name}",
        "content": shown_html(str(said.get("status", "")), str(address) if address else None),
        "account": _account(asked),
        "media_attachments": [file["shown"] for file in uploads],
        "poll": said.get("poll"),
    }


def _uploads(ids: object, world: World, name: str) -> list[dict[str, Any]]:
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise _No(422, "media_ids must be an array of strings")
    found: list[dict[str, Any]] = []
    for one in ids:
        kept: Any = world.kind("media").get(one)
        if kept is None or kept.get("status", name) != name:
            raise _No(422, f"Media {one} not found or already attached to another post")
        if kept["waits"]:
            raise _No(422, "Cannot attach files that have not finished processing. Try again in a moment!")
        found.append(kept)
    return found


def _keep(status: dict[str, Any], said: dict[str, Any], world: World) -> None:
    for one in said.get("media_ids", []):
        world.kind("media")[one]["status"] = status["id"]
    world.kind("statuses")[status["id"]] = {"shown": status, "said": said}
    files = [world.kind("media")[one["id"]] for one in status["media_attachments"]]
    world.show(
        Shown(
            "mastodon",
            ACCOUNT,
            status["id"],
            "reply" if status["in_reply_to_id"] else "poll" if status["poll"] else "status",
            str(said.get("status", "")),
            datetime.fromisoformat(status["created_at"]),
            status["url"],
            tuple((str(file["sha256"]), _description(file)) for file in files),
            None,
            status["in_reply_to_id"],
        )
    )


def _description(file: Any) -> str | None:  # noqa: ANN401 - what was kept of an upload
    said = file["shown"]["description"]
    return said if isinstance(said, str) else None


def _read(asked: Asked, world: World, name: str) -> Answer:  # noqa: ARG001 - all are called alike
    replies = sum(1 for shown in world.shown.values() if shown.reply_to == name)
    counts = {
        "favourites_count": happened(world, name, "likes"),
        "reblogs_count": happened(world, name, "shares"),
        "replies_count": happened(world, name, "comments") + replies,
        "quotes_count": happened(world, name, "quotes"),
    }
    return Answer(200, _kept(name, world)["shown"] | counts)


def _edit(asked: Asked, world: World, name: str) -> Answer:
    kept = _kept(name, world)
    said = {**kept["said"], "media_ids": [], "poll": None, **asked.data}
    said = {field: value for field, value in said.items() if value is not None}
    status = _checked_status(said, asked, world, name) | {"created_at": kept["shown"]["created_at"]}
    status["edited_at"] = _moment(world.clock())
    _keep(status, said, world)
    return Answer(200, status)


def _delete(asked: Asked, world: World, name: str) -> Answer:  # noqa: ARG001 - all are called alike
    kept = _kept(name, world)
    del world.kind("statuses")[name]
    world.hide(name)
    return Answer(200, {**kept["shown"], "text": kept["said"].get("status", "")})


def _own_statuses(asked: Asked, world: World, account: str) -> Answer:
    if account != ACCOUNT:
        raise _No(404, "Record not found")
    limit = asked.params.get("limit", str(_PAGE))
    most = min(int(limit), _LONGEST_PAGE) if limit.isdigit() else _PAGE
    before = asked.params.get("max_id")
    newest = sorted(world.kind("statuses").items(), key=lambda entry: int(entry[0]), reverse=True)
    page = [kept["shown"] for name, kept in newest if before is None or int(name) < int(before)]
    return Answer(200, page[:most])


def _search(asked: Asked, world: World) -> Answer:
    address = asked.params.get("q", "")
    if not address:
        raise _No(400, "param is missing or the value is empty: q")
    name = address.rpartition("/")[2]
    if name in world.kind("statuses"):
        return Answer(200, {"accounts": [], "hashtags": [], "statuses": [world.kind("statuses")[name]["shown"]]})
    if asked.params.get("resolve") != "true" or not address.startswith("https://") or "gone" in address:
        return Answer(200, {"accounts": [], "hashtags": [], "statuses": []})
    approval = {"current_user": "denied" if "denied" in address else "automatic"}
    found: dict[str, object] = {"id": world.new_id(), "url": address, "content": "<p>…</p>", "quote_approval": approval}
    world.kind("found")[str(found["id"])] = found
    return Answer(200, {"accounts": [], "hashtags": [], "statuses": [found]})


def _kept(name: str, world: World) -> dict[str, Any]:
    kept = world.kind("statuses").get(name)
    if kept is None:
        raise _No(404, "Record not found")
    return kept


def _account(asked: Asked) -> dict[str, object]:
    return {
        "id": ACCOUNT,
        "username": "rehearsal",
        "acct": "rehearsal",
        "locked": False,
        "url": f"{asked.base}/@rehearsal",
    }


def _authorised(asked: Asked) -> None:
    if asked.headers.get("authorization") != f"Bearer {SECRETS['TOKEN']}":
        raise _No(401, "The access token is invalid")


def _counted(world: World) -> dict[str, str]:
    """Count a request and return the headers that tell how many are left in this stretch of time."""
    now = world.clock()
    start = now - timedelta(seconds=now.timestamp() % _PERIOD.total_seconds())
    kept = world.kind("requests").setdefault(_moment(start), {"made": 0})
    made = int(str(kept["made"])) + 1
    headers = {"X-RateLimit-Limit": str(_REQUESTS), "X-RateLimit-Reset": _moment(start + _PERIOD)}
    if made > _REQUESTS:
        no = _No(429, "Too many requests")
        no.answer = Answer(429, no.answer.content, headers | {"X-RateLimit-Remaining": "0"})
        raise no
    kept["made"] = made
    return headers | {"X-RateLimit-Remaining": str(_REQUESTS - made)}


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


_Method = Callable[..., Answer]
_METHODS: tuple[tuple[str, re.Pattern[str], _Method], ...] = tuple(
    (verb, re.compile(path), method)
    for verb, path, method in (
        ("GET", r"/api/v1/accounts/verify_credentials", _verify_account),
        ("PATCH", r"/api/v1/accounts/update_credentials", _update_account),
        ("GET", r"/api/v1/apps/verify_credentials", _verify_app),
        ("GET", r"/api/v([12])/instance", _instance),
        ("POST", r"/api/v2/media", _upload),
        ("GET", r"/api/v1/media/(\w+)", _media),
        ("POST", r"/api/v1/statuses", _create),
        ("GET", r"/api/v1/scheduled_statuses", _scheduled),
        ("DELETE", r"/api/v1/scheduled_statuses/(\w+)", _unschedule),
        ("GET", r"/api/v1/statuses/(\w+)", _read),
        ("PUT", r"/api/v1/statuses/(\w+)", _edit),
        ("DELETE", r"/api/v1/statuses/(\w+)", _delete),
        ("GET", r"/api/v1/accounts/(\w+)/statuses", _own_statuses),
        ("GET", r"/api/v2/search", _search),
    )
)
