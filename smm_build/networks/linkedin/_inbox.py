"""Comments under a page's or a person's own posts on LinkedIn.

LinkedIn tells no names of those who comment, and lets what members write be kept for 48 hours. Page messages and
mentions are not offered to apps in general. Sources:
https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/comments-api and
https://learn.microsoft.com/en-us/linkedin/marketing/data-storage-requirements, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.message import Message, MessageKind
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import CannotKnow, Commit, Flow, Found, Heard, NotThere, PartTask, Request, Session
from smm_build.networks._inbox import ASK_INBOX, LOOK, answering, inner, instant, objects, quiet, text_of
from smm_build.networks.linkedin._api import SERVER, author_of, in_path, permalink, rest, spoken
from smm_build.networks.linkedin._find import comment_receipt
from smm_build.networks.linkedin._text import visible
from smm_build.text.markup import bare_form

__all__ = ["NOT_HEARD", "find_reply", "listen", "reply"]

NOT_HEARD = Sentence(
    "Messages to the page and mentions are not read, because LinkedIn offers them to few apps, nor are answers below"
    " other people's comments: https://www.linkedin.com/notifications/",
    "I messaggi alla pagina e le menzioni non si leggono, perché LinkedIn li offre a poche app, e nemmeno le risposte"
    " sotto i commenti di altri: https://www.linkedin.com/notifications/",
)
_SERVER = quiet(SERVER)
_NOT_FOUND = 404
_PAGE, _PAGES = 100, 10
_ANSWER = Sentence("answer", "rispondere")


def listen(session: Session, since: datetime) -> Flow[Heard]:
    """Read the comments under the newest posts, one post after the other."""
    params = {"q": "author", "author": author_of(session.account), "start": "0", "count": "25", "sortBy": "CREATED"}
    headers = spoken(session, method="FINDER")
    answer = yield Request("GET", rest(session, "posts"), ASK_INBOX.en, headers=headers, params=params)
    if not answer.ok or not isinstance(answer.data.get("elements"), list):
        raise _SERVER.refused(answer, ASK_INBOX, session)
    found: list[Message] = []
    for post in [text_of(one, "id") for one in objects(answer.data["elements"])]:
        comments = yield from _below(session, post)
        found += (m for one in comments for m in _message(one, post, session) if m.at >= since)
    return Heard(tuple(found))


def reply(task: PartTask, session: Session, to: Message) -> Flow[PartReceipt]:
    """Comment on the comment."""
    task = answering(task, to.thread)
    post = to.thread[0].id
    body = {
        "actor": author_of(session.account),
        "object": post,
        "parentComment": to.id,
        "message": {"text": visible(task.part.text)},
    }
    url = rest(session, f"socialActions/{in_path(post)}/comments")
    answer = yield Commit(Request("POST", url, _ANSWER.en, headers=spoken(session), json=body))
    receipt = comment_receipt(task, answer.data, answer.headers.get("x-restli-id")) if answer.ok else None
    if receipt is not None:
        return receipt
    raise _SERVER.after_commit(answer, _ANSWER, session)


def find_reply(task: PartTask, session: Session, to: Message) -> Flow[Found | NotThere | CannotKnow]:
    """Look for our own words among the answers; nothing being there proves nothing, because roles see empty lists."""
    answer = yield _comments(session, to.id, 0)
    if not answer.ok and answer.status != _NOT_FOUND:
        raise _SERVER.refused(answer, ASK_INBOX, session)
    for one in objects(answer.data.get("elements")):
        own = one.get("actor") == author_of(session.account)
        if own and bare_form(text_of(inner(one, "message"), "text")) == bare_form(visible(task.part.text)):
            receipt = comment_receipt(answering(task, to.thread), one, None)
            if receipt is not None:
                return Found(receipt)
    return CannotKnow(LOOK)


def _below(session: Session, post: str) -> Flow[list[dict[str, object]]]:
    """Read the comments of one post, page by page; of a post that is gone, and of one without any, there are none."""
    found: list[dict[str, object]] = []
    for page in range(_PAGES if post else 0):
        answer = yield _comments(session, post, page * _PAGE)
        if answer.status == _NOT_FOUND:
            break
        if not answer.ok:
            raise _SERVER.refused(answer, ASK_INBOX, session)
        told = list(objects(answer.data.get("elements")))
        found += told
        if len(told) < _PAGE:
            break
    return found


def _comments(session: Session, below: str, start: int) -> Request:
    url = rest(session, f"socialActions/{in_path(below)}/comments")
    params = {"start": str(start), "count": str(_PAGE)}
    return Request("GET", url, ASK_INBOX.en, headers=spoken(session), params=params)


def _message(one: Mapping[str, object], post: str, session: Session) -> Iterator[Message]:
    author = text_of(one, "actor")
    urn = text_of(one, "commentUrn", "$URN")
    if not urn or author == author_of(session.account):
        return
    yield Message(
        channel=session.account.channel.id,
        kind=MessageKind.COMMENT,
        at=instant(inner(one, "created").get("time")),
        id=urn,
        text=text_of(inner(one, "message"), "text"),
        author=author,
        author_id=author,
        url=f"{permalink(post)}?commentUrn={in_path(urn)}",
        thread=(PartReceipt(1, post), PartReceipt(2, urn)),
    )
