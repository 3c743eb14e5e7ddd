"""The long run: ``python -m tests.property.prove [STEPS [SEED]]`` prints what was tried.

A step is one thing that happens: a run goes on, something breaks, a run dies, a clock is set, somebody edits.
"""

from __future__ import annotations

import sys
import time
from random import Random

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.property.machine import ExactlyOnce
from tests.property.world import Tally, fake_networks

__all__ = ["main"]

_ROUND = 50
"""Worlds between two lines of progress."""


def main(steps: int, start: int) -> None:
    """Try until ``steps`` steps were taken; an assertion that fails ends it with the shortest way there."""
    began = time.monotonic()
    tally = ExactlyOnce.tally
    number = start
    with fake_networks():
        while tally.steps < steps:
            _try(number)
            number += 1
            print(f"{time.monotonic() - began:6.0f} s  {_line(tally)}", flush=True)
    print(f"faults: {dict(tally.faults.most_common())}")
    print(f"states at rest: {dict(tally.states.most_common())}")


def _try(number: int) -> None:
    long_run = settings(
        max_examples=_ROUND,
        stateful_step_count=80,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    machine = seed(Random(number).getrandbits(64))(type("ExactlyOnce", (ExactlyOnce,), {}))  # noqa: S311 - to repeat it
    run_state_machine_as_test(machine, settings=long_run)


def _line(tally: Tally) -> str:
    return (
        f"steps {tally.steps}, effects {tally.effects}, runs {tally.runs}, crashes {tally.crashes}, "
        f"faults {tally.faults.total()}, deliveries {tally.deliveries}, visible parts {tally.visible}, "
        f"duplicates {tally.duplicates}, losses {tally.losses}"
    )


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(*(numbers + [20_000, 1][len(numbers) :]))
