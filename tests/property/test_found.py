"""What the search once found, or could have: each a few steps that must stay harmless."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import timedelta

import pytest

from smm_build.domain.plan import State
from tests.property.baton import Death, Fault, Moment, Order
from tests.property.machine import ORDINARY_DAY
from tests.property.world import KINDS, MemoryForge, Tally, Text, World, fake_networks
from tests.values import ROME

NAME = "espresso"


@pytest.fixture(params=KINDS)
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """A post that was due ten minutes ago, on each fake network."""
    with fake_networks():
        world = World(ORDINARY_DAY, (request.param,), MemoryForge(), Tally())
        at = (ORDINARY_DAY - timedelta(minutes=10)).astimezone(ROME)
        world.write(Text(NAME, ("one", "two"), at, f"content/posts/{NAME}.md"))
        yield world
        world.stop()


def go(world: World, machine: int, moment: Moment) -> None:
    """Start a run and let it go on until it stands before an effect."""
    if not world.is_running(machine):
        world.start(machine)
    for _ in range(60):
        if world.moment(machine) is moment:
            return
        world.advance(machine)
    raise AssertionError(f"the run never came to: {moment.value}")


def rest(world: World) -> State:
    """Let runs come until nothing happens any more; return the state of the only delivery."""
    for _ in range(6):
        world.pass_time(timedelta(minutes=31))
        world.start(0)
        world.finish(0)
        world.check()
    (planned,) = world.plan().deliveries
    return planned.state


def test_a_run_that_was_overtaken_does_not_undo_what_the_other_did(world: World) -> None:
    """It slept through its claim, another run sent the post; its own "failed" must not look newer than that."""
    go(world, 1, Moment.REQUEST)
    world.pass_time(timedelta(minutes=16))
    world.start(2)
    world.finish(2)
    world.finish(1)
    rest(world)


def test_a_run_that_was_overtaken_does_not_free_what_the_other_has_in_hand(world: World) -> None:
    """Its "failed" comes while the other is about to send: a third run must not send as well."""
    go(world, 1, Moment.REQUEST)
    world.pass_time(timedelta(minutes=16))
    world.start(2)
    for _ in range(60):
        if not world.is_running(2) or world.moment(2) is Moment.COMMIT:
            break
        world.advance(2)
    world.finish(1)
    if world.is_running(2):
        world.advance(2, Order(death=Death.AFTER))
    world.check()
    rest(world)


def test_the_note_of_a_run_that_was_overtaken_does_not_hide_the_other_s(world: World) -> None:
    """It slept between making a container and writing its name down; the other published one of its own and died."""
    go(world, 1, Moment.REQUEST)
    world.advance(1)
    if "fake_staged" in world.servers:
        world.advance(1)  # log in, then make the container
    world.pass_time(timedelta(minutes=16))
    world.start(2)
    for _ in range(60):
        if not world.is_running(2) or world.moment(2) is Moment.COMMIT:
            break
        world.advance(2)
    if world.is_running(2):
        world.advance(2, Order(death=Death.AFTER))
    world.finish(1)
    rest(world)


def test_an_edit_while_nobody_knows_whether_it_is_out(world: World) -> None:
    """The run died right after sending; who looks for the new words does not find the old ones."""
    go(world, 1, Moment.COMMIT)
    world.advance(1, Order(death=Death.AFTER))
    world.write(dataclasses.replace(world.texts[NAME], parts=("uno", "due")))
    rest(world)


def test_a_claim_whose_push_seemed_to_fail(world: World) -> None:
    """It took effect all the same: the delivery goes out once its claim has ended."""
    go(world, 1, Moment.PUSH)
    world.advance(1, Order(fault=Fault.ANSWER_LOST))
    state = rest(world)
    assert state is (State.UNCERTAIN if "fake_blind" in world.servers else State.SENT)


def test_a_receipt_whose_push_seemed_to_fail(world: World) -> None:
    """It took effect all the same, and nothing is asked or sent again."""
    go(world, 1, Moment.COMMIT)
    world.advance(1)
    go(world, 1, Moment.PUSH)
    world.advance(1, Order(fault=Fault.ANSWER_LOST))
    assert rest(world) is State.SENT


def test_a_run_that_looks_ahead_sends_at_the_minute(world: World) -> None:
    """What becomes due in forty minutes goes out then, not with the next run; :mod:`bench.cron` counts on it."""
    later = ORDINARY_DAY + timedelta(minutes=40)
    world.write(dataclasses.replace(world.texts[NAME], publish_at=later.astimezone(ROME)))
    world.start(1, wait=timedelta(minutes=55))
    for _ in range(2_000):
        if not world.is_running(1):
            break
        world.advance(1)
    (server,) = world.servers.values()
    assert [item.part for item in server.items] == [1, 2]
    assert later <= server.items[0].at < later + timedelta(seconds=60)


def test_a_note_that_cannot_be_pushed_stops_the_run_and_is_no_bug(world: World) -> None:
    """Where a flow writes an id down, a push that fails ends everything; elsewhere it is the receipt's push."""
    go(world, 1, Moment.REQUEST)
    go(world, 1, Moment.PUSH)
    world.advance(1, Order(fault=Fault.LOST))
    assert not world.is_running(1)
    assert rest(world) is (State.UNCERTAIN if "fake_blind" in world.servers else State.SENT)
