"""Posts of X's stand-in: making, listing and deleting them."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from smm_build.networks.x import measure
from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._counts import happened
from smm_build.sandbox.standins._people import answers
from smm_build.sandbox.standins.x._media import ready
from smm_build.sandbox.standins.x._people import may_be_answered
from smm_build.sandbox.standins.x._words import NAME, USER, invalid, misfits, problem
from smm_build.text.links import find_links

__all__ = ["create", "delete", "own_posts"]

_ID = re.compile(r"[0-9]{1,19}", re.ASCII)
_USUAL = 280
_LONGEST = 25_000
_REMEMBERED = timedelta(days=1)
"""How long the stand-in refuses the same words. X does not say how long it does."""
_PAGE = (5, 100)
_SETTINGS = frozenset({"following", "mentionedUsers", "subscribers", "verified"})
_DUPLICATE = "You are not allowed to create a Tweet with duplicate content."
_NOT_PERMITTED = "You are not permitted to perform this action."
_NOT_ENGAGED = (
    "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author"
    " of the post you are replying to."
)


def create(asked: Asked, world: World) -> Answer:
    """Make a post, or refuse it as X does."""
    body = asked.json
    refused = _misshapen(body) or _refused(asked.data, world)
    if refused is not None:
        return refused
    assert isinstance(body, dict), "_misshapen says so of anything else"
    post_id, text = world.new_id(), str(body.get("text", ""))
    uploads = [ready(media_id, world) or {} for media_id in _media_ids(body)]
    parent = _text(_dict(body.get("reply")).get("in_reply_to_tweet_id"))
    quoted = body.get("quote_tweet_id")
    world.show(
        Shown(
            network="x",
            account=USER,
            id=post_id,
            kind="reply" if parent else "poll" if body.get("poll") else "quote" if quoted else "post",
            text=text,
            at=world.clock(),
            url=f"https://x.com/{NAME}/status/{post_id}",
            files=tuple((str(upload["digest"]), _text(upload["alt"])) for upload in uploads),
            link=f"https://x.com/i/status/{quoted}" if quoted else None,
            reply_to=parent,
        )
    )
    world.kind("posts")[post_id] = dict(body)
    told = {"id": post_id, "text": _given_back(world.shown[post_id])[0], "edit_history_post_ids": [post_id]}
    return Answer(201, {"data": told})


def delete(asked: Asked, world: World, post_id: str) -> Answer:  # noqa: ARG001 - every route takes the request
    """Take a post away."""
    if not world.hide(post_id):
        detail = f"Could not find tweet with id: [{post_id}]."
        return problem(404, "resource-not-found", "Not Found Error", detail)
    return Answer(200, {"data": {"deleted": True}})


def own_posts(asked: Asked, world: World, user: str) -> Answer:
    """List the account's posts, newest first."""
    said = asked.params
    known = {"max_results", "start_time", "end_time", "exclude", "expansions", "pagination_token"}
    fields = said.get("post.fields", said.get("tweet.fields", "")).split(",")
    size = said.get("max_results", "10")
    fewest, most = _PAGE
    if said.keys() - known - {"post.fields", "tweet.fields"} or not size.isdigit() or not fewest <= int(size) <= most:
        return invalid(parameters="One or more parameters to your request was invalid.")
    if user != USER:
        return problem(404, "resource-not-found", "Not Found Error", f"Could not find user with id: [{user}].")
    after = datetime.fromisoformat(said["start_time"]) if "start_time" in said else datetime.min.replace(tzinfo=UTC)
    shown = [post for post in world.shown.values() if post.visible and post.kind != "message"]
    posts = sorted(shown, key=lambda post: int(post.id), reverse=True)
    posts = [post for post in posts if post.at >= after]
    first = int(said.get("pagination_token", "0"), 32)
    page = posts[first : first + int(size)]
    meta: dict[str, object] = {"result_count": len(page)}
    if len(posts) > first + len(page):
        meta["next_token"] = _base32(first + len(page))
    data = (
        {"data": [_told(post, world, [*fields, *said.get("expansions", "").split(",")]) for post in page]}
        if page
        else {}
    )
    return Answer(200, {**data, "meta": meta})


def counted_posts(asked: Asked, world: World) -> Answer:
    """Tell what people did with posts. One that is too old for its own counts is left out altogether."""
    said = asked.params
    wanted = set(said.get("post.fields", said.get("tweet.fields", "")).split(","))
    ids = said.get("ids", "").split(",")
    if said.keys() - {"ids", "post.fields", "tweet.fields"} or not all(map(_id, ids)) or len(ids) > _MOST_POSTS:
        return invalid(ids="One or more parameters to your request was invalid.")
    hidden = "non_public_metrics" in wanted
    there = [world.shown[one] for one in ids if one in world.shown]
    told = [post for post in there if not hidden or world.clock() - post.at < _OWN_COUNTS_FOR]
    left = [one for one in ids if one not in {post.id for post in told}]
    errors = [{"resource_id": one, "title": "Not Found Error", "resource_type": "tweet"} for one in left]
    data = [{"id": post.id, "text": post.text, **_counts(post, wanted, world)} for post in told]
    return Answer(200, ({"data": data} if data else {}) | ({"errors": errors} if errors else {}))


def _counts(post: Shown, wanted: set[str], world: World) -> dict[str, object]:
    below = len(answers(world, post.id))
    public = {"impression_count": "views", "like_count": "likes", "repost_count": "shares", "quote_count": "quotes",
              "bookmark_count": "saves"}  # fmt: skip
    private = {"url_link_clicks": "clicks", "user_profile_clicks": "visits"}
    groups = {
        "public_metrics": {name: happened(world, post.id, what) for name, what in public.items()}
        | {"reply_count": happened(world, post.id, "comments") + below},
        "non_public_metrics": {name: happened(world, post.id, what) for name, what in private.items()},
    }
    return {name: group for name, group in groups.items() if name in wanted}


