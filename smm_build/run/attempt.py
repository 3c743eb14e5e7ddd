"""One attempt at one delivery: log in, ask if there is doubt, send what is not out yet, say what happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from smm_build.domain.channel import Channel
from smm_build.domain.delivery import SCHEDULED_ID, Claim, Event, EventKind, PartReceipt, Record, Trouble
from smm_build.domain.plan import PlannedDelivery
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import (
    CannotKnow,
    Found,
    InDoubt,
    NotThere,
    PartTask,
    Publisher,
    Refused,
    Scheduler,
    Session,
    publisher_for,
)
from smm_build.run.drive import Driver
from smm_build.run.errors import OperationalError
from smm_build.run.handover import Handover
from smm_build.run.prepared import Prepare, Ready, as_it_is
from smm_build.run.sessions import Sessions

__all__ = ["MARGIN", "Attempts"]

_BACKOFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
"""How long to stay away after the first, the second and every further attempt that met passing trouble."""

MARGIN = timedelta(minutes=2)
"""A commit is not sent later than this before the end of the claim: longer than a request can take."""


@dataclass(frozen=True, slots=True)
class _Done:
    """How far an attempt came: receipts of all parts that are out, and why it stopped, if it did."""

    receipts: tuple[PartReceipt, ...]
    kind: EventKind = EventKind.SENT
    trouble: Trouble | None = None
    reason: Sentence | None = None
    wait: timedelta | None = None
    scheduled: Event | None = None
    """What lies at the network, as far as it is not to be told anew."""
    scheduled_id: str | None = None


def _network_of(variant: Variant) -> Publisher | None:
    return publisher_for(variant.channel.network, rehearsed=variant.channel.rehearsed)


class Attempts:
    """Makes attempts in one run.

    ``prepare`` makes the files of a variant ready for its network, when it is about to be sent and not before.
    ``publisher`` tells who publishes a variant: its network, or whoever speaks to it in another way.
    """

    def __init__(
        self,
        driver: Callable[[Channel], Driver],
        environment: Mapping[str, str],
        clock: Callable[[], datetime],
        prepare: Prepare = as_it_is,
        publisher: Callable[[Variant], Publisher | None] = _network_of,
    ) -> None:
        self._publisher = publisher
        self._driver = driver
        self._prepare = prepare
        self._clock = clock
        self._session = Sessions(driver, environment, clock)

    def make(self, planned: PlannedDelivery, record: Record, note: Callable[[Event], None] = lambda _: None) -> Event:
        """Attempt a delivery that was just claimed (the record's last event) and return what came of it.

        ``note`` writes an event with the ids a flow wants remembered, before the flow goes on.
        """
        claimed = record.last
        assert claimed.claim is not None, "a claim event carries its claim"
        try:
            done = self._deliver(planned, record, claimed.claim, note)
        except OperationalError:
            raise  # the ledger could not take a note: nothing may be sent after that
        except Exception as error:  # noqa: BLE001 - a bug in one network must not stop the deliveries to the others
            done = _Done(record.receipts, EventKind.FAILED, Trouble.UNKNOWN, _bug(error))
        now = self._clock()
        lies = done.scheduled
        return Event(
            kind=done.kind,
            at=now,
            run=claimed.run,
            attempt=claimed.attempt,
            digest=lies.digest if lies else claimed.digest,
            parts=done.receipts,
            url=next((receipt.url for receipt in done.receipts), None) if done.kind is EventKind.SENT else None,
            trouble=done.trouble,
            reason=done.reason,
            retry_at=self._retry_at(done, claimed.attempt, now),
            notes={SCHEDULED_ID: done.scheduled_id} if done.scheduled_id else {},
            scheduled_for=lies.scheduled_for if lies and done.kind is EventKind.SCHEDULED else None,
        )

    def _retry_at(self, done: _Done, attempt: int, now: datetime) -> datetime | None:
        """Return when another attempt makes sense: when the network says, else later with every attempt."""
        if done.wait:
            return now + done.wait
        if done.trouble in {Trouble.TRANSIENT, Trouble.UNKNOWN}:
            return now + _BACKOFF[min(attempt, len(_BACKOFF)) - 1]
        return None

    def _deliver(self, planned: PlannedDelivery, record: Record, claim: Claim, note: Callable[[Event], None]) -> _Done:
        channel = planned.variant.channel
        publisher = self._publisher(planned.variant)
        assert publisher is not None, "the plan sends nothing where nobody can publish"
        try:
            session = self._session(publisher, channel)
        except Refused as refused:
            return _stopped(record.receipts, refused, in_doubt=planned.to_ask)
        notes = _Notes(record, note, self._clock)
        with Ready(planned.variant, self._prepare) as ready:
            if isinstance(publisher, Scheduler):
                handover = Handover(publisher, publisher, session, self._driver(channel), self._clock)
                if planned.schedule_for is not None:
                    return self._hand_over(planned, notes, claim, handover, ready)
                if ended := self._cleared(planned, notes, claim, handover):
                    return ended
            return self._parts(planned, notes, claim, publisher, session, ready)

    def _hand_over(
        self, planned: PlannedDelivery, notes: _Notes, claim: Claim, handover: Handover, ready: Ready
    ) -> _Done:
        """Hand it to the network for its time."""
        claimed = notes.record.last
        assert planned.schedule_for is not None, "asked before"
        task = PartTask(planned.variant, 1, (), claim, claimed.at, notes=notes.of(1))
        try:
            task = ready.to_send(task)
            may_commit = partial(self._may_commit, claim)
            its_id = handover.hand_over(task, planned.schedule_for, may_commit, partial(notes.add, 1))
        except (Refused, InDoubt) as error:
            return _stopped((), error)
        return _Done((), EventKind.SCHEDULED, scheduled=claimed, scheduled_id=its_id)

    def _may_commit(self, claim: Claim) -> bool:
        return self._clock() < claim.expires_at - MARGIN

    def _cleared(self, planned: PlannedDelivery, notes: _Notes, claim: Claim, handover: Handover) -> _Done | None:
        """Clear up what lies at the network; return how the attempt ends, or ``None`` when it may go on."""
        record = notes.record
        lies = record.lies
        if lies is None:
            return None
        otherwise = lies.digest != planned.variant.digest
        known = {name: said for name, said in lies.notes.items() if name == SCHEDULED_ID}
        task = PartTask(
            planned.variant, 1, (), claim, record.last.at, changed=otherwise, notes={**notes.of(1), **known}
        )
        try:
            cleared = handover.clear(task if planned.variant.messages else None, lies)
        except (Refused, InDoubt) as error:
            return _stopped((), error, in_doubt=True)
        if isinstance(cleared, CannotKnow):
            return _Done((), EventKind.UNCERTAIN, reason=cleared.reason)
        if cleared.receipt is not None:
            return _Done((cleared.receipt,), scheduled=lies)
        if cleared.wait_until is not None:
            its_id = lies.notes.get(SCHEDULED_ID)
            wait = cleared.wait_until - self._clock()
            return _Done((), EventKind.SCHEDULED, wait=wait, scheduled=lies, scheduled_id=its_id)
        return None if planned.to_send else _Done((), EventKind.TAKEN_BACK)

    def _parts(
        self,
        planned: PlannedDelivery,
        notes: _Notes,
        claim: Claim,
        publisher: Publisher,
        session: Session,
        ready: Ready,
    ) -> _Done:
        variant, record = planned.variant, notes.record
        drive = self._driver(variant.channel)
        receipts = record.receipts
        in_doubt = planned.to_ask
        for number in range(len(receipts) + 1, len(variant.messages) + 1):
            task = PartTask(variant, number, receipts, claim, record.last.at, _said_otherwise(record), notes.of(number))
            try:
                found = drive(publisher.find(task, session)) if in_doubt else NotThere()
            except (Refused, InDoubt) as error:
                return _stopped(receipts, error, in_doubt=True)
            if isinstance(found, CannotKnow):
                return _Done(receipts, EventKind.UNCERTAIN, reason=found.reason)
            if isinstance(found, Found):
                receipts = (*receipts, found.receipt)
                continue
            in_doubt = False
            if not planned.to_send:
                return _not_sent(receipts)
            try:
                task = ready.to_send(task)
            except Refused as refused:
                return _stopped(receipts, refused)
            done = self._publish(task, publisher, session, drive, notes)
            if done.kind is not EventKind.SENT:
                return done
            receipts = done.receipts
        return _Done(receipts)

    def _publish(self, task: PartTask, publisher: Publisher, session: Session, drive: Driver, notes: _Notes) -> _Done:
        try:
            receipt = drive(
                publisher.publish(task, session),
                may_commit=partial(self._may_commit, task.claim),
                remember=partial(notes.add, task.number),
            )
        except Refused as refused:
            return _stopped(task.earlier, refused)
        except InDoubt as doubt:
            # What was remembered on the way is what many a network is asked by.
            asked = replace(task, notes=notes.of(task.number))
            return self._ask_at_once(asked, publisher, session, drive, doubt)
        return _Done((*task.earlier, receipt))

    def _ask_at_once(
        self, task: PartTask, publisher: Publisher, session: Session, drive: Driver, doubt: InDoubt
    ) -> _Done:
        """Ask after a lost answer. "Not there" is not believed yet: a slow server may still be at it."""
        try:
            found = drive(publisher.find(task, session))
        except (Refused, InDoubt):
            return _stopped(task.earlier, doubt, in_doubt=True)
        if isinstance(found, Found):
            return _Done((*task.earlier, found.receipt))
        if isinstance(found, CannotKnow):
            return _Done(task.earlier, EventKind.UNCERTAIN, reason=found.reason)
        return _stopped(task.earlier, doubt, in_doubt=True)


class _Notes:
    """What the flows of one delivery have remembered, by part; what is added is in the ledger before it returns."""

    def __init__(self, record: Record, write: Callable[[Event], None], clock: Callable[[], datetime]) -> None:
        self.record = record
        self._write = write
        self._clock = clock
        self._known = dict(record.notes)

    def of(self, part: int) -> Mapping[str, str]:
        """Return the notes of one part."""
        prefix = f"{part}."
        return {name.removeprefix(prefix): said for name, said in self._known.items() if name.startswith(prefix)}

    def add(self, part: int, said: Mapping[str, str]) -> None:
        """Write notes of one part down."""
        named = {f"{part}.{name}": value for name, value in said.items()}
        self._write(replace(self.record.last, at=self._clock(), notes=named))
        self._known |= named


def _said_otherwise(record: Record) -> bool:
    """Whether an earlier attempt had other words than the one that was just claimed.

    What was taken back from a network, or was never handed over, is not there to be found.
    """
    back = next((n for n, e in reversed(list(enumerate(record.events))) if e.kind is EventKind.TAKEN_BACK), 0)
    return any(event.claim and event.digest != record.last.digest for event in record.events[back:])


def _stopped(receipts: tuple[PartReceipt, ...], error: Refused | InDoubt, *, in_doubt: bool = False) -> _Done:
    """Turn an error into a failed attempt; with ``in_doubt`` the next attempt asks before it sends."""
    if isinstance(error, InDoubt) or in_doubt:
        return _Done(receipts, EventKind.FAILED, Trouble.UNKNOWN, error.reason)
    return _Done(receipts, EventKind.FAILED, error.trouble, error.reason, error.wait)


def _not_sent(receipts: tuple[PartReceipt, ...]) -> _Done:
    """It was claimed only to be asked about, and it is not out: too late, withdrawn or held back by a check."""
    if receipts:
        return _Done(receipts, EventKind.FAILED, Trouble.INVALID, _HALF)
    return _Done((), EventKind.MISSED, reason=_NOT_OUT)


def _bug(error: Exception) -> Sentence:
    """Say where it happened, not what: the message of an unexpected error may hold a secret."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code if trace else None
    where = (
        f"{type(error).__name__} in {code.co_name}, line {trace.tb_lineno}" if code and trace else type(error).__name__
    )
    return Sentence(
        f"A bug in smm stopped this delivery ({where}); please report it. The network is asked before a retry",
        f"Un difetto di smm ha fermato questo invio ({where}); segnalalo. Prima di riprovare si chiede al network",
    )


_NOT_OUT = Sentence(
    "An earlier run stopped before sending it; it is not out, and now it is not sent any more",
    "Un'esecuzione precedente si è fermata prima di inviarlo; non è uscito, e ora non parte più",
)
_HALF = Sentence(
    "Only the first parts of the thread are out, and now the rest is not sent any more: look at the account",
    "Sono uscite solo le prime parti del thread, e ora il resto non parte più: guarda il profilo",
)
