"""Which fields the methods of the Bot API have, as far as we use them, and of which types.

Source: https://core.telegram.org/bots/api, read on 2026-11-23.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from smm_build.sandbox.standins._base import Asked

__all__ = ["METHODS", "Wrong", "read_fields"]


class Wrong(Exception):  # noqa: N818 - named as what it is
    """What is wrong with a request, in Telegram's words."""


def _text(least: int, most: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and least <= len(value) <= most


def _whole(least: int, most: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _yes_no(value: object) -> bool:
    return isinstance(value, bool)


def _chat(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))


def _object(**fields: Callable[[object], bool]) -> Callable[[object], bool]:
    """Accept an object with some of these fields and no other."""
    return lambda value: (
        isinstance(value, dict) and all(name in fields and fields[name](said) for name, said in value.items())
    )


def _list(one: Callable[[object], bool], least: int, most: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and least <= len(value) <= most and all(map(one, value))


def _attached(value: object) -> bool:
    return isinstance(value, str) and value.startswith("attach://")


_BIG = 2**53
_ENTITY = _object(type=_text(1, 30), offset=_whole(0, _BIG), length=_whole(1, _BIG))
_ENTITIES = _list(_ENTITY, 0, 100)
_PREVIEW = _object(is_disabled=_yes_no, url=_text(1, 4096), prefer_large_media=_yes_no, show_above_text=_yes_no)
_REPLY = _object(message_id=_whole(1, _BIG), allow_sending_without_reply=_yes_no)
_LONG = _text(0, 100_000)
_SIZE = _whole(0, 100_000)
_CAPTION = {"caption": _LONG, "caption_entities": _ENTITIES}
_TO = {"chat_id!": _chat}
_SENT = {**_TO, "reply_parameters": _REPLY, "disable_notification": _yes_no, "protect_content": _yes_no}
_FILM = {"supports_streaming": _yes_no, "width": _SIZE, "height": _SIZE, "duration": _SIZE, "cover": _attached}
_ITEM = _object(
    type=lambda value: value in {"photo", "video"},
    media=_attached,
    has_spoiler=_yes_no,
    **_CAPTION,
    **_FILM,
)

METHODS: Mapping[str, Mapping[str, Callable[[object], bool]]] = {
    "getMe": {},
    "getUpdates": {"offset": _whole(-_BIG, _BIG), "limit": _whole(1, 100), "timeout": _whole(0, 50)},
    "getChat": _TO,
    "getFile": {"file_id!": _text(1, 200)},
    "setChatTitle": {**_TO, "title!": _text(1, 128)},
    "setChatDescription": {**_TO, "description": _text(0, 255)},
    "setChatPhoto": _TO,
    "getChatMemberCount": _TO,
    "getChatMember": {**_TO, "user_id!": _whole(1, _BIG)},
    "sendMessage": {**_SENT, "text!": _LONG, "entities": _ENTITIES, "link_preview_options": _PREVIEW},
    "sendPhoto": {**_SENT, **_CAPTION, "has_spoiler": _yes_no},
    "sendAnimation": {**_SENT, **_CAPTION, "has_spoiler": _yes_no},
    "sendVideo": {**_SENT, **_CAPTION, **_FILM, "has_spoiler": _yes_no},
    "sendDocument": {**_SENT, **_CAPTION},
    "sendMediaGroup": {**_SENT, "media!": _list(_ITEM, 2, 10)},
    "sendPoll": {
        **_SENT,
        "question!": _text(1, 300),
        "options!": _list(_object(text=_text(1, 100)), 1, 12),
        "is_anonymous": _yes_no,
        "allows_multiple_answers": _yes_no,
        "open_period": _whole(5, 2_628_000),
    },
    "editMessageText": {
        **_TO,
        "message_id!": _whole(1, _BIG),
        "text!": _LONG,
        "entities": _ENTITIES,
        "link_preview_options": _PREVIEW,
    },
    "editMessageCaption": {**_TO, "message_id!": _whole(1, _BIG), **_CAPTION},
    "deleteMessage": {**_TO, "message_id!": _whole(1, _BIG)},
}
"""The fields of each method; ``!`` marks those that have to be there."""

_FILES = {
    "sendPhoto": ("photo", "image/", 10),
    "setChatPhoto": ("photo", "image/", 10),
    "sendAnimation": ("animation", "", 50),
    "sendVideo": ("video", "video/", 50),
    "sendDocument": ("document", "", 50),
}
"""The file a method wants, the beginning of its type, and its size in megabytes."""
_MEGABYTE = 1024 * 1024


def read_fields(method: str, asked: Asked) -> dict[str, Any]:
    """Return the fields of a request; raises :class:`Wrong` for the first that its method does not have."""
    fields = METHODS[method]
    said: dict[str, Any] = {}
    for name, value in ({**asked.params, **asked.form} | asked.data).items():
        accepts = fields.get(f"{name}!") or fields.get(name)
        if accepts is None:
            raise Wrong(f"{method} has no field {name}")
        said[name] = value if accepts(value) else _parsed(value)
        if not accepts(said[name]):
            raise Wrong(f"can't parse {name}")
    for name in fields:
        if name.endswith("!") and name[:-1] not in said:
            raise Wrong(f"{name[:-1]} is empty")
    _look_at_files(method, said, asked)
    return said


def _parsed(value: object) -> object:
    """Read a field of a form that is no text: it is JSON then."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _look_at_files(method: str, said: Mapping[str, Any], asked: Asked) -> None:
    wanted = _FILES.get(method)
    if wanted is not None:
        _look_at(asked, *wanted)
    attached = [item.get(name) for item in said.get("media", []) for name in ("media", "cover")]
    for name in (*attached, said.get("cover")):
        if name is not None and name.removeprefix("attach://") not in asked.files:
            raise Wrong(f"file {name} is not attached")


def _look_at(asked: Asked, name: str, mime: str, megabytes: int) -> None:
    file = asked.files.get(name)
    if file is None or not file.content:
        raise Wrong(f"there is no {name} in the request")
    if not file.mime.startswith(mime):
        raise Wrong("IMAGE_PROCESS_FAILED" if name == "photo" else "wrong type of the file")
    if len(file.content) > megabytes * _MEGABYTE:
        raise Wrong(f"file is too big for {name}")
