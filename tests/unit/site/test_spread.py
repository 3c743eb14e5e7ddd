"""Work on several cores gives what it gives on one, and fails as it fails on one."""

from __future__ import annotations

import os
import sys

import pytest

from smm_build.site.spread import spread

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
    assert len(set(spread(lambda _: os.getpid(), range(8), 2))) == 2


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
