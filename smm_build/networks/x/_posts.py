"""A post in X's words, and recognising an own one among those X lists.

X gives a text back with its links shortened and ``&`` written as ``&amp;``. Both sides are brought to their letters
and digits before they are compared, and what is nearly the same is told apart from what is the same. In the summer of
2026 X renamed ``tweet.fields`` to ``post.fields``, ``note_tweet`` to ``note_post`` and ``referenced_tweets`` to
``referenced_posts`` in its schema (https://api.x.com/2/openapi.json, versions 2.161 and 2.167); both are read.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.post import Settings
from smm_build.networks._base import PartTask, Session
from smm_build.networks.mastodon._statuses import Likeness, earliest
from smm_build.text.links import find_links
from smm_build.text.markup import bare_form, without_links

__all__ = ["REPLIES", "Likeness", "body_of", "likeness", "made_before", "parameters", "permalink", "quoted_id", "since"]

REPLIES = {"followed": "following", "mentioned": "mentionedUsers"}
"""Who may answer, in X's words; everyone when nothing is said. X knows no post that nobody may answer."""

_AI = frozenset({"generated", "manipulated"})
_HOSTS = frozenset({"x.com", "www.x.com", "mobile.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com"})
_PARTS_OF_AN_ADDRESS = 3
_LONGEST_ID = 19


def body_of(task: PartTask, media: tuple[str, ...], cover: str | None = None) -> dict[str, object]:
    """Return the body of the post; what is not said is left out.

    Source: ``CreatePostsRequest`` in https://api.x.com/2/openapi.json, read on 2026-11-23.
    """
    said = task.variant.settings
    body: dict[str, object] = {"text": task.part.text}
    if media:
        body["media"] = {"media_ids": list(media)} | ({"preview_media_id": cover} if cover else {})
    if task.earlier:
        body["reply"] = {"in_reply_to_tweet_id": task.earlier[-1].id}
    if task.number == 1:
        body |= _of_the_first(said)
    if said.ai in _AI and not task.is_comment:
        body["made_with_ai"] = True
    if said.disclosure and said.disclosure.type == "paid":
        body["paid_partnership"] = True
    return body


def _of_the_first(said: Settings) -> dict[str, object]:
    body: dict[str, object] = {}
    if said.poll:
        minutes = int(said.poll.duration.total_seconds() // 60)
        body["poll"] = {"options": list(said.poll.options), "duration_minutes": minutes}
    if said.quote and (quoted := quoted_id(said.quote)):
        body["quote_tweet_id"] = quoted[1]
    if said.replies in REPLIES:
        body["reply_settings"] = REPLIES[said.replies]
    return body


def quoted_id(url: str) -> tuple[str, str] | None:
    """Return the handle and the id in the address of a post, ``None`` if it is none."""
    parts = urlsplit(url)
    path = parts.path.strip("/").split("/")
    if (parts.hostname or "") not in _HOSTS or len(path) < _PARTS_OF_AN_ADDRESS or path[1] != "status":
        return None
    return (path[0], path[2]) if path[2].isascii() and path[2].isdigit() and len(path[2]) <= _LONGEST_ID else None


def permalink(session: Session, post_id: str) -> str:
    """Return the public address of an own post."""
    return f"https://x.com/{session.facts['username']}/status/{post_id}"


def parameters(fields: str, after: datetime, page: str | None) -> dict[str, str]:
    """Return what to ask a list of own posts for. ``fields`` is ``post`` or, as it was called before, ``tweet``."""
    said = {
        "max_results": "100",
        "start_time": after.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "exclude": "retweets",
        f"{fields}.fields": f"attachments,conversation_id,created_at,entities,note_{fields},text",
        "expansions": f"referenced_{fields}s" if fields == "post" else "referenced_tweets.id",
    }
    return said | ({"pagination_token": page} if page else {})


def since(task: PartTask) -> datetime:
    """Return the instant before which no attempt at this part can have been made."""
    return earliest(task)


def made_before(post: Mapping[str, object], instant: datetime) -> bool:
    """Whether X says that a post was made before ``instant``; of one without a time it does not."""
    made = post.get("created_at")
    try:
        at = datetime.fromisoformat(made) if isinstance(made, str) else None
    except ValueError:
        return False
    return at is not None and (at if at.tzinfo else at.replace(tzinfo=UTC)) < instant - timedelta(seconds=1)


def likeness(post: Mapping[str, object], task: PartTask) -> Likeness:
    """Compare a listed post with the part: what it answers, its text, whether it has files."""
    if not _answers(post, task.earlier):
        return Likeness.OTHER
    shown, written = _shown(post), task.part.text
    files = _dict(post.get("attachments")).get("media_keys")
    as_many = len(files) if isinstance(files, list) else 0
    if not written.strip():
        # Without words one picture cannot be told from another.
        return Likeness.NEARLY if not bare_form(_plain(shown)) and as_many == len(task.part.media) else Likeness.OTHER
    if bare_form(_plain(shown)) == bare_form(_plain(written)):
        return Likeness.SAME if as_many == len(task.part.media) or not files else Likeness.NEARLY
    alike = bare_form(without_links(written))
    return Likeness.NEARLY if alike and alike == bare_form(without_links(shown)) else Likeness.OTHER


def _answers(post: Mapping[str, object], earlier: tuple[PartReceipt, ...]) -> bool:
    """Whether a post answers what the part answers. Where X does not name it, the conversation has to do."""
    parents = [
        reference.get("id")
        for name in ("referenced_posts", "referenced_tweets")
        for reference in _list(post.get(name))
        if reference.get("type") == "replied_to"
    ]
    if parents:
        return bool(earlier) and parents[0] == earlier[-1].id
    conversation = post.get("conversation_id")
    if not isinstance(conversation, str):
        return True
    return conversation == (earlier[0].id if earlier else post.get("id"))


def _shown(post: Mapping[str, object]) -> str:
    """Return the whole text with its links written out and the link to its own files taken off."""
    note = _dict(post.get("note_post")) or _dict(post.get("note_tweet"))
    whole = note if isinstance(note.get("text"), str) else post
    text = str(whole.get("text") or "")
    for link in _list(_dict(whole.get("entities")).get("urls")):
        short, full = link.get("url"), link.get("expanded_url")
        if isinstance(short, str) and isinstance(full, str) and short:
            text = text.replace(short, "" if _leads_to_files(link, full) else full)
    return html.unescape(text).strip()


def _leads_to_files(link: Mapping[str, object], full: str) -> bool:
    parts = urlsplit(full)
    return bool(link.get("media_key")) or (parts.hostname in _HOSTS and parts.path.split("/")[-2:-1] in _KINDS)


_KINDS = (["photo"], ["video"])


def _plain(text: str) -> str:
    """Write links without their protocol: X puts one before those that have none."""
    kept, end = [], 0
    for link in find_links(text):
        kept += [text[end : link.start], link.value.partition("://")[2].rstrip("/")]
        end = link.end
    return "".join([*kept, text[end:]])


def _list(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _dict(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}
