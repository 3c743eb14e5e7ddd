"""What people write to a page: comments under its posts, and messages.

Comments need ``pages_read_user_content``, answers and hiding ``pages_manage_engagement``, messages ``pages_messaging``.
Facebook leaves the author of most comments out. A message may be answered for 24 hours. Sources:
https://developers.facebook.com/docs/pages-api/comments-mentions, https://developers.facebook.com/docs/graph-api/reference/comment,
https://developers.facebook.com/docs/messenger-platform/conversations and
https://developers.facebook.com/docs/messenger-platform/policy/policy-overview, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.message import Message, MessageKind
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import CannotKnow, Flow, Found, Heard, NotThere, PartTask, Session
from smm_build.networks._inbox import LOOK, inner, instant, quiet, text_of
from smm_build.networks._meta import asking, counterpart
from smm_build.networks._meta_inbox import answer_below, answer_privately, below, every, find_below, talks

__all__ = ["ACTIONS", "NOT_HEARD", "find_reply", "listen", "moderate", "reply"]

ACTIONS = frozenset({"hide", "like"})
NOT_HEARD = Sentence(
    "Reviews, and posts of others that name the page, are not read: https://www.facebook.com/notifications",
    "Le recensioni e i post di altri che nominano la pagina non si leggono: https://www.facebook.com/notifications",
)
_SERVER = quiet(counterpart("Facebook"))
_COMMENTS = "100"
_COMMENT = "id,message,from,created_time,permalink_url"
_DO = Sentence("hide or like it", "nasconderlo o mettere mi piace")


def listen(session: Session, since: datetime) -> Flow[Heard]:
    """Read the newest comments of the page's newest posts, then its conversations."""
    page = session.facts["page_id"]
    fields = f"id,comments.limit({_COMMENTS}).filter(stream).order(reverse_chronological){{{_COMMENT}}}"
    posts = yield from every(_SERVER, session, f"{page}/published_posts", {"fields": fields, "limit": "50"})
    found: list[Message] = []
    more = {"fields": _COMMENT, "filter": "stream", "order": "reverse_chronological", "limit": _COMMENTS}
    for post in posts:
        comments = yield from below(_SERVER, session, post, "comments", more, since)
        found += (message for one in comments for message in _comment(one, session) if message.at >= since)
    messages, unheard = yield from talks(_SERVER, session, page, "messenger", since)
    found += (message for one in messages for message in _direct(one, session) if message.at >= since)
    return Heard(tuple(found), unheard)


def reply(task: PartTask, session: Session, to: Message) -> Flow[PartReceipt]:
    """Answer a comment under it, a message in its conversation."""
    if to.kind is MessageKind.DIRECT:
        return (yield from answer_privately(_SERVER, task, session, to, session.facts["page_id"]))
    return (yield from answer_below(_SERVER, task, session, f"{to.id}/comments"))


def find_reply(task: PartTask, session: Session, to: Message) -> Flow[Found | NotThere | CannotKnow]:
    """Look for the page's own words under the comment; in a conversation a person has to look."""
    if to.kind is MessageKind.DIRECT:
        return CannotKnow(LOOK)
    path, asked = f"{to.id}/comments", {"fields": "id,message,from", "filter": "stream"}
    page = session.facts["page_id"]
    return (
        yield from find_below(
            _SERVER, task, session, path, asked, lambda one: text_of(inner(one, "from"), "id") == page
        )
    )


def moderate(action: str, message: Message, session: Session, at: datetime) -> Flow[None]:  # noqa: ARG001 - told no time
    """Hide a comment, or like it."""
    path, said = (message.id, {"is_hidden": "true"}) if action == "hide" else (f"{message.id}/likes", {})
    answer = yield asking(session, "POST", path, _DO.en, said)
    if not answer.ok:
        raise _SERVER.refused(answer, _DO, session)


def _comment(one: Mapping[str, object], session: Session) -> Iterator[Message]:
    author = inner(one, "from")
    if not text_of(one, "id") or text_of(author, "id") == session.facts["page_id"]:
        return
    yield _message_of(one, session, MessageKind.COMMENT, text_of(one, "permalink_url"))


def _direct(one: Mapping[str, object], session: Session) -> Iterator[Message]:
    author = text_of(inner(one, "from"), "id")
    if text_of(one, "id") and author and author != session.facts["page_id"]:
        yield _message_of(one, session, MessageKind.DIRECT, "")


def _message_of(one: Mapping[str, object], session: Session, kind: MessageKind, url: str) -> Message:
    author = inner(one, "from")
    return Message(
        channel=session.account.channel.id,
        kind=kind,
        at=instant(one.get("created_time")),
        id=text_of(one, "id"),
        text=text_of(one, "message"),
        author=text_of(author, "name"),
        author_id=text_of(author, "id"),
        name=text_of(author, "name"),
        url=url or None,
        thread=(PartReceipt(1, text_of(one, "id")),),
    )
