"""The state machine that tries to make the publisher send something twice, or lose it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from smm_build.domain.delivery import DeliveryKey
from smm_build.domain.lifecycle import impossible_steps
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.post import Status
from tests.property.baton import Death, Fault, Moment, Order
from tests.property.world import CERTAIN, IN_FLIGHT, KINDS, Forge, MemoryForge, Tally, Text, World
from tests.values import ROME

__all__ = ["ExactlyOnce"]

MACHINES = st.integers(0, 4)
ORDINARY_DAY = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
CLOCKS_GO_BACK = datetime(2026, 10, 25, 0, 20, tzinfo=UTC)
CLOCKS_GO_FORWARD = datetime(2026, 3, 29, 0, 20, tzinfo=UTC)
FALLIBLE = (Moment.COMMIT, Moment.REQUEST, Moment.PUSH, Moment.FETCH)
LONG_ENOUGH = 60
"""Effects; a run in which nothing of a kind happens for so long is left alone."""
ROUNDS = 40
BETWEEN_ROUNDS = timedelta(minutes=31)
SETTLED = {
    State.SENT,
    State.MISSED,
    State.UNCERTAIN,
    State.FAILED,
    State.DRAFT,
    State.PLANNED,
    State.SCHEDULED,
    State.CANCELLED,
}
"""States in which nothing more happens by itself, each with its reason."""


Change = Callable[[Text], Text]


def say_otherwise(text: Text) -> Text:
    """Change the words."""
    return dataclasses.replace(text, parts=tuple(f"{part}!" for part in text.parts))


def cut(text: Text) -> Text:
    """Take the last part away."""
    return dataclasses.replace(text, parts=text.parts[:-1] or text.parts)


def extend(text: Text) -> Text:
    """Add a part."""
    return dataclasses.replace(text, parts=(*text.parts, f"{text.name}, one more ({len(text.parts)})"))


def rename(text: Text) -> Text:
    """Move the file."""
    return dataclasses.replace(text, path=text.path.replace(".md", "-b.md"))


def withdraw(text: Text) -> Text:
    """Make it a draft."""
    return dataclasses.replace(text, status=Status.DRAFT)


def restore(text: Text) -> Text:
    """Take that back."""
    return dataclasses.replace(text, status=None)


def advance(text: Text) -> Text:
    """Move it forward by three quarters of an hour."""
    return _moved(text, timedelta(minutes=-45))


def postpone(text: Text) -> Text:
    """Move it back by three hours."""
    return _moved(text, timedelta(hours=3))


def _moved(text: Text, by: timedelta) -> Text:
    return dataclasses.replace(text, publish_at=(text.publish_at.astimezone(UTC) + by).astimezone(ROME))


CHANGES: tuple[Change, ...] = (say_otherwise, cut, extend, rename, withdraw, restore, advance, postpone)


class ExactlyOnce(RuleBasedStateMachine):
    """Up to five machines publish what people write and change to fake networks, while everything breaks."""

    tally = Tally()

    def forge(self) -> Forge:
        """Return where the ledger lives."""
        return MemoryForge()

    @initialize(
        start=st.sampled_from([ORDINARY_DAY, CLOCKS_GO_BACK, CLOCKS_GO_FORWARD]),
        wild=st.booleans(),
        kinds=st.sets(st.sampled_from(KINDS), min_size=1, max_size=2),
        runners=st.integers(2, 5),
    )
    def begin(self, start: datetime, wild: bool, kinds: set[str], runners: int) -> None:  # noqa: FBT001 - drawn
        """Write a post that is due."""
        self.wild = wild and not kinds & IN_FLIGHT.keys()
        self.runners = runners
        self.world = World(start, tuple(sorted(kinds)), self.forge(), self.tally)
        self.somebody_writes(-10, 1)

    def _until(self, runner: int, moment: Moment, order: Order | None = None) -> None:
        """Let a run go on until it stands before an effect of one kind, and let that one go as ordered."""
        machine = runner % self.runners
        if not self.world.is_running(machine):
            self.world.start(machine)
        for _ in range(LONG_ENOUGH):
            if not self.world.is_running(machine):
                return
            if self.world.moment(machine) is moment:
                if order:
                    self.world.advance(machine, order)
                return
            self.world.advance(machine)

    # --- what happens

    @rule(runner=MACHINES, effects=st.integers(1, 12))
    def go_on(self, runner: int, effects: int) -> None:
        """A run goes on for a while, or one starts."""
        machine = runner % self.runners
        if not self.world.is_running(machine):
            self.world.start(machine)
        for _ in range(effects):
            if self.world.is_running(machine):
                self.world.advance(machine)

    @rule(runner=MACHINES, moment=st.sampled_from(Moment))
    def stand_still(self, runner: int, moment: Moment) -> None:
        """A run stands still right before it does something, and others overtake it."""
        self._until(runner, moment)

    @rule(runner=MACHINES, moment=st.sampled_from(FALLIBLE), fault=st.sampled_from(Fault))
    def break_something(self, runner: int, moment: Moment, fault: Fault) -> None:
        """A run goes on until something breaks under its hands."""
        self._until(runner, moment, Order(fault=fault))

    @rule(runner=MACHINES, moment=st.sampled_from(Moment), death=st.sampled_from(Death))
    def die(self, runner: int, moment: Moment, death: Death) -> None:
        """A run goes on until it dies."""
        self._until(runner, moment, Order(death=death))

    @rule(runner=MACHINES)
    def finish(self, runner: int) -> None:
        """A run comes to its end, or a whole one happens."""
        machine = runner % self.runners
        if not self.world.is_running(machine):
            self.world.start(machine)
        self.world.finish(machine)

    @rule(runner=MACHINES, minutes=st.sampled_from([None, 10, 55]), fresh=st.booleans(), deaths_show=st.booleans())
    def start(self, runner: int, minutes: int | None, fresh: bool, deaths_show: bool) -> None:  # noqa: FBT001 - drawn
        """A run starts: on a new machine as in CI or on an old one, looking ahead or not."""
        machine = runner % self.runners
        if self.world.is_running(machine):
            return
        if fresh:
            self.world.forge.forget(machine)
        self.world.start(machine, wait=timedelta(minutes=minutes) if minutes else None, in_a_process=deaths_show)

    @rule(minutes=st.sampled_from([1, 4, 13, 16, 60]))
    def time_passes(self, minutes: int) -> None:
        """Nobody does anything for a while."""
        self.world.pass_time(timedelta(minutes=minutes))

    @rule(runner=MACHINES, seconds=st.integers(-60, 60))
    def a_clock_steps(self, runner: int, seconds: int) -> None:
        """A machine's clock is set: by up to a minute, or by up to six hours where that cannot matter."""
        step = timedelta(seconds=seconds * (360 if self.wild else 1))
        self.world.offsets[runner % self.runners] = step

    # --- what people do meanwhile

    @rule(minutes=st.sampled_from([-10, 5, 20, 70]), parts=st.integers(1, 3))
    def somebody_writes(self, minutes: int, parts: int) -> None:
        """Somebody writes a post that is due, or soon."""
        name = f"post-{self.world.written}"
        words = tuple(f"{name}, part {part + 1}" for part in range(parts))
        at = (self.world.now + timedelta(minutes=minutes)).astimezone(ROME)
        self.world.write(Text(name, words, at, f"content/posts/{name}.md"))

    @rule(back=st.integers(1, 3), change=st.sampled_from(CHANGES))
    def somebody_edits(self, back: int, change: Change) -> None:
        """Somebody changes one of the latest files and merges it."""
        texts = list(self.world.texts.values())
        self.world.write(change(texts[-min(back, len(texts))]))

    @rule(back=st.integers(1, 3))
    def somebody_deletes(self, back: int) -> None:
        """Somebody deletes one of the latest files, if there is another one left."""
        if len(self.world.texts) > 1:
            self.world.remove(list(self.world.texts)[-min(back, len(self.world.texts))])

    # --- what must hold

    @invariant()
    def once_and_named(self) -> None:
        """Never two visible posts for one part; never one that the ledger does not name."""
        self.tally.steps += 1
        if hasattr(self, "world"):
            self.world.check()

    def teardown(self) -> None:
        """When nothing breaks any more, everything is out once or says why not, and a run changes nothing."""
        if not hasattr(self, "world"):
            return
        try:
            self._come_to_rest()
            self._judge()
        finally:
            self.world.stop()

    def _come_to_rest(self) -> None:
        world = self.world
        for machine in range(self.runners):
            world.finish(machine)
        world.settle()
        world.offsets.clear()
        for _ in range(ROUNDS):
            world.pass_time(BETWEEN_ROUNDS)
            before = world.forge.head(), [len(server.items) for server in world.servers.values()]
            world.start(0)
            world.finish(0)
            world.check()
            unchanged = before == (world.forge.head(), [len(server.items) for server in world.servers.values()])
            # A claim made on a clock that is hours ahead ends hours later: nothing changes, and it is not the end.
            if unchanged and not any(planned.state is State.CLAIMED for planned in world.plan().deliveries):
                return
        raise AssertionError("runs do not come to rest")

    def _judge(self) -> None:
        self._nothing_unwanted_lies_there()
        for record in self.world.records().values():
            assert not list(impossible_steps(record)), self.world.history(record.key)
        for planned in self.world.plan().deliveries:
            self.tally.deliveries += 1
            self.tally.states[planned.state.value] += 1
            lost = self._is_lost(planned)
            self.tally.losses += lost
            assert not lost, f"{planned.key} is {planned.state}: {self.world.history(planned.key)}"

    def _nothing_unwanted_lies_there(self) -> None:
        """What a network will publish by itself is what the files say, for the time that they say; or nobody knows."""
        plan = {planned.key: planned for planned in self.world.plan().deliveries}
        for server in self.world.servers.values():
            for at, sent in server.lying.values():
                planned = plan[DeliveryKey(str(sent["post"]), str(sent["channel"]))]
                said = f"{sent} for {at} is {planned.state}: {self.world.history(planned.key)}"
                assert planned.state in {State.SCHEDULED, State.UNCERTAIN}, said
                if planned.state is State.SCHEDULED:
                    assert sent["text"] == planned.variant.parts[0].text, said
                    assert planned.publish_at, said
                    assert at == planned.publish_at.astimezone(UTC), (
                        said
                    )  # a doubled hour is never equal in another zone

    def _is_lost(self, planned: PlannedDelivery) -> bool:
        seen = self.world.visible(planned.key)
        self.tally.visible += len(seen)
        if planned.state not in SETTLED:
            return True
        if planned.state is State.SENT:
            assert planned.record, "only the ledger says that something was sent"
            receipts = {receipt.part for receipt in planned.record.receipts}
            return bool(receipts - seen - self._lied(planned))
        certain = planned.variant.channel.network in CERTAIN
        # An author who cut a thread while its first parts were out has a half thread, and it says so.
        return certain and planned.state is State.UNCERTAIN

    def _lied(self, planned: PlannedDelivery) -> set[int]:
        return {part for delivery, part in self.world.lied if delivery == tuple(planned.key)}
