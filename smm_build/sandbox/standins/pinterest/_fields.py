"""What a pin may hold, and what is refused of it.

Source: https://github.com/pinterest/api-description (5.23.0), read on 2026-11-23.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping

from smm_build.sandbox.standins._base import Asked

__all__ = ["Wrong", "read_pin", "read_words"]

_LENGTHS: Mapping[str, int] = {
    "board_id": 30,
    "board_section_id": 30,
    "title": 100,
    "description": 800,
    "link": 2048,
    "alt_text": 500,
}
_PICTURES = frozenset({"image/jpeg", "image/png"})
_BEGINNINGS = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}
_FILM = frozenset(
    {
        "source_type",
        "media_id",
        "cover_image_url",
        "cover_image_content_type",
        "cover_image_data",
        "cover_image_key_frame_time",
        "is_standard",
    }
)


class Wrong(Exception):  # noqa: N818 - named as what it is
    """A refusal: its status, its code and its words."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


def read_words(said: Mapping[str, object]) -> dict[str, object]:
    """Return the words of a pin; raises :class:`Wrong`."""
    for name, value in said.items():
        if name not in _LENGTHS or not isinstance(value, str) or len(value) > _LENGTHS[name]:
            raise Wrong(400, 1, f"Invalid request: {name}")
    if "board_id" in said and not str(said["board_id"]).isdigit():
        raise Wrong(400, 1, f"Invalid request: {said['board_id']!r} does not match '^\\d+$'")
    return dict(said)


def read_pin(asked: Asked) -> tuple[dict[str, object], list[bytes], str | None]:
    """Return a new pin's words, its pictures, and the id of its film; raises :class:`Wrong`."""
    said = dict(asked.data)
    source = said.pop("media_source", None)
    words = read_words(said)
    if "board_id" not in words or not isinstance(source, dict):
        raise Wrong(400, 1, "Invalid request: board_id and media_source are required")
    kind = source.get("source_type")
    if kind == "image_base64":
        return words, [_picture(source, {"source_type", "is_standard"})], None
    if kind == "multiple_image_base64":
        return words, _pictures(source), None
    if kind == "video_id":
        return words, [], _film(source)
    raise Wrong(400, 1, f"Invalid request: source_type {kind!r}")


def _pictures(source: Mapping[str, object]) -> list[bytes]:
    items, index = source.get("items"), source.get("index", 0)
    known = set(source) <= {"source_type", "items", "index"} and isinstance(index, int) and index >= 0
    if not known or not isinstance(items, list) or not 2 <= len(items) <= 5:  # noqa: PLR2004 - the documented numbers
        raise Wrong(400, 1, "Invalid request: items must be 2 to 5")
    return [_picture(item, {"title", "description", "link"}) for item in items]


def _picture(said: object, more: set[str]) -> bytes:
    if not isinstance(said, dict) or not set(said) <= {"content_type", "data"} | more:
        raise Wrong(400, 1, "Invalid request: picture")
    return _bytes(said.get("data"), said.get("content_type"))


def _bytes(data: object, mime: object) -> bytes:
    try:
        content = base64.b64decode(data, validate=True) if isinstance(data, str) else b""
    except (binascii.Error, ValueError):
        content = b""
    if mime not in _PICTURES or not content.startswith(_BEGINNINGS[str(mime)]):
        raise Wrong(400, 1, "Sorry, we could not read the picture.")
    return content


def _film(source: Mapping[str, object]) -> str:
    media, frame = source.get("media_id"), source.get("cover_image_key_frame_time", 0)
    if not set(source) <= _FILM or not isinstance(media, str) or not media.isdigit():
        raise Wrong(400, 1, "Invalid request: media_id")
    if not isinstance(frame, int) or isinstance(frame, bool) or frame < 0:
        raise Wrong(400, 1, "Invalid request: cover_image_key_frame_time")
    if "cover_image_data" in source:
        _bytes(source["cover_image_data"], source.get("cover_image_content_type"))
    elif not {"cover_image_url", "cover_image_key_frame_time"} & set(source):
        raise Wrong(400, 1, "Invalid request: a film needs a cover image")
    return media
