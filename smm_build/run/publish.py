"""A publishing run: claim what is due, attempt it, record what came of it, and wait for what comes next."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from smm_build.domain.channel import Channel
from smm_build.domain.delivery import Claim, DeliveryKey, Event, EventKind, Record
from smm_build.domain.finding import Finding
from smm_build.domain.pause import Pause
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.plan import Situation, make_plan, schedules, with_forgotten
from smm_build.run.attempt import Attempts
from smm_build.run.errors import LedgerMovedError
from smm_build.run.ledger import Ledger
from smm_build.run.runs import dead_among
from smm_build.run.waiting import Waiting

__all__ = ["FOREVER", "LEASE", "Outlook", "PublishRun"]

LEASE = timedelta(minutes=15)
"""How long a claim holds. A run that dies without a trace blocks its deliveries for this long."""

FOREVER = datetime.max.replace(tzinfo=UTC)
"""Wait for what becomes due for as long as the process lives."""

LOOK = timedelta(seconds=5)
"""How long a waiting run sleeps at most before it looks at the files and the ledger again."""

_AGAIN = timedelta(minutes=30)
"""After this time a run that lives long tries again what failed without a word of when: a log-in may be mended."""

_TO_BE_CONTINUED = frozenset({EventKind.SCHEDULED, EventKind.TAKEN_BACK})
"""What a run has done for a delivery, and yet there is more to do for it when its time comes or its file changes."""

_BATCH = 10
"""Deliveries claimed in one push: few enough that all are attempted well before their claims end."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the files say at one moment: what could be sent, and what holds it back.

    ``evidence`` says of each approved delivery who approved it; it goes into the claim. ``channels`` are all there are,
    also those no post goes to any more.
    """

    variants: Sequence[Variant]
    findings: Sequence[Finding]
    pauses: Sequence[Pause] = ()
    unapproved: Mapping[DeliveryKey, Sentence] = field(default_factory=dict)
    evidence: Mapping[DeliveryKey, Mapping[str, str]] = field(default_factory=dict)
    channels: Sequence[Channel] = ()


@dataclass(frozen=True, slots=True)
class PublishRun:
    """Publishes what is due.

    ``outlook`` is asked anew before every decision, because files change while a run waits. ``ledgers`` holds the
    sandbox's under ``True`` and the shared one under ``False``, as far as there are channels of the kind. ``clock``
    gives aware instants; ``run`` names this process.
    """

    outlook: Callable[[], Outlook]
    ledgers: Mapping[bool, Ledger]
    attempts: Attempts
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    run: str
    progress: Callable[[PlannedDelivery, Event], None]
    _lying_at: Waiting = field(default_factory=Waiting)

    def __call__(self, until: datetime | None = None) -> tuple[PlannedDelivery, ...]:
        """Publish everything that is due, and with ``until`` (aware) everything that becomes due up to then.

        With :data:`FOREVER` it does not return.

        Returns what needed attention, in the state it is in afterwards. Raises
        :class:`~smm_build.run.errors.LedgerError` when a ledger cannot be trusted; nothing is sent after that.
        """
        handled: dict[DeliveryKey, datetime] = {}
        self._refresh()
        while True:
            self._send_all(handled)
            self._record_missed(handled)
            if until is None or not self._wait(until):
                return self._attended(handled)
            if self._ready(handled):
                self._refresh()  # what others sent meanwhile must be known; while nothing is due nobody is asked

    def _refresh(self) -> None:
        for ledger in self.ledgers.values():
            ledger.refresh()

    def _send_all(self, handled: dict[DeliveryKey, datetime]) -> None:
        while batch := self._claim_next(handled):
            for planned, record in batch:
                write = partial(self._write, planned)
                event = self.attempts.make(planned, record, write)
                write(event)
                self.progress(planned, event)

    def _write(self, planned: PlannedDelivery, event: Event) -> None:
        self._ledger(planned).append({planned.key: event}, f"{event.kind.value} {' '.join(planned.key)}")

    # --- the plan

    def _plan(self, horizon: datetime | None = None) -> tuple[PlannedDelivery, ...]:
        now = self.clock()
        outlook = self.outlook()
        lying = self._lying(outlook)
        variants = with_forgotten(outlook.variants, lying, outlook.channels)
        until = horizon or now
        candidates = [v for v in variants if _concerns(v, until, now) or DeliveryKey(*v.key) in lying]
        records = self._records(candidates)
        claims = {r.last.run for r in records.values() if r.last.kind is EventKind.CLAIMED} - {self.run}
        situation = Situation(dead_among(claims), outlook.pauses, outlook.unapproved)
        return make_plan(candidates, outlook.findings, records, now, situation).deliveries

    def _lying(self, outlook: Outlook) -> Mapping[DeliveryKey, Record]:
        """Return what networks may publish by themselves: read from the whole ledger, once for each of its states."""
        if not any(schedules(channel) for channel in outlook.channels):
            return {}
        return self._lying_at.head(self.ledgers[False])

    def _records(self, variants: Iterable[Variant]) -> dict[DeliveryKey, Record]:
        keys: dict[bool, list[DeliveryKey]] = {}
        for variant in variants:
            keys.setdefault(variant.channel.rehearsed, []).append(DeliveryKey(*variant.key))
        records: dict[DeliveryKey, Record] = {}
        for rehearsed, wanted in keys.items():
            records |= self.ledgers[rehearsed].read(wanted)
        return records

    def _ledger(self, planned: PlannedDelivery) -> Ledger:
        return self.ledgers[planned.variant.channel.rehearsed]

    # --- claims

    def _claim_next(self, handled: dict[DeliveryKey, datetime]) -> list[tuple[PlannedDelivery, Record]]:
        """Claim the next few deliveries of one ledger; when another run was faster, look again at what is left."""
        while True:
            ready = self._ready(handled)
            todo = [p for p in ready if p.variant.channel.rehearsed is ready[0].variant.channel.rehearsed][:_BATCH]
            if not todo:
                return []
            evidence = self.outlook().evidence
            records = [self._claimed(planned, evidence.get(planned.key, {})) for planned in todo]
            try:
                self._ledger(todo[0]).claim(records, f"claim {len(records)}")
            except LedgerMovedError:
                self._ledger(todo[0]).refresh()
                continue
            handled.update((planned.key, self.clock()) for planned in todo)
            return list(zip(todo, records, strict=True))

    def _ready(self, handled: Mapping[DeliveryKey, datetime]) -> list[PlannedDelivery]:
        return [p for p in self._plan() if p.needs_run and self._is_new(p, handled)]

    def _is_new(self, planned: PlannedDelivery, handled: Mapping[DeliveryKey, datetime]) -> bool:
        """Whether this run has not tried it yet, or has waited since as long as it was asked to, or half an hour."""
        tried_at = handled.get(planned.key)
        last = planned.record.last if planned.record else None
        if last is not None and last.retry_at is None and last.kind in _TO_BE_CONTINUED:
            return True
        retry_at = last.retry_at if last else None
        now = self.clock()
        return tried_at is None or (tried_at < retry_at <= now if retry_at else now - tried_at > _AGAIN)

    def _claimed(self, planned: PlannedDelivery, evidence: Mapping[str, str]) -> Record:
        earlier = planned.record
        now = self.clock()
        before = earlier.claim if earlier else None
        claim = Claim(
            seed=before.seed if before else _seed(planned.key),
            planned_at=before.planned_at if before else planned.publish_at or now,
            expires_at=now + LEASE,
            parts=len(planned.variant.messages),
        )
        attempt = earlier.attempts + 1 if earlier else 1
        event = Event(
            EventKind.CLAIMED,
            now,
            self.run,
            attempt,
            planned.variant.digest,
            claim,
            evidence=dict(evidence),
            scheduled_for=planned.schedule_for,
        )
        return earlier.and_then(event) if earlier else Record(planned.key, (event,))

    # --- waiting

    def _wait(self, until: datetime) -> bool:
        """Sleep towards the next moment something can be sent; tell whether there is one before ``until``.

        The sleep is short, so that a pause, an edit or another run's work is seen before the moment comes.
        """
        now = self.clock()
        moments = [p.not_before for p in self._plan(until) if p.not_before is not None and p.not_before > now]
        coming = [moment for moment in moments if moment <= until]
        if not coming and until is not FOREVER:
            return False
        rest = min(coming, default=now + LOOK) - now
        self.sleep(max(0.0, min(rest, LOOK).total_seconds()))
        return True

    # --- what is left

    def _record_missed(self, handled: dict[DeliveryKey, datetime]) -> None:
        """Write down, once, what is too late: it is reported in this run and waits for a person from then on."""
        missed = [p for p in self._plan() if p.state is State.MISSED and not _known_missed(p)]
        for rehearsed, ledger in self.ledgers.items():
            events = {
                p.key: Event(EventKind.MISSED, self.clock(), self.run, _attempt(p), p.variant.digest, reason=p.reason)
                for p in missed
                if p.variant.channel.rehearsed is rehearsed
            }
            if events:
                ledger.append(events, f"missed {len(events)}")
                handled.update(dict.fromkeys(events, self.clock()))

    def _attended(self, handled: Mapping[DeliveryKey, datetime]) -> tuple[PlannedDelivery, ...]:
        held_back = {State.BLOCKED, State.MANUAL, State.UNCERTAIN, State.CLAIMED, State.PAUSED, State.UNAPPROVED}
        return tuple(p for p in self._plan() if p.key in handled or p.state in held_back)


def _concerns(variant: Variant, until: datetime, now: datetime) -> bool:
    """Whether it is due up to ``until``, or may be handed to its network by ``now``."""
    at = variant.publish_at
    if at is None:
        return False
    return at <= until or (variant.channel.schedule_ahead is not None and at - variant.channel.schedule_ahead <= now)


def _seed(key: DeliveryKey) -> str:
    """Return what record and idempotency keys are derived from: the delivery's name, which survives everything."""
    return hashlib.sha256(f"{key.post}\0{key.channel}".encode()).hexdigest()


def _attempt(planned: PlannedDelivery) -> int:
    return planned.record.attempts if planned.record else 0


def _known_missed(planned: PlannedDelivery) -> bool:
    return planned.record is not None and planned.record.last.kind is EventKind.MISSED
