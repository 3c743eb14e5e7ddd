"""Telegram channels, written to by a bot.

Lengths and offsets are UTF-16 code units, in which Telegram places what it finds in a text
(https://core.telegram.org/bots/api#messageentity, read on 2026-11-23). A message of words alone may have 4,096 of them,
the words beside pictures and films 1,024. Names, hashtags and links become what they are by themselves.

How to set it up: write to @BotFather in Telegram, send ``/newbot`` and keep the token it gives: it never ends by
itself, and ``/revoke`` makes another. Open the channel, add the bot under *Administrators* with the right to post
messages, and nothing else; for comments add it to the channel's group as an administrator without rights. Write the
channel's public name (``@name``) or its number (``-100…``) as ``account`` into the channel's file; without it
``handle`` is taken.

Bots are told of nothing that a channel already holds, not even of what they wrote themselves. So after a lost answer
nobody but a person can say whether a message is there, and smm says just that: the delivery is *uncertain* and is not
sent again. As long as smm itself did not come to sending, it knows, because it writes down that it is about to.

A content warning becomes the first line; what follows it, pictures and films too, is covered until somebody taps it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.post import Settings
from smm_build.domain.reading import Metric
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import refuse_content, require_secret
from smm_build.networks._base import (
    Account,
    Advice,
    CannotKnow,
    Capability,
    Checkup,
    Commit,
    Credential,
    FileBody,
    Flow,
    Found,
    Limits,
    LinkPlace,
    NotThere,
    PartTask,
    PollLimits,
    ProfileLimits,
    Refused,
    Remember,
    Request,
    Response,
    Session,
    Standing,
    Told,
)
from smm_build.networks._by_hand import ByHand
from smm_build.networks._content import refuse_faults
from smm_build.networks._metrics import ASK_AUDIENCE, of_account, read
from smm_build.networks._settings import refuse_settings
from smm_build.networks.telegram._answers import SERVER, is_gone, is_unchanged, messages_in, token_fault
from smm_build.networks.telegram._asking import address, ask, token_of
from smm_build.networks.telegram._inbox import NOT_HEARD, find_reply, group_advice, kept, listen, reply
from smm_build.networks.telegram._messages import Message, faults, link_card, message_of, words_of
from smm_build.networks.telegram._profile import PROFILE, PROFILE_WRITES, read_profile, write_profile
from smm_build.text.measure import Measure
from smm_build.text.mentions import at as with_sign
from smm_build.text.plain import measure_plain
from smm_build.text.rulers import utf16_units

__all__ = [
    "AT_ONCE",
    "BY_HAND",
    "CAPABILITIES",
    "CREDENTIALS",
    "DEFAULTS",
    "LIMITS",
    "LINKS",
    "NAME",
    "NOT_HEARD",
    "PROFILE",
    "PROFILE_WRITES",
    "SERVERS",
    "TITLE",
    "amend",
    "audience",
    "examine",
    "find",
    "find_reply",
    "kept",
    "link_card",
    "listen",
    "login",
    "measure",
    "mention",
    "metrics",
    "publish",
    "read_profile",
    "remove",
    "reply",
    "write_profile",
]

NAME = "telegram"
TITLE = "Telegram"
LIMITS = Limits(
    characters=4_096,
    caption_characters=1_024,
    counted_in=Sentence("UTF-16 code units", "unità UTF-16"),
    images=10,
    image_bytes=10_000_000,
    image_types=("image/jpeg", "image/png", "image/webp", "image/gif"),
    source="https://core.telegram.org/bots/api",
    read_on=date(2026, 11, 23),
    videos=10,
    video_bytes=50_000_000,
    video_types=("video/mp4",),
    parts=25,  # no maximum is documented; a longer thread is a mistake more often than a wish
    image_ratios=(1 / 20, 20.0),
    mixed=True,
    polls=PollLimits(
        options=12, option_characters=100, shortest=timedelta(seconds=5), longest=timedelta(seconds=2_628_000)
    ),
    profile=ProfileLimits(name=128, bio=255),
    settings=frozenset({"content_warning"}),
    documents=("application/pdf",),
)
CAPABILITIES = frozenset(
    {
        Capability.DELETE,
        Capability.EDIT,
        Capability.INBOX,
        Capability.METRICS,
        Capability.PUBLISH,
        Capability.REPLY,
        Capability.THREAD,
        Capability.PROFILE_READ,
        Capability.PROFILE_WRITE,
    }
)
AT_ONCE = 100  # nothing is asked about messages
TOKEN = Credential(
    "TOKEN",
    Sentence(
        "the bot's token from @BotFather; the bot is an administrator of the channel who may post messages",
        "il token del bot da @BotFather; il bot è un amministratore del canale che può pubblicare messaggi",
    ),
)
CREDENTIALS = (TOKEN,)
DEFAULTS = Settings()
LINKS = LinkPlace.IN_TEXT
SERVERS = ("https://api.telegram.org",)
BY_HAND = ByHand(
    hosts=("t.me", "telegram.me"),
    composer="https://t.me/share/url?url={link}&text={text}",
    source="https://core.telegram.org/widgets/share",
    read_on=date(2026, 11, 23),
)

_SENDING = "sending"
"""The note that says that a message was about to be sent; empty once Telegram has clearly refused it."""
_ADMINISTRATORS = frozenset({"administrator", "creator"})


def measure(text: str) -> Measure:
    """Count UTF-16 code units: an emoji is two or more."""
    return measure_plain(text, utf16_units(text))


def mention(handle: str) -> str:
    """Write ``@name``."""
    return with_sign(handle)


def login(account: Account) -> Flow[Session]:
    """Learn which bot the token is of and which chat it writes to.

    Source: https://core.telegram.org/bots/api#getme and https://core.telegram.org/bots/api#getchat, read on 2026-11-23.
    """
    fault = token_fault(require_secret(account, TOKEN))
    if fault is not None:
        raise Refused(Trouble.AUTH, fault)
    named = _chat_named(account)
    answer = yield ask(account, "getMe", _LOG_IN)
    bot = _result(answer)
    if not answer.ok or not isinstance(bot.get("id"), int):
        raise SERVER.refused(answer, _LOG_IN, account)
    answer = yield ask(account, "getChat", _FIND_CHAT, {"chat_id": named})
    chat = _result(answer)
    if not answer.ok or not isinstance(chat.get("id"), int):
        raise SERVER.refused(answer, _FIND_CHAT, account)
    known = {name: str(chat[name]) for name in ("username", "title") if isinstance(chat.get(name), str)}
    group = {"group": str(chat["linked_chat_id"])} if isinstance(chat.get("linked_chat_id"), int) else {}
    group |= {"reads": "all"} if bot.get("can_read_all_group_messages") is True else {}
    return Session(account, facts={**known, **group, "bot": str(bot["id"]), "chat": str(chat["id"])})


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Send one message, an album or a poll; a later part of a thread answers the one before it.

    Source: https://core.telegram.org/bots/api#available-methods, read on 2026-11-23.
    """
    _check(task)
    message = message_of(task, int(session.facts["chat"]))
    yield Remember({_SENDING: message.method})
    answer = yield Commit(_send(session, message))
    numbers = messages_in(answer)
    if answer.ok and numbers:
        return _receipt(task.number, numbers, session)
    trouble = SERVER.after_commit(answer, _PUBLISH, session)
    if isinstance(trouble, Refused):
        yield Remember({_SENDING: ""})
    raise trouble


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:  # noqa: ARG001 - nothing is asked
    """Say whether a message can be there: not, if no attempt came to sending it; else nobody but a person can tell.

    There is no method that reads what a chat holds (https://core.telegram.org/bots/api#available-methods, read on
    2026-11-23), and a bot gets no update of its own messages.
    """
    yield from ()
    return CannotKnow(_BLIND) if task.notes.get(_SENDING) else NotThere()


