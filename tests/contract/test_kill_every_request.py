"""Whatever request a run dies at, on whatever network, with whatever kind of post: nothing is ever there twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from smm_build.domain.delivery import EventKind
from smm_build.domain.lifecycle import impossible_steps
from tests.cases import Case, all_cases
from tests.kills import COUNTED, Ended, Stage

CASES = [
    pytest.param(network, case, id=f"{network}-{case.id}") for network, cases in all_cases().items() for case in cases
]


FEW = 10
"""Requests of a delivery that is tried with every two deaths: with more of them nothing new is in it."""


@pytest.mark.parametrize(("network", "case"), CASES)
def test_never_twice(network: str, case: Case, tmp_path: Path) -> None:
    """After a death or a lost answer at any request the runs that follow complete it, or say that they cannot."""
    stage = Stage(network, case, tmp_path)
    whole = stage.deliver()
    assert whole.state is EventKind.SENT, whole.record.last.reason
    assert len(whole.record.receipts) == len(stage.variant.messages)
    assert len(whole.shown) == len(stage.variant.messages)
    for number, end, ended in stage.every_end(whole.requests):
        check(ended, whole, f"request {number} of {whole.requests}: {end.value}")
        COUNTED[network, f"then {ended.state.value}"] += 1


@pytest.mark.parametrize(("network", "case"), CASES)
def test_not_even_after_a_second_death(network: str, case: Case, tmp_path: Path) -> None:
    """The run that asks what became of it may die, too, or the one that goes on."""
    stage = Stage(network, case, tmp_path)
    whole = stage.deliver()
    if whole.requests > FEW or stage.is_heavy:
        pytest.skip(f"{whole.requests} requests, or many bytes: one death is tried above")
    for deaths, ended in stage.every_two_deaths(whole.requests):
        check(ended, whole, f"dies after requests {deaths}")
        COUNTED[network, f"twice, {ended.state.value}"] += 1


def check(ended: Ended, whole: Ended, what: str) -> None:
    """Look at the network and the ledger after everything that follows a death."""
    where = f"{what}: {ended.record.last}"
    assert not ended.seen - whole.seen, f"there is more than was meant; {where}"
    assert list(impossible_steps(ended.record)) == [], where
    if ended.state is EventKind.SENT:
        assert ended.seen == whole.seen, f"something is missing and nobody was told; {where}"
    else:
        # Nothing was wrong with the post, so nobody may be told that it was.
        assert ended.state is EventKind.UNCERTAIN, where
        assert ended.record.last.reason is not None, where
