"""A stand-in for Instagram's API with either login: a fake, and nothing leaves the machine.

Written from https://developers.facebook.com/documentation/instagram-platform (v26.0), read on 2026-11-23. It has one
account. Below its own address it is `graph.facebook.com`, below the folder `/graph.instagram.com` the other host; the
host for films is the folder `/rupload`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._conversations import Desk
from smm_build.sandbox.standins._counts import ACCOUNT as OWN
from smm_build.sandbox.standins._counts import happened
from smm_build.sandbox.standins._graph import (
    APP,
    APP_SECRET,
    TOKEN,
    Below,
    Route,
    answered,
    error,
    fields,
    insights,
    listed,
    missing,
    nothing_there,
    only,
    stamp,
)
from smm_build.sandbox.standins.instagram._comments import COMMENTS, comment_node, under
from smm_build.sandbox.standins.instagram._containers import NAME, USER, create, node, publish, quota, upload

__all__ = ["ACCOUNT", "SECRETS", "handle"]

ACCOUNT = USER
SECRETS: Mapping[str, str] = {"TOKEN": TOKEN, "APP_SECRET": APP_SECRET}

_DIRECT = "/graph.instagram.com"
_PAGE = "17900000000000901"
_SCOPES = (
    "instagram_basic",
    "instagram_content_publish",
    "instagram_manage_comments",
    "instagram_manage_insights",
    "instagram_manage_messages",
    "pages_read_engagement",
)


def handle(asked: Asked, world: World) -> Answer:
    """Answer one request."""
    upload_to = re.fullmatch(r"/rupload/ig-api-upload/v26\.0/(\d+)", asked.path)
    if upload_to and asked.method == "POST":
        return upload(asked, world, upload_to[1])
    if asked.path == f"{_DIRECT}/refresh_access_token":
        return _refresh(asked)
    if asked.path.startswith(f"{_DIRECT}/"):
        return answered(replace(asked, path=asked.path.removeprefix(_DIRECT)), world, _OF_INSTAGRAM)
    return answered(asked, world, _OF_FACEBOOK)


def _refresh(asked: Asked) -> Answer:
    said = fields(asked)
    if said.get("grant_type") != "ig_refresh_token":
        return missing("grant_type")
    if said.get("access_token") != TOKEN:
        return error(190, "Invalid OAuth access token - Cannot parse access token", status=401)
    return Answer(200, {"access_token": TOKEN, "token_type": "bearer", "expires_in": 5_183_944})


def _me_by_page(asked: Asked, _: World) -> Answer:
    return only(asked, {"id": _PAGE, "name": "Sandbox", "instagram_business_account": {"id": USER, "username": NAME}})


def _me(asked: Asked, _: World) -> Answer:
    return only(asked, {"id": "1790000000000903", "user_id": USER, "username": NAME, "account_type": "BUSINESS"})


def _object(asked: Asked, world: World, name: str) -> Answer:
    if name == USER:
        return only(
            asked,
            {"id": USER, "user_id": USER, "username": NAME, "name": "Sandbox", "account_type": "BUSINESS"}
            | {"followers_count": happened(world, OWN, "followers")},
        )
    if name in world.kind("containers"):
        return node(asked, world, name)
    if name in world.shown:
        return only(asked, _post_node(world.shown[name]) | _done_with(name, world))
    if (there := comment_node(name, world)) is not None:
        return only(asked, there)
    return nothing_there(name)


def _post_node(shown: Shown) -> dict[str, object]:
    return {
        "id": shown.id,
        "caption": shown.text or None,
        "timestamp": stamp(shown.at),
        "permalink": shown.url,
        "shortcode": shown.id,
        "media_product_type": {"reel": "REELS", "story": "STORY"}.get(shown.kind, "FEED"),
        "username": NAME,
    }


def _done_with(name: str, world: World) -> dict[str, object]:
    comments = happened(world, name, "comments") + len(under(name, world))
    return {"like_count": happened(world, name, "likes"), "comments_count": comments}


def _insights(asked: Asked, world: World, name: str) -> Answer:
    """Tell what this kind of post knows; asked for anything else, nothing."""
    if name not in world.shown or world.shown[name].kind == "comment":
        return nothing_there(name)
    kind = str(_post_node(world.shown[name])["media_product_type"])
    known = {metric: happened(world, name, what) for metric, what in (_OF_ALL | _OF_KIND[kind]).items()}
    if "comments" in known:
        known["comments"] = int(str(_done_with(name, world)["comments_count"]))
    return insights(asked, world, known)


_OF_ALL = {"views": "views", "reach": "reach", "shares": "shares"}
_OF_KIND = {
    "FEED": {
        "likes": "likes",
        "comments": "comments",
        "saved": "saves",
        "profile_visits": "visits",
        "follows": "follows",
    },
    "REELS": {
        "likes": "likes",
        "comments": "comments",
        "saved": "saves",
        "ig_reels_video_view_total_time": "milliseconds",
    },
    "STORY": {"replies": "comments", "profile_visits": "visits", "follows": "follows"},
}


def _media(asked: Asked, world: World) -> Answer:
    posts = _newest_first(world, {"image", "carousel", "reel"})
    return listed(asked, [_post_node(shown) | {"comments": Below(under(shown.id, world))} for shown in posts])


def _stories(asked: Asked, world: World) -> Answer:
    return listed(asked, [_post_node(shown) for shown in _newest_first(world, {"story"})])


def _newest_first(world: World, kinds: set[str]) -> list[Shown]:
    posts = [shown for shown in world.shown.values() if shown.kind in kinds]
    return sorted(posts, key=lambda shown: shown.at, reverse=True)


def _app(asked: Asked, _: World) -> Answer:
    return only(asked, {"id": APP, "name": "Sandbox app"})


def _debug(asked: Asked, _: World) -> Answer:
    valid = fields(asked)["input_token"] == TOKEN
    said = {"app_id": APP, "type": "PAGE", "is_valid": valid, "expires_at": 0, "scopes": list(_SCOPES) if valid else []}
    return Answer(200, {"data": said})


_CONTAINER = {
    "image_url": "text",
    "video_url": "text",
    "caption": "text",
    "alt_text": "text",
    "media_type": "text",
    "children": "list",
    "collaborators": "list",
    "cover_url": "text",
    "is_ai_generated": "bool",
    "is_carousel_item": "bool",
    "location_id": "text",
    "share_to_feed": "bool",
    "thumb_offset": "number",
    "user_tags": "list",
}
_WITH_PAGE = {**_CONTAINER, "upload_type": "resumable", "is_paid_partnership": "bool"}
_OF_BOTH = (
    Route("POST", rf"(?:me|{USER})/media_publish", publish, {"creation_id": "number"}, ("creation_id",)),
    Route("GET", rf"(?:me|{USER})/content_publishing_limit", quota, {}),
    Route("GET", rf"(?:me|{USER})/media", _media, {}),
    Route("GET", rf"(?:me|{USER})/stories", _stories, {}),
    *COMMENTS,
    *Desk("instagram", USER, NAME).routes(rf"(?:me|{USER})"),
    Route("GET", r"(\d+)/insights", _insights, {"metric": "list"}, ("metric",)),
    Route("GET", r"(\d+)", _object, {}),
)
_OF_FACEBOOK = (
    Route("GET", "app", _app, {}),
    Route("GET", "debug_token", _debug, {"input_token": "text"}, ("input_token",)),
    Route("GET", "me", _me_by_page, {}),
    Route("POST", rf"{USER}/media", create, _WITH_PAGE),
    *_OF_BOTH,
)
_OF_INSTAGRAM = (Route("GET", "me", _me, {}), Route("POST", rf"(?:me|{USER})/media", create, _CONTAINER), *_OF_BOTH)
