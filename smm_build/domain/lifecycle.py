"""Which event may follow which in a delivery's history. Pure; the only place that says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smm_build.domain.delivery import PROFILE_ID, Event, EventKind, Record
from smm_build.domain.sentence import Sentence

__all__ = ["FOLLOWERS", "impossible_steps"]

_K = EventKind

FOLLOWERS: dict[EventKind | None, frozenset[EventKind]] = {
    # ``sent`` and ``failed`` may come first: history that was seeded or imported.
    None: frozenset({_K.CLAIMED, _K.MISSED, _K.SKIPPED, _K.SENT, _K.FAILED}),
    # A claim after a claim: the same run goes on with it, or another one after the lease.
    _K.CLAIMED: frozenset(
        {_K.CLAIMED, _K.SENT, _K.FAILED, _K.UNCERTAIN, _K.MISSED, _K.SKIPPED, _K.SCHEDULED, _K.TAKEN_BACK}
    ),
    # What lies at the network is only touched by a run that has claimed it.
    _K.SCHEDULED: frozenset({_K.CLAIMED, _K.SENT}),
    _K.TAKEN_BACK: frozenset({_K.CLAIMED, _K.MISSED, _K.SENT, _K.SKIPPED}),
    _K.FAILED: frozenset({_K.CLAIMED, _K.SENT, _K.MISSED, _K.SKIPPED, _K.RELEASED}),
    _K.UNCERTAIN: frozenset({_K.SENT, _K.SKIPPED, _K.RELEASED}),
    _K.MISSED: frozenset({_K.CLAIMED, _K.MISSED, _K.SENT, _K.SKIPPED, _K.RELEASED}),
    _K.SKIPPED: frozenset({_K.RELEASED, _K.SENT}),
    _K.RELEASED: frozenset({_K.CLAIMED, _K.MISSED, _K.SENT, _K.SKIPPED, _K.RELEASED}),
    _K.SENT: frozenset({_K.AMENDED, _K.REMOVED}),
    _K.AMENDED: frozenset({_K.AMENDED, _K.REMOVED}),
    _K.REMOVED: frozenset({_K.REMOVED}),
}
"""What may come after each kind of event; under ``None`` what may come first."""
_OF_A_PROFILE = FOLLOWERS | {_K.SENT: frozenset({_K.CLAIMED, _K.SENT})}
"""A profile is put in the place of what is there, again and again; a post goes out once."""

_LATE = frozenset({_K.CLAIMED, _K.SENT, _K.FAILED, _K.UNCERTAIN, _K.MISSED, _K.SCHEDULED, _K.TAKEN_BACK})


def impossible_steps(record: Record) -> Iterator[Sentence]:
    """Say every step of a history that cannot have happened in the way it is written."""
    followers = _OF_A_PROFILE if record.key.post == PROFILE_ID else FOLLOWERS
    before: Event | None = None
    for number, event in enumerate(record.events, start=1):
        if before is not None and event.attempt < before.attempt and event.kind in _LATE:
            continue  # the report of a run that another one had overtaken may come at any time
        yield from _step(number, before, event, followers)
        before = event


def _step(
    number: int, before: Event | None, event: Event, followers: Mapping[EventKind | None, frozenset[EventKind]]
) -> Iterator[Sentence]:
    if event.kind not in followers[before.kind if before else None]:
        earlier = before.kind.value if before else "-"
        yield Sentence(
            f"event {number}: {event.kind.value} cannot follow {earlier}",
            f"evento {number}: {event.kind.value} non può seguire {earlier}",
        )
    if event.kind is _K.CLAIMED and event.claim is None:
        yield Sentence(f"event {number}: a claim without an end", f"evento {number}: una prenotazione senza fine")
    if before is None:
        return
    if event.attempt < before.attempt:
        yield Sentence(
            f"event {number}: attempt {event.attempt} after attempt {before.attempt}",
            f"evento {number}: tentativo {event.attempt} dopo il tentativo {before.attempt}",
        )
    if event.claim and before.claim and event.claim.seed != before.claim.seed:
        yield Sentence(f"event {number}: its keys changed", f"evento {number}: le sue chiavi sono cambiate")
