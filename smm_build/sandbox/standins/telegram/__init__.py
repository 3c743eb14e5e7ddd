"""A stand-in for the Telegram Bot API: one bot, and every channel it is asked to write to.

Written from https://core.telegram.org/bots/api (Bot API 10.1), read on 2026-11-23. Stricter than Telegram in one thing:
a field that a method does not have is refused, where Telegram ignores it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._counts import ACCOUNT as OWN
from smm_build.sandbox.standins._counts import happened
from smm_build.sandbox.standins._profile_pictures import given, keep_picture
from smm_build.sandbox.standins.telegram._fields import METHODS, Wrong, read_fields
from smm_build.sandbox.standins.telegram._people import BOT, GROUP, is_written, updates, writers

__all__ = ["ACCOUNT", "SECRETS", "handle"]

SECRETS: Mapping[str, str] = {"TOKEN": "17:stand-in_token_of_nobody"}
ACCOUNT = "@stand_in_channel"

_PATH = re.compile(r"/bot(?P<token>[^/]+)/(?P<method>\w+)")
_FILE = re.compile(r"/file/bot(?P<token>[^/]+)/(?P<name>\d+\.png)")
_NAME = re.compile(r"@[A-Za-z][A-Za-z0-9_]{4,31}")
_NUMBER = re.compile(r"-100\d{1,12}")
_DELETABLE = timedelta(hours=48)
_LONGEST_TEXT = 4096
_LONGEST_CAPTION = 1024


def handle(asked: Asked, world: World) -> Answer:
    """Answer one method of the Bot API."""
    if file := _FILE.fullmatch(asked.path):
        known = file["token"] == SECRETS["TOKEN"]
        return (given(replace(asked, path=f"/pictures/{file['name']}"), world) if known else None) or _refusal(
            404, "Not Found"
        )
    match = _PATH.fullmatch(asked.path)
    if match is None:
        return _refusal(404, "Not Found")
    if match["token"] != SECRETS["TOKEN"]:
        return _refusal(401, "Unauthorized")
    if match["method"] not in METHODS or asked.method not in {"GET", "POST"}:
        return _refusal(404, "Not Found: method not found")
    try:
        said = read_fields(match["method"], asked)
        return Answer(200, {"ok": True, "result": _answered(match["method"], said, asked, world)})
    except Wrong as wrong:
        return _refusal(400, f"Bad Request: {wrong}")


def _answered(method: str, said: Mapping[str, Any], asked: Asked, world: World) -> object:
    if method == "getMe":
        return BOT
    if method == "getUpdates":
        return updates(said, world)
    if method == "getFile":
        return {
            "file_id": said["file_id"],
            "file_unique_id": f"u{said['file_id']}",
            "file_path": f"{said['file_id']}.png",
        }
    chat = _chat(said["chat_id"], world)
    if method in _SETTERS:
        return _set(method, chat, said, asked, world)
    if method == "getChat":
        return {
            **chat.shown,
            **_profile(chat),
            **({"linked_chat_id": GROUP} if chat.kept["type"] == "channel" else {}),
            "accent_color_id": 1,
            "max_reaction_count": 11,
            "accepted_gift_types": {},
        }
    if method == "getChatMemberCount":
        return happened(world, OWN, "followers")
    if method == "getChatMember":
        return {"user": BOT, "status": "administrator", "can_post_messages": True, "can_edit_messages": False}
    if method == "deleteMessage":
        return _delete(chat, said["message_id"], world)
    if method in {"editMessageText", "editMessageCaption"}:
        return _edit(method, chat, said, world)
    return _send(method, chat, said, asked, world)


@dataclass(frozen=True, slots=True)
class _Chat:
    kept: dict[str, object]

    @property
    def shown(self) -> dict[str, object]:
        return {name: self.kept[name] for name in ("id", "type", "title", "username") if self.kept.get(name)}

    def next_number(self) -> int:
        number = int(str(self.kept["last"])) + 1
        self.kept["last"] = number
        return number

    def address(self, number: int) -> str:
        name = self.kept.get("username")
        return f"https://t.me/{name or 'c/' + str(self.kept['id']).removeprefix('-100')}/{number}"


def _chat(named: object, world: World) -> _Chat:
    """Return a channel by its public name or number; every name that could be one has a channel."""
    chats = world.kind("chats")
    text = str(named)
    for chat in chats.values():
        if text in {str(chat["id"]), f"@{chat['username']}"}:
            return _Chat(chat)
    if _NAME.fullmatch(text):
        number, name = -1_000_000_000_000 - int(world.new_id()) % 1_000_000_000, text[1:]
    elif _NUMBER.fullmatch(text) or text in writers(world):
        number, name = int(text), ""
    else:
        raise Wrong("chat not found")
    kind = "channel" if number < 0 else "private"
    kind = "supergroup" if number == GROUP else kind
    chats[str(number)] = {"id": number, "type": kind, "title": "Stand-in", "username": name, "last": 0}
    return _Chat(chats[str(number)])


def _profile(chat: _Chat) -> dict[str, object]:
    photo = chat.kept.get("photo")
    told = {"description": chat.kept["description"]} if chat.kept.get("description") else {}
    if not photo:
        return told
    names = {"small_file_id": photo, "small_file_unique_id": f"s{photo}", "big_file_id": photo}
    return {**told, "photo": {**names, "big_file_unique_id": f"b{photo}"}}


def _set(method: str, chat: _Chat, said: Mapping[str, Any], asked: Asked, world: World) -> bool:
    """Change the channel's title, description or photo; what it says already is refused, as there."""
    name = _SETTERS[method]
    if name == "photo":
        file = asked.files["photo"]
        chat.kept["photo"] = keep_picture(world, file.content, file.mime)
        return True
    if chat.kept.get(name, "") == said.get(name, ""):
        raise Wrong(f"chat {name} is not modified")
    chat.kept[name] = said.get(name, "")
    return True


