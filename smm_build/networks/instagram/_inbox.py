"""What people write under an account's posts on Instagram.

Needs ``instagram_manage_comments`` (log-in by Facebook) or ``instagram_business_manage_comments``. Mentions arrive by
webhook only. Sources: https://developers.facebook.com/docs/instagram-platform/comment-moderation and
https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-comment/replies, read on
2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.message import Message, MessageKind
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import CannotKnow, Commit, Flow, Found, Heard, NotThere, PartTask, Session
from smm_build.networks._inbox import ASK_INBOX, LOOK, inner, instant, objects, quiet, text_of
from smm_build.networks._meta import asking, counterpart
from smm_build.text.markup import bare_form

__all__ = ["ACTIONS", "NOT_HEARD", "find_reply", "listen", "moderate", "reply"]

ACTIONS = frozenset({"hide"})
NOT_HEARD = Sentence(
    "Mentions and private messages are not read, because Instagram sends them to a server only:"
    " https://www.instagram.com/direct/inbox/",
    "Menzioni e messaggi privati non si leggono, perché Instagram li manda solo a un server:"
    " https://www.instagram.com/direct/inbox/",
)
_SERVER = quiet(counterpart("Instagram"))
_COMMENT = "id,text,username,from,timestamp"
_ANSWER = Sentence("answer", "rispondere")
_HIDE = Sentence("hide the comment", "nascondere il commento")


def listen(session: Session, since: datetime) -> Flow[Heard]:
    """Read the comments of the newest posts, and the answers under them."""
    fields = f"id,permalink,comments.limit(50){{{_COMMENT},replies.limit(50){{{_COMMENT}}}}}"
    asked = {"fields": fields, "limit": "50"}
    answer = yield asking(session, "GET", f"{session.facts['ig_id']}/media", ASK_INBOX.en, asked)
    if not answer.ok or not isinstance(answer.data.get("data"), list):
        raise _SERVER.refused(answer, ASK_INBOX, session)
    found = [m for post in objects(answer.data) for m in _under(post, session) if m.at >= since]
    return Heard(tuple(found))


def reply(task: PartTask, session: Session, to: Message) -> Flow[PartReceipt]:
    """Answer under a comment; answers have one level, so one under an answer hangs on the comment above it."""
    answer = yield Commit(
        asking(session, "POST", f"{to.thread[0].id}/replies", _ANSWER.en, {"message": task.part.text})
    )
    known = answer.text("id")
    if answer.ok and known:
        return PartReceipt(task.number, known)
    raise _SERVER.after_commit(answer, _ANSWER, session)


def find_reply(task: PartTask, session: Session, to: Message) -> Flow[Found | NotThere | CannotKnow]:
    """Look for the account's own words among the answers."""
    asked = {"fields": "id,text,username", "limit": "100"}
    answer = yield asking(session, "GET", f"{to.thread[0].id}/replies", ASK_INBOX.en, asked)
    if not answer.ok:
        raise _SERVER.refused(answer, ASK_INBOX, session)
    for one in objects(answer.data):
        own = text_of(one, "username") == session.facts["username"]
        if own and bare_form(text_of(one, "text")) == bare_form(task.part.text):
            return Found(PartReceipt(task.number, text_of(one, "id")))
    more = inner(answer.data, "paging").get("next")
    return CannotKnow(LOOK) if more or task.changed else NotThere()


def moderate(action: str, message: Message, session: Session) -> Flow[None]:  # noqa: ARG001 - there is one
    """Hide a comment."""
    answer = yield asking(session, "POST", message.id, _HIDE.en, {"hide": "true"})
    if not answer.ok:
        raise _SERVER.refused(answer, _HIDE, session)


def _under(post: Mapping[str, object], session: Session) -> Iterator[Message]:
    for comment in objects(post.get("comments")):
        top = text_of(comment, "id")
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
                thread=(PartReceipt(1, top),),
            )
