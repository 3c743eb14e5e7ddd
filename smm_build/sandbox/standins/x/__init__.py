"""A stand-in for X's API v2: posts, media, people's words and the own account. A fake, and nothing leaves the machine.

Written from https://docs.x.com and judged by the schema at https://api.x.com/2/openapi.json (2.167), read on
2026-11-23. Requests have to be signed by OAuth 1.0a with the secrets below, each with a number of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import unquote

from smm_build.networks._oauth1 import Keys, signature
from smm_build.sandbox.standins._base import Answer, Asked, World
from smm_build.sandbox.standins._counts import ACCOUNT as OWN
from smm_build.sandbox.standins._counts import happened
from smm_build.sandbox.standins._profile_pictures import given
from smm_build.sandbox.standins.x._ads import AD_ACCOUNT, advertise
from smm_build.sandbox.standins.x._media import append, describe, finalize, initialize, status, upload_at_once
from smm_build.sandbox.standins.x._people import dm_events, dm_events_with, hide, mentions, send
from smm_build.sandbox.standins.x._posts import counted_posts, create, delete, own_posts
from smm_build.sandbox.standins.x._profile import shown_profile, update_picture, update_profile
from smm_build.sandbox.standins.x._words import NAME, USER, problem

__all__ = ["ACCOUNT", "AD_ACCOUNT", "SECRETS", "handle"]

ACCOUNT = USER
SECRETS: Mapping[str, str] = {
    "API_KEY": "sandbox-x-api-key",
    "API_SECRET": "sandbox-x-api-secret",
    "ACCESS_TOKEN": "sandbox-x-access-token",
    "ACCESS_SECRET": "sandbox-x-access-secret",
}

_KEYS = Keys(SECRETS["API_KEY"], SECRETS["API_SECRET"], SECRETS["ACCESS_TOKEN"], SECRETS["ACCESS_SECRET"])
_PAIR = re.compile(r'(\w+)="([^"]*)"')
_ADS = "/ads-api/12/"
_WINDOW = 900
_LOOK_UPS = 75
_POSTS = 100


def handle(asked: Asked, world: World) -> Answer:
    """Answer one request."""
    if (picture := given(asked, world)) is not None:
        return picture
    refused = _unauthorized(asked, world)
    if refused is not None:
        return refused
    if asked.path.startswith(_ADS):
        return advertise(asked, world, asked.path.removeprefix(_ADS))
    for method, pattern, action in _ROUTES:
        found = re.fullmatch(pattern, asked.path)
        if found and method == asked.method:
            return _counted(action(asked, world, *found.groups()), asked, world)
    return problem(404, "resource-not-found", "Not Found Error", f"Nothing is at {asked.method} {asked.path}.")


def _unauthorized(asked: Asked, world: World) -> Answer | None:
    kind, _, said = asked.headers.get("authorization", "").partition(" ")
    if kind == "Bearer":
        detail = (
            "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint. Supported authentication"
            " types are [OAuth 1.0a User Context, OAuth 2.0 User Context]."
        )
        return problem(403, "unsupported-authentication", "Unsupported Authentication", detail)
    pairs = {name: unquote(value) for name, value in _PAIR.findall(said)}
    given = pairs.pop("oauth_signature", None)
    stamp = (pairs.get("oauth_timestamp", ""), pairs.get("oauth_nonce", ""))
    form = asked.form.items() if not asked.files and "multipart" not in asked.headers.get("content-type", "") else ()
    parameters = [*pairs.items(), *asked.params.items(), *form]
    known = (pairs.get("oauth_consumer_key"), pairs.get("oauth_token")) == (_KEYS.key, _KEYS.token)
    right = given == signature(asked.method, asked.base + asked.path, parameters, _KEYS)
    used = world.kind("numbers used once")
    if kind != "OAuth" or not known or not right or not all(stamp) or "|".join(stamp) in used:
        return problem(401, None, "Unauthorized", "Unauthorized")
    used["|".join(stamp)] = {}
    return None


def _counted(answer: Answer, asked: Asked, world: World) -> Answer:
    limit = _POSTS if asked.method == "POST" else _LOOK_UPS
    now = int(world.clock().timestamp())
    headers = {
        "x-rate-limit-limit": str(limit),
        "x-rate-limit-remaining": str(limit - 1),
        "x-rate-limit-reset": str(now - now % _WINDOW + _WINDOW),
        "x-access-level": "read-write",
        "api-version": "2.167",
    }
    return replace(answer, headers={**headers, **answer.headers})


def _me(asked: Asked, world: World) -> Answer:
    if asked.params.keys() - {"user.fields", "expansions", "post.fields", "tweet.fields"}:
        return problem(400, "invalid-request", "Invalid Request", "One or more parameters to your request was invalid.")
    wanted = set(asked.params.get("user.fields", "").split(","))
    counts = {"followers_count": happened(world, OWN, "followers"), "following_count": 0, "tweet_count": 0}
    more = {"public_metrics": counts, "protected": False, "subscription_type": "None", "verified": False}
    profile = shown_profile(asked, world)
    told = {name: value for name, value in (more | profile).items() if name in wanted}
    return Answer(200, {"data": {"id": USER, "name": profile["name"], "username": NAME} | told})


_ROUTES: tuple[tuple[str, str, Callable[..., Answer]], ...] = (
    ("GET", "/2/users/me", _me),
    ("GET", r"/2/users/(\d{1,19})/tweets", own_posts),
    ("GET", r"/2/users/(\d{1,19})/mentions", mentions),
    ("PUT", r"/2/tweets/(\d{1,19})/hidden", hide),
    ("GET", "/2/dm_events", dm_events),
    ("GET", r"/2/dm_conversations/with/(\d{1,19})/dm_events", dm_events_with),
    ("POST", r"/2/dm_conversations/with/(\d{1,19})/messages", send),
    ("GET", "/2/tweets", counted_posts),
    ("POST", "/2/tweets", create),
    ("DELETE", r"/2/tweets/(\d{1,19})", delete),
    ("POST", "/2/media/upload", upload_at_once),
    ("GET", "/2/media/upload", status),
    ("POST", "/2/media/upload/initialize", initialize),
    ("POST", r"/2/media/upload/(\d{1,19})/append", append),
    ("POST", r"/2/media/upload/(\d{1,19})/finalize", finalize),
    ("POST", "/2/media/metadata", describe),
    ("POST", r"/1\.1/account/update_profile\.json", update_profile),
    ("POST", r"/1\.1/account/(update_profile_(?:image|banner))\.json", update_picture),
)
