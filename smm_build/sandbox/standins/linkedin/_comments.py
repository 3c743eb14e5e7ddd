"""Comments at LinkedIn's stand-in: people's and the page's, on posts and on comments.

Written from https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/comments-api, read on
2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._people import answers, word
from smm_build.sandbox.standins.linkedin._words import PAGE, field_faults, refusal

__all__ = ["comment", "comments_of", "comments_on", "delete_comment", "edit_comment"]

_LONGEST = 1_250
_COMMENT = "urn:li:comment:("


def comment(asked: Asked, world: World, post: str) -> Answer:
    """Comment on a post, or on a comment that ``parentComment`` names."""
    fields = {"actor": str, "object": str, "message": dict, "parentComment": str}
    wrong = field_faults(asked.json, fields, ("actor", "object", "message"))
    message = asked.data.get("message")
    wrong = wrong or field_faults(message, {"text": str, "attributes": list}, ("text",), "/message")
    if wrong is not None:
        return wrong
    assert isinstance(message, dict), "judged by field_faults"
    if asked.data["actor"] != PAGE:
        return refusal(403, "ACCESS_DENIED", "Not enough permissions to access: partnerApiSocialActions.CREATE")
    parent = str(asked.data.get("parentComment", ""))
    if post not in world.kind("posts") or asked.data["object"] != post or not _is_there(parent, post, world):
        return refusal(404, "NOT_FOUND", f"Could not find the thread of {parent or post}")
    if not 0 < len(message["text"]) <= _LONGEST:
        return refusal(400, "FIELD_LENGTH_TOO_LONG", "/message/text is too long")
    number = world.new_id()
    urn = f"{_COMMENT}{post},{number})"
    told = {"id": number, "actor": PAGE, "object": post, "message": message, "commentUrn": urn}
    more = {"parentComment": parent} if parent else {}
    world.kind("comments")[number] = {**told, **more, "created": {"time": int(world.clock().timestamp() * 1000)}}
    world.show(Shown("linkedin", PAGE, urn, "comment", message["text"], world.clock(), reply_to=parent or post))
    return Answer(201, told | more, {"x-restli-id": number})


def comments_of(asked: Asked, world: World, below: str) -> Answer:
    """List the comments right below a post or a comment, the oldest first; where nothing can be, nothing is found."""
    post = below.removeprefix(_COMMENT).rpartition(",")[0] if below.startswith(_COMMENT) else below
    if post not in world.kind("posts"):
        return refusal(404, "NOT_FOUND", f"Could not find the thread of {below}")
    start, count = int(asked.params.get("start", "0")), int(asked.params.get("count", "10"))
    found = comments_on(below, world)
    return Answer(200, {"elements": found[start : start + count], "paging": {"start": start, "count": count}})


def comments_on(below: str, world: World) -> list[Mapping[str, object]]:
    """Return the comments right below a post or a comment."""
    post, _, number = below.removeprefix(_COMMENT).rstrip(")").rpartition(",")
    found: list[Mapping[str, object]] = []
    for one in sorted([*answers(world, below), *(answers(world, number) if post else ())], key=lambda one: one.at):
        if one.own:
            found.append(world.kind("comments")[one.id.rstrip(")").rpartition(",")[2]])
            continue
        about = post or below
        urn = f"{_COMMENT}{about},{one.id})"
        said = {"actor": f"urn:li:person:{one.person}", "message": {"text": one.text}, "object": about}
        found.append({"id": one.id, "commentUrn": urn, **said, "created": {"time": int(one.at.timestamp() * 1000)}})
    return found


def edit_comment(asked: Asked, world: World, post: str, number: str) -> Answer:
    """Change the words of a comment."""
    there = world.kind("comments").get(number)
    if there is None or asked.params.get("actor") != PAGE:
        return refusal(404, "NOT_FOUND", f"Could not find comment {number}")
    patch = asked.data.get("patch")
    changed = patch.get("message") if isinstance(patch, dict) else None
    wrong = field_faults(changed, {"$set": dict}, ("$set",), "/patch/message")
    wrong = wrong or field_faults(changed["$set"] if isinstance(changed, dict) else None, {"text": str}, ("text",))
    if wrong is not None:
        return wrong
    assert isinstance(changed, dict), "judged by field_faults"
    there["message"] = changed["$set"]
    urn = f"urn:li:comment:({post},{number})"
    world.show(replace(world.shown[urn], text=changed["$set"]["text"]))
    return Answer(200, there)


def delete_comment(asked: Asked, world: World, post: str, number: str) -> Answer:
    """Take a comment away."""
    if world.kind("comments").pop(number, None) is None or asked.params.get("actor") != PAGE:
        return refusal(404, "NOT_FOUND", f"Could not find comment {number}")
    world.hide(f"urn:li:comment:({post},{number})")
    return Answer(204)


def _is_there(parent: str, post: str, world: World) -> bool:
    about, _, number = parent.removeprefix(_COMMENT).rstrip(")").rpartition(",")
    return not parent or (about == post and (word(world, number) is not None or number in world.kind("comments")))
