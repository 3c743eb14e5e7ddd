"""Deliveries whose run dies at a request, and the runs after it: with the real attempts, plan and ledger file.

A network is played by its stand-in. What is counted here stands at the end of every test run.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from smm_build.domain.delivery import Claim, DeliveryKey, Event, EventKind, Record
from smm_build.domain.plan import PlannedDelivery
from smm_build.domain.variant import Variant
from smm_build.networks import Account, Request, Response
from smm_build.plan import Situation, make_plan
from smm_build.run.attempt import Attempts
from smm_build.run.drive import Driver
from smm_build.run.ledger_file import read_record, write_record
from smm_build.run.prepared import Prepared
from smm_build.run.publish import LEASE
from smm_build.run.transport import AnswerLost
from smm_build.sandbox.standins import Shown
from tests.cases import Case
from tests.flows import PLANNED, SEED
from tests.stand_ins import MEDIA, InProcess, account_at, variant_of

__all__ = ["COUNTED", "End", "Ended", "Stage", "seen"]

COUNTED: Counter[tuple[str, str]] = Counter()
"""How many deliveries were cut off, by network and by what became of them."""

_ATTEMPTS = 6
_MUCH = 8_000_000
"""Bytes."""
_RUN = "run-{number}"


class End(enum.Enum):
    """How a request ends badly: does the process die, and was the request carried out before."""

    DIES_BEFORE = "the process dies before the request is carried out"
    DIES_AFTER = "the process dies when the request was carried out"
    LOST_BEFORE = "the connection breaks before the request is carried out"
    LOST_AFTER = "the request is carried out and the answer gets lost"


class _Killed(BaseException):
    """The process dies here: nothing may catch it."""


@dataclass
class _Wire:
    """The way to a stand-in, which breaks at some requests."""

    stand_in: InProcess
    breaks_at: Collection[int]
    end: End
    count: int = 0

    def __call__(self, request: Request) -> Response:
        self.count += 1
        self.stand_in.now += timedelta(seconds=1)
        if self.count not in self.breaks_at:
            return self.stand_in(request)
        if self.end in {End.DIES_AFTER, End.LOST_AFTER}:
            self.stand_in(request)
        if self.end in {End.DIES_BEFORE, End.DIES_AFTER}:
            raise _Killed
        raise AnswerLost("127.0.0.1: the connection was cut")


def seen(shown: Iterable[Shown]) -> Counter[tuple[object, ...]]:
    """Return what people see of these, whatever ids it has."""
    return Counter((s.kind, s.text, s.files, s.link, s.visible, s.reply_to is None) for s in shown)


@dataclass(frozen=True)
class Ended:
    """What there is in the end: the ledger's record, everything on the network, and how many requests that took."""

    record: Record
    shown: tuple[Shown, ...]
    requests: int

    @property
    def state(self) -> EventKind:
        """What the ledger says last."""
        return self.record.last.kind

    @cached_property
    def seen(self) -> Counter[tuple[object, ...]]:
        """What people see, whatever ids it has."""
        return seen(self.shown)


@dataclass
class Stage:
    """One case on one network, to be delivered again and again, each time to an empty network."""

    network: str
    case: Case
    root: Path
    variant: Variant = field(init=False)

    def __post_init__(self) -> None:
        stand_in = InProcess(self.network, self.root)
        account: Account = account_at(stand_in, **self.case.channel)
        written = variant_of(self.case, account, self.root)
        self.variant = replace(written, publish_at=PLANNED, grace=timedelta(days=3))
        self.environment = {f"{account.channel.credentials}_{name}": said for name, said in account.secrets.items()}

    def deliver(self, breaks_at: Collection[int] = (), end: End = End.DIES_AFTER) -> Ended:
        """Deliver the case, with run after run until none has anything to do; requests on the way break."""
        stand_in = InProcess(self.network, self.root)
        wire = _Wire(stand_in, breaks_at, end)
        record: Record | None = None
        for number in range(1, _ATTEMPTS + 1):
            planned = self._planned(stand_in, record, number)
            if planned is None:
                break
            record = self._run(planned, wire, number)
            stand_in.now += timedelta(minutes=1)
        assert record is not None, "a post that is due is claimed"
        return Ended(record, tuple(stand_in.world.shown.values()), wire.count)

    @property
    def files(self) -> list[str]:
        """The files a network may have to fetch."""
        cover = self.variant.settings.cover
        return [media.file for part in self.variant.messages for media in part.media] + ([cover.file] if cover else [])

    @property
    def is_heavy(self) -> bool:
        """Whether so many bytes are sent that every delivery takes a second or more."""
        return sum(file.size or 0 for file in self.case.files) > _MUCH

    def every_end(self, requests: int) -> Iterator[tuple[int, End, Ended]]:
        """Let each request break in each way; of a heavy delivery each in one way, in turn."""
        ends = tuple(End)
        for number in range(1, requests + 1):
            for end in ends[number % len(ends) :][:1] if self.is_heavy else ends:
                yield number, end, self.deliver({number}, end)

    def every_two_deaths(self, requests: int) -> Iterator[tuple[tuple[int, int], Ended]]:
        """Let the process die at each request, and the next one, or a later one, at each of those that follow."""
        for first in range(1, requests + 1):
            second = first + 1
            while (ended := self.deliver({first, second})).requests >= second:
                yield (first, second), ended
                second += 1

    def _planned(self, stand_in: InProcess, record: Record | None, number: int) -> PlannedDelivery | None:
        """Return what a run of this moment would do, or of the moment the plan says; ``None``: nothing."""
        dead = Situation(dead_runs={_RUN.format(number=number) for number in range(number)})
        known: Mapping[DeliveryKey, Record] = {record.key: record} if record else {}
        for _ in range(2):
            (planned,) = make_plan([self.variant], (), known, stand_in.now, dead).deliveries
            if planned.needs_run:
                return planned
            if planned.not_before is None or planned.not_before <= stand_in.now:
                return None
            stand_in.now = planned.not_before
        return None

    def _run(self, planned: PlannedDelivery, wire: _Wire, number: int) -> Record:
        """Claim and attempt, as a process of its own would; what it notes is kept even when it dies."""
        stand_in = wire.stand_in
        claim = Claim(SEED, PLANNED, stand_in.now + LEASE, len(self.variant.messages))
        run, digest = _RUN.format(number=number), self.variant.digest
        claimed = Event(EventKind.CLAIMED, stand_in.now, run, number, digest, claim)
        record = planned.record.and_then(claimed) if planned.record else Record(planned.key, (claimed,))
        written = [record]

        def sleep(seconds: float) -> None:
            stand_in.now += timedelta(seconds=seconds)

        attempts = Attempts(lambda _: Driver(wire, sleep), self.environment, lambda: stand_in.now, self._prepared)
        try:
            event = attempts.make(planned, record, lambda note: written.append(written[-1].and_then(note)))
        except _Killed:
            return read_record(write_record(written[-1]))
        return read_record(write_record(written[-1].and_then(event)))

    def _prepared(self, variant: Variant) -> Prepared:
        return Prepared(variant, {file: f"{MEDIA}/{file}" for file in self.files})
