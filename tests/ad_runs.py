"""Ads made in the sandbox by the real advertising run, whose requests may break, and by the runs after it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from smm_build.domain.ad import Ad, AdBudget, AdTikTok, Targeting
from smm_build.domain.delivery import DeliveryKey, Event, Record
from smm_build.networks import Account, Refused, Request, Response
from smm_build.networks._ads import AdTask, Advertiser, advertiser_for
from smm_build.run.ads import AdRun, Order, seed_of
from smm_build.run.drive import Driver
from smm_build.run.ledger import Ledger
from smm_build.run.ledger_file import read_record, write_record
from smm_build.run.transport import AnswerLost
from smm_build.sandbox.standins._counts import happen
from tests import official
from tests.kills import End
from tests.stand_ins import InProcess, account_at
from tests.values import places

__all__ = ["ENDS", "NETWORKS", "AdStage", "Killed", "an_ad", "objects", "refusal"]

NETWORKS = ("facebook", "linkedin", "tiktok", "x")
STARTS, ENDS = datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 11, tzinfo=UTC)
_WITHOUT_OFF = frozenset({"x promoted_tweets", "meta adcreatives"})
"""What spends nothing by itself and is always on."""
_STATES = ("status", "entity_status", "operation_status", "intendedStatus")
_USUAL: Mapping[str, Mapping[str, Any]] = {
    "tiktok": {
        "goal": "traffic",
        "budget": AdBudget(300.0, "EUR"),
        "tiktok": AdTikTok(identity="7000000000000000703", call_to_action="7000000000000000704"),
        "boost": "espresso",
        "targeting": Targeting(("IT",), (25, 54), ("women",)),
    },
    "linkedin": {"targeting": Targeting(("IT",), (25, 54), ("women",))},
    "x": {"targeting": Targeting(("IT",), (25, 54), ("women",))},
}


class Killed(BaseException):
    """The process dies here: nothing may catch it."""


def an_ad(network: str, **more: Any) -> Ad:
    """Return an ad that can be made on a network."""
    usual: dict[str, Any] = {
        "channel": network,
        "account": cast("Any", InProcess(network, Path()).stand_in).AD_ACCOUNT,
        "goal": "traffic",
        "targeting": Targeting(("IT",), (25, 60), ("women",)),
        "start_on": date(2026, 12, 1),
        "end_on": date(2026, 12, 10),
        "budget": AdBudget(100.0, "EUR"),
        "text": "Il caffè dei mesi freddi",
        "headline": "Brina",
        "link": "https://aurora.example/brina",
        "action": "learn-more",
        "special": (),
        "political": False,
        "beneficiary": "Aurora",
        "payor": "Aurora",
    }
    path = "content/ads/brina.md"
    said = {"title": "Brina", **usual, **_USUAL.get(network, {}), **more}
    return Ad(id="brina", path=path, places=places(path), **said)


def objects(stand_in: InProcess) -> list[dict[str, Any]]:
    """Return everything that was made for ads in the sandbox, as it is now."""
    kinds = tuple(f"{name} " for name in ("meta", "x", "linkedin ad", "tiktok"))
    shown = [one for one in stand_in.world.shown.values() if one.kind.startswith(kinds) and not one.visible]
    return [{"kind": one.kind, **json.loads(one.text)} for one in shown]


def refusal(stage: AdStage, answers: Mapping[str, tuple[int, object]] | None = None) -> str:
    """Return why an ad is not made when some addresses, by how they end, answer so; nothing of it may be there."""

    def told(request: Request) -> Response:
        for end, (status, body) in (answers or {}).items():
            if request.url.partition("?")[0].endswith(end):
                return Response(status, body=json.dumps(body).encode("utf-8"))
        return stage.stand_in(request)

    try:
        Driver(told, lambda _: None)(stage.advertiser.create(stage.task, stage.account))
    except Refused as why:
        assert not stage.made()
        return why.reason.en
    raise AssertionError("the ad was made")


class Memory:
    """A ledger that writes what it is told and reads it again, without git."""

    def __init__(self) -> None:
        self.records: dict[DeliveryKey, bytes] = {}

    def read(self, keys: Sequence[DeliveryKey]) -> dict[DeliveryKey, Record]:
        return {key: read_record(self.records[key]) for key in keys if key in self.records}

    def claim(self, records: Sequence[Record], _: str) -> None:
        self.records |= {record.key: write_record(record) for record in records}

    def append(self, events: Mapping[DeliveryKey, Event], _: str) -> None:
        for key, event in events.items():
            self.records[key] = write_record(read_record(self.records[key]).and_then(event))


@dataclass
class AdStage:
    """One ad on one network, to be made from nothing: the sandbox, a ledger, and how many requests there were.

    The requests in ``breaks_at`` end as ``end`` says; they are counted over all runs.
    """

    network: str
    root: Path
    ad: Ad
    breaks_at: Collection[int] = ()
    end: End = End.DIES_AFTER
    count: int = 0
    ledger: Memory = field(default_factory=Memory)

    def __post_init__(self) -> None:
        self.stand_in = InProcess(self.network, self.root)
        self.account: Account = account_at(self.stand_in)
        advertiser = advertiser_for(self.network)
        assert advertiser is not None
        self.advertiser: Advertiser = advertiser
        self.boosted = "7000000000000000702" if self.ad.boost else None
        self.runs = 0

    @property
    def task(self) -> AdTask:
        """What the flows are given, for whoever drives them himself."""
        return AdTask(self.ad, seed_of(self.ad), STARTS, ENDS, self.boosted, language="it")

    def create(self) -> Event | None:
        """Make the ad with a run of its own; ``None`` when that died or refused."""
        return self._run("create", self.ad)

    def start(self, *, approved: bool = True) -> Event | None:
        """Start it, as somebody does who was given leave, or was not."""
        return self._run("start", replace(self.ad, start=approved))

    def results(self, **counts: int) -> dict[str, float]:
        """Let something happen to what was made, and return what is told of it by our words."""
        record = self.ledger.read([self.ad.key])[self.ad.key]
        for receipt in record.receipts:
            for name in {receipt.id, f"urn:li:sponsoredCampaign:{receipt.id}"}:
                for what, times in counts.items():
                    happen(self.stand_in.world, name, what, times)
        order = Order(self.ad, self.advertiser, self.account, STARTS, ENDS, self.boosted, {}, "it")
        found = self._advertising().results(order)
        assert {(one.channel, one.post) for one in found} <= {self.ad.key[::-1]}
        return {one.metric.value: one.value for one in found}

    def states(self) -> Counter[str]:
        """Return how many objects the sandbox has in each state, of those whose state can be said."""
        kept = [thing for thing in objects(self.stand_in) if thing["kind"] not in _WITHOUT_OFF]
        return Counter(str(thing[name]) for thing in kept for name in _STATES if name in thing)

    def made(self) -> Counter[str]:
        """Return how many objects of each kind there are."""
        return Counter(str(thing["kind"]) for thing in objects(self.stand_in))

    def _run(self, what: str, ad: Ad) -> Event | None:
        self.runs += 1
        run = self._advertising()
        order = Order(ad, self.advertiser, self.account, STARTS, ENDS, self.boosted, {}, "it")
        try:
            event: Event = getattr(run, what)(order)
        except (Killed, Refused):
            return None
        finally:
            self.stand_in.now += timedelta(minutes=20)
        return event

    def _advertising(self) -> AdRun:
        ledger = cast("Ledger", self.ledger)
        return AdRun(ledger, self._send, lambda _: None, lambda: self.stand_in.now, f"run-{self.runs}")

    def _send(self, request: Request) -> Response:
        self.count += 1
        official.judge(f"{self.network}_ads", request)
        if self.count not in self.breaks_at:
            return self.stand_in(request)
        if self.end in {End.DIES_AFTER, End.LOST_AFTER}:
            self.stand_in(request)
        if self.end in {End.DIES_BEFORE, End.DIES_AFTER}:
            raise Killed
        raise AnswerLost("127.0.0.1: the connection was cut")
