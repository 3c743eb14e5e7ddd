"""Comments at Instagram's stand-in: people's and the account's, one level of answers, listed newest first.

Written from https://developers.facebook.com/docs/instagram-platform/comment-moderation, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._graph import Below, Route, error, fields, listed, nothing_there, stamp
from smm_build.sandbox.standins._people import Word, answers, word
from smm_build.sandbox.standins.instagram._containers import NAME, USER

__all__ = ["COMMENTS", "comment_node", "under"]

_LONGEST = 2_200


def under(media: str, world: World) -> list[Mapping[str, object]]:
    """Return the comments below a post, each with its answers, the newest first."""
    return [_node(one, world) for one in reversed(answers(world, media))]


def comment_node(name: str, world: World) -> Mapping[str, object] | None:
    """Return what somebody wrote, by its id."""
    found = word(world, name)
    return None if found is None or found.kind == "direct" else _node(found, world)


def _node(one: Word, world: World) -> dict[str, object]:
    own = {"username": NAME, "from": {"id": USER, "username": NAME}}
    theirs = {"username": one.handle, "from": {"id": one.person, "username": one.handle}}
    below = [_node(answer, world) for answer in answers(world, one.id)]
    return {
        "id": one.id,
        "text": one.text,
        "timestamp": stamp(one.at),
        "hidden": bool(world.kind("words").get(one.id, {}).get("hidden")),
        "replies": Below(below) if below else None,
        **(own if one.own else theirs),
    }


def _comment(asked: Asked, world: World, about: str) -> Answer:
    if about not in world.shown or world.shown[about].kind in {"comment", "story"}:
        return nothing_there(about)
    return _said(asked, world, about)


def _reply(asked: Asked, world: World, about: str) -> Answer:
    """Answer a comment; one that is an answer itself or hidden takes none."""
    there = word(world, about)
    if there is None or there.kind == "direct" or (there.to and word(world, there.to) is not None):
        return nothing_there(about)
    if world.kind("words")[about].get("hidden"):
        return error(100, "Invalid parameter")
    return _said(asked, world, about)


def _said(asked: Asked, world: World, about: str) -> Answer:
    message = fields(asked)["message"]
    if not message or len(message) > _LONGEST:
        return error(100, "Invalid parameter")
    comment = world.new_id()
    world.show(Shown("instagram", USER, comment, "comment", message, world.clock(), reply_to=about))
    return Answer(200, {"id": comment})


def _comments(asked: Asked, world: World, about: str) -> Answer:
    return listed(asked, under(about, world))


def _change(asked: Asked, world: World, name: str) -> Answer:
    if comment_node(name, world) is None:
        return nothing_there(name)
    world.kind("words")[name]["hidden"] = fields(asked)["hide"] in {"true", "1"}
    return Answer(200, {"success": True})


COMMENTS = (
    Route("POST", r"(\d+)/comments", _comment, {"message": "text"}, ("message",)),
    Route("GET", r"(\d+)/comments", _comments, {}),
    Route("POST", r"(\d+)/replies", _reply, {"message": "text"}, ("message",)),
    Route("GET", r"(\d+)/replies", _comments, {}),
    Route("POST", r"(\d+)", _change, {"hide": "bool"}, ("hide",)),
)
