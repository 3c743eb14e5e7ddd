"""Exactly once, whatever breaks: the real run and the real ledger against FAKE networks of every capability.

The networks in ``tests/property/networks`` are fakes: one that creates once under a key, one that forgets its keys, one
that lists late, one that cannot be asked, one of several steps; and every one of them lies. Real servers are asked in
``tests/e2e/test_many_runners.py``. Up to five runners are interleaved effect by effect and die between any two.
``make prove`` does the same for longer and prints what was tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.property.machine import ExactlyOnce
from tests.property.real_forge import RealForge
from tests.property.world import Forge, fake_networks


@pytest.fixture(autouse=True)
def _fakes() -> Iterator[None]:
    with fake_networks():
        yield


def bounded(examples: int, steps: int) -> settings:
    """Return settings for so many worlds of so many steps."""
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )


class OverRealGit(ExactlyOnce):
    """The same with real repositories: a bare one and a clone for each machine."""

    folders: Iterator[Path] = iter(())

    def forge(self) -> Forge:
        """Return a new remote."""
        return RealForge(next(self.folders))


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_the_same_over_real_git(tmp_path: Path) -> None:
    """A few worlds only: each effect is a process."""
    OverRealGit.folders = (tmp_path / str(number) for number in count())
    run_state_machine_as_test(OverRealGit, settings=bounded(examples=3, steps=12))


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_never_twice_and_never_silently_lost() -> None:
    """A bounded number of seeds, the same on every run."""
    run_state_machine_as_test(ExactlyOnce, settings=bounded(examples=50, steps=50))
    print(ExactlyOnce.tally)
