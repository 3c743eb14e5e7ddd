"""A stand-in for Facebook's Graph API, as far as pages go: a fake, and nothing leaves the machine.

Written from https://developers.facebook.com/docs/pages-api, page-stories-api and video-api (v26.0), read on
2026-11-23. It has one page. The hosts for films are folders here: ``/graph-video`` and ``/rupload``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

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
    is_time,
    listed,
    missing,
    nothing_there,
    only,
    read_json,
    stamp,
)
from smm_build.sandbox.standins._meta_ads import AD_ACCOUNT, AD_FILMS, ADS, ad_object, ad_results, change_ad_object
from smm_build.sandbox.standins._profile_pictures import given, picture_address
from smm_build.sandbox.standins.facebook._comments import COMMENTS, change_comment, comment_node, under
from smm_build.sandbox.standins.facebook._films import PAGE, film_node, publish_reel, publish_story, upload, videos
from smm_build.sandbox.standins.facebook._profile import (
    CHANGES,
    PICTURE,
    keep_photo,
    profile_node,
    set_picture,
    update_page,
)

__all__ = ["ACCOUNT", "AD_ACCOUNT", "SECRETS", "handle"]

ACCOUNT = PAGE
SECRETS: Mapping[str, str] = {"TOKEN": TOKEN, "APP_SECRET": APP_SECRET, "ADS_TOKEN": TOKEN}

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_LARGEST = 10_000_000
_SOONEST, _LATEST = timedelta(minutes=10), timedelta(days=30)
_LONGEST = 63_206
_SCOPES = (
    "pages_show_list",
    "pages_read_engagement",
    "pages_manage_posts",
    "pages_manage_engagement",
    "pages_read_user_content",
    "pages_messaging",
    "read_insights",
)


def handle(asked: Asked, world: World) -> Answer:
    """Answer one request."""
    _show_what_is_due(world)
    if (picture := given(asked, world)) is not None:
        return picture
    upload_to = re.fullmatch(r"/rupload/video-upload/v26\.0/(\d+)", asked.path)
    if upload_to and asked.method == "POST":
        return upload(asked, world, upload_to[1])
    if asked.path.startswith("/graph-video/"):
        return answered(replace(asked, path=asked.path.removeprefix("/graph-video")), world, _VIDEO_HOST)
    return answered(asked, world, _ROUTES)


def _page(asked: Asked, world: World, name: str) -> Answer:
    if name not in {"me", PAGE}:
        return nothing_there(name)
    node: dict[str, object] = {
        "id": PAGE,
        "name": "Sandbox",
        "access_token": TOKEN,
        "is_published": True,
        "username": "sandbox",
    }
    node["followers_count"] = happened(world, OWN, "followers")
    return only(asked, {**profile_node(asked, world), **node, "link": f"https://www.facebook.com/{PAGE}"})


def _app(asked: Asked, _: World) -> Answer:
    return only(asked, {"id": APP, "name": "Sandbox app"})


def _debug(asked: Asked, _: World) -> Answer:
    if fields(asked)["input_token"] != TOKEN:
        fault = {"code": 190, "message": "Invalid OAuth access token."}
        return Answer(200, {"data": {"error": fault, "is_valid": False, "scopes": []}})
    said = {"app_id": APP, "type": "PAGE", "application": "Sandbox app", "is_valid": True, "profile_id": PAGE}
    return Answer(200, {"data": {**said, "expires_at": 0, "data_access_expires_at": 0, "scopes": list(_SCOPES)}})


def _feed(asked: Asked, world: World) -> Answer:
    said = fields(asked)
    photos = _attached(said)
    message, link = said.get("message", ""), said.get("link")
    fault = _feed_fault(world, said, photos, link)
    if fault is not None:
        return fault
    post = f"{PAGE}_{world.new_id()}"
    files = []
    for photo in photos:
        known = world.kind("photos")[photo]
        known["used"] = post
        files.append((str(known["digest"]), known["alt"] if isinstance(known["alt"], str) else None))
    kind = "photos" if photos else "link" if link else "text"
    due = said.get("scheduled_publish_time")  # a time by now
    at = datetime.fromtimestamp(int(due), UTC) if due else world.clock()
    world.show(
        Shown("facebook", PAGE, post, kind, message, at, f"https://www.facebook.com/{post}", tuple(files), link,
              visible=due is None)
    )  # fmt: skip
    world.kind("posts")[post] = {"photos": list(photos), "scheduled": due is not None}
    return Answer(200, {"id": post})


def _feed_fault(world: World, said: Mapping[str, str], photos: list[str], link: str | None) -> Answer | None:
    message = said.get("message", "")
    if not message and not link and not photos:
        return error(100, "Missing message or attachment", 1_349_125)
    if len(message) > _LONGEST:
        return error(100, "Param message is too long")
    if link and ("facebook.com" in link or not link.startswith(("http://", "https://"))):
        return error(1_609_008 if "facebook.com" in link else 1_609_005, "The link cannot be used")
    gone = next((photo for photo in photos if world.kind("photos").get(photo, {"used": True})["used"]), None)
    if gone is not None:
        known = gone in world.kind("photos")
        return error(1_366_051, "These photos were already posted") if known else nothing_there(gone)
    newest = max((s for s in world.shown.values() if s.kind in {"text", "link"}), key=lambda s: s.at, default=None)
    if newest and not photos and (newest.text, newest.link) == (message, link) and newest.visible:
        return error(506, "Duplicate status message")
    return _time_fault(world, said)


def _time_fault(world: World, said: Mapping[str, str]) -> Answer | None:
    due, hidden = said.get("scheduled_publish_time"), said.get("published") in {"false", "0"}
    if not hidden and due is None:
        return None
    if not hidden or due is None or not is_time(due):
        return error(100, "published=false and scheduled_publish_time go together")
    ahead = datetime.fromtimestamp(int(due), UTC) - world.clock()
    if _SOONEST <= ahead <= _LATEST:
        return None
    return error(100, "The specified scheduled publish time is invalid", 1_363_123)


def _attached(said: Mapping[str, str]) -> list[str]:
    """Return the ids of photos, in either way a list can be written."""
    values: list[object] = [said[name] for name in sorted(said, key=_place) if name.startswith("attached_media[")]
    if "attached_media" in said:
        whole = read_json(said["attached_media"])
        values = whole if isinstance(whole, list) else [None]
    media = [read_json(value) if isinstance(value, str) else value for value in values]
    return [str(one.get("media_fbid", "")) if isinstance(one, dict) else "" for one in media]


def _place(name: str) -> int:
    found = re.search(r"\[(\d{1,3})\]$", name)
    return int(found[1]) if found else -1


def _photos(asked: Asked, world: World) -> Answer:
    said, file = fields(asked), asked.files.get("source")
    content = file.content if file else world.fetch(said["url"]) if "url" in said else None
    if content is None:
        return (
            error(324, "Requires upload file")
            if "url" not in said
            else error(100, "The file cannot be fetched", 2_061_006)
        )
    if not content.startswith(_PICTURES) or len(content) > _LARGEST:
        return error(1_366_046, "Your photos couldn't be uploaded")
    photo = world.new_id()
    alt = said.get("alt_text_custom")
    world.kind("photos")[photo] = {"digest": world.digest(content), "alt": alt, "used": None}
    if said.get("published", "true") in {"false", "0"}:
        keep_photo(world, photo, content)
        return Answer(200, {"id": photo})
    post = f"{PAGE}_{world.new_id()}"
    world.kind("photos")[photo]["used"] = post
    text = said.get("message", said.get("caption", ""))
    url = f"https://www.facebook.com/{post}"
    world.show(Shown("facebook", PAGE, post, "photos", text, world.clock(), url, ((world.digest(content), alt),)))
    world.kind("posts")[post] = {"photos": [photo], "scheduled": False}
    return Answer(200, {"id": photo, "post_id": post})


def _photo_story(asked: Asked, world: World) -> Answer:
    name = fields(asked)["photo_id"]
    photo = world.kind("photos").get(name)
    if photo is None:
        return nothing_there(name)
    if photo["used"]:
        return error(100, "The photo was used in an earlier post")
    post = world.new_id()
    photo["used"] = post
    files = ((str(photo["digest"]), None),)
    world.show(Shown("facebook", PAGE, post, "story", "", world.clock(), None, files))
    world.kind("stories")[post] = {"media_id": name, "media_type": "photo"}
    return Answer(200, {"success": True, "post_id": post})


def _published(asked: Asked, world: World) -> Answer:
    posts = [shown for shown in _newest_first(world) if shown.visible]
    return listed(asked, [_post_node(shown, world) | {"comments": Below(under(shown.id, world))} for shown in posts])


def _scheduled(asked: Asked, world: World) -> Answer:
    return listed(asked, [_post_node(shown, world) for shown in _newest_first(world) if not shown.visible])


def _newest_first(world: World) -> list[Shown]:
    posts = [shown for shown in world.shown.values() if shown.kind in {"text", "link", "photos"}]
    return sorted(posts, key=lambda shown: shown.at, reverse=True)


def _post_node(shown: Shown, world: World) -> dict[str, object]:
    photos = world.kind("posts").get(shown.id, {}).get("photos")
    targets = [{"target": {"id": photo}} for photo in photos] if isinstance(photos, list) else []
    several = {"data": [{"target": {"id": PAGE}, "subattachments": {"data": targets}}]}
    attached = several if len(targets) > 1 else {"data": targets}
    return {
        "id": shown.id,
        "message": shown.text or None,
        "created_time": stamp(shown.at),
        "permalink_url": shown.url,
        "is_published": shown.visible,
        "scheduled_publish_time": None if shown.visible else int(shown.at.timestamp()),
        "attachments": attached if targets else None,
    }


def _stories(asked: Asked, world: World) -> Answer:  # noqa: ARG001 - an edge
    films = [f for f in world.kind("films").values() if f["kind"] == "story" and f.get("shown")]
    ours = {str(f["post"]): {"media_id": f["id"], "media_type": "video"} for f in films} | world.kind("stories")
    data = [
        {"post_id": post, "status": "published", "creation_time": stamp(world.shown[post].at), **story}
        for post, story in ours.items()
        if post in world.shown
    ]
    return Answer(200, {"data": data})


def _object(asked: Asked, world: World, name: str) -> Answer:
    if (found := ad_object(asked, world, name)) is not None:
        return found
    if name in world.kind("films"):
        return film_node(asked, world, world.kind("films")[name])
    if name in world.kind("pictures"):
        return only(asked, {"id": name, "images": [{"source": picture_address(asked, name)}]})
    if (there := comment_node(name, world)) is not None:
        return only(asked, there)
    post = _shown_as(name, world)
    if post in world.shown:
        return only(asked, _post_node(world.shown[post], world) | _done_with(post, world) | {"id": name})
    return _page(asked, world, name)


def _done_with(name: str, world: World) -> dict[str, object]:
    """Return the counts that are fields of a post; one that nobody shared has no ``shares``."""
    shares, comments = happened(world, name, "shares"), happened(world, name, "comments") + len(under(name, world))
    return {
        "shares": {"count": shares} if shares else None,
        "comments": {"data": [], "summary": {"total_count": comments}},
        "reactions": {"data": [], "summary": {"total_count": happened(world, name, "likes")}},
    }


def _shown_as(name: str, world: World) -> str:
    """Return what a post is kept as: one that shows a film under the film's id."""
    film = name.removeprefix(f"{PAGE}_")
    return film if film in world.kind("films") else name


