"""A world to publish in: machines with clocks of their own, one remote, and accounts on fake networks.

Time passes only here. Every runner is the real :class:`~smm_build.run.publish.PublishRun` with the real ledger.

Nothing can protect a network that knows no key against a request that arrives after everybody has given it up. So
there are bounds, and they are the product's assumptions: such a request arrives within :data:`IN_FLIGHT` of the moment
it was found to be in time, and the clocks of machines are at most a minute off. Where the network knows a key, or
cannot be asked at all, nothing is bounded and clocks may be hours off.
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, cast

from smm_build import networks
from smm_build.domain.channel import Channel
from smm_build.domain.delivery import DeliveryKey, Record
from smm_build.domain.plan import Plan
from smm_build.domain.post import Settings, Status
from smm_build.domain.variant import Variant
from smm_build.networks import Request, Response, all_networks
from smm_build.plan import lying, make_plan, with_forgotten
from smm_build.run.attempt import Attempts
from smm_build.run.drive import Driver
from smm_build.run.errors import OperationalError
from smm_build.run.git import Git
from smm_build.run.ledger import Ledger
from smm_build.run.ledger_file import file_path
from smm_build.run.publish import Outlook, PublishRun
from smm_build.run.runs import _machine, _started
from smm_build.run.transport import AnswerLost, NotSent
from tests.property.baton import Actor, Crash, Death, Effect, Fault, Moment, Order
from tests.property.git_in_memory import Clone, GitInMemory, Lost, Remote
from tests.property.network_server import Server
from tests.values import ROME, a_channel, a_post, a_variant

__all__ = ["CERTAIN", "IN_FLIGHT", "KINDS", "Forge", "MemoryForge", "Tally", "Text", "World", "fake_networks"]

KINDS = ("fake_keyed", "fake_forgetful", "fake_listing", "fake_blind", "fake_staged", "fake_scheduling")
CERTAIN = frozenset({"fake_keyed", "fake_staged"})
"""Networks that can always say what became of a part."""
IN_FLIGHT = {
    "fake_listing": timedelta(seconds=60),
    "fake_staged": timedelta(seconds=60),
    "fake_scheduling": timedelta(seconds=60),
    "fake_forgetful": timedelta(minutes=50),
}
"""How long a runner may stand between the last look at its claim and the arrival of its request."""
_LATE = {
    "fake_listing": timedelta(seconds=30),
    "fake_scheduling": timedelta(seconds=30),
    "fake_forgetful": timedelta(minutes=5),
}
_VERY_LATE = timedelta(hours=2)
_COMMITS = frozenset({"create", "create-once", "create-with-key", "publish-container", "schedule"})
_GIT = {"fetch": Moment.FETCH, "push": Moment.PUSH}
_TICK = timedelta(seconds=1)
_LONGEST_RUN = 5_000
AHEAD = timedelta(hours=2)
"""How long before its time a post is handed to a network that publishes it itself."""


@contextmanager
def fake_networks() -> Iterator[None]:
    """Put the fake networks beside the real ones, found by file name like them."""
    folder = str(Path(__file__).with_name("networks"))
    networks.__path__.append(folder)
    all_networks.cache_clear()
    try:
        yield
    finally:
        networks.__path__.remove(folder)
        all_networks.cache_clear()


@dataclass
class Tally:
    """What was tried and what came of it."""

    steps: int = 0
    effects: int = 0
    runs: int = 0
    crashes: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    deliveries: int = 0
    visible: int = 0
    duplicates: int = 0
    losses: int = 0
    states: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Text:
    """A post as its author has it at the moment."""

    name: str
    parts: tuple[str, ...]
    publish_at: datetime
    path: str
    status: Status | None = None


class Forge(Protocol):
    """Where the ledger's branch lives, and how a machine gets at it."""

    def git(self, machine: int, effect: Callable[[str, Callable[[], bytes]], bytes]) -> Git:
        """Return git in the clone of a machine."""
        ...

    def forget(self, machine: int) -> None:
        """Throw the clone of a machine away, as CI does."""
        ...

    def named(self) -> frozenset[str]:
        """Return the paths of the files the ledger holds."""
        ...

    def head(self) -> str | None:
        """Return the ledger's newest commit."""
        ...


