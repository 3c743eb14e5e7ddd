"""A publishing run: claim what is due, attempt it, record what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from smm_build.domain.delivery import Claim, DeliveryKey, Event, EventKind, Record
from smm_build.domain.finding import Finding
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.variant import Variant
from smm_build.plan import make_plan
from smm_build.run.attempt import Attempts
from smm_build.run.errors import LedgerMovedError
from smm_build.run.ledger import Ledger
from smm_build.run.runs import dead_among

__all__ = ["LEASE", "PublishRun"]

LEASE = timedelta(minutes=15)
"""How long a claim holds. A run that dies without a trace blocks its deliveries for this long."""

_BATCH = 10
"""Deliveries claimed in one push: few enough that all are attempted well before their claims end."""


@dataclass(frozen=True, slots=True)
class PublishRun:
    """Publishes the deliveries of one ledger. ``clock`` gives aware instants; ``run`` names this process."""

    variants: Sequence[Variant]
    findings: Sequence[Finding]
    ledger: Ledger
    attempts: Attempts
    clock: Callable[[], datetime]
    run: str
    progress: Callable[[PlannedDelivery, Event], None]

    def __call__(self) -> tuple[PlannedDelivery, ...]:
        """Publish everything that is due and return what needed attention, with the state it is in afterwards.

        Raises :class:`~smm_build.run.errors.LedgerError` when the ledger cannot be trusted; nothing is sent after that.
        """
        handled: set[DeliveryKey] = set()
        self.ledger.refresh()
        while batch := self._claim_next(handled):
            for planned, record in batch:
                event = self.attempts.make(planned, record)
                self.ledger.append({planned.key: event}, _message(event, planned))
                self.progress(planned, event)
        self._record_missed(handled)
        return self._attended(handled)

    def _plan(self) -> tuple[PlannedDelivery, ...]:
        now = self.clock()
        candidates = [v for v in self.variants if v.publish_at is not None and v.publish_at <= now]
        records = self.ledger.read(DeliveryKey(*variant.key) for variant in candidates)
        claims = {r.last.run for r in records.values() if r.last.kind is EventKind.CLAIMED}
        return make_plan(candidates, self.findings, records, now, dead_among(claims)).deliveries

    def _claim_next(self, handled: set[DeliveryKey]) -> list[tuple[PlannedDelivery, Record]]:
        """Claim the next few deliveries; when another run was faster, look again at what is left."""
        while True:
            todo = [p for p in self._plan() if (p.to_send or p.to_ask) and p.key not in handled][:_BATCH]
            if not todo:
                return []
            records = [self._claimed(planned) for planned in todo]
            try:
                self.ledger.claim(records, f"claim {len(records)}")
            except LedgerMovedError:
                self.ledger.refresh()
                continue
            handled.update(planned.key for planned in todo)
            return list(zip(todo, records, strict=True))

    def _claimed(self, planned: PlannedDelivery) -> Record:
        earlier = planned.record
        now = self.clock()
        before = earlier.claim if earlier else None
        claim = Claim(
            seed=before.seed if before else _seed(planned.key),
            planned_at=before.planned_at if before else planned.publish_at or now,
            expires_at=now + LEASE,
            parts=len(planned.variant.parts),
        )
        attempt = earlier.attempts + 1 if earlier else 1
        event = Event(EventKind.CLAIMED, now, self.run, attempt, planned.variant.digest, claim)
        return earlier.and_then(event) if earlier else Record(planned.key, (event,))

    def _record_missed(self, handled: set[DeliveryKey]) -> None:
        """Write down, once, what is too late: it is reported in this run and waits for a person from then on."""
        missed = [p for p in self._plan() if p.state is State.MISSED and not _known_missed(p)]
        events = {
            p.key: Event(EventKind.MISSED, self.clock(), self.run, _attempt(p), p.variant.digest, reason=p.reason)
            for p in missed
        }
        if events:
            self.ledger.append(events, f"missed {len(events)}")
            handled.update(events)

    def _attended(self, handled: set[DeliveryKey]) -> tuple[PlannedDelivery, ...]:
        held_back = {State.BLOCKED, State.MANUAL, State.UNCERTAIN, State.CLAIMED}
        return tuple(p for p in self._plan() if p.key in handled or p.state in held_back)


def _seed(key: DeliveryKey) -> str:
    """Return what record and idempotency keys are derived from: the delivery's name, which survives everything."""
    return hashlib.sha256(f"{key.post}\0{key.channel}".encode()).hexdigest()


def _attempt(planned: PlannedDelivery) -> int:
    return planned.record.attempts if planned.record else 0


def _known_missed(planned: PlannedDelivery) -> bool:
    return planned.record is not None and planned.record.last.kind is EventKind.MISSED


def _message(event: Event, planned: PlannedDelivery) -> str:
    return f"{event.kind.value} {planned.key.post} {planned.key.channel}"
