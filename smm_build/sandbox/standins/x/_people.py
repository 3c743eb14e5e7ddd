"""Mentions and private messages at X's stand-in, and hiding of answers.

Written from https://docs.x.com/x-api/users/get-mentions, https://docs.x.com/x-api/direct-messages/get-dm-events,
https://docs.x.com/x-api/direct-messages/create-dm-message-by-participant-id and
https://docs.x.com/x-api/posts/hide-reply, and judged by the schema (2.167), read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._people import Word, newest_first, word
from smm_build.sandbox.standins.x._words import USER, invalid, misfits, problem

__all__ = ["dm_events", "dm_events_with", "hide", "may_be_answered", "mentions", "send"]

_KEPT = timedelta(days=30)
_NOT_PERMITTED = "You are not permitted to perform this action."
_OF_EVERY_LIST = frozenset({"max_results", "pagination_token", "expansions", "user.fields"})
_FIELDS = frozenset({"id", "text", "created_at", "lang", "conversation_id", "public_metrics", "entities"})
_DIGITS = "0123456789abcdef"


def may_be_answered(world: World, post: str) -> bool:
    """Whether somebody turned to the account in this post: only then X lets an app answer."""
    there = word(world, post)
    return there is not None and there.kind in {"mention", "reply"}


def mentions(asked: Asked, world: World, user: str) -> Answer:
    """List the posts that name the account, newest first."""
    said = asked.params
    if user != USER or said.keys() - _OF_EVERY_LIST - {"start_time", "post.fields", "tweet.fields"}:
        return invalid(parameters="One or more parameters to your request was invalid.")
    found = newest_first(world, "mention", "reply")
    if "start_time" in said:
        found = [one for one in found if one.at >= datetime.fromisoformat(said["start_time"])]
    fields = said.get("post.fields", "").split(",")
    if "post.fields" in said and set(fields) - _FIELDS:
        return invalid(**{"post.fields": "The `post.fields` query parameter value is not one of the known ones."})
    wanted = [*fields, *said.get("tweet.fields", "").split(","), *said.get("expansions", "").split(",")]
    return _page(asked, found, [_post(one, wanted) for one in found], 5, "author_id")


def hide(asked: Asked, world: World, post: str) -> Answer:
    """Hide an answer below a post of the account, or show it again."""
    there = word(world, post)
    if misfits(asked.json, {"hidden": lambda said: isinstance(said, bool)}, ("hidden",)):
        return invalid(hidden="$.hidden: is missing but it is required")
    if there is None or there.to not in world.shown:
        return problem(403, None, "Forbidden", _NOT_PERMITTED)
    world.kind("words")[post]["hidden"] = asked.data["hidden"]
    return Answer(200, {"data": {"hidden": asked.data["hidden"]}})


def dm_events(asked: Asked, world: World) -> Answer:
    """List the private messages of the last 30 days, newest first, the account's own too."""
    return _events(asked, world, None)


def dm_events_with(asked: Asked, world: World, person: str) -> Answer:
    """List the private messages of one conversation."""
    return _events(asked, world, person)


def send(asked: Asked, world: World, person: str) -> Answer:
    """Write to somebody who has written."""
    if wrong := misfits(asked.json, {"text": lambda said: isinstance(said, str) and bool(said)}, ("text",)):
        return invalid(**wrong)
    if person not in {one.person for one in newest_first(world, "direct")}:
        return problem(403, None, "Forbidden", _NOT_PERMITTED)
    number = world.new_id()
    world.show(Shown("x", USER, number, "message", str(asked.data["text"]), world.clock(), reply_to=person))
    return Answer(201, {"data": {"dm_conversation_id": _talk(person), "dm_event_id": number}})


def _events(asked: Asked, world: World, person: str | None) -> Answer:
    if asked.params.keys() - _OF_EVERY_LIST - {"event_types", "dm_event.fields"}:
        return invalid(parameters="One or more parameters to your request was invalid.")
    ours = [
        Word(shown.id, "direct", shown.text, "", str(shown.reply_to), shown.at, own=True)
        for shown in world.shown.values()
        if shown.kind == "message"
    ]
    found = [
        one
        for one in [*newest_first(world, "direct"), *ours]
        if world.clock() - one.at <= _KEPT and person in {None, one.person}
    ]
    found.sort(key=lambda one: (one.at, int(one.id)), reverse=True)
    wanted = [*asked.params.get("dm_event.fields", "").split(","), *asked.params.get("expansions", "").split(",")]
    return _page(asked, found, [_event(one, wanted) for one in found], 1, "sender_id")


def _page(
    asked: Asked, found: Sequence[Word], told: Sequence[Mapping[str, object]], fewest: int, expansion: str
) -> Answer:
    said = asked.params
    size, first = said.get("max_results", "100"), said.get("pagination_token", "0")
    if not size.isdigit() or not fewest <= int(size) <= 100 or set(first) - set(_DIGITS):  # noqa: PLR2004 - as there
        return invalid(max_results="One or more parameters to your request was invalid.")
    start = int(first, 16)
    page = told[start : start + int(size)]
    meta: dict[str, object] = {"result_count": len(page)}
    if start + len(page) < len(told):
        meta["next_token"] = f"{start + len(page):016x}"
    if not page:
        return Answer(200, {"meta": meta})
    content: dict[str, object] = {"data": list(page), "meta": meta}
    if expansion in said.get("expansions", "").split(","):
        writers = {one.person: one for one in found[start : start + int(size)] if not one.own}
        users = [{"id": who, "name": one.name, "username": one.handle} for who, one in writers.items()]
        content["includes"] = {"users": users}
    return Answer(200, content)


def _post(one: Word, wanted: Sequence[str]) -> Mapping[str, object]:
    more = {
        "author_id": one.person,
        "created_at": _instant(one.at),
        "lang": one.language or "und",
        **({"in_reply_to_user_id": USER} if one.kind == "reply" else {}),
    }
    told = {"id": one.id, "text": one.text, "edit_history_post_ids": [one.id]}
    return told | {name: value for name, value in more.items() if name in wanted}


def _event(one: Word, wanted: Sequence[str]) -> Mapping[str, object]:
    whole = {
        "id": one.id,
        "event_type": "MessageCreate",
        "text": one.text,
        "sender_id": USER if one.own else one.person,
        "dm_conversation_id": _talk(one.person),
        "created_at": _instant(one.at),
    }
    return {name: value for name, value in whole.items() if name in {"id", "event_type", "text", *wanted}}


def _talk(person: str) -> str:
    return "-".join(sorted((person, USER), key=int))


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
