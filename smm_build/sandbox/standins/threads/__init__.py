"""A stand-in for the Threads API: a fake, and nothing leaves the machine.

Written from https://developers.facebook.com/docs/threads and Meta's own collection of requests
(https://github.com/fbsamples/threads_api), read on 2026-11-23. It has one account, works on every container for a
while, fetches pictures and films itself, and refuses ``auto_publish_text``, which our flow must never send.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from smm_build.sandbox.standins._base import Answer, Asked, World
from smm_build.sandbox.standins._counts import ACCOUNT as OWN
from smm_build.sandbox.standins._counts import happened
from smm_build.sandbox.standins._graph import (
    VERSION,
    Route,
    answered,
    error,
    fields,
    insights,
    nothing_there,
    only,
    token_fault,
)
from smm_build.sandbox.standins._people import answers
from smm_build.sandbox.standins.threads._people import PEOPLE
from smm_build.sandbox.standins.threads._posts import (
    NAME,
    USER,
    container_or_post,
    create,
    delete,
    publish,
    replies,
    threads,
)

__all__ = ["ACCOUNT", "SECRETS", "handle"]

ACCOUNT = USER
_TOKEN = "sandbox-threads-token"  # noqa: S105 - a secret of nobody
SECRETS: Mapping[str, str] = {"TOKEN": _TOKEN}

_VERSION = "v1.0"
_DAYS = timedelta(days=60)
_POSTS, _REPLIES, _DELETIONS = 250, 1_000, 100
_SCOPES = (
    "threads_basic",
    "threads_content_publish",
    "threads_manage_replies",
    "threads_delete",
    "threads_read_replies",
    "threads_manage_mentions",
    "threads_manage_insights",
)


def handle(asked: Asked, world: World) -> Answer:
    """Answer one request."""
    if (asked.method, asked.path) == ("GET", "/refresh_access_token"):
        return _renewed(asked, world)
    version, _, path = asked.path.removeprefix("/").partition("/")
    if version != _VERSION:
        return error(2500, f"Unknown path components: /{version}")
    answer = answered(replace(asked, path=f"/{VERSION}/{path}"), world, _ROUTES, _TOKEN)
    return replace(answer, headers={**answer.headers, "facebook-api-version": _VERSION})


def _me(asked: Asked, _: World) -> Answer:
    node = {"id": USER, "username": NAME, "name": "Sandbox", "threads_biography": "", "is_verified": False}
    return only(asked, {**node, "threads_profile_picture_url": "https://media.example.com/me.jpg"})


def _debug(asked: Asked, world: World) -> Answer:
    if fields(asked).get("input_token") != _TOKEN:
        fault = {"code": 190, "message": "Invalid OAuth access token."}
        return Answer(200, {"data": {"error": fault, "is_valid": False, "scopes": []}})
    ends = int((world.clock() + _DAYS).timestamp())
    said = {"type": "USER", "application": "Sandbox app", "is_valid": True, "user_id": USER, "scopes": list(_SCOPES)}
    return Answer(200, {"data": {**said, "expires_at": ends, "data_access_expires_at": ends}})


def _insights(asked: Asked, world: World, name: str) -> Answer:
    if name not in world.shown:
        return nothing_there(name)
    below = len(answers(world, name))
    names = {"views": "views", "likes": "likes", "reposts": "shares", "quotes": "quotes"}
    known = {metric: happened(world, name, what) for metric, what in names.items()}
    return insights(asked, world, known | {"replies": happened(world, name, "comments") + below})


def _own_insights(asked: Asked, world: World) -> Answer:
    return insights(asked, world, {"followers_count": happened(world, OWN, "followers")}, total=True)


def _quota(asked: Asked, world: World) -> Answer:
    lately = [post for post in world.shown.values() if world.clock() - post.at < timedelta(days=1)]
    answers = sum(1 for post in lately if post.reply_to)
    used = {"": (len(lately) - answers, _POSTS), "reply_": (answers, _REPLIES), "delete_": (0, _DELETIONS)}
    node: dict[str, object] = {}
    for prefix, (usage, total) in used.items():
        node[f"{prefix}quota_usage"] = usage
        node[f"{prefix}config"] = {"quota_total": total, "quota_duration": 86_400}
    wanted = fields(asked).get("fields", "quota_usage").split(",")
    return Answer(200, {"data": [{name: node[name] for name in wanted if name in node}]})


def _renewed(asked: Asked, world: World) -> Answer:  # noqa: ARG001 - every route takes the world
    fault = token_fault(asked, _TOKEN)
    if fault is not None:
        return fault
    if dict(asked.params) != {"grant_type": "th_refresh_token"}:
        return error(100, "The parameter grant_type is required")
    seconds = int(_DAYS.total_seconds())
    return Answer(200, {"access_token": _TOKEN, "token_type": "bearer", "expires_in": seconds})


_CREATION = {
    "media_type": "TEXT|IMAGE|VIDEO|CAROUSEL",
    "text": "text",
    "image_url": "text",
    "video_url": "text",
    "alt_text": "text",
    "is_carousel_item": "bool",
    "children": "list",
    "reply_to_id": "number",
    "reply_control": "everyone|accounts_you_follow|mentioned_only|parent_post_author_only|followers_only",
    "quote_post_id": "number",
    "link_attachment": "text",
    "poll_attachment": "object",
    "topic_tag": "text",
}
_ME = rf"(?:me|{USER})"
_ROUTES = (
    Route("GET", "me", _me, {}),
    Route("GET", "debug_token", _debug, {"input_token": "text"}, ("input_token",)),
    Route("GET", rf"{_ME}/threads_publishing_limit", _quota, {}),
    Route("POST", rf"{_ME}/threads", create, _CREATION, ("media_type",)),
    Route("POST", rf"{_ME}/threads_publish", publish, {"creation_id": "number"}, ("creation_id",)),
    Route("GET", rf"{_ME}/threads", threads, {}),
    Route("GET", rf"{_ME}/replies", replies, {}),
    *PEOPLE,
    Route("GET", rf"{_ME}/threads_insights", _own_insights, {"metric": "list"}, ("metric",)),
    Route("GET", r"(\d+)/insights", _insights, {"metric": "list"}, ("metric",)),
    Route("GET", r"(\d+)", container_or_post, {}),
    Route("DELETE", r"(\d+)", delete, {}),
)
