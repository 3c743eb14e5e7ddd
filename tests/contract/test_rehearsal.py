"""Every kind of post on every network over real HTTP: flows, transport and the sandbox server, nothing left out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from smm_build.domain.delivery import Claim, DeliveryKey, Event, EventKind, Record
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Sentence
from smm_build.networks import Capability, all_networks
from smm_build.run.attempt import Attempts
from smm_build.run.drive import Driver
from smm_build.run.publish import LEASE
from smm_build.run.staging import Stager
from smm_build.run.staging_places import FolderPlace
from smm_build.run.transport import HttpTransport
from smm_build.sandbox.server import SandboxServer
from smm_build.sandbox.standins import stand_ins
from tests.cases import Case, all_cases
from tests.flows import PLANNED, SEED
from tests.kills import Stage, seen

CASES = [
    pytest.param(network, case, id=f"{network}-{case.id}") for network, cases in all_cases().items() for case in cases
]


@dataclass
class Clock:
    """A clock that lets every wait pass at once."""

    now: datetime = PLANNED

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(tmp_path: Path, clock: Clock) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "server", clock) as server:
        yield server


@pytest.mark.parametrize(("network", "case"), CASES)
def test_it_goes_out(network: str, case: Case, tmp_path: Path, server: SandboxServer, clock: Clock) -> None:
    """What is there afterwards is what there is when the stand-in is spoken to without HTTP between."""
    stage = Stage(network, case, tmp_path)
    channel = replace(stage.variant.channel, server=server.address(network))
    variant = replace(stage.variant, channel=channel)

    claim = Claim(SEED, PLANNED, PLANNED + LEASE, len(variant.messages))
    event = Event(EventKind.CLAIMED, PLANNED, "run", 1, variant.digest, claim)
    planned = PlannedDelivery(variant, State.DUE, Sentence("due", "da inviare"), to_send=True)
    numbers = itertools.count(1)
    with HttpTransport(tmp_path, lambda: (clock(), str(next(numbers)))) as http:
        place = FolderPlace(server.media)
        stager = Stager(tmp_path, server.media_base, place, http, clock.sleep, clock, lambda: "unguessable")
        attempts = Attempts(lambda _: Driver(http, clock.sleep), stage.environment, clock, stager.stage)
        done = attempts.make(planned, Record(DeliveryKey(*variant.key), (event,)))
    assert server.bugs == []
    assert list(server.media.glob("*/*")) == []
    assert (done.kind, done.reason) == (EventKind.SENT, None)
    assert seen(server.shown()[network]) == stage.deliver().seen


def test_every_network_that_publishes_can_be_rehearsed() -> None:
    """It has a stand-in with the secrets its log-in needs, and cases that are tried here."""
    publishing = {name for name, network in all_networks().items() if Capability.PUBLISH in network.CAPABILITIES} - {
        "sandbox"
    }
    assert publishing <= set(stand_ins())
    assert publishing <= set(all_cases())
    for name in publishing:
        needed = {credential.suffix for credential in all_networks()[name].CREDENTIALS if not credential.optional}
        assert needed <= set(stand_ins()[name].SECRETS), name