def _misshapen(body: object) -> Answer | None:
    """Refuse a body that the schema ``CreatePostsRequest`` refuses."""
    rules = {
        "text": lambda said: isinstance(said, str),
        "media": lambda said: not misfits(said, {"media_ids": _ids, "preview_media_id": _id}, ("media_ids",)),
        "poll": lambda said: not misfits(said, {"options": _options, "duration_minutes": _minutes}, _POLL),
        "reply": lambda said: not misfits(said, {"in_reply_to_tweet_id": _id}, ("in_reply_to_tweet_id",)),
        "quote_tweet_id": _id,
        "reply_settings": lambda said: said in _SETTINGS,
        "made_with_ai": lambda said: isinstance(said, bool),
        "paid_partnership": lambda said: isinstance(said, bool),
        "nullcast": lambda said: isinstance(said, bool),
    }
    wrong = misfits(body, rules)
    return invalid(**wrong) if wrong else None


_MOST_POSTS = 100
_OWN_COUNTS_FOR = timedelta(days=30)
_POLL = ("options", "duration_minutes")


def _refused(body: Mapping[str, object], world: World) -> Answer | None:
    """Refuse what has the right shape and is not allowed."""
    text = str(body.get("text", ""))
    if not text.strip() and "media" not in body:
        return invalid(text="$.text: is missing but it is required")
    if sum(1 for name in ("media", "poll", "quote_tweet_id") if name in body) > 1:
        return invalid(body="$: only one of media, poll and quote_tweet_id")
    uploads = [ready(media_id, world) for media_id in _media_ids(body)]
    if any(upload is None for upload in uploads):
        return invalid(media_ids="Your media IDs are invalid.")
    if len(uploads) > 1 and any(upload and upload["category"] != "tweet_image" for upload in uploads):
        return invalid(media_ids="Only up to 4 photos, 1 animated GIF or 1 video are allowed.")
    return _not_permitted(body, text, world)


def _not_permitted(body: Mapping[str, object], text: str, world: World) -> Answer | None:
    parent = _dict(body.get("reply")).get("in_reply_to_tweet_id")
    longest = _LONGEST if world.kind("subscriptions") else _USUAL
    if measure(text).length > longest:
        return problem(403, None, "Forbidden", _NOT_PERMITTED)
    if parent is not None and parent not in world.shown and not may_be_answered(world, str(parent)):
        return problem(403, None, "Forbidden", _NOT_ENGAGED)
    lately = [post for post in world.shown.values() if world.clock() - post.at < _REMEMBERED]
    if text and any(post.text == text for post in lately):
        return problem(403, None, "Forbidden", _DUPLICATE)
    return None


def _told(post: Shown, world: World, asked_for: list[str]) -> dict[str, object]:
    text, urls = _given_back(post)
    told: dict[str, object] = {"id": post.id, "text": text, "edit_history_post_ids": [post.id]}
    root = post
    while root.reply_to in world.shown:
        root = world.shown[str(root.reply_to)]
    more: dict[str, object] = {
        "created_at": post.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "conversation_id": root.id,
        "entities": {"urls": urls},
        "attachments": {"media_keys": [f"3_{digest[:8]}" for digest, _ in post.files]},
    }
    if len(post.text) > _USUAL:
        told["text"] = text[: _USUAL - 1] + "…"
        more["note_post"] = {"text": text, "entities": {"urls": urls}}
    if post.reply_to:
        more["referenced_posts"] = [{"type": "replied_to", "id": post.reply_to}]
    return told | {name: value for name, value in more.items() if name in asked_for}


def _given_back(post: Shown) -> tuple[str, list[dict[str, object]]]:
    """Return a text as X gives it back: links shortened, signs of HTML written out, a link to its files."""
    pieces, urls, end = [], [], 0
    for link in find_links(post.text):
        short = _short(link.value)
        pieces += [html.escape(post.text[end : link.start], quote=False), short]
        urls.append({"start": link.start, "end": link.end, "url": short, "expanded_url": link.value})
        end = link.end
    text = "".join([*pieces, html.escape(post.text[end:], quote=False)])
    if post.files:
        page = f"{post.url}/photo/1"
        urls.append({"start": len(text), "end": len(text) + 24, "url": _short(page), "expanded_url": page})
        text = f"{text} {_short(page)}".strip()
    return text, list(urls)


def _short(address: str) -> str:
    return f"https://t.co/{hashlib.sha256(address.encode()).hexdigest()[:10]}"


def _base32(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuv"
    return (_base32(number // 32) if number >= len(digits) else "") + digits[number % len(digits)]


def _id(said: object) -> bool:
    return isinstance(said, str) and _ID.fullmatch(said) is not None


def _ids(said: object) -> bool:
    return isinstance(said, list) and 1 <= len(said) <= 4 and all(_id(one) for one in said)  # noqa: PLR2004 - maxItems


def _options(said: object) -> bool:
    fits = isinstance(said, list) and 2 <= len(said) <= 4  # noqa: PLR2004 - minItems and maxItems
    return fits and all(isinstance(one, str) and 1 <= len(one) <= 25 for one in said)  # type: ignore[attr-defined]  # noqa: PLR2004 - maxLength


def _minutes(said: object) -> bool:
    return isinstance(said, int) and not isinstance(said, bool) and 5 <= said <= 10_080  # noqa: PLR2004 - minimum


def _media_ids(body: Mapping[str, object]) -> list[object]:
    said = _dict(body.get("media")).get("media_ids")
    return said if isinstance(said, list) else []


def _dict(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
