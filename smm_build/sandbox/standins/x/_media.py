"""Uploads of X's stand-in: initialize, append, finalize, states of processing, alternative texts."""

from __future__ import annotations

import base64
import binascii
import re

from smm_build.sandbox.standins._base import Answer, Asked, Said, World
from smm_build.sandbox.standins.x._words import invalid, misfits, problem

__all__ = ["append", "describe", "finalize", "initialize", "ready", "status", "upload_at_once"]

_TYPES = {
    "tweet_image": ("image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/pjpeg", "image/tiff"),
    "tweet_gif": ("image/gif",),
    "tweet_video": ("video/mp4", "video/quicktime", "video/webm", "video/mp2t"),
    "amplify_video": ("video/mp4", "video/quicktime"),
}
_LARGEST = {"tweet_image": 5_000_000, "tweet_gif": 15_000_000, "tweet_video": 512_000_000, "amplify_video": 512_000_000}
_LARGEST_PIECE = 5 * 1024 * 1024
_SEGMENTS = 1000
_DAY = 86_400
_LONGEST_ALT = 1000
_SIGNS = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG", "image/gif": b"GIF8", "image/webp": b"RIFF"}


def initialize(asked: Asked, world: World) -> Answer:
    """Begin an upload."""
    body = asked.json
    rules = {
        "additional_owners": lambda said: isinstance(said, list),
        "media_category": lambda said: said in _TYPES,
        "media_type": lambda said: any(said in types for types in _TYPES.values()),
        "shared": lambda said: isinstance(said, bool),
        "total_bytes": lambda said: isinstance(said, int) and not isinstance(said, bool) and said >= 0,
    }
    if wrong := misfits(body, rules):
        return invalid(**wrong)
    assert isinstance(body, dict), "misfits says so of anything else"
    category, mime = str(body.get("media_category")), body.get("media_type")
    if mime not in _TYPES.get(category, ()) or not 0 < int(body.get("total_bytes", 0)) <= _LARGEST[category]:
        return invalid(media_category=f"$.media_category: {mime} or its size is not accepted for {category}")
    return Answer(200, {"data": _begin(world, category, str(mime), int(body["total_bytes"]))})


def upload_at_once(asked: Asked, world: World) -> Answer:
    """Take a small picture in one request: raw bytes of a form, or Base64 in JSON."""
    body = asked.data
    category = str(asked.form.get("media_category") or body.get("media_category") or "")
    content = _content(asked)
    mime = next((mime for mime, sign in _SIGNS.items() if content and content.startswith(sign)), "")
    if content is None or mime not in _TYPES.get(category, ()):
        return invalid(media="$.media: is missing or no picture of its category")
    begun = _begin(world, category, mime, len(content))
    upload = world.kind("uploads")[str(begun["id"])]
    upload["pieces"] = {0: content}
    return finalize(asked, world, str(begun["id"]))


def append(asked: Asked, world: World, upload_id: str) -> Answer:
    """Take a piece of an upload; the same piece may come again."""
    upload = world.kind("uploads").get(upload_id)
    if upload is None or upload["state"] != "begun":
        return invalid(media_id=f"The media id {upload_id} is invalid or finished")
    index = asked.form.get("segment_index") or str(asked.data.get("segment_index", ""))
    if not re.fullmatch(r"\d{1,3}", index) or int(index) >= _SEGMENTS:
        return invalid(segment_index="$.segment_index: must be an integer from 0 to 999")
    content = _content(asked)
    if not content:
        return invalid(media="$.media: is missing but it is required")
    if len(content) > _LARGEST_PIECE:
        return problem(413, None, "Payload Too Large", "Payload Too Large")
    pieces = upload["pieces"]
    assert isinstance(pieces, dict), "made so by _begin"
    pieces[int(index)] = content
    return Answer(200, {"data": {"expires_at": int(world.clock().timestamp()) + _DAY}})


