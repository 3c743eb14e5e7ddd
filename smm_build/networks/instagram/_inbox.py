"""What people write to an account on Instagram: comments under its posts, and private messages.

Comments need ``instagram_manage_comments`` (log-in by Facebook) or ``instagram_business_manage_comments``, messages
``instagram_manage_messages`` or ``instagram_business_manage_messages``. Mentions arrive by webhook only. Sources:
https://developers.facebook.com/docs/instagram-platform/comment-moderation,
https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media/comments (newest first),
https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-comment/replies and Meta's own
description of version 26.0 (https://github.com/facebook/facebook-python-business-sdk, ``IGUser``: ``conversations``,
``messages``), read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.message import Message, MessageKind
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import CannotKnow, Flow, Found, Heard, NotThere, PartTask, Session
from smm_build.networks._inbox import LOOK, inner, instant, objects, quiet, text_of
from smm_build.networks._meta import asking, counterpart
from smm_build.networks._meta_inbox import answer_below, answer_privately, below, every, find_below, talks

__all__ = ["ACTIONS", "NOT_HEARD", "find_reply", "listen", "moderate", "reply"]

ACTIONS = frozenset({"hide"})
NOT_HEARD = Sentence(
    "Mentions are not read, because Instagram sends them to a server only: https://www.instagram.com/",
    "Le menzioni non si leggono, perché Instagram le manda solo a un server: https://www.instagram.com/",
)
_SERVER = quiet(counterpart("Instagram"))
_COMMENT = "id,text,username,from,timestamp"
_WITH_ANSWERS = f"{_COMMENT},replies.limit(50){{{_COMMENT}}}"
_HIDE = Sentence("hide the comment", "nascondere il commento")


def listen(session: Session, since: datetime) -> Flow[Heard]:
    """Read the comments of the newest posts with the answers under them, then the conversations."""
    account = session.facts["ig_id"]
    fields = f"id,permalink,comments.limit(50){{{_WITH_ANSWERS}}}"
    posts = yield from every(_SERVER, session, f"{account}/media", {"fields": fields, "limit": "50"})
    found: list[Message] = []
    for post in posts:
        more = {"fields": _WITH_ANSWERS, "limit": "50"}
        comments = yield from below(_SERVER, session, post, "comments", more, since)
        found += (m for one in comments for m in _under(one, post, session) if m.at >= since)
    messages, unheard = yield from talks(_SERVER, session, account, "instagram", since)
    found += (m for one in messages for m in _direct(one, session) if m.at >= since)
    return Heard(tuple(found), unheard)


def reply(task: PartTask, session: Session, to: Message) -> Flow[PartReceipt]:
    """Answer under a comment or in a conversation; under comments there is one level, so an answer hangs beside."""
    if to.kind is MessageKind.DIRECT:
        return (yield from answer_privately(_SERVER, task, session, to, session.facts["ig_id"]))
    return (yield from answer_below(_SERVER, task, session, f"{to.thread[0].id}/replies"))


def find_reply(task: PartTask, session: Session, to: Message) -> Flow[Found | NotThere | CannotKnow]:
    """Look for the account's own words among the answers; in a conversation a person has to look."""
    if to.kind is MessageKind.DIRECT:
        return CannotKnow(LOOK)
    path, asked = f"{to.thread[0].id}/replies", {"fields": "id,text,username"}
    own = session.facts["username"]
    return (yield from find_below(_SERVER, task, session, path, asked, lambda one: text_of(one, "username") == own))


def moderate(action: str, message: Message, session: Session, at: datetime) -> Flow[None]:  # noqa: ARG001 - one act, told no time
    """Hide a comment."""
    answer = yield asking(session, "POST", message.id, _HIDE.en, {"hide": "true"})
    if not answer.ok:
        raise _SERVER.refused(answer, _HIDE, session)


def _under(comment: Mapping[str, object], post: Mapping[str, object], session: Session) -> Iterator[Message]:
    for one in (comment, *objects(comment.get("replies"))):
        who = text_of(one, "username") or text_of(inner(one, "from"), "username")
        if not text_of(one, "id") or who == session.facts["username"]:
            continue
        yield Message(
            channel=session.account.channel.id,
            kind=MessageKind.COMMENT if one is comment else MessageKind.REPLY,
            at=instant(one.get("timestamp")),
            id=text_of(one, "id"),
            text=text_of(one, "text"),
            author=who,
            author_id=text_of(inner(one, "from"), "id"),
            name=who,
            url=text_of(post, "permalink") or None,
            thread=(PartReceipt(1, text_of(comment, "id")),),
        )


def _direct(one: Mapping[str, object], session: Session) -> Iterator[Message]:
    author = inner(one, "from")
    who = text_of(author, "username")
    if not text_of(one, "id") or who == session.facts["username"] or text_of(author, "id") == session.facts["ig_id"]:
        return
    yield Message(
        channel=session.account.channel.id,
        kind=MessageKind.DIRECT,
        at=instant(one.get("created_time")),
        id=text_of(one, "id"),
        text=text_of(one, "message"),
        author=who,
        author_id=text_of(author, "id"),
        name=who,
        url="https://www.instagram.com/direct/inbox/",
        thread=(PartReceipt(1, text_of(one, "id")),),
    )