_SETTERS = {"setChatTitle": "title", "setChatDescription": "description", "setChatPhoto": "photo"}


def _send(method: str, chat: _Chat, said: Mapping[str, Any], asked: Asked, world: World) -> object:
    answered = said.get("reply_parameters")
    if answered is not None and not _is_there(chat, answered, world):
        raise Wrong("message to be replied not found")
    text, longest = _text_of(method, said)
    if _units(text) > longest:
        raise Wrong("message is too long" if longest == _LONGEST_TEXT else "message caption is too long")
    if method == "sendMessage" and not text.strip():
        raise Wrong("message text is empty")
    items = said["media"] if method == "sendMediaGroup" else [said]
    numbers = [chat.next_number() for _ in items]
    at = world.clock()
    for number in numbers:
        world.kind("messages")[_key(chat, number)] = {"text": text, "at": at.isoformat(), "first": numbers[0]}
    world.show(_shown(method, chat, numbers[0], text, asked, world))
    sent = [_message(method, chat, number, text, at) for number in numbers]
    return sent if method == "sendMediaGroup" else sent[0]


def _is_there(chat: _Chat, answered: Mapping[str, Any], world: World) -> bool:
    number = answered.get("message_id")
    there = _key(chat, number) in world.kind("messages") or is_written(int(str(chat.kept["id"])), number, world)
    return there or answered.get("allow_sending_without_reply") is True


def _text_of(method: str, said: Mapping[str, Any]) -> tuple[str, int]:
    """Return the words of a message and how long they may be."""
    if method == "sendPoll":
        return "\n".join([said["question"], *(option["text"] for option in said["options"])]), _LONGEST_TEXT
    if method == "sendMessage":
        return str(said["text"]), _LONGEST_TEXT
    if method == "sendMediaGroup":
        return next((item["caption"] for item in said["media"] if item.get("caption")), ""), _LONGEST_CAPTION
    return str(said.get("caption", "")), _LONGEST_CAPTION


def _shown(method: str, chat: _Chat, number: int, text: str, asked: Asked, world: World) -> Shown:
    answered = asked.data.get("reply_parameters") or json.loads(asked.form.get("reply_parameters", "{}"))
    reply_to = str(answered["message_id"]) if isinstance(answered, dict) and answered else None
    return Shown(
        "telegram",
        str(chat.kept["id"]),
        str(number) if chat.kept["type"] == "channel" else _key(chat, number),
        _KINDS[method],
        text,
        world.clock(),
        chat.address(number),
        tuple((world.digest(file.content), None) for name, file in asked.files.items() if name != "still"),
        reply_to=reply_to,
    )


def _message(method: str, chat: _Chat, number: int, text: str, at: datetime) -> dict[str, object]:
    words = {"sendMessage": "text", "sendPoll": "poll"}.get(method, "caption")
    said: dict[str, object] = {"poll": {"question": text.partition("\n")[0]}} if words == "poll" else {words: text}
    return {
        "message_id": number,
        "sender_chat": chat.shown,
        "chat": chat.shown,
        "date": int(at.timestamp()),
        **said,
    }


def _edit(method: str, chat: _Chat, said: Mapping[str, Any], world: World) -> object:
    messages = world.kind("messages")
    key = _key(chat, said["message_id"])
    shown = world.shown.get(str(said["message_id"]))
    if key not in messages or shown is None:
        raise Wrong("message to edit not found")
    if (method == "editMessageText") is (shown.kind != "message"):
        raise Wrong(f"there is no {'text' if method == 'editMessageText' else 'caption'} in the message to edit")
    text = str(said["text"] if method == "editMessageText" else said.get("caption", ""))
    if messages[key]["text"] == text:
        raise Wrong("message is not modified: specified new message content is exactly the same as a current content")
    messages[key]["text"] = text
    world.show(Shown(**{name: getattr(shown, name) for name in Shown.__slots__} | {"text": text}))
    return _message("sendMessage" if method == "editMessageText" else "", chat, said["message_id"], text, shown.at)


def _delete(chat: _Chat, number: int, world: World) -> bool:
    messages = world.kind("messages")
    message = messages.get(_key(chat, number))
    if message is None:
        raise Wrong("message to delete not found")
    if world.clock() - datetime.fromisoformat(str(message["at"])) > _DELETABLE:
        raise Wrong("message can't be deleted for everyone")
    del messages[_key(chat, number)]
    if not any(other["first"] == message["first"] for other in messages.values()):
        world.hide(str(message["first"]))
    return True


def _key(chat: _Chat, number: object) -> str:
    return f"{chat.kept['id']}/{number}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _refusal(status: int, description: str) -> Answer:
    return Answer(status, {"ok": False, "error_code": status, "description": description})


_KINDS = {
    "sendMessage": "message",
    "sendPhoto": "photo",
    "sendAnimation": "animation",
    "sendVideo": "video",
    "sendDocument": "document",
    "sendMediaGroup": "album",
    "sendPoll": "poll",
}
