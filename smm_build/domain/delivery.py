"""One post on one channel, as the ledger remembers it.

A delivery's history is a list of events that only grows. Its state is derived from the history and never written.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from smm_build.domain.sentence import Sentence

__all__ = [
    "ASIDE",
    "PROFILE_ID",
    "SCHEDULED_ID",
    "Claim",
    "DeliveryKey",
    "Event",
    "EventKind",
    "PartReceipt",
    "Record",
    "Trouble",
]


class DeliveryKey(NamedTuple):
    """What a delivery is called: post id and channel id."""

    post: str
    channel: str


class EventKind(enum.StrEnum):
    """What can happen to a delivery.

    ``released`` is a person's word that it may be tried again; ``amended`` that what is online was changed,
    ``removed`` that it was taken down.
    ``scheduled`` says that it lies at the network, which makes it visible at its time; ``taken-back`` that it certainly
    lies there no more.
    """

    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    SKIPPED = "skipped"
    MISSED = "missed"
    RELEASED = "released"
    AMENDED = "amended"
    REMOVED = "removed"
    SCHEDULED = "scheduled"
    TAKEN_BACK = "taken-back"


_OVERTAKEN = frozenset(
    {
        EventKind.CLAIMED,
        EventKind.FAILED,
        EventKind.UNCERTAIN,
        EventKind.MISSED,
        EventKind.SCHEDULED,
        EventKind.TAKEN_BACK,
    }
)
"""What no longer decides when a later attempt has begun."""


_LIES_NO_MORE = frozenset({EventKind.SENT, EventKind.TAKEN_BACK, EventKind.RELEASED})
SCHEDULED_ID = "scheduled"
"""The note that holds the id of what lies at the network."""
PROFILE_ID = "profile"
"""What stands in the place of a post's id for an account's profile; no post may be called so."""
ASIDE = frozenset({"ad", "ad-start", "hide", "like"})
"""What stands before ``@`` in the place of a post's id for what is no post: an ad, or what is done about a message."""


class Trouble(enum.StrEnum):
    """Why a delivery did not go out, in the classes that decide what happens next."""

    TRANSIENT = "transient"
    RATE_LIMIT = "rate-limit"
    AUTH = "auth"
    PERMISSION = "permission"
    POLICY = "policy"
    INVALID = "invalid"
    QUOTA = "quota"
    VERSION = "version"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PartReceipt:
    """Proof that one part is on the network: its number from 1, the network's id, its permalink and content id."""

    part: int
    id: str
    url: str | None = None
    cid: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a run says before it sends anything.

    ``seed`` is made of the delivery's name and kept for every further attempt, with ``planned_at``: record keys and
    idempotency keys are derived from them, so a second attempt says the same words to the network. ``expires_at``
    ends the claim of a run that died.
    """

    seed: str
    planned_at: datetime
    expires_at: datetime
    parts: int


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a delivery's history. ``at`` is aware, UTC. ``run`` names who wrote it.

    ``evidence`` says who approved what was sent. ``notes`` are ids the network gave on the way, such as an upload's,
    written down before they matter. ``scheduled_for`` (aware, UTC) is for when it was, or was about to be, handed to
    the network to publish it itself.
    """

    kind: EventKind
    at: datetime
    run: str
    attempt: int
    digest: str
    claim: Claim | None = None
    parts: tuple[PartReceipt, ...] = ()
    url: str | None = None
    trouble: Trouble | None = None
    reason: Sentence | None = None
    retry_at: datetime | None = None
    source: str | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    scheduled_for: datetime | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A delivery's whole history, oldest first. Never empty."""

    key: DeliveryKey
    events: tuple[Event, ...]

    @property
    def last(self) -> Event:
        """The newest event that decides.

        A run that slept through the end of its claim may report after another run has claimed the delivery. That it
        failed must not free what the other has in hand; that it sent is news all the same.
        """
        last, attempt = self.events[0], 0
        for event in self.events:
            if event.attempt >= attempt or event.kind not in _OVERTAKEN:
                last, attempt = event, max(attempt, event.attempt)
        return last

    @property
    def attempts(self) -> int:
        """How many attempts were begun."""
        return max(event.attempt for event in self.events)

    @property
    def claim(self) -> Claim | None:
        """The newest claim, if the delivery was ever claimed."""
        return next((event.claim for event in reversed(self.events) if event.claim), None)

    @property
    def receipts(self) -> tuple[PartReceipt, ...]:
        """The newest known receipt of every part, in order of the parts."""
        known = {receipt.part: receipt for event in self.events for receipt in event.parts}
        return tuple(known[part] for part in sorted(known))

    @property
    def notes(self) -> Mapping[str, str]:
        """Everything the network told on the way in the attempts since a person last decided.

        Of two attempts that were told different things the later attempt counts, even if it wrote first.
        """
        since = next((n for n, e in reversed(list(enumerate(self.events))) if e.kind is EventKind.RELEASED), 0)
        notes: dict[str, str] = {}
        for event in sorted(self.events[since:], key=lambda event: event.attempt):
            notes |= event.notes
        return notes

    @property
    def lies(self) -> Event | None:
        """What says that the network may publish it by itself, ``None`` when it certainly does not.

        A claim to hand it over, or the news that this was done: with the time, the digest of what lies there and, in
        the notes under :data:`SCHEDULED_ID`, its id if the network told it. Of two attempts the later one counts, even
        if it wrote first.
        """
        newest_first = self.events[::-1]
        for event in sorted(newest_first, key=lambda event: event.attempt, reverse=True):  # keeps that order within one
            refused = event.kind is EventKind.FAILED and event.trouble is not Trouble.UNKNOWN
            if refused or event.kind in _LIES_NO_MORE:
                return None
            if event.scheduled_for is not None:
                return event
        return None

    @property
    def url(self) -> str | None:
        """The permalink, if the delivery is out and the network gives one."""
        return next((event.url for event in reversed(self.events) if event.url), None)

    def and_then(self, event: Event) -> Record:
        """Return the history with one more event."""
        return Record(self.key, (*self.events, event))
