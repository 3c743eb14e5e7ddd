"""Who speaks to one person instead of to everybody: a network as a publisher of answers.

So answers are claimed, sent, looked for after a crash and written down exactly as posts are. The name of whoever is
answered is filled here, right before the words leave, and nothing of theirs comes back in an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from smm_build.community.answering import NAMES, filled, without
from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.message import Message
from smm_build.domain.sentence import Sentence
from smm_build.networks import (
    Account,
    CannotKnow,
    Credential,
    Flow,
    Found,
    InDoubt,
    NotThere,
    PartTask,
    Publisher,
    Refused,
    Replier,
    Session,
)

__all__ = ["NOT_HERE", "Speaker"]

T = TypeVar("T")


class Speaker:
    """A network on which cases are answered; ``messages`` are what people wrote, by case."""

    def __init__(self, network: Publisher, messages: Mapping[str, Message]) -> None:
        self._network = network
        self._messages = messages
        self.NAME: str = network.NAME
        self.CREDENTIALS: tuple[Credential, ...] = network.CREDENTIALS

    def login(self, account: Account) -> Flow[Session]:
        """Open a session."""
        return self._network.login(account)

    def publish(self, task: PartTask, session: Session) -> Flow[PartReceipt]:
        """Answer."""
        return self._about(task, session, lambda replier, filled_in, to: replier.reply(filled_in, session, to))

    def find(self, task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
        """Look for the answer of an earlier attempt."""
        return self._about(task, session, lambda replier, filled_in, to: replier.find_reply(filled_in, session, to))

    def _about(self, task: PartTask, session: Session, ask: Callable[[Replier, PartTask, Message], Flow[T]]) -> Flow[T]:
        to = self._messages.get(task.variant.post.id)
        if to is None:
            raise Refused(Trouble.PERMISSION, NOT_HERE)
        if not isinstance(self._network, Replier):
            raise Refused(Trouble.PERMISSION, _cannot_answer(session))
        try:
            return (yield from ask(self._network, _filled(task, to), to))
        except Refused as refused:
            raise Refused(refused.trouble, without(refused.reason, to), refused.wait) from None
        except InDoubt as doubt:  # its reason is kept in the ledger
            raise InDoubt(without(doubt.reason, to)) from None


def _filled(task: PartTask, to: Message) -> PartTask:
    name = to.name or to.author
    parts = tuple(replace(part, text=filled(part.text, dict.fromkeys(NAMES, name))) for part in task.variant.parts)
    return replace(task, variant=replace(task.variant, parts=parts))


def _cannot_answer(session: Session) -> Sentence:
    network = session.account.channel.network
    return Sentence(
        f"smm cannot answer on {network}: answer there, then `smm inbox answered CASE`",
        f"smm non può rispondere su {network}: rispondi lì, poi `smm inbox answered CASO`",
    )


NOT_HERE = Sentence(
    "What is answered is kept only on the machine that pulled it, and not here: send it from there",
    "Ciò a cui si risponde sta solo sulla macchina che l'ha scaricato, e non qui: invia da lì",
)
