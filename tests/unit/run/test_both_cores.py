"""Work shared out to several processes comes back whole and in order, whatever becomes of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from smm_build.run.both_cores import Way, done

WAY: Way[str] = Way(str.encode, bytes.decode)


def tasks(count: int) -> Sequence[Callable[[], str]]:
    return [partial(str, number) for number in range(count)]


@pytest.mark.parametrize("on", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 300])
def test_results_come_in_the_order_of_the_tasks(on: int, count: int) -> None:
    assert done(tasks(count), WAY, on) == [str(number) for number in range(count)]


def test_helpers_do_their_part_and_what_they_are_told_to_do_last(tmp_path: Path) -> None:
    """A task waits here until a helper has begun, so that there is something left for nobody but helpers."""
    reading, writing = os.pipe()
    here = os.getpid()

    def first_come() -> str:
        if os.getpid() == here:
            os.read(reading, 1)
        else:
            os.write(writing, b".")
        return str(os.getpid())

    def leave_a_trace() -> None:
        (tmp_path / str(os.getpid())).touch()

    way: Way[str] = Way(str.encode, bytes.decode, leave_a_trace)
    workers = set(done([lambda: "before", *([first_come] * 2)], way, 2)) - {"before"}
    assert {path.name for path in tmp_path.iterdir()} == workers - {str(here)}
    assert workers != {str(here)}


def test_what_a_helper_took_along_into_its_grave_is_done_here() -> None:
    here = os.getpid()

    def die_elsewhere() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    assert done([die_elsewhere] * 20, WAY, 3) == ["done"] * 20
