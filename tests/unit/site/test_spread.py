"""Work on several cores gives what it gives on one, and fails as it fails on one."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys

import pytest

from smm_build.site.spread import Spread, spread

# CPython 3.12 warns of forking where any thread runs; a test runner has some, and the product then uses one core.
pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot split a process"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]


@pytest.mark.parametrize("cores", [1, 2, 3, 7])
@pytest.mark.parametrize("count", [0, 1, 2, 5, 1000])
def test_the_results_are_in_order_whatever_the_number_of_cores(count: int, cores: int) -> None:
    assert spread(lambda number: number * 2, range(count), cores) == [number * 2 for number in range(count)]


def test_the_work_is_done_in_other_processes() -> None:
    meeting = multiprocessing.get_context("fork").Barrier(2)

    def where(_: int) -> int:
        meeting.wait()
        return os.getpid()

    assert len(set(spread(where, range(2), 2))) == 2


def test_others_begin_before_the_results_are_asked_for() -> None:
    begun = multiprocessing.get_context("fork").Event()
    with Spread(lambda _: begun.set(), range(2), 2) as two:
        assert begun.wait(60)
        assert two.results() == [None, None]


def test_nobody_goes_on_when_the_results_are_not_wanted_any_more() -> None:
    fork = multiprocessing.get_context("fork")
    begun, child = fork.Event(), fork.Value("i")

    def forever(_: int) -> None:
        child.value = os.getpid()
        begun.set()
        signal.pause()

    with Spread(forever, range(2), 2):
        assert begun.wait(60)
    with pytest.raises(ProcessLookupError):
        os.kill(child.value, 0)


def test_what_a_process_that_was_killed_took_is_done_here() -> None:
    parent = os.getpid()
    taken = multiprocessing.get_context("fork").Event()

    def die_elsewhere(number: int) -> int:
        if os.getpid() != parent:
            taken.set()
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with Spread(die_elsewhere, range(300), 2) as two:
        assert taken.wait(60)
        assert two.results() == list(range(300))


def test_results_larger_than_a_pipe_arrive() -> None:
    assert [len(text) for text in spread(lambda _: "x" * 200_000, range(6), 2)] == [200_000] * 6


def test_an_error_in_another_process_is_raised_here(capfd: pytest.CaptureFixture[str]) -> None:
    def fail_late(number: int) -> int:
        return 1 // (5 - number)

    with pytest.raises(ZeroDivisionError):
        spread(fail_late, range(6), 2)


def test_nothing_is_printed_twice(capfd: pytest.CaptureFixture[str]) -> None:
    sys.stdout.write("once")
    spread(lambda number: number, range(4), 2)
    sys.stdout.flush()
    assert capfd.readouterr().out == "once"
