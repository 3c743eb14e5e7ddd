"""The ads of every network that sells them: made once, switched off, whatever request a run dies at; started last."""

from __future__ import annotations

from pathlib import Path

import pytest

from smm_build.domain.ad import AdBudget
from smm_build.domain.delivery import EventKind
from smm_build.networks import Refused
from smm_build.networks._ads import spends
from smm_build.run.drive import Driver
from tests.ad_runs import ENDS, NETWORKS, AdStage, an_ad
from tests.kills import COUNTED, End

ON = {"ACTIVE", "ENABLE"}


def a_stage(network: str, root: Path, breaks_at: tuple[int, ...] = (), end: End = End.DIES_AFTER) -> AdStage:
    return AdStage(network, root, an_ad(network), breaks_at, end)


@pytest.mark.parametrize("network", NETWORKS)
def test_made_switched_off_once_and_started_by_a_second_approval(network: str, tmp_path: Path) -> None:
    stage = a_stage(network, tmp_path)
    made = stage.create()
    assert made is not None
    assert made.kind is EventKind.SENT, made.reason
    assert [part.part for part in made.parts] == list(range(1, len(made.parts) + 1))
    assert not ON & set(stage.states()), stage.states()
    assert stage.states()
    before, requests = stage.made(), stage.count
    again = stage.create()
    assert (again, stage.count, stage.made()) == (made, requests, before)

    created = len(stage.stand_in.asked)
    started = stage.start()
    assert started is not None
    assert started.kind is EventKind.SENT, started.reason
    assert set(stage.states()) <= ON, stage.states()
    assert stage.made() == before
    spending = [spends(request) for request in stage.stand_in.asked]
    # Of what X calls a promoted post the guard is told by the network that it lies in something that is off.
    tied = [request.url.endswith("/promoted_tweets") for request in stage.stand_in.asked]
    assert not any(bad and not tie for bad, tie in zip(spending[:created], tied[:created], strict=True))
    assert spending[-1], "the last request is the one that lets it begin"
    assert [part.id for part in started.parts] == [part.id for part in made.parts]


@pytest.mark.parametrize("network", NETWORKS)
def test_asking_makes_nothing(network: str, tmp_path: Path) -> None:
    stage = a_stage(network, tmp_path)
    assert Driver(stage.stand_in, lambda _: None)(stage.advertiser.validate(stage.task, stage.account))
    assert not stage.made()


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("end", End)
def test_whatever_request_it_dies_at_nothing_is_made_twice_or_started(network: str, end: End, tmp_path: Path) -> None:
    whole = a_stage(network, tmp_path)
    assert whole.create() is not None
    for number in range(1, whole.count + 1):
        stage = a_stage(network, tmp_path, (number,), end)
        attempts = [stage.create() for _ in range(3)]
        where = f"request {number} of {whole.count}: {stage.stand_in.asked[number - 1].purpose}: {attempts}"
        assert attempts[-1] is not None, where
        assert attempts[-1].kind is EventKind.SENT, where
        assert stage.made() == whole.made(), where
        assert not ON & set(stage.states()), where
        COUNTED[f"{network} ads", end.name.lower()] += 1


@pytest.mark.parametrize("network", NETWORKS)
def test_whatever_request_the_start_dies_at_the_next_one_completes_it(network: str, tmp_path: Path) -> None:
    whole = a_stage(network, tmp_path)
    whole.create()
    made = whole.count
    whole.start()
    for number in range(made + 1, whole.count + 1):
        for end in End:
            stage = a_stage(network, tmp_path, (number,), end)
            stage.create()
            ended = [stage.start() for _ in range(2)][-1]
            assert ended is not None, (number, end)
            assert ended.kind is EventKind.SENT, (number, end, ended.reason)
            assert (stage.states(), stage.made()) == (whole.states(), whole.made()), (number, end)
            COUNTED[f"{network} ads", f"start {end.name.lower()}"] += 1


@pytest.mark.parametrize("network", NETWORKS)
def test_nothing_starts_that_nobody_approved_or_whose_budget_is_another(network: str, tmp_path: Path) -> None:
    stage = a_stage(network, tmp_path)
    made = stage.create()
    assert made is not None
    off = stage.states()
    assert stage.start(approved=False) is None
    dearer = AdStage(network, tmp_path, an_ad(network, budget=AdBudget(9_000.0, "EUR")))
    flow = stage.advertiser.start(dearer.task, stage.account, made.parts)
    with pytest.raises(Refused, match="another budget"):
        Driver(stage.stand_in, lambda _: None)(flow)
    assert stage.states() == off


@pytest.mark.parametrize("network", NETWORKS)
def test_what_it_came_to_is_told_in_our_words_and_never_guessed(network: str, tmp_path: Path) -> None:
    stage = a_stage(network, tmp_path)
    assert stage.create() is not None
    stage.stand_in.now = ENDS
    assert not any(stage.results().values()), "nobody saw it: no number, or a zero that the network itself told"
    told = stage.results(spend=12, views=3400, clicks=56, reach=1200)
    weeks = 2 if network == "x" else 1  # X tells at most seven days at once, and its stand-in knows no days
    assert (told["spend"], told["views"], told["clicks"]) == (12 * weeks, 3400 * weeks, 56 * weeks)
    assert ("reach" in told) is (network in {"facebook", "tiktok"})