def finalize(asked: Asked, world: World, upload_id: str) -> Answer:  # noqa: ARG001 - every route takes the request
    """End an upload: its pieces are put together, and films and animations are worked on for a while."""
    upload = world.kind("uploads").get(upload_id)
    if upload is None:
        return invalid(media_id=f"The media id {upload_id} is invalid")
    pieces = upload["pieces"]
    assert isinstance(pieces, dict), "made so by _begin"
    whole = b"".join(content for _, content in sorted(pieces.items()))
    if len(whole) != upload["size"] or sorted(pieces) != list(range(len(pieces))):
        return invalid(total_bytes="Segments do not add up to provided total file size.")
    upload["digest"] = world.digest(whole)
    works = upload["category"] != "tweet_image"
    good = whole.startswith(_SIGNS.get(str(upload["mime"]), b"")) and (not works or _readable(whole))
    upload["state"] = "pending" if works else "succeeded" if good else "failed"
    upload["good"] = good
    upload["pieces"] = {}
    if not works and not good:
        return invalid(media="The file is no picture of its type.")
    return Answer(200, {"data": _described(upload_id, upload)})


def status(asked: Asked, world: World) -> Answer:
    """Tell how far an upload is: pending, then in progress, then done."""
    upload_id = asked.params.get("media_id", "")
    upload = world.kind("uploads").get(upload_id)
    if upload is None or asked.params.get("command", "STATUS") != "STATUS":
        return invalid(media_id=f"The media id {upload_id} is invalid")
    following = {"pending": "in_progress", "in_progress": "succeeded" if upload.get("good") else "failed"}
    upload["state"] = following.get(str(upload["state"]), upload["state"])
    return Answer(200, {"data": _described(upload_id, upload)})


def describe(asked: Asked, world: World) -> Answer:
    """Keep an alternative text."""
    body = asked.json
    known = {"id": lambda said: isinstance(said, str), "metadata": lambda said: isinstance(said, dict)}
    if wrong := misfits(body, known, ("id",)):
        return invalid(**wrong)
    upload = world.kind("uploads").get(str(asked.data["id"]))
    metadata = asked.data.get("metadata")
    alt = metadata.get("alt_text") if isinstance(metadata, dict) else None
    text = alt.get("text") if isinstance(alt, dict) else None
    if upload is None or not isinstance(text, str) or not 0 < len(text) <= _LONGEST_ALT:
        return invalid(metadata="$.metadata.alt_text.text: must be 1 to 1000 characters of a known media id")
    if not str(upload["mime"]).startswith("image/"):
        return invalid(metadata="$.metadata.alt_text: is for images and GIFs")
    upload["alt"] = text
    return Answer(200, {"data": {"id": asked.data["id"], "associated_metadata": {"alt_text": {"text": text}}}})


def ready(upload_id: object, world: World) -> dict[str, object] | None:
    """Return an upload that a post may use, ``None`` while there is none."""
    upload = world.kind("uploads").get(str(upload_id))
    return upload if upload is not None and upload["state"] == "succeeded" else None


def _begin(world: World, category: str, mime: str, size: int) -> dict[str, object]:
    upload_id = world.new_id()
    world.kind("uploads")[upload_id] = {
        "category": category,
        "mime": mime,
        "size": size,
        "pieces": {},
        "state": "begun",
        "alt": None,
    }
    return {"id": upload_id, "media_key": f"3_{upload_id}", "expires_after_secs": _DAY}


def _described(upload_id: str, upload: dict[str, object]) -> dict[str, object]:
    told: dict[str, object] = {"id": upload_id, "media_key": f"3_{upload_id}", "size": upload["size"]}
    if upload["category"] != "tweet_image":
        work: dict[str, object] = {"state": upload["state"]}
        if upload["state"] in {"pending", "in_progress"}:
            work["check_after_secs"] = 1
        told["processing_info"] = work
    return told


def _content(asked: Asked) -> bytes | None:
    file = asked.files.get("media")
    if isinstance(file, Said):
        return file.content
    said = asked.data.get("media")
    try:
        return base64.b64decode(said, validate=True) if isinstance(said, str) else None
    except (binascii.Error, ValueError):
        return None


def _readable(whole: bytes) -> bool:
    return whole[4:8] == b"ftyp" or whole.startswith(b"GIF8")
