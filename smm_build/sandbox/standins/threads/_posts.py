"""Containers and posts of Threads' stand-in: made, worked on, published, listed, deleted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from smm_build.networks.threads import measure
from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._graph import error, fields, listed, missing, nothing_there, only, stamp
from smm_build.sandbox.standins._people import answers

__all__ = ["NAME", "USER", "container_or_post", "create", "delete", "publish", "replies", "threads"]

USER = "17900000000000801"
NAME = "sandbox_brand"

_LONGEST, _LONGEST_ALT = 500, 1_000
_LINKS = 5
_A_DAY = timedelta(days=1)
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_LARGEST_PICTURE = 8_000_000
_OPTIONS = ("option_a", "option_b", "option_c", "option_d")
_CHILDREN = range(2, 21)
_OPTION = range(1, 26)


def create(asked: Asked, world: World) -> Answer:
    """Make a container, which Threads then works on."""
    said = fields(asked)
    fault = _fault(said, world)
    if fault is not None:
        return fault
    container = world.new_id()
    files, state = _fetched(said, world)
    world.kind("containers")[container] = {
        "said": {name: value for name, value in said.items() if name != "access_token"},
        "files": files,
        "after": state,
        "status": "IN_PROGRESS",
        "made": world.clock().isoformat(),
    }
    return Answer(200, {"id": container})


def publish(asked: Asked, world: World) -> Answer:
    """Make a container visible, once: one that is worked on, out already or too old is refused."""
    name = fields(asked)["creation_id"]
    container = world.kind("containers").get(name)
    if container is None:
        return nothing_there(name)
    if _status(container, world, looked_at=False) != "FINISHED" or "is_carousel_item" in _said(container):
        return error(
            24,
            "The requested resource does not exist",
            4_279_009,
            error_user_title="Media Not Found",
            error_user_msg=f"The media with id {name} cannot be found.",
        )
    container["status"] = "PUBLISHED"
    said, post_id = _said(container), world.new_id()
    quoted = said.get("quote_post_id")
    world.show(
        Shown(
            network="threads",
            account=USER,
            id=post_id,
            kind="reply" if "reply_to_id" in said else "quote" if quoted else _KINDS[said["media_type"]],
            text=said.get("text", ""),
            at=world.clock(),
            url=f"https://www.threads.com/@{NAME}/post/{_shortcode(post_id)}",
            files=_files(container),
            link=f"https://www.threads.com/post/{quoted}" if quoted else said.get("link_attachment"),
            reply_to=said.get("reply_to_id"),
        )
    )
    return Answer(200, {"id": post_id})


def container_or_post(asked: Asked, world: World, name: str) -> Answer:
    """Tell how far a container is, or what a post is."""
    container = world.kind("containers").get(name)
    if container is not None:
        node: dict[str, object] = {"id": name, "status": _status(container, world, looked_at=True)}
        message = container["after"] if node["status"] == "ERROR" else None
        return only(asked, {**node, "error_message": message})
    post = world.shown.get(name)
    return nothing_there(name) if post is None else only(asked, _node(post))


def threads(asked: Asked, world: World) -> Answer:
    """List the account's posts, newest first, without its answers."""
    return _list(asked, world, [post for post in world.shown.values() if not post.reply_to])


def replies(asked: Asked, world: World) -> Answer:
    """List the account's answers, newest first."""
    return _list(asked, world, [post for post in world.shown.values() if post.reply_to])


def delete(asked: Asked, world: World, name: str) -> Answer:  # noqa: ARG001 - every route takes the request
    """Take a post away."""
    return Answer(200, {"success": True, "deleted_id": name}) if world.hide(name) else nothing_there(name)


def _fault(said: Mapping[str, str], world: World) -> Answer | None:
    kind = said["media_type"]
    if kind == "TEXT" and not said.get("text") and "link_attachment" not in said:
        return missing("text")
    needed = {"IMAGE": "image_url", "VIDEO": "video_url", "CAROUSEL": "children"}.get(kind)
    if needed and needed not in said:
        return missing(needed)
    strange = {"image_url", "video_url", "children"} - {needed}
    if wrong := [name for name in strange if name in said]:
        return error(100, f"Param {wrong[0]} does not go with media_type {kind}")
    if kind != "TEXT" and ("link_attachment" in said or "poll_attachment" in said):
        return error(100, "link_attachment and poll_attachment are only available for text posts")
    if "link_attachment" in said and "poll_attachment" in said:
        return error(100, "link_attachment is not compatible with poll_attachment")
    return _words_fault(said) or _relation_fault(said, world)


def _words_fault(said: Mapping[str, str]) -> Answer | None:
    measured = measure(said.get("text", ""))
    if measured.length > _LONGEST:
        return error(100, "Param text must be at most 500 characters long.")
    links = {link.value for link in measured.links} | {said[name] for name in ("link_attachment",) if name in said}
    if len(links) > _LINKS:
        return error(100, "Too many links: THREADS_API__LINK_LIMIT_EXCEEDED")
    if len(said.get("alt_text", "")) > _LONGEST_ALT:
        return error(100, "Param alt_text must be at most 1000 characters long.")
    poll = _json(said.get("poll_attachment", "null"))
    if "poll_attachment" in said and not _is_poll(poll):
        return error(100, "Param poll_attachment must have 2 to 4 options of 1 to 25 characters")
    return None


