"""Posts at TikTok's stand-in: asked for, sent or fetched, worked on, and out."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import timedelta

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins.tiktok._words import LEVELS, OPEN_ID, USER, body_faults, fine, refusal

__all__ = ["begin_draft", "begin_film", "begin_pictures", "state_of", "take_stretch"]

_OF_FILMS = {
    "title": str,
    "privacy_level": str,
    "disable_duet": bool,
    "disable_stitch": bool,
    "disable_comment": bool,
    "video_cover_timestamp_ms": int,
    "brand_content_toggle": bool,
    "brand_organic_toggle": bool,
    "is_aigc": bool,
}
_OF_PICTURES = {
    "title": str,
    "description": str,
    "privacy_level": str,
    "disable_comment": bool,
    "auto_add_music": bool,
    "brand_content_toggle": bool,
    "brand_organic_toggle": bool,
}
_UPLOAD = {"source": str, "video_size": int, "chunk_size": int, "total_chunk_count": int}
_FETCH = {"source": str, "photo_images": list, "photo_cover_index": int}
_LEAST, _MOST, _LAST = 5_000_000, 64 * 1024 * 1024, 128 * 1024 * 1024
_CAPTION, _TITLE, _DESCRIPTION = 2_200, 90, 4_000
_PICTURES = 35
_PENDING = 5
_AN_HOUR = timedelta(hours=1)
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
_PICTURE = (b"\xff\xd8\xff", b"RIFF")


def begin_film(asked: Asked, world: World) -> Answer:
    """Give an address for a film that is posted by itself once it has arrived."""
    wrong = body_faults(asked.json, {"post_info": dict, "source_info": dict}, ("post_info", "source_info"), "body")
    if wrong is not None:
        return wrong
    info = asked.data["post_info"]
    wrong = body_faults(info, _OF_FILMS, ("privacy_level",), "post_info")
    wrong = wrong or _too_long(info, "title", _CAPTION) or _not_allowed(info, world)
    return wrong or _address(asked, world, draft=False)


def begin_draft(asked: Asked, world: World) -> Answer:
    """Give an address for a film that ends up in the account's inbox."""
    wrong = body_faults(asked.json, {"source_info": dict}, ("source_info",), "body")
    waiting = sum(1 for one in world.kind("posts").values() if one["draft"] and one["status"] == "SEND_TO_USER_INBOX")
    if wrong is None and waiting >= _PENDING:
        return refusal(403, "spam_risk_too_many_pending_share", "Five shares are pending already.")
    return wrong or _address(asked, world, draft=True)


def begin_pictures(asked: Asked, world: World) -> Answer:
    """Fetch pictures and post them, or put them into the inbox."""
    fields = {"media_type": str, "post_mode": str, "post_info": dict, "source_info": dict}
    wrong = body_faults(asked.json, fields, tuple(fields), "body")
    if wrong is not None:
        return wrong
    body = asked.data
    info, source = body["post_info"], body["source_info"]
    direct = body["post_mode"] == "DIRECT_POST"
    wrong = body_faults(info, _OF_PICTURES, ("privacy_level",) if direct else (), "post_info")
    wrong = wrong or body_faults(source, _FETCH, tuple(_FETCH), "source_info")
    wrong = wrong or _too_long(info, "title", _TITLE) or _too_long(info, "description", _DESCRIPTION)
    if wrong is not None or not isinstance(source, dict) or not isinstance(info, dict):
        return wrong or refusal(400, "invalid_params", "body")
    if body["media_type"] != "PHOTO" or body["post_mode"] not in {"DIRECT_POST", "MEDIA_UPLOAD"}:
        return refusal(400, "invalid_params", "media_type or post_mode")
    images = source["photo_images"]
    right = source["source"] == "PULL_FROM_URL" and 1 <= len(images) <= _PICTURES
    if not right or not 0 <= source["photo_cover_index"] < len(images):
        return refusal(400, "invalid_params", "source_info")
    wrong = _not_allowed(info, world) if direct else None
    if wrong is not None:
        return wrong
    publish_id = _keep(world, info, 0, draft=not direct)
    _fetch(publish_id, [str(image) for image in images], world)
    return fine({"publish_id": publish_id})


def take_stretch(asked: Asked, world: World, publish_id: str) -> Answer:
    """Take a stretch of a film: in order, as large as was said; the last one sets the post going."""
    post = world.kind("posts").get(publish_id)
    found = _RANGE.fullmatch(asked.headers.get("content-range", ""))
    if post is None or asked.method != "PUT":
        return refusal(404, "invalid_params", "No upload waits here")
    if world.clock().timestamp() > float(str(post["until"])):
        return refusal(403, "access_token_invalid", "The upload address has ended")
    if "authorization" in asked.headers or found is None:
        return refusal(400, "invalid_params", "Content-Range, and no other key than the address")
    first, last, size = map(int, found.groups())
    arrived, whole, chunk, count = (int(str(post[name])) for name in ("arrived", "size", "chunk", "count"))
    final = first == chunk * (count - 1)
    length = whole - first if final else chunk
    if (first, size, last - first + 1, len(asked.body)) != (arrived, whole, length, length):
        return Answer(416, None, {"Content-Range": f"bytes 0-{max(arrived - 1, 0)}/{whole}"})
    post["arrived"] = last + 1
    digest = hashlib.sha256(str(post["digest"]).encode() + asked.body).hexdigest()
    post["digest"] = digest if count > 1 else hashlib.sha256(asked.body).hexdigest()
    if not final:
        return Answer(206, None, {"Content-Range": f"bytes 0-{last}/{whole}"})
    _out(publish_id, (str(post["digest"]),), world)
    return Answer(201)


