"""Handing a post to its network ahead of its time, and clearing up what lies there.

A network publishes what lies there at its time, whatever happens here. So before anything else is decided about such a
delivery, it has to be certain that nothing of it lies there any more, or that it is out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from smm_build.domain.delivery import SCHEDULED_ID, Event, PartReceipt
from smm_build.domain.sentence import Sentence
from smm_build.networks import CannotKnow, Found, PartTask, Publisher, Scheduler, Session
from smm_build.run.drive import Driver

__all__ = ["Cleared", "Handover"]

_TOO_CLOSE = timedelta(minutes=2)
"""So shortly before its time nothing is taken away any more: one could meet the post that is just becoming visible."""

_PATIENCE = timedelta(minutes=10)
"""How long after its time a network may take to publish what it holds."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """What became of what lay at a network: ``receipt`` when it is out.

    Without one it certainly lies there no more, unless ``wait_until`` (aware) says when to ask again.
    """

    receipt: PartReceipt | None = None
    wait_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Handover:
    """What a run does with one channel's own scheduling. Everything it does may be repeated but ``hand_over``."""

    scheduler: Scheduler
    publisher: Publisher
    session: Session
    drive: Driver
    clock: Callable[[], datetime]

    def hand_over(
        self,
        task: PartTask,
        at: datetime,
        may_commit: Callable[[], bool],
        remember: Callable[[Mapping[str, str]], None],
    ) -> str:
        """Hand the message over for the aware instant ``at`` and return its id there.

        Raises :class:`Refused` when nothing lies there and :class:`InDoubt` when that cannot be said.
        """
        return self.drive(self.scheduler.schedule(task, self.session, at), may_commit, remember)

    def clear(self, task: PartTask | None, lies: Event) -> Cleared | CannotKnow:
        """Find out what became of it and take it back if it is not out.

        ``task`` is ``None`` when its file is gone. Raises :class:`Refused` and :class:`InDoubt` when the network does
        not answer; then it has to be asked again.
        """
        at = lies.scheduled_for
        assert at is not None, "what lies at a network lies there for a time"
        now = self.clock()
        if now < at - _TOO_CLOSE:
            return self._take_back(task, lies, at)
        if task is None:
            return CannotKnow(_FORGOTTEN)
        found = self.drive(self.publisher.find(task, self.session))
        if isinstance(found, Found):
            return Cleared(found.receipt)
        if isinstance(found, CannotKnow):
            return found
        if now < at + _PATIENCE:
            return Cleared(wait_until=max(now + _TOO_CLOSE, at + _TOO_CLOSE))
        return self._take_back(task, lies, at)

    def _take_back(self, task: PartTask | None, lies: Event, at: datetime) -> Cleared | CannotKnow:
        known: str | CannotKnow | None = lies.notes.get(SCHEDULED_ID)
        if known is None and task is None:
            return CannotKnow(_FORGOTTEN)
        if known is None and task is not None:
            known = self.drive(self.scheduler.find_scheduled(task, self.session, at))
        if isinstance(known, CannotKnow):
            return known
        if known is None or self.drive(self.scheduler.take_back(known, self.session)) or task is None:
            return Cleared()
        # It does not lie there: somebody took it away by hand, or published it by hand.
        found = self.drive(self.publisher.find(task, self.session))
        if isinstance(found, Found):
            return Cleared(found.receipt)
        return found if isinstance(found, CannotKnow) else Cleared()


_FORGOTTEN = Sentence(
    "Its file is gone, and the network may have published it, or may do so: look at the account and at what it has"
    " scheduled, and decide",
    "Il suo file non c'è più, e il network può averlo pubblicato, o può farlo: guarda il profilo e i post programmati,"
    " e decidi",
)
