"""Private messages on X: reading them costs $0.010 each, once a day, so little more is asked for than is new.

Sources: https://docs.x.com/x-api/direct-messages/get-dm-events (30 days, the newest first),
https://docs.x.com/x-api/direct-messages/create-dm-message-by-participant-id,
https://docs.x.com/x-api/getting-started/pricing and https://api.x.com/2/openapi.json (2.167), read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.message import Message, MessageKind
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import CannotKnow, Commit, Flow, Found, NotThere, PartTask, Request, Response, Session
from smm_build.networks._inbox import LOOK, inner, instant, objects, quiet, text_of
from smm_build.networks.x._answers import X
from smm_build.networks.x._media import keys_of
from smm_build.text.markup import bare_form

__all__ = ["answer_privately", "find_private_answer", "next_page", "people_in", "private_messages"]

_SERVER = quiet(X)
_PAGE = "10"
_PAGES = 10
_EVENTS = {
    "event_types": "MessageCreate",
    "dm_event.fields": "created_at,event_type,id,text",
    "expansions": "sender_id",
    "user.fields": "name,username",
}
_READ = Sentence("read the private messages", "leggere i messaggi privati")
_ANSWER = Sentence("answer", "rispondere")


def private_messages(session: Session, since: datetime) -> Flow[tuple[tuple[Message, ...], tuple[Sentence, ...]]]:
    """Read what others wrote since the aware instant; an app that may not is no failure, and why comes back."""
    found: list[Message] = []
    page = ""
    for _ in range(_PAGES):
        answer = yield _ask(session, "dm_events", page)
        if not answer.ok:
            return tuple(found), (_SERVER.refused(answer, _READ, session).reason,)
        events, people = list(objects(answer.data)), people_in(answer)
        found += (m for one in events for m in _message(one, people, session) if m.at >= since)
        page = next_page(answer)
        if not page or not events or instant(events[-1].get("created_at")) < since:
            break
    return tuple(found), ()


def answer_privately(task: PartTask, session: Session, to: Message) -> Flow[PartReceipt]:
    """Write to whoever wrote, with exactly one :class:`Commit`."""
    url = f"{session.account.server}/2/dm_conversations/with/{to.author_id}/messages"
    body = {"text": task.part.text}
    answer = yield Commit(Request("POST", url, _ANSWER.en, json=body, sign=keys_of(session)))
    known = text_of(inner(answer.data, "data"), "dm_event_id")
    if answer.ok and known:
        return PartReceipt(task.number, known)
    raise _SERVER.after_commit(answer, _ANSWER, session)


def find_private_answer(task: PartTask, session: Session, to: Message) -> Flow[Found | NotThere | CannotKnow]:
    """Look for our own words in the conversation."""
    answer = yield _ask(session, f"dm_conversations/with/{to.author_id}/dm_events", "")
    if not answer.ok:
        raise _SERVER.refused(answer, _READ, session)
    for one in objects(answer.data):
        own = text_of(one, "sender_id") == session.facts["user_id"]
        if own and bare_form(text_of(one, "text")) == bare_form(task.part.text):
            return Found(PartReceipt(task.number, text_of(one, "id")))
    return CannotKnow(LOOK) if next_page(answer) or task.changed else NotThere()


def people_in(answer: Response) -> Mapping[str, Mapping[str, object]]:
    """Return who is told of beside the things of an answer, by number."""
    return {text_of(one, "id"): one for one in objects(inner(answer.data, "includes").get("users"))}


def next_page(answer: Response) -> str:
    """Return the token of the next page, empty on the last one."""
    return text_of(inner(answer.data, "meta"), "next_token")


def _ask(session: Session, what: str, page: str) -> Request:
    params = {"max_results": _PAGE, **_EVENTS, **({"pagination_token": page} if page else {})}
    return Request("GET", f"{session.account.server}/2/{what}", _READ.en, params=params, sign=keys_of(session))


def _message(
    one: Mapping[str, object], people: Mapping[str, Mapping[str, object]], session: Session
) -> Iterator[Message]:
    author = text_of(one, "sender_id")
    who = people.get(author, {})
    if not text_of(one, "id") or not author or author == session.facts["user_id"]:
        return
    yield Message(
        channel=session.account.channel.id,
        kind=MessageKind.DIRECT,
        at=instant(one.get("created_at")),
        id=text_of(one, "id"),
        text=text_of(one, "text"),
        author=text_of(who, "username"),
        author_id=author,
        name=text_of(who, "name") or text_of(who, "username"),
        url="https://x.com/messages",
        thread=(PartReceipt(1, text_of(one, "id")),),
    )