def _insights(asked: Asked, world: World, name: str) -> Answer:
    if (told := ad_results(asked, world, name)) is not None:
        return told
    if "metric" not in fields(asked):
        return missing("metric")
    name = _shown_as(name, world)
    if name not in world.shown:
        return nothing_there(name)
    names = {"post_media_view": "views", "post_total_media_view_unique": "reach", "post_clicks": "clicks"}
    return insights(asked, world, {known: happened(world, name, what) for known, what in names.items()})


def _change(asked: Asked, world: World, name: str) -> Answer:
    if (changed := change_ad_object(asked, world, name)) is not None:
        return changed
    if name == PAGE:
        return update_page(asked, world)
    if (changed := change_comment(asked, world, name)) is not None:
        return changed
    if name not in world.shown:
        return nothing_there(name)
    said = fields(asked)
    wanted = "description" if name in world.kind("films") else "message"
    if wanted not in said:
        return missing(wanted)
    world.show(replace(world.shown[name], text=said[wanted]))
    return Answer(200, {"success": True})


def _delete(asked: Asked, world: World, name: str) -> Answer:  # noqa: ARG001 - an edge
    film = world.kind("films").pop(name, None)
    gone = world.hide(name) or film is not None
    return Answer(200, {"success": True}) if gone else nothing_there(name)