def amend(task: PartTask, receipt: PartReceipt, session: Session) -> Flow[PartReceipt]:
    """Change the words of a message, or those beside its pictures; its files stay, and a poll stays as it is.

    Source: https://core.telegram.org/bots/api#editmessagetext and
    https://core.telegram.org/bots/api#editmessagecaption, read on 2026-11-23.
    """
    _check(task)
    if task.number == 1 and task.variant.settings.poll:
        raise refuse_content(_POLL_STAYS)
    method, words = words_of(task)
    body = {"chat_id": int(session.facts["chat"]), "message_id": int(receipt.id), **words}
    answer = yield ask(session.account, method, _AMEND, body)
    if answer.ok or is_unchanged(answer):
        return receipt
    raise SERVER.refused(answer, _AMEND, session)


def remove(receipt: PartReceipt, session: Session) -> Flow[None]:
    """Take a message away, or all messages of an album. Telegram allows it for 48 hours.

    Source: https://core.telegram.org/bots/api#deletemessage, read on 2026-11-23.
    """
    for number in (receipt.cid or receipt.id).split():
        body = {"chat_id": int(session.facts["chat"]), "message_id": int(number)}
        answer = yield ask(session.account, "deleteMessage", _REMOVE, body)
        if not answer.ok and not is_gone(answer):
            raise SERVER.refused(answer, _REMOVE, session)


def examine(session: Session, at: datetime) -> Flow[Checkup]:  # noqa: ARG001 - a bot's token has no end
    """Ask whether the bot may post.

    Source: https://core.telegram.org/bots/api#getchatmember, read on 2026-11-23.
    """
    facts = session.facts
    body = {"chat_id": int(facts["chat"]), "user_id": int(facts["bot"])}
    answer = yield ask(session.account, "getChatMember", _EXAMINE, body)
    member = _result(answer)
    if not answer.ok or not isinstance(member.get("status"), str):
        raise SERVER.refused(answer, _EXAMINE, session)
    administrator = member["status"] in _ADMINISTRATORS
    may_post = member["status"] == "creator" or (administrator and member.get("can_post_messages", True) is True)
    rights = Advice(Standing.FINE, _MAY_POST) if may_post else Advice(Standing.WRONG, _MAY_NOT_POST)
    advice = [rights, Advice(Standing.FINE, _BLIND_ADVICE)]
    if "username" not in facts:
        advice.append(Advice(Standing.FINE, _PRIVATE))
    advice += yield from group_advice(session)
    return Checkup(facts.get("title"), None, tuple(advice))


