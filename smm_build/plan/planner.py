"""Decide for every delivery where it stands and whether a run at this moment would send it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from smm_build.domain.delivery import DeliveryKey, Event, EventKind, Record, Trouble
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.plan import Plan, PlannedDelivery, State
from smm_build.domain.post import Status
from smm_build.domain.variant import Variant
from smm_build.networks import publisher_for
from smm_build.plan import reasons

__all__ = ["blocking_findings", "make_plan"]

_BY_STATUS = {Status.DRAFT: State.DRAFT, Status.ON_HOLD: State.ON_HOLD, Status.CANCELLED: State.CANCELLED}
_WORTH_ANOTHER_TRY = {
    Trouble.TRANSIENT,
    Trouble.RATE_LIMIT,
    Trouble.AUTH,
    Trouble.PERMISSION,
    Trouble.QUOTA,
    Trouble.UNKNOWN,
}


def make_plan(
    variants: Sequence[Variant],
    findings: Iterable[Finding],
    records: Mapping[DeliveryKey, Record],
    now: datetime,
    dead_runs: Collection[str] = (),
) -> Plan:
    """Return the plan at the aware instant ``now``, in the order of ``variants``.

    ``dead_runs`` names runs that are known to have ended: their claims are free without waiting for the end of the
    lease.
    """
    blocked = blocking_findings(findings)
    return Plan(
        now,
        tuple(
            _Case(variant, records.get(DeliveryKey(*variant.key)), blocked, now, dead_runs).planned()
            for variant in variants
        ),
    )


def blocking_findings(findings: Iterable[Finding]) -> Mapping[tuple[str | None, str | None], Finding]:
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
    """One delivery at one moment, decided from the strongest evidence down: ledger, author, checks, clock."""

    def __init__(
        self,
        variant: Variant,
        record: Record | None,
        blocked: Mapping[tuple[str | None, str | None], Finding],
        now: datetime,
        dead_runs: Collection[str],
    ) -> None:
        self.variant = variant
        self.record = record
        # In UTC: two times of one zone are compared and added to by their wall clocks, which is wrong twice a year.
        self.now = now.astimezone(UTC)
        self.at = variant.publish_at.astimezone(UTC) if variant.publish_at else None
        self.dead_runs = dead_runs
        post, channel = variant.key
        places = ((post, channel), (post, None), (None, channel), (None, None))
        self.blocked_by = next((blocked[place] for place in places if place in blocked), None)

    def planned(self) -> PlannedDelivery:
        """Return the delivery with its state."""
        return (self._from_ledger(self.record.last) if self.record else None) or self._from_files()

    # --- what the ledger says

    def _from_ledger(self, last: Event) -> PlannedDelivery | None:
        match last.kind:
            case EventKind.SENT:
                return self._is(State.SENT, reasons.sent(last, self.variant))
            case EventKind.SKIPPED:
                return self._is(State.SKIPPED, last.reason or reasons.SKIPPED)
            case EventKind.UNCERTAIN:
                return self._is(State.UNCERTAIN, last.reason or reasons.UNCERTAIN)
            case EventKind.CLAIMED:
                return self._claimed(last)
            case EventKind.FAILED:
                return self._failed(last)
            case EventKind.MISSED:
                return None

    def _claimed(self, last: Event) -> PlannedDelivery:
        free = last.run in self.dead_runs or (last.claim is not None and last.claim.expires_at <= self.now)
        if not free:
            return self._is(State.CLAIMED, reasons.claimed(last))
        return self._is(State.CLAIMED, reasons.CLAIM_LEFT, to_send=self._may_send(), to_ask=True)

    def _failed(self, last: Event) -> PlannedDelivery | None:
        if last.trouble is Trouble.UNKNOWN:
            return self._is(State.FAILED, last.reason or reasons.FAILED, to_send=self._may_send(), to_ask=True)
        changed = last.digest != self.variant.digest
        worth_it = changed or last.trouble in _WORTH_ANOTHER_TRY
        waited = last.retry_at is None or last.retry_at <= self.now
        if worth_it and waited and self._may_send():
            return self._is(State.FAILED, reasons.again(last), to_send=True)
        if self._withdrawn() or (changed and self.blocked_by):
            return None
        return self._is(State.FAILED, last.reason or reasons.FAILED)

    # --- what the author, the checks and the clock say

    def _from_files(self) -> PlannedDelivery:
        if state := self._withdrawn():
            return self._is(state, reasons.WITHDRAWN[state])
        if self.at is None:
            return self._is(State.UNSCHEDULED, reasons.UNSCHEDULED)
        if self.at + self.variant.grace < self.now:
            return self._is(State.MISSED, reasons.missed(self.variant))
        if self.blocked_by:
            return self._is(State.BLOCKED, reasons.blocked(self.blocked_by))
        if by_hand := self._by_hand():
            return self._is(State.MANUAL, by_hand)
        if self.at > self.now:
            return self._is(State.PLANNED, reasons.planned(self.variant))
        return self._is(State.DUE, reasons.due(self.variant), to_send=True)

    def _withdrawn(self) -> State | None:
        return _BY_STATUS.get(self.variant.settings.status or Status.READY)

    def _by_hand(self) -> reasons.Sentence | None:
        channel = self.variant.channel
        if "manual" in (self.variant.settings.publish, channel.publish):
            return reasons.MANUAL
        if publisher_for(channel.network, rehearsed=channel.rehearsed) is None:
            return reasons.no_publisher(channel.network)
        return None

    def _may_send(self) -> bool:
        """Whether nothing but an earlier attempt stands in the way of sending it now."""
        in_time = self.at is not None and self.at <= self.now <= self.at + self.variant.grace
        return in_time and not (self._withdrawn() or self.blocked_by or self._by_hand())

    def _is(
        self, state: State, reason: reasons.Sentence, *, to_send: bool = False, to_ask: bool = False
    ) -> PlannedDelivery:
        return PlannedDelivery(self.variant, state, reason, self.record, to_send, to_ask)
