"""What people write to a Mastodon account: mentions, answers and private mentions, all of them notifications.

The token needs ``read:notifications`` besides. A private message on Mastodon is a post that only those it mentions
see, so all of them are among the mentions. Nobody can hide an answer there; to like one, the token needs
``write:favourites`` as well. Sources: https://docs.joinmastodon.org/methods/notifications/#get,
https://docs.joinmastodon.org/entities/Status/ and https://docs.joinmastodon.org/methods/statuses/#favourite, read on
2026-11-23.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import datetime

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.message import Message, MessageKind
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Flow, Heard, PartTask, Refused, Request, Session
from smm_build.networks._inbox import ASK_INBOX, answering, inner, instant, objects, quiet, text_of
from smm_build.networks.mastodon._server import SERVER
from smm_build.text.markup import html_to_text

__all__ = ["ACTIONS", "as_answer", "listen", "moderate"]

ACTIONS = frozenset({"like"})
_PAGE = 40
_PAGES = 25
_FORBIDDEN = 403
_SERVER = quiet(SERVER)
_LIKE = Sentence("like the message", "mettere mi piace al messaggio")
_MAY_NOT_LIKE = Sentence(
    "The token may not like: make one with write:favourites besides, in Preferences, Development",
    "Il token non può mettere mi piace: creane uno che abbia anche write:favourites, in Preferenze, Sviluppo",
)


def listen(session: Session, since: datetime) -> Flow[Heard]:
    """Read notifications of mentions, the newest first, back to ``since``."""
    found: list[Message] = []
    before = ""
    for _ in range(_PAGES):
        params = {"types[]": "mention", "limit": str(_PAGE)} | ({"max_id": before} if before else {})
        url = f"{session.account.server}/api/v1/notifications"
        answer = yield Request("GET", url, ASK_INBOX.en, headers=session.headers, params=params)
        if not answer.ok or not isinstance(answer.value, list):
            raise _SERVER.refused(answer, ASK_INBOX, session)
        page = list(objects(answer.value))
        found += (message for one in page for message in _messages(one, session) if message.at >= since)
        last = text_of(page[-1], "id") if page else ""
        if not last or last == before or instant(page[-1].get("created_at")) < since:
            break
        before = last
    return Heard(tuple(found))


def as_answer(task: PartTask, to: Message) -> PartTask:
    """Return the task as the status that answers ``to``: it names whom it answers, and is no more public than that.

    A name is added here and nowhere else, so it is in no file.
    """
    task = answering(task, to.thread)
    settings = dataclasses.replace(task.variant.settings, visibility=to.facts.get("visibility") or "public")
    part = task.part
    said = part.text if f"@{to.author}".casefold() in part.text.casefold() else f"@{to.author} {part.text}"
    parts = (dataclasses.replace(part, text=said),)
    return dataclasses.replace(task, variant=dataclasses.replace(task.variant, parts=parts, settings=settings))


def moderate(action: str, message: Message, session: Session, at: datetime) -> Flow[None]:  # noqa: ARG001 - one act, told no time
    """Like a message; one that is liked already stays liked."""
    url = f"{session.account.server}/api/v1/statuses/{message.id}/favourite"
    answer = yield Request("POST", url, _LIKE.en, headers=session.headers)
    if answer.status == _FORBIDDEN:
        raise Refused(Trouble.PERMISSION, _MAY_NOT_LIKE)
    if not answer.ok:
        raise _SERVER.refused(answer, _LIKE, session)


def _messages(notification: Mapping[str, object], session: Session) -> Iterator[Message]:
    status, author = inner(notification, "status"), inner(notification, "account")
    status_id, own = text_of(status, "id"), session.facts["account_id"]
    if text_of(notification, "type") != "mention" or not status_id or text_of(author, "id") == own:
        return
    visibility = text_of(status, "visibility")
    yield Message(
        channel=session.account.channel.id,
        kind=_kind(status, visibility, own),
        at=instant(status.get("created_at") or notification.get("created_at")),
        id=status_id,
        text=html_to_text(text_of(status, "content")).strip(),
        author=text_of(author, "acct"),
        author_id=text_of(author, "id"),
        name=text_of(author, "display_name") or text_of(author, "username"),
        url=text_of(status, "url", "uri") or None,
        language=text_of(status, "language") or None,
        thread=(PartReceipt(1, status_id),),
        facts={"visibility": visibility},
    )


def _kind(status: Mapping[str, object], visibility: str, own: str) -> MessageKind:
    if visibility == "direct":
        return MessageKind.DIRECT
    return MessageKind.REPLY if text_of(status, "in_reply_to_account_id") == own else MessageKind.MENTION
