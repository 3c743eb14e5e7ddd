"""The state machine that tries to make the publisher send something twice, or lose it."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.post import Status
from tests.property.baton import Death, Fault, Moment, Order
from tests.property.world import CERTAIN, KINDS, Forge, MemoryForge, Tally, Text, World
from tests.values import ROME

__all__ = ["ExactlyOnce"]

MACHINES = st.integers(0, 4)
POSTS = st.integers(0, 2)
ORDINARY_DAY = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
CLOCKS_GO_BACK = datetime(2026, 10, 25, 0, 20, tzinfo=UTC)
CLOCKS_GO_FORWARD = datetime(2026, 3, 29, 0, 20, tzinfo=UTC)
FALLIBLE = (Moment.COMMIT, Moment.REQUEST, Moment.PUSH, Moment.FETCH)
LONG_ENOUGH = 60
"""Effects; a run in which nothing of a kind happens for so long is left alone."""
ROUNDS = 40
BETWEEN_ROUNDS = timedelta(minutes=31)
SETTLED = {State.SENT, State.MISSED, State.UNCERTAIN, State.FAILED, State.DRAFT, State.PLANNED}
"""States in which nothing more happens by itself, each with its reason."""


class ExactlyOnce(RuleBasedStateMachine):
    """Five machines publish three posts to fake networks while everything breaks."""

    tally = Tally()

    def forge(self) -> Forge:
        """Return where the ledger lives."""
        return MemoryForge()

    @initialize(
        start=st.sampled_from([ORDINARY_DAY, CLOCKS_GO_BACK, CLOCKS_GO_FORWARD]),
        wild=st.booleans(),
        kinds=st.sets(st.sampled_from(KINDS), min_size=1, max_size=3),
        runners=st.integers(2, 5),
    )
    def begin(self, start: datetime, wild: bool, kinds: set[str], runners: int) -> None:  # noqa: FBT001 - drawn
        """Write three posts: one due, one that becomes due while the run waits, one for later."""
        self.wild = wild and not kinds & {"fake_listing", "fake_forgetful"}
        self.runners = runners
        self.world = World(start, tuple(sorted(kinds)), self.forge(), self.tally)
        for number, (minutes, parts) in enumerate(((-10, 1), (20, 3), (90, 2))):
            name = f"post-{number}"
            words = tuple(f"{name}, part {part + 1}" for part in range(parts))
            at = (start + timedelta(minutes=minutes)).astimezone(ROME)
            self.world.write(Text(name, words, at, f"content/posts/{name}.md"))

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

    @rule(runner=MACHINES, minutes=st.sampled_from([10, 55]))
    def look_ahead(self, runner: int, minutes: int) -> None:
        """A run starts that waits for what becomes due."""
        machine = runner % self.runners
        if not self.world.is_running(machine):
            self.world.start(machine, wait=timedelta(minutes=minutes))

    @rule(runner=MACHINES)
    def start_where_deaths_show(self, runner: int) -> None:
        """A run starts in a process that others can see die."""
        machine = runner % self.runners
        if not self.world.is_running(machine):
            self.world.start(machine, in_a_process=True)

    @rule(runner=MACHINES)
    def fresh_clone(self, runner: int) -> None:
        """CI takes a new machine."""
        machine = runner % self.runners
        if not self.world.is_running(machine):
            self.world.forge.forget(machine)

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

    @rule(post=POSTS)
    def edit(self, post: int) -> None:
        """Somebody changes the words."""
        text = self._text(post)
        self.world.write(dataclasses.replace(text, parts=tuple(f"{part}!" for part in text.parts)))

    @rule(post=POSTS, parts=st.integers(1, 3))
    def cut_or_extend(self, post: int, parts: int) -> None:
        """Somebody makes the thread shorter or longer."""
        text = self._text(post)
        words = tuple(f"{text.name}, part {part + 1}" for part in range(parts))
        self.world.write(dataclasses.replace(text, parts=words))

    @rule(post=POSTS)
    def rename(self, post: int) -> None:
        """Somebody moves the file."""
        text = self._text(post)
        self.world.write(dataclasses.replace(text, path=text.path.replace(".md", "-b.md")))

    @rule(post=POSTS, status=st.sampled_from([Status.DRAFT, None]))
    def withdraw_or_restore(self, post: int, status: Status | None) -> None:
        """Somebody makes it a draft, or takes that back."""
        self.world.write(dataclasses.replace(self._text(post), status=status))

    @rule(post=POSTS, minutes=st.sampled_from([-45, 20, 180]))
    def move(self, post: int, minutes: int) -> None:
        """Somebody moves it to another time."""
        text = self._text(post)
        at = (text.publish_at.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(ROME)
        self.world.write(dataclasses.replace(text, publish_at=at))

    def _text(self, post: int) -> Text:
        return self.world.texts[f"post-{post}"]

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
        for planned in self.world.plan().deliveries:
            self.tally.deliveries += 1
            self.tally.states[planned.state.value] += 1
            lost = self._is_lost(planned)
            self.tally.losses += lost
            assert not lost, f"{planned.key} is {planned.state}: {self.world.history(planned.key)}"

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
