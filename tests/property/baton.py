"""Runners in threads of their own, of which exactly one moves at a time, and only up to its next effect.

An effect is whatever the world outside the process can notice: a request, a push, a pause. Before each one the runner
stops and waits for an :class:`Order`: go on, go on while something breaks, or die before or after it.
"""

from __future__ import annotations

import enum
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

__all__ = ["Actor", "Crash", "Death", "Effect", "Fault", "Moment", "Order"]

T = TypeVar("T")


class Crash(BaseException):
    """The process is gone. Not an ``Exception``: no code survives it."""


class Death(enum.Enum):
    """When a runner dies."""

    BEFORE = "before the effect"
    AFTER = "after the effect, before anybody learns of it"


class Fault(enum.Enum):
    """What goes wrong with an effect; each kind of effect understands those that can happen to it."""

    REFUSED = "the other side cannot be reached"
    LOST = "the connection breaks, and nothing was done"
    ANSWER_LOST = "the connection breaks after it was done"
    LATE = "the connection breaks, and it is done later"
    ERROR = "an error 503 is answered, and nothing was done"
    ERROR_AFTER = "an error 503 is answered after it was done"
    DROPPED = "success is answered, and nothing was done"
    GARBLED = "half a page is answered after it was done"
    RATE_LIMIT = "too many requests: come back in ten minutes"


class Moment(enum.Enum):
    """What a runner can be about to do."""

    COMMIT = "send what makes the post visible"
    REQUEST = "send another request"
    FETCH = "fetch the ledger"
    PUSH = "push to the ledger"
    WRITE = "write to the clone"
    SLEEP = "sleep"


@dataclass(frozen=True)
class Order:
    """How the next effect goes."""

    fault: Fault | None = None
    death: Death | None = None


@dataclass(frozen=True)
class Effect:
    """What a runner is about to do. It cannot stand before it beyond ``until``, nor do it before ``not_before``."""

    moment: Moment
    not_before: datetime | None = None
    until: datetime | None = None


class Actor:
    """A run in a thread. ``work`` gets the actor and calls :meth:`perform` for its effects."""

    def __init__(self, work: Callable[[Actor], None]) -> None:
        self._work = work
        self._go = threading.Semaphore(0)
        self._back = threading.Semaphore(0)
        self._order = Order()
        self.effect: Effect | None = None
        self.ended: BaseException | None = None
        self.done = False
        self._thread = threading.Thread(target=self._live, daemon=True)
        self._thread.start()
        self._back.acquire()

    def advance(self, order: Order) -> None:
        """Let the runner carry out the effect it stands before, and run to the next one or to its end."""
        assert not self.done
        self._order = order
        self._go.release()
        self._back.acquire()

    def perform(self, effect: Effect, act: Callable[[Fault | None], T]) -> T:
        """Called by the runner: wait for the order, then ``act``."""
        self.effect = effect
        self._back.release()
        self._go.acquire()
        order = self._order
        if order.death is Death.BEFORE:
            raise Crash
        result = act(order.fault)
        if order.death is Death.AFTER:
            raise Crash
        return result

    def _live(self) -> None:
        try:
            self._work(self)
        except BaseException as error:  # noqa: BLE001 - the scheduler judges how it ended
            self.ended = error
        self.done = True
        self.effect = None
        self._back.release()
