"""What people write to the bot of Telegram's stand-in, in private and in the group of its channels.

Written from https://core.telegram.org/bots/api#getupdates and https://core.telegram.org/bots/api#update, read on
2026-11-23: the oldest first, a hundred at most, for a day, until a call with a higher offset confirms them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from smm_build.sandbox.standins._base import World
from smm_build.sandbox.standins._people import Word, newest_first

__all__ = ["BOT", "GROUP", "is_written", "updates", "writers"]

BOT = {"id": 17, "is_bot": True, "first_name": "Stand-in", "username": "stand_in_bot"}
GROUP = -1_001_700_000_017
"""The group in which people comment on what every channel says."""

_KEPT = timedelta(days=1)
_FIRST = 700_000_000


def updates(said: Mapping[str, Any], world: World) -> list[dict[str, object]]:
    """Return what nobody has confirmed, from an offset on."""
    kept = world.kind("confirmed").setdefault("updates", {"up to": _FIRST})
    offset = int(said.get("offset", 0))
    kept["up to"] = max(int(str(kept["up to"])), offset)
    waiting = [
        {"update_id": number, "message": _message(one, world)}
        for number, one in _numbered(world)
        if number >= int(str(kept["up to"])) and world.clock() - one.at <= _KEPT
    ]
    return waiting[: int(said.get("limit", 100))]


def writers(world: World) -> set[str]:
    """Return the numbers of all who wrote to the bot in private: nobody else may be written to."""
    return {one.person for one in newest_first(world, "direct")}


def is_written(chat: int, number: object, world: World) -> bool:
    """Whether somebody wrote a message of this number in a chat."""
    return any((_chat(one)["id"], _number(one)) == (chat, number) for _, one in _numbered(world))


def _numbered(world: World) -> Iterator[tuple[int, Word]]:
    words = newest_first(world, "comment", "reply", "mention", "direct")
    return enumerate(reversed(words), start=_FIRST)


def _message(one: Word, world: World) -> dict[str, object]:
    language = {"language_code": one.language} if one.language else {}
    who = {"id": int(one.person), "is_bot": False, "first_name": one.name, "username": one.handle, **language}
    answered = world.shown.get(one.to or "")
    about = {"reply_to_message": {"from": BOT, "message_id": int(answered.id)}} if answered and _own(one) else {}
    return {
        "message_id": _number(one),
        "from": who,
        "chat": _chat(one),
        "date": int(one.at.timestamp()),
        "text": one.text,
        **about,
    }


def _own(one: Word) -> bool:
    """Whether somebody answers the bot itself; what the channel says is the channel's in the group, not the bot's."""
    return one.kind == "reply"


def _chat(one: Word) -> dict[str, object]:
    if one.kind == "direct":
        return {"id": int(one.person), "type": "private", "first_name": one.name}
    return {"id": GROUP, "type": "supergroup", "title": "Stand-in"}


def _number(one: Word) -> int:
    return int(one.id) % 1_000_000_000
