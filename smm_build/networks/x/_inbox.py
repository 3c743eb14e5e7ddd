"""What people write to an account on X: posts that mention it, answers among them.

Every mention that is read costs money. X lets apps answer only those who mentioned or otherwise engaged the account.
Sources: https://docs.x.com/x-api/users/get-mentions, https://docs.x.com/x-api/posts/hide-reply and
https://docs.x.com/x-api/getting-started/pricing, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.message import Message, MessageKind
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Flow, Heard, Request, Session
from smm_build.networks._inbox import ASK_INBOX, instant, objects, quiet, text_of
from smm_build.networks.x._answers import X
from smm_build.networks.x._media import keys_of

__all__ = ["ACTIONS", "NOT_HEARD", "listen", "moderate"]

ACTIONS = frozenset({"hide"})
NOT_HEARD = Sentence(
    "Posts of strangers that do not name the account are neither read nor answered, because X does not let apps answer"
    " them; private messages are not read: https://x.com/notifications, https://x.com/messages",
    "I post di estranei che non nominano l'account non si leggono e non hanno risposta, perché X non lo permette alle"
    " app; i messaggi privati non si leggono: https://x.com/notifications, https://x.com/messages",
)
_SERVER = quiet(X)
_PAGES = 8
_HIDE = Sentence("hide the answer", "nascondere la risposta")
_LONGEST_AGO = "%Y-%m-%dT%H:%M:%SZ"


def listen(session: Session, since: datetime) -> Flow[Heard]:
    """Read mentions back to ``since``; X tells the newest 800."""
    found: list[Message] = []
    page = ""
    for _ in range(_PAGES):
        params = {
            "max_results": "100",
            "start_time": since.astimezone(UTC).strftime(_LONGEST_AGO),
            "tweet.fields": "author_id,created_at,in_reply_to_user_id,lang",
            "expansions": "author_id",
            "user.fields": "name,username",
        } | ({"pagination_token": page} if page else {})
        url = f"{session.account.server}/2/users/{session.facts['user_id']}/mentions"
        answer = yield Request("GET", url, ASK_INBOX.en, params=params, sign=keys_of(session))
        if not answer.ok:
            raise _SERVER.refused(answer, ASK_INBOX, session)
        included = answer.data.get("includes")
        users = included.get("users") if isinstance(included, dict) else None
        people = {text_of(one, "id"): one for one in objects(users)}
        found += (m for one in objects(answer.data) for m in _message(one, people, session) if m.at >= since)
        meta = answer.data.get("meta")
        page = text_of(meta, "next_token") if isinstance(meta, dict) else ""
        if not page:
            break
    return Heard(tuple(found))


def moderate(action: str, message: Message, session: Session) -> Flow[None]:  # noqa: ARG001 - there is one
    """Hide an answer below one of the account's own posts."""
    url = f"{session.account.server}/2/tweets/{message.id}/hidden"
    answer = yield Request("PUT", url, _HIDE.en, json={"hidden": True}, sign=keys_of(session))
    if not answer.ok:
        raise _SERVER.refused(answer, _HIDE, session)


def _message(
    one: Mapping[str, object], people: Mapping[str, Mapping[str, object]], session: Session
) -> Iterator[Message]:
    author, own = text_of(one, "author_id"), session.facts["user_id"]
    who = people.get(author, {})
    if not text_of(one, "id") or author == own:
        return
    yield Message(
        channel=session.account.channel.id,
        kind=MessageKind.REPLY if text_of(one, "in_reply_to_user_id") == own else MessageKind.MENTION,
        at=instant(one.get("created_at")),
        id=text_of(one, "id"),
        text=text_of(one, "text"),
        author=text_of(who, "username"),
        author_id=author,
        name=text_of(who, "name") or text_of(who, "username"),
        url=f"https://x.com/i/status/{text_of(one, 'id')}",
        language=text_of(one, "lang") or None,
        thread=(PartReceipt(1, text_of(one, "id")),),
    )