class MemoryForge:
    """A forge in memory."""

    def __init__(self) -> None:
        self.remote = Remote()
        self._clones: dict[int, Clone] = {}

    def git(self, machine: int, effect: Callable[[str, Callable[[], bytes]], bytes]) -> Git:
        """Return git in the clone of a machine."""
        clone = self._clones.setdefault(machine, Clone(self.remote))
        return cast("Git", GitInMemory(clone, effect))

    def forget(self, machine: int) -> None:
        """Throw the clone of a machine away."""
        self._clones.pop(machine, None)

    def named(self) -> frozenset[str]:
        """Return the paths of the files the ledger holds."""
        return frozenset(self.remote.files("smm-ledger"))

    def head(self) -> str | None:
        """Return the ledger's newest commit."""
        return self.remote.heads.get("smm-ledger")


@dataclass
class _Running:
    actor: Actor
    process: subprocess.Popen[bytes] | None


class World:
    """Everything there is. ``kinds`` are the networks every post goes to; ``now`` is the true time, UTC."""

    def __init__(self, start: datetime, kinds: tuple[str, ...], forge: Forge, tally: Tally) -> None:
        self.now = start
        self.tally = tally
        self.forge = forge
        self.channels = {
            kind: a_channel(kind, server=f"{kind}:", network=kind, schedule_ahead=AHEAD if "sched" in kind else None)
            for kind in kinds
        }
        self.servers = {kind: Server(lambda: self.now) for kind in kinds}
        self.offsets: dict[int, timedelta] = {}
        self.texts: dict[str, Text] = {}
        self.lied: set[tuple[tuple[str, str], int]] = set()
        self._running: dict[int, _Running] = {}
        self._late: list[tuple[datetime, str, Request]] = []
        self._names = 0
        self.written = 0
        self._seen: dict[str, int] = dict.fromkeys(kinds, 0)
        self._copies: Counter[tuple[tuple[str, str], int]] = Counter()

    # --- the plan

    def write(self, text: Text) -> None:
        """Write or change a post."""
        self.written += text.name not in self.texts
        self.texts[text.name] = text

    def remove(self, name: str) -> None:
        """Delete a post's file."""
        self.texts.pop(name, None)

    def variants(self) -> list[Variant]:
        """Return what would be sent now."""
        return [self._variant(text, channel) for text in self.texts.values() for channel in self.channels.values()]

    def _variant(self, text: Text, channel: Channel) -> Variant:
        settings = Settings(publish_at=text.publish_at, status=text.status)
        post = dataclasses.replace(a_post(text.name, settings=settings), path=text.path)
        return a_variant(post, channel, text.publish_at, text.parts)

    # --- runners

    def is_running(self, machine: int) -> bool:
        """Whether a run is under way on a machine."""
        return machine in self._running

    def moment(self, machine: int) -> Moment:
        """Return what a running run is about to do."""
        effect = self._running[machine].actor.effect
        assert effect, "a run that runs stands before an effect"
        return effect.moment

    def start(self, machine: int, *, wait: timedelta | None = None, in_a_process: bool = False) -> None:
        """Start a run, with ``wait`` one that looks ahead so far.

        With ``in_a_process`` its death shows at once to others, as on one and the same machine.
        """
        self._names += 1
        process = subprocess.Popen(["sleep", "600"]) if in_a_process else None
        name = f"{_machine()}-{process.pid}-{_started(process.pid)}" if process else f"elsewhere-{self._names}-1"
        self.tally.runs += 1
        actor = Actor(lambda actor: self._run(actor, machine, name, wait))
        self._running[machine] = _Running(actor, process)
        self._look_after(machine)

    def _run(self, actor: Actor, machine: int, name: str, wait: timedelta | None) -> None:
        def sleep(seconds: float) -> None:
            wake = self.now + timedelta(seconds=seconds)
            actor.perform(Effect(Moment.SLEEP, not_before=wake), lambda _: None)

        def driver(channel: Channel) -> Driver:
            return Driver(lambda request: self._send(actor, channel.id, request), sleep)

        def clock() -> datetime:
            return self.now + self.offsets.get(machine, timedelta())

        run = PublishRun(
            outlook=lambda: Outlook(self.variants(), (), channels=tuple(self.channels.values())),
            ledgers={False: self._ledger(machine, actor, sleep)},
            attempts=Attempts(driver, {}, clock),
            clock=clock,
            sleep=sleep,
            run=name,
            progress=lambda *_: None,
        )
        run(clock() + wait if wait else None)

    def _ledger(self, machine: int, actor: Actor | None, sleep: Callable[[float], None] = lambda _: None) -> Ledger:
        def effect(name: str, act: Callable[[], bytes]) -> bytes:
            return (
                actor.perform(Effect(_GIT.get(name, Moment.WRITE)), lambda fault: self._git(name, act, fault))
                if actor
                else act()
            )

        ledger = Ledger(Path("nowhere"), "origin", sleep=sleep)
        ledger._git = self.forge.git(machine, effect)
        return ledger

    def advance(self, machine: int, order: Order | None = None) -> None:
        """Let a running run carry out its next effect; whoever has to move before that moves first."""
        running = self._running[machine]
        effect = running.actor.effect
        if effect and effect.not_before and effect.not_before > self.now:
            self.pass_time(effect.not_before - self.now)
        if self._running.get(machine) is not running:
            return
        order = order or Order()
        self.tally.effects += 1
        self.tally.crashes += order.death is not None
        running.actor.advance(order)
        self._look_after(machine)

    def _look_after(self, machine: int) -> None:
        running = self._running[machine]
        if not running.actor.done:
            return
        del self._running[machine]
        if running.process:
            running.process.kill()
            running.process.wait()
        self._look_for_bugs()
        ended = running.actor.ended
        if ended is not None and not isinstance(ended, Crash | OperationalError):
            raise ended

    def finish(self, machine: int) -> None:
        """Let a run come to its end undisturbed."""
        for _ in range(_LONGEST_RUN):
            if machine not in self._running:
                return
            self.advance(machine)
        raise AssertionError("the run does not end")

    def stop(self) -> None:
        """End whatever is still running."""
        for machine in list(self._running):
            running = self._running[machine]
            while not running.actor.done:
                running.actor.advance(Order(death=Death.BEFORE))
            self._look_after(machine)

    # --- time

    def pass_time(self, length: timedelta) -> None:
        """Let time pass; a request that has to arrive before then arrives, and so does what was on its way."""
        target = self.now + length
        while urgent := self._urgent(target):
            until, machine = urgent
            self._to(max(self.now, until))
            self.advance(machine)
        self._to(max(self.now, target))

    def _urgent(self, target: datetime) -> tuple[datetime, int] | None:
        waiting = [
            (running.actor.effect.until, machine)
            for machine, running in self._running.items()
            if running.actor.effect and running.actor.effect.until and running.actor.effect.until < target
        ]
        return min(waiting) if waiting else None

    def _to(self, moment: datetime) -> None:
        while self._late and min(self._late, key=lambda late: late[0])[0] <= moment:
            late = min(self._late, key=lambda late: late[0])
            self._late.remove(late)
            self.now = max(self.now, late[0])
            self.servers[late[1]].handle(late[2])
        self.now = max(self.now, moment)
        for server in self.servers.values():
            server.publish_what_is_due()

    def settle(self) -> None:
        """Let everything arrive that is on its way."""
        while self._late:
            self._to(max(late[0] for late in self._late))

    # --- effects

    def _send(self, actor: Actor, channel: str, request: Request) -> Response:
        moment = Moment.COMMIT if request.purpose in _COMMITS else Moment.REQUEST
        bound = IN_FLIGHT.get(channel) if moment is Moment.COMMIT else None
        effect = Effect(moment, until=self.now + bound if bound else None)
        return actor.perform(effect, lambda fault: self._answer(channel, request, fault))

    def _answer(self, channel: str, request: Request, fault: Fault | None) -> Response:
        self._to(self.now + _TICK)
        self._count(fault)
        server = self.servers[channel]
        match fault:
            case Fault.REFUSED:
                raise NotSent("refused")
            case Fault.LOST:
                raise AnswerLost("lost")
            case Fault.ANSWER_LOST:
                server.handle(request)
                raise AnswerLost("lost")
            case Fault.LATE:
                self._late.append((self.now + _LATE.get(channel, _VERY_LATE), channel, request))
                raise AnswerLost("no answer in time")
            case Fault.ERROR:
                return Response(503)
            case Fault.ERROR_AFTER:
                server.handle(request)
                return Response(503)
            case Fault.GARBLED:
                server.handle(request)
                return Response(200, {}, b"<html>")
            case Fault.RATE_LIMIT:
                return Response(429, {"retry-after": "600"})
            case Fault.DROPPED if request.purpose in _COMMITS:
                return self._lie(request)
        return server.handle(request)

    def _lie(self, request: Request) -> Response:
        sent = cast("Mapping[str, str]", request.json)
        self.lied.add(((sent["post"], sent["channel"]), int(sent["part"])))
        return Response(201, {}, json.dumps({"id": f"ghost-{len(self.lied)}"}).encode())

    def _git(self, name: str, act: Callable[[], bytes], fault: Fault | None) -> bytes:
        self._to(self.now + _TICK)
        if name in _GIT and fault is not None:
            self._count(fault)
            after = fault in {Fault.ANSWER_LOST, Fault.ERROR_AFTER, Fault.GARBLED, Fault.LATE}
            if after:
                act()
            raise Lost(after=after)
        return act()

    def _count(self, fault: Fault | None) -> None:
        if fault is not None:
            self.tally.faults[fault.name] += 1

    # --- what must hold

    def check(self) -> None:
        """Never two visible posts for one part, never one that the ledger does not name."""
        for kind, server in self.servers.items():
            for item in server.items[self._seen[kind] :]:
                self._copies[item.delivery, item.part] += 1
                twice = self._copies[item.delivery, item.part] > 1
                self.tally.duplicates += twice
                assert not twice, f"{item.delivery} part {item.part} is visible twice: {self.history(item.delivery)}"
                assert file_path(DeliveryKey(*item.delivery)) in self.forge.named(), f"unnamed: {item.delivery}"
            self._seen[kind] = len(server.items)

    def visible(self, delivery: DeliveryKey) -> set[int]:
        """Return the parts of a delivery that people see."""
        return {part for (named, part), count in self._copies.items() if named == tuple(delivery) and count}

    def records(self) -> dict[DeliveryKey, Record]:
        """Return the ledger as it is at the remote."""
        self.forge.forget(-1)
        ledger = self._ledger(-1, None)
        ledger.refresh()
        return ledger.read_all()

    def plan(self) -> Plan:
        """Return the plan as a run would see it that knows the true time."""
        records = self.records()
        variants = with_forgotten(self.variants(), lying(records.values()), self.channels.values())
        return make_plan(variants, (), records, self.now.astimezone(ROME))

    def _look_for_bugs(self) -> None:
        """An attempt that met a bug says so in the ledger and goes on; here it must not."""
        for key, record in self.records().items():
            said = record.last.reason
            assert not (said and said.en.startswith("A bug in smm")), f"{key}: {said}"

    def history(self, delivery: tuple[str, str]) -> str:
        """Return the history of a delivery, for a message."""
        record = self.records().get(DeliveryKey(*delivery))
        events = record.events if record else ()
        return "; ".join(f"{e.at:%d %H:%M:%S} {e.run} {e.kind} {e.attempt} {e.trouble or ''}" for e in events)
