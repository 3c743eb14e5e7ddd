"""Answers and mentions at Threads' stand-in: what people write, listed newest first and hidden.

Written from https://developers.facebook.com/docs/threads/reply-management and
https://developers.facebook.com/docs/threads/threads-mentions, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping

from smm_build.sandbox.standins._base import Answer, Asked, World
from smm_build.sandbox.standins._graph import Route, error, fields, is_time, listed, nothing_there, stamp
from smm_build.sandbox.standins._people import Word, answers, newest_first, word
from smm_build.sandbox.standins.threads._posts import NAME, USER

__all__ = ["PEOPLE"]


def _replies(asked: Asked, world: World, name: str) -> Answer:
    if name not in world.shown and word(world, name) is None:
        return nothing_there(name)
    return listed(asked, [_node(one, world) for one in reversed(answers(world, name))])


def _mentions(asked: Asked, world: World) -> Answer:
    since = fields(asked).get("since", "0")
    if not is_time(since):
        return error(100, "Invalid parameter")
    found = [one for one in newest_first(world, "mention") if one.at.timestamp() >= int(since)]
    return listed(asked, [_node(one, world) for one in found])


def _manage(asked: Asked, world: World, name: str) -> Answer:
    """Hide an answer to the account's own post or show it again; answers to answers go with the one above."""
    there = word(world, name)
    if there is None or there.to not in world.shown:
        return nothing_there(name)
    world.kind("words")[name]["hidden"] = fields(asked)["hide"] in {"true", "1"}
    return Answer(200, {"success": True})


def _node(one: Word, world: World) -> Mapping[str, object]:
    who = NAME if one.own else one.handle
    return {
        "id": one.id,
        "text": one.text,
        "username": who,
        "timestamp": stamp(one.at),
        "permalink": f"https://www.threads.com/@{who}/post/D{one.id}",
        "is_reply": one.to is not None,
        "is_reply_owned_by_me": one.own,
        "has_replies": bool(answers(world, one.id)),
        "replied_to": {"id": one.to} if one.to else None,
        "hide_status": "HIDDEN" if world.kind("words").get(one.id, {}).get("hidden") else "NOT_HUSHED",
    }


PEOPLE = (
    Route("GET", r"(\d+)/(?:replies|conversation)", _replies, {"reverse": "bool"}),
    Route("GET", rf"(?:me|{USER})/mentions", _mentions, {}),
    Route("POST", r"(\d+)/manage_reply", _manage, {"hide": "bool"}, ("hide",)),
)
