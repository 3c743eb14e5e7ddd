"""Exactly once, whatever breaks: the real run and the real ledger against FAKE networks of every capability.

The networks in ``tests/property/networks`` are fakes: one that creates once under a key, one that forgets its keys, one
that lists late, one that cannot be asked, one of several steps; and every one of them lies. Real servers are asked in
``tests/e2e/test_many_runners.py``. Up to five runners are interleaved effect by effect and die between any two.
``make prove`` does the same for longer and prints what was tried.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.property.machine import ExactlyOnce
from tests.property.world import fake_networks


@pytest.fixture(autouse=True)
def _fakes() -> Iterator[None]:
    with fake_networks():
        yield


@pytest.mark.slow
def test_never_twice_and_never_silently_lost() -> None:
    """A bounded number of seeds, the same on every run."""
    run_state_machine_as_test(
        ExactlyOnce,
        settings=settings(
            max_examples=60,
            stateful_step_count=60,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
        ),
    )
    print(ExactlyOnce.tally)
