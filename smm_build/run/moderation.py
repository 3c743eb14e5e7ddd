"""Hiding and liking what people write: claimed before it is done, written down after, done once.

The ledger names the case and what was done, and nothing of whoever wrote. What a run left half done may be done again:
every network lets the same be asked for twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from smm_build.domain.delivery import Claim, DeliveryKey, Event, EventKind, Record, Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks import Refused
from smm_build.run.errors import LedgerMovedError
from smm_build.run.ledger import Ledger
from smm_build.run.publish import LEASE
from smm_build.run.runs import dead_among

__all__ = ["Moderating", "act_key"]

_TRIES = 5
"""Others write to the ledger about other things meanwhile."""


def act_key(action: str, case: str, channel: str) -> DeliveryKey:
    """Return what ``hide`` or ``like`` of a case is called in the ledger: no post can be called so."""
    return DeliveryKey(f"{action}@{case}", channel)


@dataclass(frozen=True, slots=True)
class Moderating:
    """Does such acts with one ledger. ``clock`` gives aware instants, ``run`` names this process."""

    ledger: Ledger
    clock: Callable[[], datetime]
    run: str

    def __call__(self, key: DeliveryKey, act: Callable[[], None]) -> bool:
        """Do it, unless it is done: tell whether it was done now.

        ``act`` raises :class:`Refused` without people's words, for the reason is written down. Raises it too, and
        :class:`~smm_build.run.errors.LedgerError` when the ledger cannot be trusted.
        """
        claimed = self._claimed(key)
        if claimed is None:
            return False
        try:
            act()
        except Refused as no:
            self._append(key, replace(claimed, kind=EventKind.FAILED, trouble=no.trouble, reason=no.reason))
            raise
        self._append(key, replace(claimed, kind=EventKind.SENT))
        return True

    def _claimed(self, key: DeliveryKey) -> Event | None:
        """Write down that this run has it in hand; ``None`` when it is done already."""
        for _ in range(_TRIES):
            record = self.ledger.read([key]).get(key)
            if record is not None and record.last.kind is EventKind.SENT:
                return None
            if record is not None and self._in_hand(record):
                break
            event = self._claim(key, record)
            try:
                self.ledger.claim([record.and_then(event) if record else Record(key, (event,))], f"claim {key.post}")
            except LedgerMovedError:
                self.ledger.refresh()
            else:
                return event
        raise Refused(Trouble.TRANSIENT, _IN_HAND)

    def _claim(self, key: DeliveryKey, record: Record | None) -> Event:
        now = self.clock()
        seed = hashlib.sha256("\0".join(key).encode()).hexdigest()
        attempt = record.attempts + 1 if record else 1
        return Event(EventKind.CLAIMED, now, self.run, attempt, seed, Claim(seed, now, now + LEASE, 1))

    def _in_hand(self, record: Record) -> bool:
        claim = record.last.claim
        held = record.last.kind is EventKind.CLAIMED and claim is not None and self.clock() < claim.expires_at
        return held and not dead_among([record.last.run])

    def _append(self, key: DeliveryKey, event: Event) -> None:
        self.ledger.append({key: replace(event, at=self.clock(), claim=None)}, f"{event.kind.value} {key.post}")


_IN_HAND = Sentence(
    "Another run has this in hand: try again in a quarter of an hour",
    "Se ne sta occupando un'altra esecuzione: riprova tra un quarto d'ora",
)
