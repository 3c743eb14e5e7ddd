"""Comments at YouTube's stand-in: conversations below films, people's and the channel's, in pages.

Written from https://developers.google.com/youtube/v3/docs/commentThreads and
https://developers.google.com/youtube/v3/docs/comments, read on 2026-11-23. With a conversation come the first answers
only, as there: all of them are asked for by the conversation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._people import Word, answers, word
from smm_build.sandbox.standins.youtube._fields import ACCOUNT, Wrong, read_comment, read_reply, read_thread

__all__ = ["COMMENTS", "comments_on"]

_BESIDE = 5
"""How many answers come with a conversation; Google says that it may be "a subset" of them."""
_STATES = frozenset({"heldForReview", "published", "rejected"})
_PARTS = frozenset({"id", "replies", "snippet"})


def comments_on(video: str, world: World) -> int:
    """Return how many comments a film has, answers among them."""
    threads = answers(world, video)
    return len(threads) + sum(len(answers(world, one.id)) for one in threads)


def _insert_thread(asked: Asked, world: World) -> Answer:
    video, text = read_thread(asked)
    film = world.kind("films").get(video)
    if film is None:
        raise Wrong(404, "videoNotFound", "The video identified by the videoId parameter could not be found.")
    status = film["status"]
    if isinstance(status, dict) and status.get("selfDeclaredMadeForKids"):
        raise Wrong(403, "commentsDisabled", "The video has disabled comments.")
    shown = _say(world, f"Ug{world.new_id()}", text, video, video)
    return Answer(200, _thread(shown, world))


def _insert_reply(asked: Asked, world: World) -> Answer:
    """Answer in a conversation; its beginning is what is answered."""
    parent, text = read_reply(asked)
    top = _there(parent, world)
    if top is None or "." in parent:
        raise Wrong(404, "parentCommentNotFound", "The specified parent comment could not be found.")
    shown = _say(world, f"{parent}.{world.new_id()}", text, top.id, str(top.to))
    return Answer(200, _comment(shown, world))


def _say(world: World, name: str, text: str, below: str, video: str) -> Word:
    url = f"https://www.youtube.com/watch?v={video}&lc={name}"
    world.show(Shown("youtube", ACCOUNT, name, "comment", text, world.clock(), url, reply_to=below))
    return Word(name, "comment", text, "", "", world.clock(), below, own=True)


def _threads(asked: Asked, world: World) -> Answer:
    said = asked.params
    if not said.get("part") or set(said["part"].split(",")) - _PARTS:
        raise Wrong(400, "missingRequiredParameter", "Required parameter: part")
    if said.get("allThreadsRelatedToChannelId") == ACCOUNT:
        films = list(world.kind("films"))
    elif "videoId" in said:
        films = [said["videoId"]]
    else:
        raise Wrong(400, "missingRequiredParameter", "No filter selected.")
    state = said.get("moderationStatus", "published")
    found = [one for film in films for one in answers(world, film) if _state(one, world) == state]
    found.sort(key=lambda one: one.at, reverse=True)
    told = [_thread(one, world) for one in found]
    return _page(asked, "youtube#commentThreadListResponse", told)


def _replies(asked: Asked, world: World) -> Answer:
    parent = asked.params.get("parentId", "")
    top = _there(parent, world)
    if not asked.params.get("part") or not parent:
        raise Wrong(400, "missingRequiredParameter", "No filter selected.")
    if top is None:
        raise Wrong(404, "commentNotFound", "The specified comment could not be found.")
    return _page(asked, "youtube#commentListResponse", [_comment(one, world) for one in answers(world, top.id)])


def _page(asked: Asked, kind: str, told: Sequence[Mapping[str, object]]) -> Answer:
    size, token = asked.params.get("maxResults", "20"), asked.params.get("pageToken", "0")
    if not size.isdigit() or not 1 <= int(size) <= 100 or not token.isdigit():  # noqa: PLR2004 - as documented
        raise Wrong(400, "invalidPageToken", "The request specifies an invalid page token.")
    end = int(token) + int(size)
    more = {"nextPageToken": str(end)} if end < len(told) else {}
    return Answer(200, {"kind": kind, **more, "items": list(told[int(token) : end])})


def _amend(asked: Asked, world: World) -> Answer:
    name, text = read_comment(asked)
    shown = world.shown.get(name)
    if shown is None or shown.kind != "comment":
        raise Wrong(404, "commentNotFound", "The specified comment could not be found.")
    world.show(Shown(**{field: getattr(shown, field) for field in Shown.__slots__} | {"text": text}))
    return Answer(200, {"kind": "youtube#comment", "id": name, "snippet": {"textOriginal": text}})


def _delete(asked: Asked, world: World) -> Answer:
    name = asked.params.get("id", "")
    if name not in world.shown or world.shown[name].kind != "comment":
        raise Wrong(404, "commentNotFound", "The specified comment could not be found.")
    world.hide(name)
    return Answer(204)


def _moderate(asked: Asked, world: World) -> Answer:
    state, names = asked.params.get("moderationStatus"), asked.params.get("id", "").split(",")
    numbers = [_number(name) for name in names]
    if state not in _STATES:
        raise Wrong(400, "invalidModerationStatus", "The moderation status is invalid.")
    if any(word(world, number) is None for number in numbers):
        raise Wrong(404, "commentNotFound", "One or more of the comments cannot be found.")
    for number in numbers:
        world.kind("words")[number]["state"] = state
    return Answer(204)


def _there(name: str, world: World) -> Word | None:
    """Return the beginning of a conversation, by the id that it has in lists."""
    shown = world.shown.get(name)
    if shown is not None and shown.kind == "comment":
        return Word(name, "comment", shown.text, "", "", shown.at, shown.reply_to, own=True)
    return word(world, _number(name))


def _number(name: str) -> str:
    """Return the number under which people's words are kept."""
    return name.rpartition(".")[2].removeprefix("Ug")


