"""Comments at Facebook's stand-in: people's and the page's, listed, answered, hidden and liked.

Written from https://developers.facebook.com/docs/graph-api/reference/object/comments and
https://developers.facebook.com/docs/pages-api/comments-mentions, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._graph import Route, fields, listed, missing, nothing_there, stamp
from smm_build.sandbox.standins._people import Word, answers, word
from smm_build.sandbox.standins.facebook._films import PAGE

__all__ = ["COMMENTS", "change_comment", "comment_node", "under"]


def under(name: str, world: World) -> list[Mapping[str, object]]:
    """Return all comments below a post or a comment, answers among them, the newest first."""
    direct = answers(world, _kept_as(name, world))
    found = [(one.at, _node(one, name, world)) for one in direct]
    found += [(answer.at, _node(answer, name, world)) for one in direct for answer in answers(world, one.id)]
    return [node for _, node in sorted(found, key=lambda pair: pair[0], reverse=True)]


def comment_node(name: str, world: World) -> Mapping[str, object] | None:
    """Return what somebody wrote, by the id that it has in lists."""
    found = word(world, name.rpartition("_")[2]) if "_" in name else None
    return None if found is None or found.kind == "direct" else _node(found, "", world) | {"id": name}


def change_comment(asked: Asked, world: World, name: str) -> Answer | None:
    """Hide what somebody wrote or show it again; ``None`` when this is no comment of others."""
    if comment_node(name, world) is None:
        return None
    hidden = fields(asked).get("is_hidden")
    if hidden is None:
        return missing("is_hidden")
    world.kind("words")[name.rpartition("_")[2]]["hidden"] = hidden in {"true", "1"}
    return Answer(200, {"success": True})


def _comment(asked: Asked, world: World, name: str) -> Answer:
    message, about = fields(asked).get("message", ""), _kept_as(name, world)
    if comment_node(name, world) is None and (about not in world.shown or world.shown[about].kind == "story"):
        return nothing_there(name)
    if not message:
        return missing("message")
    comment = f"{about.rpartition('_')[2]}_{world.new_id()}"
    world.show(Shown("facebook", PAGE, comment, "comment", message, world.clock(), reply_to=about))
    return Answer(200, {"id": comment})


def _comments(asked: Asked, world: World, name: str) -> Answer:
    found = under(name, world)
    return listed(asked, found[::-1] if fields(asked).get("order") == "chronological" else found)


def _like(asked: Asked, world: World, name: str) -> Answer:  # noqa: ARG001 - an edge
    if comment_node(name, world) is None:
        return nothing_there(name)
    world.kind("words")[name.rpartition("_")[2]]["liked"] = True
    return Answer(200, {"success": True})


def _kept_as(name: str, world: World) -> str:
    """Return the id under which a thing is kept: people's comments without what stands before it."""
    number = name.rpartition("_")[2]
    return number if word(world, number) is not None else name


def _node(one: Word, below: str, world: World) -> dict[str, object]:
    """Return a comment as Facebook tells it: of people it mostly leaves out who they are."""
    kept = world.kind("words").get(one.id, {})
    told = one.id if one.own else f"{below.rpartition('_')[2]}_{one.id}"
    return {
        "id": told,
        "message": one.text,
        "created_time": stamp(one.at),
        "from": {"id": PAGE, "name": "Sandbox"} if one.own else None,
        "permalink_url": f"https://www.facebook.com/{told}",
        "is_hidden": bool(kept.get("hidden")),
    }


COMMENTS = (
    Route("POST", r"([\d_]+)/comments", _comment, {"message": "text", "attachment_url": "text"}),
    Route("POST", r"([\d_]+)/likes", _like, {}),
    Route(
        "GET",
        r"([\d_]+)/comments",
        _comments,
        {"filter": "toplevel|stream", "order": "reverse_chronological|chronological"},
    ),
)
