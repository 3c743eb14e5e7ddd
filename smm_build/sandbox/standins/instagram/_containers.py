"""Containers of the stand-in for Instagram: what they are made of, what is refused, how far each is."""

from __future__ import annotations

import io
import re
from datetime import datetime, timedelta

from PIL import Image, UnidentifiedImageError

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._graph import digits, error, fields, is_time, missing, nothing_there, only, read_json

__all__ = ["NAME", "USER", "create", "node", "publish", "quota", "upload"]

USER = "17841400000000902"
NAME = "sandbox"
TOTAL = 100
"""Posts in 24 hours: what the guide says."""

_DAY = timedelta(days=1)
_LARGEST = 8 * 1024 * 1024
_NARROWEST, _WIDEST = 0.79, 1.92
_CAPTION, _HASHTAGS, _MENTIONS, _ALT = 2_200, 30, 20, 1_000
_FEWEST, _MOST = 2, 10


def create(asked: Asked, world: World) -> Answer:
    """Make a container."""
    said = fields(asked)
    kind = said.get("media_type", "IMAGE")
    fault = _words_fault(said) or _kind_fault(kind, said)
    if fault is not None:
        return fault
    made: dict[str, object] = {"kind": kind, "said": said, "at": world.clock().isoformat(), "files": []}
    fault = _take_carousel(world, made, said) if kind == "CAROUSEL" else _take_file(world, made, said)
    if fault is not None:
        return fault
    container = world.new_id()
    world.kind("containers")[container] = made
    if said.get("upload_type") == "resumable":
        where = f"{asked.base}/rupload/ig-api-upload/v26.0/{container}"
        return Answer(200, {"id": container, "uri": where})
    return Answer(200, {"id": container})


def upload(asked: Asked, world: World, container: str) -> Answer:
    """Take the bytes of a film."""
    made = world.kind("containers").get(container)
    size = asked.headers.get("file_size", "")
    right = asked.headers.get("authorization", "").startswith("OAuth ") and asked.headers.get("offset") == "0"
    if made is None or not right or not digits(size) or len(asked.body) != int(size) or not asked.body:
        fault = {"retriable": False, "type": "ProcessingFailedError", "message": "Request processing failed"}
        return Answer(400, {"debug_info": fault})
    made["files"] = [[world.digest(asked.body), None]]
    if b"broken" in asked.body:
        made["broken"] = "Error: Media upload has failed with error code 2207026"
    return Answer(200, {"success": True, "message": "Upload successful."})


def node(asked: Asked, world: World, container: str) -> Answer:
    """Say how far a container is: it is finished when it is looked at for the second time."""
    made = world.kind("containers")[container]
    made["looks"] = int(str(made.get("looks", 0))) + 1
    code = _code(world, made)
    status = made.get("broken") or {
        "FINISHED": "Finished: Media has been uploaded and it is ready to be published."
    }.get(code, code.title())
    return only(asked, {"id": container, "status_code": code, "status": status})


def publish(asked: Asked, world: World) -> Answer:
    """Publish a container, once."""
    container = fields(asked)["creation_id"]
    made = world.kind("containers").get(container)
    if made is None:
        return nothing_there(container)
    code = _code(world, made)
    if code == "EXPIRED":
        return error(-2, "The media you are trying to access has expired. Please try to upload again.", 2_207_020)
    if code == "PUBLISHED" or made["kind"] == "VIDEO" or _said(made).get("is_carousel_item") == "true":
        return error(24, "The media with this id cannot be found", 2_207_006)
    if code != "FINISHED":
        return error(
            9007, "Media ID is not available", 2_207_027, error_user_msg="The media is not ready to be published"
        )
    if _used(world, world.clock() - _DAY) >= TOTAL:
        return error(9, "Application request limit reached", 2_207_042)
    media = world.new_id()
    made["published"] = media
    world.show(_shown(world, made, media))
    return Answer(200, {"id": media})


def quota(asked: Asked, world: World) -> Answer:
    """Say how much of the day's quota is used."""
    since = fields(asked).get("since")
    start = world.clock() - _DAY
    if since and is_time(since):
        start = datetime.fromtimestamp(int(since), start.tzinfo)
    config = {"quota_total": TOTAL, "quota_duration": 86_400}
    return Answer(200, {"data": [{"config": config, "quota_usage": _used(world, start)}]})


def _used(world: World, since: datetime) -> int:
    return sum(1 for shown in world.shown.values() if shown.kind != "comment" and shown.at >= since)


