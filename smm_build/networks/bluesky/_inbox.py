"""What people write to a Bluesky account: mentions, answers and quotes.

The account's own server passes the question on to the service that gathers notifications; a server that knows no such
service refuses. Private messages need an app password that may read them and another service, and are not asked for.
Sources: https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/notification/listNotifications.json and
https://docs.bsky.app/docs/advanced-guides/posts#replies, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.message import Message, MessageKind
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Flow, Heard, Refused, Request, Response, Session
from smm_build.networks._inbox import ASK_INBOX, inner, instant, objects, quiet, text_of
from smm_build.networks.bluesky._server import SERVER, method

__all__ = ["listen"]

_PAGES = 40
"""Pages of 50; a busier account is pulled more often."""
_KINDS = {"reply": MessageKind.REPLY, "mention": MessageKind.MENTION, "quote": MessageKind.MENTION}
_SERVER = quiet(SERVER)
_UNKNOWN_METHOD = 501


def listen(session: Session, since: datetime) -> Flow[Heard]:
    """Read notifications, the newest first, back to ``since``."""
    found: list[Message] = []
    cursor = ""
    for _ in range(_PAGES):
        url = method(session.account, "app.bsky.notification.listNotifications")
        params = {"cursor": cursor} if cursor else {}
        answer = yield Request("GET", url, ASK_INBOX.en, headers=session.headers, params=params)
        if not answer.ok or not isinstance(answer.data.get("notifications"), list):
            raise _refused(answer, session)
        page = list(objects(answer.data["notifications"]))
        found += (message for one in page for message in _messages(one, session) if message.at >= since)
        cursor = answer.text("cursor")
        if not cursor or not page or instant(page[-1].get("indexedAt")) < since:
            break
    return Heard(tuple(found))


def _messages(told: Mapping[str, object], session: Session) -> Iterator[Message]:
    author, record = inner(told, "author"), inner(told, "record")
    uri, kind = text_of(told, "uri"), _KINDS.get(text_of(told, "reason"))
    if kind is None or not uri or text_of(author, "did") == session.facts["did"]:
        return
    this = PartReceipt(2, uri, cid=text_of(told, "cid"))
    root = inner(record, "reply", "root")
    first = PartReceipt(1, text_of(root, "uri"), cid=text_of(root, "cid")) if root else None
    languages = record.get("langs")
    yield Message(
        channel=session.account.channel.id,
        kind=kind,
        at=instant(told.get("indexedAt")),
        id=uri,
        text=text_of(record, "text"),
        author=text_of(author, "handle"),
        author_id=text_of(author, "did"),
        name=text_of(author, "displayName") or text_of(author, "handle"),
        url=f"https://bsky.app/profile/{text_of(author, 'did')}/post/{uri.rpartition('/')[2]}",
        language=str(languages[0]) if isinstance(languages, list) and languages else None,
        thread=(first, this) if first else (this,),
    )


def _refused(answer: Response, session: Session) -> Refused:
    nobody = answer.status == _UNKNOWN_METHOD or "proxy" in answer.text("message").casefold()
    if not nobody:
        return _SERVER.refused(answer, ASK_INBOX, session)
    return Refused(Trouble.VERSION, _NOBODY_GATHERS)


_NOBODY_GATHERS = Sentence(
    "This server keeps posts and gathers no notifications, and knows nobody who does: use an account whose server has"
    " an appview, such as https://bsky.social",
    "Questo server conserva i post ma non raccoglie notifiche, e non conosce nessuno che lo faccia: usa un account il"
    " cui server ha un appview, come https://bsky.social",
)
