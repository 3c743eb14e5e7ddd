"""What Facebook and Instagram have in common for people's words: lists in pages, and private conversations.

A message may be answered for 24 hours. Sources: https://developers.facebook.com/docs/graph-api/results,
https://developers.facebook.com/docs/messenger-platform/conversations,
https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/conversations-api and
https://developers.facebook.com/docs/messenger-platform/policy/policy-overview, read on 2026-11-23.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.message import Message
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import Counterpart
from smm_build.networks._base import CannotKnow, Commit, Flow, Found, NotThere, PartTask, Refused, Session
from smm_build.networks._inbox import ASK_INBOX, LOOK, inner, instant, moment, objects, refuse_late, text_of
from smm_build.networks._meta import asking
from smm_build.text.markup import bare_form

__all__ = ["ANSWER", "answer_below", "answer_privately", "below", "every", "find_below", "talks"]

ANSWER = Sentence("answer", "rispondere")
_WINDOW = 24
_PAGES = 10
_PAGE = "50"
_READ = Sentence("read the messages", "leggere i messaggi")
_TIMES = ("created_time", "timestamp")


def every(
    server: Counterpart,
    session: Session,
    path: str,
    said: Mapping[str, str],
    asked: Sentence = ASK_INBOX,
    *,
    after: str = "",
    since: datetime | None = None,
) -> Flow[list[dict[str, object]]]:
    """Read a list page by page, from behind the cursor ``after``. Raises :class:`Refused`.

    The newest come first where ``since`` is given: what is behind a page that ends before that aware instant is left.
    """
    found: list[dict[str, object]] = []
    for _ in range(_PAGES):
        answer = yield asking(session, "GET", path, asked.en, {**said, **({"after": after} if after else {})})
        if not answer.ok or not isinstance(answer.data.get("data"), list):
            raise server.refused(answer, asked, session)
        page = list(objects(answer.data))
        found += page
        after = _further(answer.data)
        if not after or (since and page and _time_of(page[-1]) < since):
            break
    return found


def below(
    server: Counterpart,
    session: Session,
    node: Mapping[str, object],
    edge: str,
    said: Mapping[str, str],
    since: datetime,
) -> Flow[list[dict[str, object]]]:
    """Return a list that came with its node, newest first, and with ``said`` ask for what is behind its first page."""
    told = inner(node, edge)
    first = list(objects(told))
    after = _further(told)
    if not after or (first and _time_of(first[-1]) < since):
        return first
    path = f"{text_of(node, 'id')}/{edge}"
    return [*first, *(yield from every(server, session, path, said, after=after, since=since))]


def talks(
    server: Counterpart, session: Session, whose: str, platform: str, since: datetime
) -> Flow[tuple[list[dict[str, object]], tuple[Sentence, ...]]]:
    """Read the private messages of conversations that changed since the aware instant.

    A token that may not is no failure: why they are not told comes back beside them.
    """
    fields = "id,created_time,from,message"
    asked = {
        "platform": platform,
        "fields": f"id,updated_time,messages.limit({_PAGE}){{{fields}}}",
        "limit": _PAGE,
        "updated_after_ms": f"{moment(since)}000",
    }
    found: list[dict[str, object]] = []
    try:
        for talk in (yield from every(server, session, f"{whose}/conversations", asked, _READ)):
            said = {"fields": fields, "limit": _PAGE}
            found += yield from below(server, session, talk, "messages", said, since)
    except Refused as refused:
        return found, (refused.reason,)
    return found, ()


def answer_privately(
    server: Counterpart, task: PartTask, session: Session, to: Message, whose: str
) -> Flow[PartReceipt]:
    """Answer a private message, with exactly one :class:`Commit`; too late nothing is asked."""
    refuse_late(task, to, session, _WINDOW, server.title)
    said = {
        "recipient": json.dumps({"id": to.author_id}),
        "messaging_type": "RESPONSE",
        "message": json.dumps({"text": task.part.text}, ensure_ascii=False),
    }
    answer = yield Commit(asking(session, "POST", f"{whose}/messages", ANSWER.en, said))
    known = answer.text("message_id")
    if answer.ok and known:
        return PartReceipt(task.number, known)
    raise server.after_commit(answer, ANSWER, session)


def answer_below(server: Counterpart, task: PartTask, session: Session, path: str) -> Flow[PartReceipt]:
    """Answer a comment, with exactly one :class:`Commit`; ``path`` is the list the answer joins."""
    answer = yield Commit(asking(session, "POST", path, ANSWER.en, {"message": task.part.text}))
    known = answer.text("id")
    if answer.ok and known:
        return PartReceipt(task.number, known)
    raise server.after_commit(answer, ANSWER, session)


def find_below(
    server: Counterpart,
    task: PartTask,
    session: Session,
    path: str,
    asked: Mapping[str, str],
    is_ours: Callable[[Mapping[str, object]], bool],
) -> Flow[Found | NotThere | CannotKnow]:
    """Look for our own words in the first page of a list of answers; what is behind it nobody can know."""
    answer = yield asking(session, "GET", path, ASK_INBOX.en, {**asked, "limit": "100"})
    if not answer.ok:
        raise server.refused(answer, ASK_INBOX, session)
    for one in objects(answer.data):
        if is_ours(one) and bare_form(text_of(one, "message", "text")) == bare_form(task.part.text):
            return Found(PartReceipt(task.number, text_of(one, "id")))
    more = inner(answer.data, "paging").get("next")
    return CannotKnow(LOOK) if more or task.changed else NotThere()


def _further(told: Mapping[str, object]) -> str:
    """Return the cursor of the next page; on the last one there is no ``next``."""
    paging = inner(told, "paging")
    return text_of(inner(paging, "cursors"), "after") if "next" in paging else ""


def _time_of(one: Mapping[str, object]) -> datetime:
    return instant(text_of(one, *_TIMES))