def _is_poll(poll: object) -> bool:
    if not isinstance(poll, dict) or not {"option_a", "option_b"} <= poll.keys() <= set(_OPTIONS):
        return False
    return all(isinstance(option, str) and len(option) in _OPTION for option in poll.values())


def _relation_fault(said: Mapping[str, str], world: World) -> Answer | None:
    for name in ("reply_to_id", "quote_post_id"):
        known = world.shown.keys() | (world.kind("words").keys() if name == "reply_to_id" else {_EARLIER["id"]})
        if name in said and said[name] not in known:
            return nothing_there(said[name])
    children = said["children"].split(",") if "children" in said else []
    if "children" in said and len(children) not in _CHILDREN:
        return error(100, "Carousels can have at least 2 and up to 20 images or videos")
    for child in children:
        container = world.kind("containers").get(child)
        if container is None or "is_carousel_item" not in _said(container):
            return nothing_there(child)
        if _status(container, world, looked_at=False) != "FINISHED":
            return error(100, f"The child {child} is not ready")
    return None


def _fetched(said: Mapping[str, str], world: World) -> tuple[list[list[str | None]], str]:
    """Fetch what a container shows; return digests with alternative texts, and what will become of the container."""
    if "children" in said:
        parts = [world.kind("containers")[child] for child in said["children"].split(",")]
        return [[digest, alt] for part in parts for digest, alt in _files(part)], "FINISHED"
    url = said.get("image_url") or said.get("video_url")
    if url is None:
        return [], "FINISHED"
    content = world.fetch(url)
    film = "video_url" in said
    if content is None:
        return [], "FAILED_DOWNLOADING_VIDEO" if film else "UNKNOWN"
    good = content[4:8] == b"ftyp" if film else content.startswith(_PICTURES) and len(content) <= _LARGEST_PICTURE
    return [[world.digest(content), said.get("alt_text")]], "FINISHED" if good else "FAILED_PROCESSING_VIDEO"


def _status(container: dict[str, object], world: World, *, looked_at: bool) -> str:
    """Return a container's state. It is worked on until it has been looked at once, and is old after a day."""
    status = str(container["status"])
    if status == "FINISHED" and world.clock() - datetime.fromisoformat(str(container["made"])) > _A_DAY:
        return "EXPIRED"
    if looked_at and status == "IN_PROGRESS":
        container["status"] = "FINISHED" if container["after"] == "FINISHED" else "ERROR"
    return status


def _list(asked: Asked, world: World, posts: list[Shown]) -> Answer:
    since = fields(asked).get("since", "0")
    start = int(since) if since.isdigit() else 0
    kept = sorted((post for post in posts if post.visible and post.at.timestamp() >= start), key=lambda post: post.at)
    older = [] if start or (posts and posts[0].reply_to) else [_EARLIER]
    return listed(
        asked, [*(_node(post) | {"has_replies": bool(answers(world, post.id))} for post in reversed(kept)), *older]
    )


_EARLIER: dict[str, object] = {
    "id": "17900000000000077",
    "text": "Un anno fa",
    "timestamp": "2025-12-01T08:30:00+0000",
    "permalink": f"https://www.threads.com/@{NAME}/post/Dearlier",
    "shortcode": "Dearlier",
    "media_type": "TEXT_POST",
    "replied_to": None,
    "has_replies": False,
}
"""A post of long ago, for whoever quotes one."""


def _node(post: Shown) -> dict[str, object]:
    return {
        "id": post.id,
        "media_product_type": "THREADS",
        "media_type": "TEXT_POST" if not post.files else "CAROUSEL_ALBUM" if len(post.files) > 1 else "IMAGE",
        "permalink": post.url,
        "username": NAME,
        "text": post.text,
        "timestamp": stamp(post.at),
        "shortcode": _shortcode(post.id),
        "is_quote_post": post.kind == "quote",
        "is_reply": post.reply_to is not None,
        "replied_to": {"id": post.reply_to} if post.reply_to else None,
    }


def _said(container: Mapping[str, object]) -> dict[str, str]:
    said = container["said"]
    assert isinstance(said, dict), "made so by create"
    return said


def _files(container: Mapping[str, object]) -> tuple[tuple[str, str | None], ...]:
    files = container["files"]
    assert isinstance(files, list), "made so by create"
    return tuple((digest, alt) for digest, alt in files)


def _shortcode(post_id: str) -> str:
    return "D" + hashlib.sha256(post_id.encode()).hexdigest()[:10]


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


_KINDS = {"TEXT": "post", "IMAGE": "image", "VIDEO": "video", "CAROUSEL": "carousel"}
