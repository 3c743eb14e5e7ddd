"""Reading messages out of answers, and what every inbox says in the same words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.message import Message
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import Counterpart
from smm_build.networks._base import PartTask, Refused, Response, Session

__all__ = ["ASK_INBOX", "LOOK", "answering", "inner", "instant", "moment", "objects", "quiet", "refuse_late", "text_of"]

ASK_INBOX = Sentence("read what people wrote", "leggere ciò che è stato scritto")
LOOK = Sentence(
    "The network cannot say whether the answer is there: look, then `smm inbox answered CASE` or `smm retry`",
    "La rete non sa dire se la risposta c'è: guarda, poi `smm inbox answered CASO` o `smm retry`",
)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def quiet(server: Counterpart) -> Counterpart:
    """Return the same server with its own words left out: about people's messages they may quote people."""
    return replace(server, said=_nothing)


def _nothing(_: Response) -> str:
    return ""


def answering(task: PartTask, thread: tuple[PartReceipt, ...]) -> PartTask:
    """Return the task as a part that follows ``thread``: so an answer is published like a thread's later part."""
    return replace(task, earlier=thread)


def objects(value: object) -> Iterator[dict[str, object]]:
    """Yield the objects of a list, and nothing of anything else; Meta puts its lists under ``data``."""
    found = value.get("data") if isinstance(value, dict) else value
    yield from (one for one in found if isinstance(one, dict)) if isinstance(found, list) else ()


def inner(value: Mapping[str, object], *keys: str) -> Mapping[str, object]:
    """Return an object within an object; empty when it is not there."""
    for key in keys:
        found = value.get(key)
        value = found if isinstance(found, dict) else {}
    return value


def text_of(value: Mapping[str, object], *keys: str) -> str:
    """Return the first of these fields that holds a text or a number, as text; ``""`` when none does."""
    for key in keys:
        found = value.get(key)
        if isinstance(found, str) and found:
            return found
        if isinstance(found, int) and not isinstance(found, bool):
            return str(found)
    return ""


def instant(value: object) -> datetime:
    """Return the aware instant that a text or a number of milliseconds since 1970 names; 1970 when it names none."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value / 1000, UTC)
        # Meta writes +0000, which Python reads from 3.11 on.
        at = datetime.fromisoformat(value) if isinstance(value, str) else _NEVER
    except (ValueError, OverflowError, OSError):
        return _NEVER
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def moment(at: datetime) -> str:
    """Return seconds since 1970 as Meta wants them."""
    return str(int(at.timestamp()))


def refuse_late(task: PartTask, to: Message, session: Session, hours: int, title: str) -> None:
    """Raise :class:`Refused` when a private message may not be answered any more, so many hours after it."""
    if (task.at - to.at).total_seconds() <= hours * 3600:
        return
    channel = session.account.channel.id
    raise Refused(
        Trouble.POLICY,
        Sentence(
            f"{title} takes answers to a private message for {hours} hours, and that time is over: answer in its own"
            f" inbox, then `smm inbox answered CASE` ({channel})",
            f"{title} accetta risposte a un messaggio privato per {hours} ore, e il tempo è passato: rispondi dalla sua"
            f" casella, poi `smm inbox answered CASO` ({channel})",
        ),
    )
