"""What people write to a bot on Telegram: private messages, and comments in the group that belongs to the channel.

For comments the bot has to be in that group, as an administrator or with its privacy mode off
(https://core.telegram.org/bots/features#privacy-mode). Telegram keeps what nobody fetched for a day, and tells at most
a hundred at once, the oldest first; older ones are told no more only when somebody confirms them. So nothing is
confirmed before it is kept. Sources: https://core.telegram.org/bots/api#getupdates,
https://core.telegram.org/bots/api#message and https://core.telegram.org/bots/api#replyparameters (Bot API 10.1), read
on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.message import Message, MessageKind
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import (
    Advice,
    CannotKnow,
    Commit,
    Flow,
    Found,
    Heard,
    NotThere,
    PartTask,
    Refused,
    Remember,
    Session,
    Standing,
)
from smm_build.networks._inbox import ASK_INBOX, LOOK, inner, instant, objects, quiet, text_of
from smm_build.networks.telegram._answers import SERVER, messages_in
from smm_build.networks.telegram._asking import ask

__all__ = ["NOT_HEARD", "find_reply", "group_advice", "kept", "listen", "reply"]

NOT_HEARD = Sentence(
    "Comments are read only if the bot is an administrator of the channel's group, reactions are not, and Telegram"
    " forgets after a day what nobody read: https://web.telegram.org/",
    "I commenti si leggono solo se il bot è amministratore del gruppo del canale, le reazioni no, e Telegram dimentica"
    " dopo un giorno ciò che nessuno ha letto: https://web.telegram.org/",
)
_SERVER = quiet(SERVER)
_MOST = 100
_SENDING = "sending"
_LOOK = Sentence("look at the channel's group", "guardare il gruppo del canale")
_DEAF = Sentence(
    "The bot does not hear comments (`smm inbox pull`): make it administrator of the channel's group, no rights needed",
    "Il bot non sente i commenti (`smm inbox pull`): fallo amministratore del gruppo del canale, senza altri diritti",
)
_ANSWER = Sentence("answer", "rispondere")


def listen(session: Session, since: datetime) -> Flow[Heard]:
    """Read what nobody has confirmed yet; a full answer is confirmed once it is kept, and more is asked for."""
    answer = yield ask(session.account, "getUpdates", ASK_INBOX, {"limit": _MOST})
    if not answer.ok:
        raise _SERVER.refused(answer, ASK_INBOX, session)
    updates = list(objects(answer.data.get("result")))
    found = tuple(m for one in updates for m in _message(inner(one, "message"), session) if m.at >= since)
    last = updates[-1].get("update_id") if len(updates) >= _MOST else None
    return Heard(found, mark=str(last) if isinstance(last, int) else "")


def kept(mark: str, session: Session) -> Flow[None]:
    """Confirm everything up to a mark, so that Telegram tells what came later."""
    answer = yield ask(session.account, "getUpdates", ASK_INBOX, {"offset": int(mark) + 1, "limit": 1})
    if not answer.ok:
        raise _SERVER.refused(answer, ASK_INBOX, session)


def reply(task: PartTask, session: Session, to: Message) -> Flow[PartReceipt]:
    """Answer in the same chat, hung on the message; one that is deleted meanwhile is answered all the same."""
    chat, _, number = to.id.partition("/")
    body = {
        "chat_id": int(chat),
        "text": task.part.text,
        "reply_parameters": {"message_id": int(number), "allow_sending_without_reply": True},
    }
    yield Remember({_SENDING: "sendMessage"})
    answer = yield Commit(ask(session.account, "sendMessage", _ANSWER, body))
    numbers = messages_in(answer)
    if answer.ok and numbers:
        return PartReceipt(task.number, str(numbers[0]))
    trouble = _SERVER.after_commit(answer, _ANSWER, session)
    if isinstance(trouble, Refused):
        yield Remember({_SENDING: ""})
    raise trouble


def find_reply(task: PartTask, session: Session, to: Message) -> Flow[Found | NotThere | CannotKnow]:  # noqa: ARG001 - nothing is asked
    """Say whether an answer can be there: not, if no attempt came to sending it; else a person has to look."""
    yield from ()
    return CannotKnow(LOOK) if task.notes.get(_SENDING) else NotThere()


def group_advice(session: Session) -> Flow[tuple[Advice, ...]]:
    """Say when comments in the channel's group are kept from the bot; without a group there are none.

    Sources: https://core.telegram.org/bots/api#user (``can_read_all_group_messages``) and
    https://core.telegram.org/bots/api#getchatmember, read on 2026-11-23.
    """
    group = session.facts.get("group")
    if group is None:
        return ()
    body = {"chat_id": int(group), "user_id": int(session.facts["bot"])}
    member = inner((yield ask(session.account, "getChatMember", _LOOK, body)).data, "result")
    status = text_of(member, "status")
    hears = status in {"administrator", "creator"} or (status == "member" and "reads" in session.facts)
    return () if hears else (Advice(Standing.FINE, _DEAF),)


def _message(one: Mapping[str, object], session: Session) -> Iterator[Message]:
    author, chat = inner(one, "from"), inner(one, "chat")
    chat_id, private = text_of(chat, "id"), chat.get("type") == "private"
    ours = text_of(author, "id") == session.facts["bot"] or one.get("sender_chat") is not None
    text = text_of(one, "text", "caption")
    if ours or not text or not (private or chat_id == session.facts.get("group")):
        return
    name = " ".join(said for said in (text_of(author, "first_name"), text_of(author, "last_name")) if said)
    number = text_of(one, "message_id")
    sent = one.get("date")
    yield Message(
        channel=session.account.channel.id,
        kind=MessageKind.DIRECT if private else _kind(one, session),
        at=instant(sent * 1000 if isinstance(sent, int) else None),
        id=f"{chat_id}/{number}",
        text=text,
        author=text_of(author, "username") or name,
        author_id=text_of(author, "id"),
        name=name,
        url=None if private else f"https://t.me/c/{chat_id.removeprefix('-100')}/{number}",
        language=text_of(author, "language_code") or None,
        thread=(PartReceipt(1, number),),
    )


def _kind(one: Mapping[str, object], session: Session) -> MessageKind:
    """Tell an answer to the bot from a comment below a post of the channel."""
    answered = inner(one, "reply_to_message", "from")
    return MessageKind.REPLY if text_of(answered, "id") == session.facts["bot"] else MessageKind.COMMENT