def _code(world: World, made: dict[str, object]) -> str:
    if made.get("published"):
        return "PUBLISHED"
    if world.clock() - datetime.fromisoformat(str(made["at"])) >= _DAY:
        return "EXPIRED"
    if made.get("broken"):
        return "ERROR"
    return "FINISHED" if made["files"] and int(str(made.get("looks", 0))) > 1 else "IN_PROGRESS"


def _said(made: dict[str, object]) -> dict[str, str]:
    said = made["said"]
    assert isinstance(said, dict)
    return said


def _shown(world: World, made: dict[str, object], media: str) -> Shown:
    said = _said(made)
    kind = {"IMAGE": "image", "CAROUSEL": "carousel", "REELS": "reel", "STORIES": "story"}[str(made["kind"])]
    files = made["files"]
    assert isinstance(files, list)
    texts = tuple((str(digest), alt) for digest, alt in files)
    url = f"https://www.instagram.com/{'reel' if kind == 'reel' else 'p'}/{media}/"
    return Shown("instagram", USER, media, kind, said.get("caption", ""), world.clock(), url, texts)


def _words_fault(said: dict[str, str]) -> Answer | None:
    caption = said.get("caption", "")
    if len(caption) > _CAPTION or len(re.findall(r"#\w", caption)) > _HASHTAGS:
        return error(36_004, "The caption was too long", 2_207_010)
    if len(re.findall(r"(?<!\w)@\w", caption)) > _MENTIONS:
        return error(100, "Too many tags", 2_207_040)
    if len(said.get("alt_text", "")) > _ALT:
        return error(100, "Param alt_text is too long")
    return None


def _kind_fault(kind: str, said: dict[str, str]) -> Answer | None:
    child = said.get("is_carousel_item") == "true"
    if kind not in {"IMAGE", "VIDEO", "CAROUSEL", "REELS", "STORIES"} or (kind == "VIDEO" and not child):
        return error(100, "The media type is unknown", 2_207_023)
    if child and (kind not in {"IMAGE", "VIDEO"} or "caption" in said or "location_id" in said):
        return error(100, "Invalid parameter")
    if "alt_text" in said and kind != "IMAGE":
        return error(100, "Param alt_text is for images only")
    if kind in {"IMAGE", "CAROUSEL"} and "cover_url" in said:
        return error(100, "Param cover_url is for reels only")
    return None


def _take_carousel(world: World, made: dict[str, object], said: dict[str, str]) -> Answer | None:
    names = _children(said.get("children", ""))
    if not _FEWEST <= len(names) <= _MOST:
        return error(100, "A carousel needs between 2 and 10 children", 2_207_028)
    files: list[object] = []
    for name in names:
        child = world.kind("containers").get(name)
        if child is None or _said(child).get("is_carousel_item") != "true":
            return nothing_there(name)
        if _code(world, child) != "FINISHED":
            return error(9007, "Media ID is not available", 2_207_027)
        kept = child["files"]
        assert isinstance(kept, list)
        files += kept
    made["files"] = files
    return None


def _children(said: str) -> list[str]:
    """Read a list in either way it can be written."""
    if said.startswith("["):
        value = read_json(said)
        return [str(item) for item in value] if isinstance(value, list) else []
    return [name for name in said.split(",") if name]


def _take_file(world: World, made: dict[str, object], said: dict[str, str]) -> Answer | None:
    if said.get("upload_type") == "resumable":
        return None if made["kind"] != "IMAGE" else error(100, "upload_type is for videos only")
    name = "image_url" if "image_url" in said else "video_url"
    if name not in said or (made["kind"] in {"REELS", "VIDEO"} and name == "image_url"):
        return missing("video_url" if made["kind"] in {"REELS", "VIDEO"} else "image_url")
    content = world.fetch(said[name])
    cover = said.get("cover_url")
    if content is None or (cover and world.fetch(cover) is None):
        return error(9004, "Only photo or video can be accepted as media type.", 2_207_052)
    fault = _picture_fault(content, made["kind"] == "STORIES") if name == "image_url" else None
    made["files"] = [[world.digest(content), said.get("alt_text")]]
    return fault


def _picture_fault(content: bytes, story: bool) -> Answer | None:  # noqa: FBT001 - private, one caller
    if len(content) > _LARGEST:
        return error(36_000, "The image size is too large.", 2_207_004)
    try:
        with Image.open(io.BytesIO(content)) as picture:
            kind, (width, height) = picture.format, picture.size
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError):
        kind, width, height = None, 1, 1
    if kind != "JPEG":
        return error(36_001, "The image format is not supported", 2_207_005)
    if not story and not _NARROWEST <= width / height <= _WIDEST:
        return error(36_003, "The aspect ratio is not supported.", 2_207_009)
    return None
