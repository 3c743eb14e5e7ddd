"""What was published can be taken away again, on every network that says so, and taking it away twice is fine."""

from __future__ import annotations

from pathlib import Path

import pytest

from smm_build.networks import Capability, Remover, get_network
from tests.cases import Case, all_cases
from tests.killed import Run

CASES = [
    pytest.param(network, case, id=f"{network}-{case.id}")
    for network, cases in all_cases().items()
    for case in cases
    if Capability.DELETE in get_network(network).CAPABILITIES and case.kind != "draft"
]


@pytest.mark.parametrize(("network", "case"), CASES)
def test_nothing_is_left(network: str, case: Case, tmp_path: Path) -> None:
    run = Run(case, network, tmp_path)
    assert isinstance(run.publisher, Remover)
    run.deliver()
    visible = {name for name, thing in run.stand_in.world.shown.items() if thing.visible}
    assert visible
    session = run.drive(run.publisher.login(run.account))
    for receipt in reversed(run.receipts):
        for _ in range(2):
            run.drive(run.publisher.remove(receipt, session))
    assert not visible & {name for name, thing in run.stand_in.world.shown.items() if thing.visible}


@pytest.mark.parametrize(("network", "case"), [case for case in CASES if case.values[0] in {"bluesky", "mastodon"}])
def test_the_files_arrive_whole_with_their_words(network: str, case: Case, tmp_path: Path) -> None:
    run = Run(case, network, tmp_path)
    run.deliver()
    first, media = next(iter(run.stand_in.world.shown.values())), run.variant.parts[0].media
    assert first.text == run.variant.parts[0].text
    assert [digest for digest, _ in first.files] == [one.facts.sha256 for one in media if one.facts]
    assert [alt for _, alt in first.files] == [one.alt for one in media]
