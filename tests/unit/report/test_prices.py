"""What a plan will cost, network by network."""

from __future__ import annotations

import pytest

from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Sentence
from smm_build.report.prices import prices_text
from tests.values import a_channel, a_variant


def planned(
    text: str, state: State = State.PLANNED, network: str = "x", server: str | None = "https://api.x.com"
) -> PlannedDelivery:
    channel = a_channel(network, server=server)
    return PlannedDelivery(a_variant(channel=channel, parts=[text]), state, Sentence("", ""))


def test_says_what_will_be_charged() -> None:
    deliveries = [planned("Ciao"), planned("Vedi aurora.it/a", State.DUE), planned("Ciao", network="threads")]
    assert prices_text(deliveries, "en") == "X will charge about $0.22 for 2 posts."
    assert prices_text(deliveries[:1], "it") == "X farà pagare circa 0.02 $ per 1 post."


@pytest.mark.parametrize("state", [State.SENT, State.CANCELLED, State.MANUAL, State.BLOCKED, State.DRAFT])
def test_what_is_not_sent_costs_nothing(state: State) -> None:
    assert not prices_text([planned("Ciao", state)], "en")


def test_rehearsals_cost_nothing() -> None:
    assert not prices_text([planned("Ciao", server=None)], "en")