def _state(one: Word, world: World) -> str:
    return str(world.kind("words").get(one.id, {}).get("state", "published"))


def _name(one: Word, top: str = "") -> str:
    return one.id if one.own else f"{top}.{one.id}" if top else f"Ug{one.id}"


def _thread(top: Word, world: World) -> dict[str, object]:
    name = _name(top)
    below = [one for one in answers(world, top.id) if _state(one, world) == "published"]
    thread: dict[str, object] = {
        "kind": "youtube#commentThread",
        "id": name,
        "snippet": {
            "videoId": str(top.to),
            "topLevelComment": _comment(top, world),
            "totalReplyCount": len(below),
        },
    }
    beside = [_comment(one, world) for one in below[-_BESIDE:]]
    return thread | ({"replies": {"comments": beside}} if beside else {})


def _comment(one: Word, world: World) -> dict[str, object]:
    above = _above(one, world)
    who = (ACCOUNT, "@stand-in") if one.own else (f"UC{one.person}", f"@{one.handle}")
    said = {
        "textOriginal": one.text,
        "textDisplay": one.text,
        "authorChannelId": {"value": who[0]},
        "authorDisplayName": who[1],
        "publishedAt": one.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        **({"parentId": above} if above else {}),
    }
    return {"kind": "youtube#comment", "id": _name(one, above), "snippet": said}


def _above(one: Word, world: World) -> str:
    """Return the id of the conversation that an answer stands in; what begins one stands in none."""
    if one.to is None or one.to in world.kind("films"):
        return ""
    top = word(world, one.to)
    return _name(top) if top else one.to


COMMENTS: Mapping[tuple[str, str], Callable[[Asked, World], Answer]] = {
    ("POST", "/youtube/v3/commentThreads"): _insert_thread,
    ("GET", "/youtube/v3/commentThreads"): _threads,
    ("POST", "/youtube/v3/comments"): _insert_reply,
    ("GET", "/youtube/v3/comments"): _replies,
    ("PUT", "/youtube/v3/comments"): _amend,
    ("DELETE", "/youtube/v3/comments"): _delete,
    ("POST", "/youtube/v3/comments/setModerationStatus"): _moderate,
}
