"""What is out already is changed or taken down, where the network can."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from smm_build.domain.channel import Channel
from smm_build.domain.delivery import Event, EventKind, Record, Trouble
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import Amender, PartTask, Refused, Remover, publisher_for
from smm_build.run.drive import Driver
from smm_build.run.prepared import Prepare, Ready, as_it_is
from smm_build.run.sessions import Sessions

__all__ = ["Online"]


class Online:
    """Changes what is out. Everything it does may be repeated; what it returns belongs into the ledger."""

    def __init__(
        self,
        driver: Callable[[Channel], Driver],
        sessions: Sessions,
        clock: Callable[[], datetime],
        prepare: Prepare = as_it_is,
    ) -> None:
        self._driver = driver
        self._sessions = sessions
        self._clock = clock
        self._prepare = prepare

    def amend(self, variant: Variant, record: Record, run: str) -> Event:
        """Make what is online say what the files say, and return the event; raises :class:`Refused` or InDoubt.

        Only where the network lets posts be changed, and only part by part: their number has to be the same.
        """
        channel = variant.channel
        publisher = publisher_for(channel.network, rehearsed=channel.rehearsed)
        claim = record.claim
        if publisher is None or not isinstance(publisher, Amender):
            raise Refused(Trouble.PERMISSION, _not_amendable(channel))
        if claim is None or len(record.receipts) != len(variant.messages):
            raise Refused(Trouble.INVALID, _OTHER_PARTS)
        session = self._sessions(publisher, channel)
        now, receipts = self._clock(), record.receipts
        with Ready(variant, self._prepare) as ready:
            for number, receipt in enumerate(record.receipts, start=1):
                task = ready.to_send(PartTask(variant, number, record.receipts[: number - 1], claim, now))
                amended = self._driver(channel)(publisher.amend(task, receipt, session))
                receipts = (*receipts[: number - 1], amended, *receipts[number:])
        return Event(EventKind.AMENDED, now, run, record.attempts, variant.digest, parts=receipts, url=receipts[0].url)

    def remove(self, variant: Variant, record: Record, run: str) -> Event:
        """Take down what is online, the last part first, and return the event; raises :class:`Refused` or InDoubt.

        What is gone already is fine, so it may be repeated.
        """
        channel = variant.channel
        publisher = publisher_for(channel.network, rehearsed=channel.rehearsed)
        if publisher is None or not isinstance(publisher, Remover):
            raise Refused(Trouble.PERMISSION, _not_removable(channel))
        if not record.receipts:
            raise Refused(Trouble.INVALID, _NO_RECEIPT)
        session = self._sessions(publisher, channel)
        for receipt in reversed(record.receipts):
            self._driver(channel)(publisher.remove(receipt, session))
        return Event(EventKind.REMOVED, self._clock(), run, record.attempts, variant.digest)


def _not_amendable(channel: Channel) -> Sentence:
    return Sentence(
        f"What is out on {channel.network} cannot be changed by smm: change it there by hand, or leave it",
        f"Ciò che è uscito su {channel.network} non si può cambiare con smm: cambialo lì a mano, o lascialo",
    )


def _not_removable(channel: Channel) -> Sentence:
    return Sentence(
        f"What is out on {channel.network} cannot be taken down by smm: delete it there by hand",
        f"Ciò che è uscito su {channel.network} non si può togliere con smm: cancellalo lì a mano",
    )


_NO_RECEIPT = Sentence(
    "The ledger knows no id of it, because smm did not send it: delete it there by hand",
    "Il registro non ne conosce l'id, perché non l'ha inviato smm: cancellalo lì a mano",
)
_OTHER_PARTS = Sentence(
    "It has another number of parts now, or smm did not send it: only what smm sent can be changed, part by part",
    "Ora ha un altro numero di parti, o non l'ha inviato smm: si cambia solo ciò che smm ha inviato, parte per parte",
)
