"""Publish a case to a stand-in, and stop it after any request, as a run does that dies and another that goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.variant import Variant
from smm_build.networks import (
    CannotKnow,
    Commit,
    Flow,
    Found,
    InDoubt,
    NotThere,
    PartTask,
    Publisher,
    Remember,
    Request,
    Response,
    Session,
    Wait,
    publisher_for,
)
from tests import official
from tests.cases import Case
from tests.stand_ins import InProcess, account_at, task_of, variant_of

__all__ = ["Death", "Run"]

T = TypeVar("T")
MOST_ATTEMPTS = 4
LATER = timedelta(minutes=20)


class Death(Exception):  # noqa: N818 - named as what happens
    """The run ended here: what was sent was sent, and nobody heard the answer."""


@dataclass
class Run:
    """One delivery of a case to a stand-in, with what a ledger would keep of it."""

    case: Case
    network: str
    root: Path
    dies_after: int | None = None
    stand_in: InProcess = field(init=False)
    receipts: tuple[PartReceipt, ...] = ()
    notes: dict[int, dict[str, str]] = field(default_factory=dict)
    commits: int = 0
    spoiled: Callable[[Request, Response], Response] = lambda _, answer: answer

    def __post_init__(self) -> None:
        self.stand_in = InProcess(self.network, self.root)
        self.publisher = self._publisher()
        self.account = account_at(self.stand_in, **self.case.channel)
        self.variant: Variant = variant_of(self.case, self.account, self.root)

    def deliver(self) -> CannotKnow | None:
        """Deliver all messages in as many attempts as it takes; return why a person has to decide, if so."""
        in_doubt = False
        for attempt in range(MOST_ATTEMPTS):
            late = LATER * attempt
            self.stand_in.now += LATER if attempt else timedelta()
            try:
                session: Session = self.drive(self.publisher.login(self.account))
                return self._attempt(session, late, in_doubt=in_doubt)
            except (Death, InDoubt):
                in_doubt = True
        raise AssertionError(f"not out after {MOST_ATTEMPTS} attempts")

    def _attempt(self, session: Session, late: timedelta, *, in_doubt: bool) -> CannotKnow | None:
        for number in range(len(self.receipts) + 1, len(self.variant.messages) + 1):
            found: Any = NotThere()
            if in_doubt:
                found = self.drive(self.publisher.find(self._task(number, late), session))
            if isinstance(found, CannotKnow):
                return found
            in_doubt = False
            if isinstance(found, Found):
                self.receipts = (*self.receipts, found.receipt)
                continue
            receipt: PartReceipt = self.drive(self.publisher.publish(self._task(number, late), session), number)
            self.receipts = (*self.receipts, receipt)
        return None

    def _task(self, number: int, late: timedelta) -> PartTask:
        return task_of(self.variant, number, self.receipts, self.notes.get(number), late)

    def drive(self, flow: Flow[T], number: int = 0) -> T:
        """Run a flow to its end at the stand-in; what it wants remembered is noted for message ``number``."""
        try:
            step = next(flow)
            while True:
                if isinstance(step, Remember):
                    self.notes.setdefault(number, {}).update(step.notes)
                    step = flow.send(Response(0))
                elif isinstance(step, Wait):
                    self.stand_in.now += timedelta(seconds=step.seconds)
                    step = flow.send(Response(0))
                else:
                    self.commits += isinstance(step, Commit)
                    step = flow.send(self._answer(step.request if isinstance(step, Commit) else step))
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]

    def _answer(self, request: Request) -> Response:
        official.judge(self.network, request)
        answer = self.spoiled(request, self.stand_in(request))
        if len(self.stand_in.asked) == self.dies_after:
            raise Death
        return answer

    def _publisher(self) -> Publisher:
        publisher = publisher_for(self.network, rehearsed=False)
        assert publisher is not None
        return publisher
