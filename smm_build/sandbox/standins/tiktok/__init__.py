"""A stand-in for TikTok's Content Posting API: a fake, and nothing leaves the machine.

TikTok publishes no contract that a machine can read, so this is as strict as its documents are:
https://developers.tiktok.com/doc/content-posting-api-reference-direct-post, …-photo-post, …-upload-video,
…-query-creator-info, …-get-video-status, content-posting-api-media-transfer-guide and
oauth-user-access-token-management, read on 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from smm_build.sandbox.standins._base import Answer, Asked, World
from smm_build.sandbox.standins._counts import ACCOUNT as OWN
from smm_build.sandbox.standins._counts import happened
from smm_build.sandbox.standins.tiktok._ads import AD_ACCOUNT, ADS_TOKEN, advertise
from smm_build.sandbox.standins.tiktok._posts import begin_draft, begin_film, begin_pictures, state_of, take_stretch
from smm_build.sandbox.standins.tiktok._words import LEVELS, OPEN_ID, USER, body_faults, fine, refusal

__all__ = ["ACCOUNT", "AD_ACCOUNT", "SECRETS", "handle"]

ACCOUNT = OPEN_ID
SECRETS = {
    "ADS_TOKEN": ADS_TOKEN,
    "TOKEN": "act.sandbox-tiktok-access-token",
    "REFRESH_TOKEN": "rft.sandbox-tiktok-refresh-token",
    "CLIENT_KEY": "sandbox-tiktok-client-key",
    "CLIENT_SECRET": "sandbox-tiktok-client-secret",
}

_BUSINESS = "/business-api/open_api/v1.3/"
_A_DAY = 86_400
_A_YEAR = 31_536_000


def handle(asked: Asked, world: World) -> Answer:
    """Answer one request."""
    if asked.path.startswith(_BUSINESS):
        return advertise(asked, world, asked.path.removeprefix(_BUSINESS))
    if asked.path == "/v2/oauth/token/":
        return _token(asked, world)
    if asked.path.startswith("/upload/"):
        return take_stretch(asked, world, asked.path.removeprefix("/upload/"))
    if (asked.method, asked.path) == ("GET", "/v2/user/info/"):
        return _user(asked, world)
    action = _ACTIONS.get(asked.path)
    if action is None:
        return refusal(404, "invalid_params", f"Unsupported path {asked.path}")
    if asked.method != "POST" or not asked.headers.get("content-type", "").startswith("application/json"):
        return refusal(400, "invalid_params", "Only POST with application/json is supported")
    if asked.headers.get("authorization") != f"Bearer {SECRETS['TOKEN']}":
        return refusal(401, "access_token_invalid", "The access token is invalid or not found in the request.")
    return action(asked, world)


def _creator(asked: Asked, world: World) -> Answer:
    wrong = body_faults(asked.json, {}, (), "body")
    if wrong is not None:
        return wrong
    world.kind("creator")["asked"] = {}
    return fine(
        {
            "creator_avatar_url": "https://p16-sign.tiktokcdn.example/avatar.jpeg",
            "creator_username": USER,
            "creator_nickname": "Torrefazione Aurora",
            "privacy_level_options": list(LEVELS),
            "comment_disabled": False,
            "duet_disabled": False,
            "stitch_disabled": True,
            "max_video_post_duration_sec": 300,
        }
    )


def _user(asked: Asked, world: World) -> Answer:
    if asked.headers.get("authorization") != f"Bearer {SECRETS['TOKEN']}":
        return refusal(401, "access_token_invalid", "The access token is invalid or not found in the request.")
    if asked.params.get("fields") != "follower_count":
        return refusal(400, "invalid_params", "Fields is required")
    return fine({"user": {"follower_count": happened(world, OWN, "followers")}})


def _films(asked: Asked, world: World) -> Answer:
    """Tell what people did with films, by their numbers; those of others and what is no film are left out."""
    wrong = body_faults(asked.json, {"filters": dict}, ("filters",), "body")
    filters = asked.data.get("filters")
    wrong = wrong or body_faults(filters, {"video_ids": list}, ("video_ids",), "filters")
    if wrong is not None:
        return wrong
    numbers = filters["video_ids"] if isinstance(filters, dict) else []
    wanted = asked.params.get("fields", "").split(",")
    if len(numbers) > _MOST_FILMS or set(wanted) - {"id", *_COUNTS}:
        return refusal(400, "invalid_params", "The fields or the number of video_ids is invalid")
    films = [
        {"id": number, **{name: happened(world, number, _COUNTS[name]) for name in wanted if name != "id"}}
        for number in map(str, numbers)
        if number in world.shown and world.shown[number].visible
    ]
    return fine({"videos": films})


_MOST_FILMS = 20
_COUNTS = {"view_count": "views", "like_count": "likes", "comment_count": "comments", "share_count": "shares"}


def _token(asked: Asked, world: World) -> Answer:
    """Exchange a refresh token; every exchange gives another one, and the last one counts."""
    kept = world.kind("tokens").setdefault("refresh", {"value": SECRETS["REFRESH_TOKEN"]})
    app = {name: SECRETS[name.upper()] for name in ("client_key", "client_secret")}
    if asked.method != "POST" or any(asked.form.get(name) != value for name, value in app.items()):
        return Answer(401, {"error": "invalid_client", "error_description": "Client key or secret is incorrect."})
    if asked.form.get("grant_type") != "refresh_token" or asked.form.get("refresh_token") != kept["value"]:
        return Answer(400, {"error": "invalid_grant", "error_description": "Refresh token is invalid or expired."})
    kept["value"] = f"rft.sandbox-{world.new_id()}"
    made = {"access_token": SECRETS["TOKEN"], "expires_in": _A_DAY, "open_id": OPEN_ID, "token_type": "Bearer"}
    scope = "user.info.basic,video.publish,video.upload"
    return Answer(200, {**made, "refresh_token": kept["value"], "refresh_expires_in": _A_YEAR, "scope": scope})


_ACTIONS: Mapping[str, Callable[[Asked, World], Answer]] = {
    "/v2/post/publish/creator_info/query/": _creator,
    "/v2/post/publish/video/init/": begin_film,
    "/v2/post/publish/inbox/video/init/": begin_draft,
    "/v2/post/publish/content/init/": begin_pictures,
    "/v2/post/publish/status/fetch/": state_of,
    "/v2/video/query/": _films,
}
