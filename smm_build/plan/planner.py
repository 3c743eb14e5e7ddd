"""Decide for every delivery where it stands and whether a run at this moment would send it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from smm_build.domain.delivery import DeliveryKey, Event, EventKind, Record, Trouble
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.pause import Pause
from smm_build.domain.plan import Plan, PlannedDelivery, State
from smm_build.domain.post import Status
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import publisher_for
from smm_build.plan import reasons
from smm_build.plan.scheduling import CONFIRM_AFTER, slot_for
from smm_build.plan.timing import last_sent, out_of_quiet_hours, window

__all__ = ["Situation", "blocking_findings", "make_plan"]

_BY_STATUS = {Status.DRAFT: State.DRAFT, Status.ON_HOLD: State.ON_HOLD, Status.CANCELLED: State.CANCELLED}
_FINAL_UNTIL_CHANGED = {Trouble.INVALID, Trouble.POLICY, Trouble.VERSION}


@dataclass(frozen=True, slots=True)
class Situation:
    """What else decides, beside the files, the ledger and the clock.

    ``dead_runs`` are known to have ended: their claims are free without waiting for the end of the lease.
    ``unapproved`` says of each delivery that is not approved as it stands why not.
    """

    dead_runs: Collection[str] = ()
    pauses: Sequence[Pause] = ()
    unapproved: Mapping[DeliveryKey, Sentence] = field(default_factory=dict)


def make_plan(
    variants: Sequence[Variant],
    findings: Iterable[Finding],
    records: Mapping[DeliveryKey, Record],
    now: datetime,
    situation: Situation | None = None,
) -> Plan:
    """Return the plan at the aware instant ``now``, in the order of ``variants``."""
    about = situation or Situation()
    blocked = blocking_findings(findings)
    latest = last_sent(records.values())
    # In UTC: two times of one zone are compared and added to by their wall clocks, which is wrong twice a year.
    moment = now.astimezone(UTC)
    deliveries = []
    for variant in variants:
        key = DeliveryKey(*variant.key)
        case = _Case(variant, key, records.get(key), moment, about, blocked)
        planned = case.planned(latest.get(variant.channel.id))
        if planned.to_send and variant.channel.distance:
            latest[variant.channel.id] = moment  # the next one on this channel keeps its distance from this one
        deliveries.append(planned)
    return Plan(now, tuple(deliveries))


Blocked = Mapping[tuple[str | None, str | None], Finding]


def blocking_findings(findings: Iterable[Finding]) -> Blocked:
    """Return the first error that holds back each (post, channel); ``None`` stands for all of them.

    An error in ``brand/brand.yml`` itself holds back everything, because no time can be trusted then.
    """
    blocked: dict[tuple[str | None, str | None], Finding] = {}
    for finding in findings:
        concerns_something = finding.post or finding.channel or finding.place.path == "brand/brand.yml"
        if finding.severity is Severity.ERROR and concerns_something:
            blocked.setdefault((finding.post, finding.channel), finding)
    return blocked


class _Case:
    """One delivery at one moment in UTC, decided from the strongest evidence down: ledger, author, checks, clock."""

    def __init__(
        self,
        variant: Variant,
        key: DeliveryKey,
        record: Record | None,
        now: datetime,
        situation: Situation,
        blocked: Blocked,
    ) -> None:
        self.variant = variant
        self.key = key
        self.record = record
        self.now = now
        self.window = window(variant, record)
        self.situation = situation
        post, channel = key
        places = ((post, channel), (post, None), (None, channel), (None, None))
        self.blocked_by = next((blocked[place] for place in places if place in blocked), None)
        self.spaced_until: datetime | None = None

    def planned(self, channel_sent_at: datetime | None) -> PlannedDelivery:
        """Return the delivery with its state; ``channel_sent_at`` is when its channel last sent something."""
        distance = self.variant.channel.distance
        if distance and channel_sent_at and channel_sent_at + distance > self.now:
            self.spaced_until = channel_sent_at + distance
        return (self._from_ledger(self.record.last) if self.record else None) or self._from_files()

    # --- what the ledger says

    def _from_ledger(self, last: Event) -> PlannedDelivery | None:
        match last.kind:
            case EventKind.SENT | EventKind.AMENDED:
                return self._is(State.SENT, reasons.sent(last, self.variant))
            case EventKind.REMOVED:
                return self._is(State.REMOVED, last.reason or reasons.REMOVED)
            case EventKind.SKIPPED:
                return self._is(State.SKIPPED, last.reason or reasons.SKIPPED)
            case EventKind.UNCERTAIN:
                return self._is(State.UNCERTAIN, last.reason or reasons.UNCERTAIN)
            case EventKind.CLAIMED:
                return self._claimed(last)
            case EventKind.FAILED:
                return self._failed(last)
            case EventKind.SCHEDULED:
                return self._scheduled(last)
            case EventKind.MISSED | EventKind.RELEASED | EventKind.TAKEN_BACK:
                return None

    def _scheduled(self, last: Event) -> PlannedDelivery:
        """Leave it where it lies while it is what would be sent; else, and after its time, ask the network."""
        at = last.scheduled_for
        assert at is not None, "who hands something over says for when"
        confirm = max(at + CONFIRM_AFTER, last.retry_at or at)
        as_planned = self.window is not None and self.window.start == at and last.digest == self.variant.digest
        if as_planned and not self._held() and confirm > self.now:
            return self._is(State.SCHEDULED, reasons.scheduled(at, self.variant), not_before=confirm)
        if last.retry_at is not None and last.retry_at > self.now:
            return self._is(State.SCHEDULED, reasons.TO_CONFIRM, not_before=last.retry_at)
        why = reasons.TO_CONFIRM if confirm <= self.now else reasons.TO_TAKE_BACK
        return self._is(State.SCHEDULED, why, to_send=self._may_send(), to_ask=True)

    def _claimed(self, last: Event) -> PlannedDelivery:
        ends = last.claim.expires_at if last.claim else self.now
        if last.run not in self.situation.dead_runs and ends > self.now:
            return self._is(State.CLAIMED, reasons.claimed(last), not_before=ends)
        return self._is(State.CLAIMED, reasons.CLAIM_LEFT, to_send=self._may_send(), to_ask=True)

    def _failed(self, last: Event) -> PlannedDelivery | None:
        if last.trouble is Trouble.UNKNOWN:
            return self._is(State.FAILED, last.reason or reasons.FAILED, to_send=self._may_send(), to_ask=True)
        changed = last.digest != self.variant.digest
        worth_it = changed or last.trouble not in _FINAL_UNTIL_CHANGED
        if worth_it and self._may_send():
            waits = last.retry_at is not None and last.retry_at > self.now
            return self._is(State.FAILED, reasons.again(last), to_send=not waits, not_before=last.retry_at)
        if self._withdrawn() or (changed and self.blocked_by):
            return None
        if worth_it and (ahead := self._too_early(last)):
            return ahead
        return self._is(State.FAILED, last.reason or reasons.FAILED)

    def _too_early(self, last: Event) -> PlannedDelivery | None:
        """It could not be handed to the network ahead of its time: that is tried again, or smm sends it then."""
        before_its_time = self.window is not None and self.window.start > self.now
        if last.retry_at is None or not before_its_time or self._held():
            return None
        return self._from_files(not_before=last.retry_at)

    # --- what the author, the checks and the clock say

    def _from_files(self, *, not_before: datetime | None = None) -> PlannedDelivery:
        if state := self._withdrawn():
            return self._is(state, reasons.WITHDRAWN[state])
        if self.window is None:
            return self._is(State.UNSCHEDULED, reasons.UNSCHEDULED)
        if self.window.end < self.now:
            return self._is(State.MISSED, reasons.missed(self.variant))
        if self.blocked_by:
            return self._is(State.BLOCKED, reasons.blocked(self.blocked_by))
        if by_hand := self._by_hand():
            return self._is(State.MANUAL, by_hand)
        if pause := self._pause():
            return self._is(State.PAUSED, reasons.paused(pause), not_before=pause.until)
        if self.window.start > self.now:
            return self._planned(not_before)
        if why := self._unapproved():
            return self._is(State.UNAPPROVED, why)
        if later := self._later():
            return self._is(State.PLANNED, reasons.later(later, self.variant), not_before=later)
        return self._is(State.DUE, reasons.due(self.variant), to_send=True)

    def _planned(self, not_before: datetime | None) -> PlannedDelivery:
        """It waits for its time, or for the time to hand it to its network."""
        assert self.window is not None
        slot = None if self._unapproved() else slot_for(self.variant, self.window.start)
        if slot is None or slot.closes <= self.now:
            return self._is(State.PLANNED, self._when(), not_before=self.window.start)
        opens = max(slot.opens, not_before or slot.opens)
        if opens > self.now:
            return self._is(State.PLANNED, self._when(), not_before=opens)
        return self._is(State.PLANNED, reasons.to_schedule(self.variant), schedule_for=self.window.start)

    def _held(self) -> bool:
        """Whether anything but the clock holds it: its author, a check, a person, a pause, a missing approval."""
        return bool(self._withdrawn() or self.blocked_by or self._by_hand() or self._pause() or self._unapproved())

    def _when(self) -> Sentence:
        """Say when it goes out, and what else stands in its way if it stays as it is."""
        assert self.window is not None
        why = self._unapproved()
        moved = self.variant.publish_at is not None and self.window.start != self.variant.publish_at.astimezone(UTC)
        when = reasons.later(self.window.start, self.variant) if moved else reasons.planned(self.variant)
        return reasons.planned_but(when, why) if why else when

    def _withdrawn(self) -> State | None:
        return _BY_STATUS.get(self.variant.settings.status or Status.READY)

    def _by_hand(self) -> Sentence | None:
        channel = self.variant.channel
        if "manual" in (self.variant.settings.publish, channel.publish):
            return reasons.MANUAL
        if publisher_for(channel.network, rehearsed=channel.rehearsed) is None:
            return reasons.no_publisher(channel.network)
        return None

    def _pause(self) -> Pause | None:
        """Return a pause that will be in force when it would go out."""
        moment = max(self.now, self.window.start) if self.window else self.now
        covering = (pause for pause in self.situation.pauses if pause.covers(self.variant))
        return next((pause for pause in covering if pause.holds_at(moment)), None)

    def _unapproved(self) -> Sentence | None:
        return self.situation.unapproved.get(self.key)

    def _later(self) -> datetime | None:
        """Return until when quiet hours or the distance to the last post hold it, ``None`` when they do not."""
        quiet_until = out_of_quiet_hours(self.now, self.variant)
        waits = [moment for moment in (quiet_until, self.spaced_until) if moment is not None and moment > self.now]
        return max(waits, default=None)

    def _may_send(self) -> bool:
        """Whether nothing but an earlier attempt stands in the way of sending it now."""
        in_time = self.window is not None and self.window.holds(self.now)
        return in_time and not self._held() and self._later() is None

    def _is(
        self,
        state: State,
        reason: Sentence,
        *,
        to_send: bool = False,
        to_ask: bool = False,
        not_before: datetime | None = None,
        schedule_for: datetime | None = None,
    ) -> PlannedDelivery:
        return PlannedDelivery(self.variant, state, reason, self.record, to_send, to_ask, not_before, schedule_for)
