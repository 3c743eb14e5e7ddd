"""What people write to an account on X: posts that mention it, answers among them, and private messages.

Every mention that is read costs money, and so does every private message; those need an app that may read and write
direct messages, and X has them for 30 days. X lets apps answer only those who mentioned or otherwise engaged the
account. Encrypted conversations are not in this interface. Sources: https://docs.x.com/x-api/users/get-mentions,
https://docs.x.com/x-api/posts/hide-reply, https://docs.x.com/x-api/direct-messages/get-dm-events,
https://docs.x.com/x-api/getting-started/pricing and https://api.x.com/2/openapi.json (2.167), read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.message import Message, MessageKind
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Flow, Heard, Request, Response, Session
from smm_build.networks._inbox import ASK_INBOX, instant, objects, quiet, text_of
from smm_build.networks.x._answers import X
from smm_build.networks.x._direct import next_page, people_in, private_messages
from smm_build.networks.x._media import keys_of

__all__ = ["ACTIONS", "NOT_HEARD", "listen", "moderate"]

ACTIONS = frozenset({"hide"})
NOT_HEARD = Sentence(
    "Posts of strangers that do not name the account are neither read nor answered, because X does not let apps answer"
    " them, and encrypted messages are not told: https://x.com/notifications, https://x.com/messages",
    "I post di estranei che non nominano l'account non si leggono e non hanno risposta, perché X non lo permette alle"
    " app, e i messaggi cifrati non si vedono: https://x.com/notifications, https://x.com/messages",
)
_SERVER = quiet(X)
_PAGES = 8
_BAD_REQUEST = 400
_SPELLINGS = (
    # Who wrote and who is answered are no fields any more since 2.167: they come with the expansions.
    {"post.fields": "created_at,lang"},
    {"tweet.fields": "author_id,created_at,in_reply_to_user_id,lang"},
)
_HIDE = Sentence("hide the answer", "nascondere la risposta")
_LONGEST_AGO = "%Y-%m-%dT%H:%M:%SZ"


def listen(session: Session, since: datetime) -> Flow[Heard]:
    """Read mentions back to ``since``, of which X tells the newest 800, then private messages."""
    found: list[Message] = []
    page = ""
    for _ in range(_PAGES):
        answer = yield from _mentions(session, since, page)
        if not answer.ok:
            raise _SERVER.refused(answer, ASK_INBOX, session)
        people = people_in(answer)
        found += (m for one in objects(answer.data) for m in _message(one, people, session) if m.at >= since)
        page = next_page(answer)
        if not page:
            break
    messages, unheard = yield from private_messages(session, since)
    return Heard((*found, *messages), unheard)


def moderate(action: str, message: Message, session: Session, at: datetime) -> Flow[None]:  # noqa: ARG001 - one act, told no time
    """Hide an answer below one of the account's own posts."""
    url = f"{session.account.server}/2/tweets/{message.id}/hidden"
    answer = yield Request("PUT", url, _HIDE.en, json={"hidden": True}, sign=keys_of(session))
    if not answer.ok:
        raise _SERVER.refused(answer, _HIDE, session)


def _mentions(session: Session, since: datetime, page: str) -> Flow[Response]:
    """Ask for one page, in the present spelling of X's fields, and in the old one where that is not known."""
    url = f"{session.account.server}/2/users/{session.facts['user_id']}/mentions"
    answer = Response(0)
    for fields in _SPELLINGS:
        params = {
            "max_results": "100",
            "start_time": since.astimezone(UTC).strftime(_LONGEST_AGO),
            **fields,
            "expansions": "author_id,in_reply_to_user_id",
            "user.fields": "name,username",
        } | ({"pagination_token": page} if page else {})
        answer = yield Request("GET", url, ASK_INBOX.en, params=params, sign=keys_of(session))
        if answer.status != _BAD_REQUEST:
            break
    return answer


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