def metrics(receipts: Mapping[str, tuple[PartReceipt, ...]], session: Session, at: datetime) -> Flow[Told]:  # noqa: ARG001 - nothing is asked
    """Tell nothing: bots are not told how often a message was seen, and only of others' reactions as they happen.

    Source: https://core.telegram.org/bots/api#available-methods, read on 2026-11-23.
    """
    yield from ()
    return Told()


def audience(session: Session, at: datetime) -> Flow[Told]:
    """Ask how many members the chat has.

    Source: https://core.telegram.org/bots/api#getchatmembercount, read on 2026-11-23.
    """
    answer = yield ask(session.account, _MEMBERS, ASK_AUDIENCE, {"chat_id": int(session.facts["chat"])})
    if not answer.ok:
        raise SERVER.refused(answer, ASK_AUDIENCE, session)
    return Told(tuple(read(of_account(session, at), {_MEMBERS: answer.data.get("result")}, _OF_CHAT)))


def _check(task: PartTask) -> None:
    refuse_settings(task, TITLE, LIMITS)
    messages = task.variant.messages
    warning = task.variant.settings.content_warning
    before = measure(f"{warning}\n\n").length if warning else 0
    refuse_faults(task, TITLE, LIMITS, tuple(before + measure(part.text).length for part in messages))
    for fault in faults(task):
        raise refuse_content(fault)


def _chat_named(account: Account) -> int | str:
    """Return how the channel's file names the chat: a number, or a public name."""
    named = (account.channel.account or account.channel.handle or "").strip()
    if not named:
        raise Refused(Trouble.AUTH, _NO_CHAT)
    number = named.removeprefix("-")
    return int(named) if number.isascii() and number.isdigit() else with_sign(named)


def _send(session: Session, message: Message) -> Request:
    account = session.account
    url, hidden = address(account, message.method), token_of(account)
    if not message.files:
        return Request("POST", url, _PUBLISH.en, json=message.fields, hidden=hidden)
    form: dict[str, str | FileBody] = {**message.as_form(), **message.files}
    return Request("POST", url, _PUBLISH.en, form=form, hidden=hidden)


def _result(answer: Response) -> Mapping[str, object]:
    result = answer.data.get("result")
    return result if isinstance(result, dict) else {}


def _receipt(part: int, numbers: tuple[int, ...], session: Session) -> PartReceipt:
    """Return the receipt: of an album the first message is linked to, and all are needed to take it away."""
    facts = session.facts
    place = facts.get("username") or f"c/{facts['chat'].removeprefix('-100')}"
    album = " ".join(map(str, numbers)) if len(numbers) > 1 else None
    return PartReceipt(part, str(numbers[0]), f"https://t.me/{place}/{numbers[0]}", album)


_MEMBERS = "getChatMemberCount"
_OF_CHAT = {_MEMBERS: Metric.FOLLOWERS}
_LOG_IN = Sentence("log in", "accedere")
_FIND_CHAT = Sentence("find the channel", "trovare il canale")
_PUBLISH = Sentence("send the message", "inviare il messaggio")
_AMEND = Sentence("change the message", "modificare il messaggio")
_REMOVE = Sentence("delete the message", "cancellare il messaggio")
_EXAMINE = Sentence("look up the bot's rights", "leggere i diritti del bot")
_NO_CHAT = Sentence(
    "Telegram has to know where to write: put the channel's @name or its number (-100…) as `account` into its file",
    "Telegram deve sapere dove scrivere: metti il @nome del canale o il suo numero (-100…) come `account` nel suo file",
)
_BLIND = Sentence(
    "The message was being sent, and Telegram does not let a bot read a channel: look there and decide",
    "Il messaggio era in partenza, e Telegram non lascia leggere un canale a un bot: guarda lì e decidi",
)
_POLL_STAYS = Sentence(
    "Telegram does not let a poll be changed: delete it there or leave it.",
    "Telegram non lascia modificare un sondaggio: cancellalo lì o lascialo.",
)
_MAY_POST = Sentence(
    "The bot is an administrator and may post; its token does not end by itself",
    "Il bot è amministratore e può pubblicare; il suo token non scade da solo",
)
_MAY_NOT_POST = Sentence(
    "The bot may not post: make it an administrator of the channel with the right to post messages",
    "Il bot non può pubblicare: rendilo amministratore del canale con il diritto di pubblicare messaggi",
)
_BLIND_ADVICE = Sentence(
    "Bots cannot read a channel: if an answer gets lost, smm asks you to look there before anything is sent again",
    "I bot non leggono i canali: se una risposta si perde, smm ti chiede di guardare lì prima di rimandare qualcosa",
)
_PRIVATE = Sentence(
    "The channel has no public name: links to its messages open only for its members",
    "Il canale non ha un nome pubblico: i link ai suoi messaggi si aprono solo per chi ne fa parte",
)
