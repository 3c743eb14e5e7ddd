"""What people write to an account on Threads: answers under its newest posts, and mentions.

Needs ``threads_read_replies`` and ``threads_manage_mentions``, answers and hiding ``threads_manage_replies``. There are
no private messages in its interface. Sources: https://developers.facebook.com/docs/threads/reply-management and
https://developers.facebook.com/docs/threads/threads-mentions, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.message import Message, MessageKind
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Flow, Heard, Response, Session
from smm_build.networks._inbox import ASK_INBOX, inner, instant, moment, objects, quiet, text_of
from smm_build.networks.threads._api import THREADS, ask, tell

__all__ = ["ACTIONS", "NOT_HEARD", "listen", "moderate"]

ACTIONS = frozenset({"hide"})
NOT_HEARD = Sentence(
    "Private messages are not read, because Threads has no interface for them: https://www.threads.com/messages",
    "I messaggi privati non si leggono, perché Threads non li offre alle app: https://www.threads.com/messages",
)
_SERVER = quiet(THREADS)
_FIELDS = "id,text,username,timestamp,permalink"
_OF_REPLY = f"{_FIELDS},is_reply_owned_by_me"
_POSTS = "25"
_PAGE = "50"
_PAGES = 10
_HIDE = Sentence("hide the answer", "nascondere la risposta")


def listen(session: Session, since: datetime) -> Flow[Heard]:
    """Read the answers under the newest posts, one post after the other, then the mentions."""
    user = session.facts["user_id"]
    answer = yield ask(session, f"{user}/threads", ASK_INBOX, fields="id,has_replies", limit=_POSTS)
    found: list[Message] = []
    for post in _told(answer, session):
        if post.get("has_replies") is not False and text_of(post, "id"):
            answers = yield from _list(session, f"{text_of(post, 'id')}/replies", _OF_REPLY, since)
            found += (m for one in answers for m in _message(one, session, MessageKind.REPLY) if m.at >= since)
    mentions = yield from _list(session, f"{user}/mentions", _FIELDS, since, since=moment(since))
    found += (m for one in mentions for m in _message(one, session, MessageKind.MENTION) if m.at >= since)
    return Heard(tuple({one.id: one for one in reversed(found)}.values()))


def moderate(action: str, message: Message, session: Session, at: datetime) -> Flow[None]:  # noqa: ARG001 - one act, told no time
    """Hide an answer, and everything below it."""
    answer = yield tell(session, f"{message.id}/manage_reply", _HIDE, {"hide": "true"})
    if not answer.ok:
        raise _SERVER.refused(answer, _HIDE, session)


def _list(session: Session, path: str, fields: str, until: datetime, **said: str) -> Flow[list[dict[str, object]]]:
    """Read a list, newest first, as far back as the aware instant ``until``."""
    found: list[dict[str, object]] = []
    for _ in range(_PAGES):
        answer = yield ask(session, path, ASK_INBOX, fields=fields, limit=_PAGE, **said)
        page = _told(answer, session)
        found += page
        paging = inner(answer.data, "paging")
        said["after"] = text_of(inner(paging, "cursors"), "after")
        if "next" not in paging or not said["after"] or not page or instant(page[-1].get("timestamp")) < until:
            break
    return found


def _told(answer: Response, session: Session) -> list[dict[str, object]]:
    if not answer.ok or not isinstance(answer.data.get("data"), list):
        raise _SERVER.refused(answer, ASK_INBOX, session)
    return list(objects(answer.data))


def _message(one: Mapping[str, object], session: Session, kind: MessageKind) -> Iterator[Message]:
    who = text_of(one, "username")
    if not text_of(one, "id") or one.get("is_reply_owned_by_me") is True or who == session.facts.get("username"):
        return
    yield Message(
        channel=session.account.channel.id,
        kind=kind,
        at=instant(one.get("timestamp")),
        id=text_of(one, "id"),
        text=text_of(one, "text"),
        author=who,
        name=who,
        url=text_of(one, "permalink") or None,
        thread=(PartReceipt(1, text_of(one, "id")),),
    )
