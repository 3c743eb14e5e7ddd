"""A person decides about deliveries: the word goes into the ledger as an event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from smm_build.cli._ledgers import Ledgers
from smm_build.cli._shared import clock_for, fail, open_workspace, say
from smm_build.domain.delivery import Event, EventKind
from smm_build.domain.plan import PlannedDelivery
from smm_build.domain.sentence import Sentence
from smm_build.run.errors import OperationalError

__all__ = ["decide"]


def decide(
    root: Path, kind: EventKind, source: str, meant: Callable[[PlannedDelivery], bool], url: str | None = None
) -> None:
    """Add an event to every delivery that is ``meant``; leaves with 1 when there is none.

    ``source`` is the command that the word was given with.
    """
    checked = open_workspace(root)
    now = clock_for(checked.workspace)()
    ledgers = Ledgers(checked)
    chosen = [planned for planned in ledgers.plan(now).deliveries if meant(planned)]
    for rehearsed in ledgers.needed():
        mine = [planned for planned in chosen if planned.variant.channel.rehearsed is rehearsed]
        if mine:
            events = {planned.key: _event(planned, kind, source, url, now) for planned in mine}
            try:
                ledgers.get(rehearsed=rehearsed).append(events, f"{source} {len(events)}")
            except OperationalError as error:
                fail(error.sentence)
    for planned in chosen:
        say(Sentence(*[f"{planned.key.channel}  {planned.key.post}  {kind.value}"] * 2))
    if not chosen:
        fail(Sentence("no delivery is in such a state", "nessuna pubblicazione è in questo stato"))


def _event(planned: PlannedDelivery, kind: EventKind, source: str, url: str | None, now: datetime) -> Event:
    attempts = planned.record.attempts if planned.record else 0
    return Event(kind, now, source, attempts, planned.variant.digest, url=url, source=source)
