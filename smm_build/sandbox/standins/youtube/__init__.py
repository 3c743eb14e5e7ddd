"""A stand-in for the YouTube Data API v3 and Google's token address: one channel, its films and their comments.

Written from https://developers.google.com/youtube/v3/docs and
https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol, read on 2026-11-23. A film is worked on
until it was looked at once; what is private is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._counts import ACCOUNT as OWN
from smm_build.sandbox.standins._counts import happened
from smm_build.sandbox.standins._profile_pictures import given, keep_picture, picture_address, profile_of
from smm_build.sandbox.standins.youtube._comments import COMMENTS, comments_on
from smm_build.sandbox.standins.youtube._fields import ACCOUNT, Wrong, read_video

__all__ = ["ACCOUNT", "SECRETS", "handle"]

SECRETS: Mapping[str, str] = {
    "CLIENT_ID": "stand-in.apps.googleusercontent.com",
    "CLIENT_SECRET": "stand-in-client-of-nobody",
    "REFRESH_TOKEN": "1//stand-in-refresh-token-of-nobody",
}

_TOKEN = "ya29.stand-in-access-token-of-nobody"  # noqa: S105 - a fake's
_SCOPES = "https://www.googleapis.com/auth/youtube.force-ssl https://www.googleapis.com/auth/youtube.upload"
_RANGE = re.compile(r"bytes (?:(?P<start>\d+)-(?P<end>\d+)|\*)/(?P<size>\d+)")
_QUARTER_MEGABYTE = 262_144
_WEEK = timedelta(days=7)
_LONGEST_DESCRIPTION = 1_000


def handle(asked: Asked, world: World) -> Answer:
    """Answer one request to the API."""
    _publish_what_is_due(world)
    if (picture := given(asked, world)) is not None:
        return picture
    if asked.path == "/oauth2/token":
        return _token(asked)
    upload = asked.path == "/upload/youtube/v3/videos" and asked.method == "PUT"
    if not upload and asked.headers.get("authorization") != f"Bearer {_TOKEN}":
        return _refusal(401, "authError", "Invalid Credentials")
    answer = _ROUTES.get((asked.method, asked.path))
    if answer is None:
        return _refusal(404, "notFound", "Not Found")
    try:
        return answer(asked, world)
    except Wrong as wrong:
        return _refusal(wrong.status, wrong.reason, str(wrong))


def _token(asked: Asked) -> Answer:
    said = asked.form
    if asked.method != "POST" or said.get("grant_type") != "refresh_token":
        return Answer(400, {"error": "unsupported_grant_type", "error_description": "Invalid grant_type"})
    if any(said.get(name.lower()) != SECRETS[name] for name in ("CLIENT_ID", "CLIENT_SECRET")):
        return Answer(401, {"error": "invalid_client", "error_description": "The OAuth client was not found."})
    if said.get("refresh_token") != SECRETS["REFRESH_TOKEN"]:
        return Answer(400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."})
    return Answer(200, {"access_token": _TOKEN, "expires_in": 3599, "scope": _SCOPES, "token_type": "Bearer"})


def _channels(asked: Asked, world: World) -> Answer:
    if asked.params.get("mine") != "true" or not asked.params.get("part"):
        raise Wrong(400, "missingRequiredParameter", "No filter selected.")
    channel = {
        "kind": "youtube#channel",
        "id": ACCOUNT,
        "snippet": {"title": "Stand-in"},
        "brandingSettings": _branding(asked, world),
        "status": {"privacyStatus": "public", "longUploadsStatus": "allowed"},
        "statistics": {
            "subscriberCount": str(happened(world, OWN, "followers")),
            "hiddenSubscriberCount": bool(happened(world, OWN, "hidden")),
        },
    }
    return Answer(200, {"kind": "youtube#channelListResponse", "items": [channel]})


def _branding(asked: Asked, world: World) -> dict[str, object]:
    own = profile_of(world, description="")
    banner = picture_address(asked, own.get("banner"))
    image = {"bannerExternalUrl": banner} if banner else {}
    return {"channel": {"title": "Stand-in", "description": own["description"]}, "image": image}


def _update_channel(asked: Asked, world: World) -> Answer:
    said = asked.data.get("brandingSettings")
    if asked.params.get("part") != "brandingSettings" or asked.data.get("id") != ACCOUNT or not isinstance(said, dict):
        raise Wrong(400, "badRequest", "The request cannot be understood.")
    settings, image = said.get("channel"), said.get("image")
    if not isinstance(settings, dict) or settings.get("title") != "Stand-in":
        raise Wrong(400, "channelTitleUpdateForbidden", "The channel's title cannot be changed.")
    description = settings.get("description", "")
    if not isinstance(description, str) or len(description) > _LONGEST_DESCRIPTION:
        raise Wrong(400, "invalidDescription", "The channel's description is too long.")
    own = profile_of(world, description="")
    own["description"] = description
    banner = image.get("bannerExternalUrl") if isinstance(image, dict) else None
    own["banner"] = str(banner).rpartition("/")[2].partition(".")[0] if banner else None
    return Answer(200, {"kind": "youtube#channel", "id": ACCOUNT, "brandingSettings": _branding(asked, world)})


def _banner(asked: Asked, world: World) -> Answer:
    mime = asked.headers.get("content-type", "")
    if mime not in {"image/jpeg", "image/png"} or not asked.body:
        raise Wrong(400, "mediaBodyRequired", "The request does not include the image content.")
    name = keep_picture(world, asked.body, mime)
    return Answer(200, {"kind": "youtube#channelBannerResource", "url": picture_address(asked, name)})


# --- Films -----------------------------------------------------------------------------------------------------------


def _begin(asked: Asked, world: World) -> Answer:
    if asked.params.get("uploadType") != "resumable":
        raise Wrong(400, "badRequest", "This stand-in takes resumable uploads only.")
    size, mime = asked.headers.get("x-upload-content-length", ""), asked.headers.get("x-upload-content-type", "")
    if not size.isdigit() or not mime.startswith(("video/", "application/octet-stream")):
        raise Wrong(400, "mediaBodyRequired", "The request does not include the video content.")
    upload = f"stand-in-upload-{world.new_id()}"
    world.kind("uploads")[upload] = {
        "size": int(size),
        "reached": 0,
        "digests": [],
        "begun": world.clock().isoformat(),
        "video": read_video(asked, insert=True),
    }
    place = f"{asked.base}/upload/youtube/v3/videos?uploadType=resumable&upload_id={upload}"
    return Answer(200, None, {"Location": place})


def _receive(asked: Asked, world: World) -> Answer:
    upload = world.kind("uploads").get(asked.params.get("upload_id", ""))
    match = _RANGE.fullmatch(asked.headers.get("content-range", ""))
    if upload is None:
        raise Wrong(404, "notFound", "No upload")
    if upload.get("made"):
        return Answer(200, _film(str(upload["made"]), world))
    if match is None or int(match["size"]) != upload["size"]:
        raise Wrong(400, "badRequest", "Failed to parse Content-Range header.")
    if match["start"] is not None:
        _take(upload, int(match["start"]), int(match["end"]), asked.body, world)
    if upload["reached"] != upload["size"]:
        reached = int(str(upload["reached"]))
        return Answer(308, None, {"Range": f"bytes=0-{reached - 1}"} if reached else {})
    upload["made"] = _made(upload, world)
    return Answer(200, _film(str(upload["made"]), world))


def _take(upload: dict[str, object], start: int, end: int, body: bytes, world: World) -> None:
    if end - start + 1 != len(body) or end >= int(str(upload["size"])):
        raise Wrong(400, "badRequest", "Invalid request. The number of bytes does not match Content-Range.")
    last = end + 1 == upload["size"]
    if not last and len(body) % _QUARTER_MEGABYTE:
        raise Wrong(400, "badRequest", "Invalid request. Stretches are multiples of 256 KB.")
    if start == upload["reached"]:
        upload["reached"] = end + 1
        digests = upload["digests"]
        assert isinstance(digests, list), "made so by _begin"
        digests.append(world.digest(body))


def _made(upload: Mapping[str, object], world: World) -> str:
    video = f"S{world.new_id()[-10:]}"
    digests = upload["digests"]
    assert isinstance(digests, list), "made so by _begin"
    whole = digests[0] if len(digests) == 1 else world.digest("".join(digests).encode())
    said = upload["video"]
    assert isinstance(said, dict), "made so by _begin"
    film = world.kind("films")[video] = {**said, "id": video, "file": whole, "looks": 0}
    if said["status"]["privacyStatus"] != "private":
        _show(film, world)
    return video


def _film(video: str, world: World) -> dict[str, object]:
    film = world.kind("films")[video]
    status, snippet = film["status"], film["snippet"]
    assert isinstance(status, dict), "read by read_video"
    assert isinstance(snippet, dict), "read by read_video"
    state = "processed" if int(str(film["looks"])) > 1 else "uploaded"
    return {
        "kind": "youtube#video",
        "id": video,
        "snippet": {**snippet, "channelId": ACCOUNT},
        "status": {**status, "uploadStatus": state},
    }


def _look(asked: Asked, world: World) -> Answer:
    video = asked.params.get("id", "")
    if not asked.params.get("part"):
        raise Wrong(400, "missingRequiredParameter", "No part")
    if asked.params["part"] == "statistics":
        films = [one for one in video.split(",") if one in world.kind("films")]
        items = [{"kind": "youtube#video", "id": one, "statistics": _statistics(one, world)} for one in films]
        return Answer(200, {"kind": "youtube#videoListResponse", "items": items})
    film = world.kind("films").get(video)
    if film is None:
        return Answer(200, {"kind": "youtube#videoListResponse", "items": []})
    film["looks"] = int(str(film["looks"])) + 1
    return Answer(200, {"kind": "youtube#videoListResponse", "items": [_film(video, world)]})


def _statistics(video: str, world: World) -> dict[str, str]:
    """Return the counts of a film, written as text."""
    own = comments_on(video, world)
    return {
        "viewCount": str(happened(world, video, "views")),
        "likeCount": str(happened(world, video, "likes")),
        "favoriteCount": "0",
        "commentCount": str(happened(world, video, "comments") + own),
    }


def _update(asked: Asked, world: World) -> Answer:
    said = read_video(asked, insert=False)
    video = str(asked.data.get("id"))
    film = world.kind("films").get(video)
    if film is None:
        raise Wrong(404, "videoNotFound", "The video that you are trying to update cannot be found.")
    film |= said
    _show(film, world)
    return Answer(200, _film(video, world))


def _publish_what_is_due(world: World) -> None:
    """Make films public whose time has come."""
    for film in world.kind("films").values():
        status = film["status"]
        assert isinstance(status, dict), "read by read_video"
        due = status.get("publishAt")
        at = datetime.fromisoformat(due) if isinstance(due, str) else None
        if at is not None and at <= world.clock():
            film["status"] = {**status, "privacyStatus": "public"}
            del film["status"]["publishAt"]  # type: ignore[attr-defined]
            _show(film, world, at)


def _show(film: Mapping[str, object], world: World, at: datetime | None = None) -> None:
    snippet, status = film["snippet"], film["status"]
    assert isinstance(snippet, dict), "read by read_video"
    assert isinstance(status, dict), "read by read_video"
    video = str(film["id"])
    before = world.shown.get(video)
    world.show(
        Shown(
            "youtube",
            ACCOUNT,
            video,
            "film",
            str(snippet["description"]),
            at or (before.at if before else world.clock()),
            f"https://www.youtube.com/watch?v={video}",
            ((str(film["file"]), None),),
            visible=status["privacyStatus"] != "private",
        )
    )


def _delete(asked: Asked, world: World) -> Answer:
    video = asked.params.get("id", "")
    if world.kind("films").pop(video, None) is None:
        raise Wrong(404, "videoNotFound", "The video that you are trying to delete cannot be found.")
    world.hide(video)
    return Answer(204)


def _thumbnail(asked: Asked, world: World) -> Answer:
    film = world.kind("films").get(asked.params.get("videoId", ""))
    if film is None:
        raise Wrong(404, "videoNotFound", "The video cannot be found.")
    if asked.headers.get("content-type") not in {"image/jpeg", "image/png"} or not asked.body:
        raise Wrong(400, "mediaBodyRequired", "The request does not include the image content.")
    film["cover"] = world.digest(asked.body)
    return Answer(200, {"kind": "youtube#thumbnailSetResponse", "items": []})


def _refusal(status: int, reason: str, message: str) -> Answer:
    errors = [{"message": message, "domain": "youtube", "reason": reason}]
    return Answer(status, {"error": {"code": status, "message": message, "errors": errors}})


_ROUTES: Mapping[tuple[str, str], Callable[[Asked, World], Answer]] = {
    ("GET", "/youtube/v3/channels"): _channels,
    ("PUT", "/youtube/v3/channels"): _update_channel,
    ("POST", "/upload/youtube/v3/channelBanners/insert"): _banner,
    ("POST", "/upload/youtube/v3/videos"): _begin,
    ("PUT", "/upload/youtube/v3/videos"): _receive,
    ("POST", "/upload/youtube/v3/thumbnails/set"): _thumbnail,
    ("GET", "/youtube/v3/videos"): _look,
    ("PUT", "/youtube/v3/videos"): _update,
    ("DELETE", "/youtube/v3/videos"): _delete,
    **COMMENTS,
}
