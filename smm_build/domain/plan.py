"""What will happen, as a value before it happens."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from smm_build.domain.delivery import DeliveryKey, Record
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["Plan", "PlannedDelivery", "State"]


class State(enum.StrEnum):
    """Where a delivery stands at one moment. Derived from files, ledger and clock; never typed by anyone."""

    DRAFT = "draft"
    ON_HOLD = "on-hold"
    CANCELLED = "cancelled"
    UNSCHEDULED = "unscheduled"
    BLOCKED = "blocked"
    MANUAL = "manual"
    PAUSED = "paused"
    UNAPPROVED = "unapproved"
    PLANNED = "planned"
    SCHEDULED = "scheduled"
    DUE = "due"
    CLAIMED = "claimed"
    SENT = "sent"
    REMOVED = "removed"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    MISSED = "missed"
    SKIPPED = "skipped"

    @property
    def wrong(self) -> bool:
        """Whether somebody has to look at it."""
        return self in {State.BLOCKED, State.FAILED, State.UNCERTAIN, State.MISSED, State.UNAPPROVED}


@dataclass(frozen=True, slots=True)
class PlannedDelivery:
    """One delivery with its state and the reason for it, in plain words.

    ``record`` is what the ledger knows. ``to_send`` says whether a run at this moment may send it, ``to_ask`` whether
    it has to ask the network first what became of an earlier attempt. ``not_before`` is when that can next change by
    the clock alone. ``schedule_for`` (aware) says that a run at this moment may hand it to the network, which
    publishes it then.
    """

    variant: Variant
    state: State
    reason: Sentence
    record: Record | None = None
    to_send: bool = False
    to_ask: bool = False
    not_before: datetime | None = None
    schedule_for: datetime | None = None

    @property
    def needs_run(self) -> bool:
        """Whether a run at this moment has something to do for it."""
        return self.to_send or self.to_ask or self.schedule_for is not None

    @property
    def key(self) -> DeliveryKey:
        """Post id and channel id."""
        return DeliveryKey(*self.variant.key)

    @property
    def url(self) -> str | None:
        """The permalink, if it is out."""
        return self.record.url if self.record else None

    @property
    def publish_at(self) -> datetime | None:
        """When it goes out, aware, in the brand's zone."""
        return self.variant.publish_at


@dataclass(frozen=True, slots=True)
class Plan:
    """Every delivery of the workspace at the moment ``now``, in order of time."""

    now: datetime
    deliveries: tuple[PlannedDelivery, ...]