def _show_what_is_due(world: World) -> None:
    for shown in list(world.shown.values()):
        if not shown.visible and shown.account == PAGE and shown.at <= world.clock():
            world.show(replace(shown, visible=True))


_WHEN = {
    "published": "bool",
    "scheduled_publish_time": "number",
    "unpublished_content_type": "SCHEDULED|DRAFT|PUBLISHED",
}
_FEED = {"message": "text", "link": "text", "place": "number", "attached_media": "object", **_WHEN}
_PHOTO = {"source": "file", "url": "text", "caption": "text", "message": "text", "alt_text_custom": "text", **_WHEN}
_WORDS = {"description": "text", "title": "text", "is_ai_generated": "bool"}
_PHASES = {
    "video_id": "number",
    "video_state": "PUBLISHED|SCHEDULED|DRAFT",
    "place": "number",
    "scheduled_publish_time": "number",
    **_WORDS,
}
_CHUNKED = {
    "upload_phase": "start|transfer|finish|cancel",
    "upload_session_id": "number",
    "file_size": "number",
    "start_offset": "number",
    "end_offset": "number",
    "video_file_chunk": "file",
    "thumb": "file",
    **_WHEN,
    **_WORDS,
}
_VIDEO_HOST = (Route("POST", rf"(?:me|{PAGE})/videos", videos, _CHUNKED), *AD_FILMS)
_ROUTES = (
    *ADS,
    Route("GET", "app", _app, {}),
    Route("GET", "debug_token", _debug, {"input_token": "text"}, ("input_token",)),
    Route("POST", rf"(?:me|{PAGE})/feed", _feed, _FEED),
    Route("POST", rf"(?:me|{PAGE})/photos", _photos, _PHOTO),
    Route("POST", rf"(?:me|{PAGE})/picture", set_picture, PICTURE, ("picture",)),
    *_VIDEO_HOST,
    Route("POST", rf"(?:me|{PAGE})/photo_stories", _photo_story, {"photo_id": "number"}, ("photo_id",)),
    Route(
        "POST",
        rf"(?:me|{PAGE})/video_reels",
        publish_reel,
        {"upload_phase": "start|finish", **_PHASES},
        ("upload_phase",),
    ),
    Route(
        "POST",
        rf"(?:me|{PAGE})/video_stories",
        publish_story,
        {"upload_phase": "start|finish|START|FINISH", **_PHASES},
        ("upload_phase",),
    ),
    Route("GET", rf"(?:me|{PAGE})/published_posts", _published, {"include_hidden": "bool"}),
    Route("GET", rf"(?:me|{PAGE})/scheduled_posts", _scheduled, {}),
    Route("GET", rf"(?:me|{PAGE})/stories", _stories, {"status": "list"}),
    Route(
        "GET",
        r"([\d_]+)/insights",
        _insights,
        {"metric": "list", "period": "lifetime|day", "date_preset": "maximum"},
    ),
    *COMMENTS,
    *Desk("messenger", PAGE, "Sandbox").routes(rf"(?:me|{PAGE})"),
    Route("GET", r"([\d_]+|me)", _object, {}),
    Route(
        "POST",
        r"([\d_]+)",
        _change,
        {"message": "text", "description": "text", "status": "text", "is_hidden": "bool", **CHANGES},
    ),
    Route("DELETE", r"([\d_]+)", _delete, {}),
)