def state_of(asked: Asked, world: World) -> Answer:
    """Tell what became of a post: the first look finds it at work, the second without an address."""
    wrong = body_faults(asked.json, {"publish_id": str}, ("publish_id",), "body")
    if wrong is not None:
        return wrong
    post = world.kind("posts").get(str(asked.data["publish_id"]))
    if post is None:
        return refusal(400, "invalid_publish_id", "The publish_id does not exist.")
    said: dict[str, object] = {"status": post["status"]}
    if post["size"]:
        said["uploaded_bytes"] = post["arrived"]
    if post["status"] == "FAILED":
        said["fail_reason"] = post["reason"]
    elif post["status"] == "PUBLISH_COMPLETE":
        seen = post["looks"] = int(str(post["looks"])) + 1
        public = post["level"] == LEVELS[0] and seen > 1
        said["publicaly_available_post_id"] = [int(str(post["number"]))] if public else []
    elif "number" in post:
        post["status"] = "SEND_TO_USER_INBOX" if post["draft"] else "PUBLISH_COMPLETE"
    return fine(said)


def _too_long(info: object, name: str, most: int) -> Answer | None:
    text = info.get(name, "") if isinstance(info, dict) else ""
    units = len(str(text).encode("utf-16-le", "surrogatepass")) // 2
    return refusal(400, "invalid_params", f"{name} has {units} UTF-16 code units") if units > most else None


def _not_allowed(info: object, world: World) -> Answer | None:
    assert isinstance(info, dict), "judged by body_faults"
    if world.kind("creator").pop("asked", None) is None:
        return refusal(400, "invalid_params", "creator_info has to be queried before every post")
    if info["privacy_level"] not in LEVELS:
        return refusal(403, "privacy_level_option_mismatch", "privacy_level is not one of the creator's options")
    if info["privacy_level"] == "SELF_ONLY" and info.get("brand_content_toggle"):
        return refusal(400, "invalid_params", "Branded content cannot be private")
    return None


def _address(asked: Asked, world: World, *, draft: bool) -> Answer:
    source = asked.data["source_info"]
    wrong = body_faults(source, _UPLOAD, tuple(_UPLOAD), "source_info")
    if wrong is not None or not isinstance(source, dict):
        return wrong or refusal(400, "invalid_params", "source_info")
    size, chunk, count = source["video_size"], source["chunk_size"], source["total_chunk_count"]
    whole = count == 1 and chunk == size <= _MOST
    parted = _LEAST <= chunk <= _MOST and count == size // chunk and size - chunk * (count - 1) <= _LAST
    if source["source"] != "FILE_UPLOAD" or size <= 0 or not (whole or parted):
        return refusal(400, "invalid_params", "The chunk size or the total chunk count is invalid")
    info = asked.data.get("post_info")
    publish_id = _keep(world, info if isinstance(info, dict) else {}, size, draft=draft)
    until = (world.clock() + _AN_HOUR).timestamp()
    world.kind("posts")[publish_id] |= {"chunk": chunk, "count": count, "until": until}
    return fine({"publish_id": publish_id, "upload_url": f"{asked.base}/upload/{publish_id}"})


def _keep(world: World, info: dict[str, object], size: int, *, draft: bool) -> str:
    publish_id = f"v_{'inbox' if draft else 'pub'}_sandbox~v2.{world.new_id()}"
    world.kind("posts")[publish_id] = {
        "info": info,
        "level": info.get("privacy_level"),
        "draft": draft,
        "size": size,
        "arrived": 0,
        "digest": "",
        "looks": 0,
        "status": "PROCESSING_UPLOAD" if size else "PROCESSING_DOWNLOAD",
    }
    return publish_id


def _fetch(publish_id: str, images: list[str], world: World) -> None:
    post = world.kind("posts")[publish_id]
    fetched = [world.fetch(image) for image in images]
    if None in fetched:
        post |= {"status": "FAILED", "reason": "photo_pull_failed"}
        return
    contents = [content for content in fetched if content is not None]
    if not all(content.startswith(_PICTURE) for content in contents):
        post |= {"status": "FAILED", "reason": "file_format_check_failed"}
        return
    _out(publish_id, tuple(hashlib.sha256(content).hexdigest() for content in contents), world)


def _out(publish_id: str, files: tuple[str, ...], world: World) -> None:
    """Put the post out; drafts wait in the inbox."""
    post = world.kind("posts")[publish_id]
    number = post["number"] = world.new_id()
    info = post["info"]
    assert isinstance(info, dict), "kept by _keep"
    kind = "draft" if post["draft"] else "video" if post["size"] else "photo"
    text = str(info.get("title") or "") if post["size"] else str(info.get("description") or "")
    url = f"https://www.tiktok.com/@{USER}/video/{number}" if post["level"] == LEVELS[0] else None
    files_shown = tuple((one, None) for one in files)
    shown = Shown("tiktok", OPEN_ID, number, kind, text, world.clock(), url, files_shown)
    world.show(replace(shown, visible=not post["draft"]))
