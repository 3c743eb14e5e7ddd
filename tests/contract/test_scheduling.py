"""Posts that lie at their network until it publishes them: the real run against the stand-ins, whose clock moves.

On mastodon_mock, whose clock is the machine's, a post is handed over, found and taken back.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from smm_build.domain.channel import Channel
from smm_build.domain.delivery import DeliveryKey, EventKind, Record
from smm_build.domain.lifecycle import impossible_steps
from smm_build.domain.pause import Pause
from smm_build.domain.place import Place
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.post import Settings, Status
from smm_build.domain.variant import Variant
from smm_build.networks import Account, Request, Response, Scheduler, get_network, mastodon
from smm_build.plan import what_next
from smm_build.run.attempt import Attempts
from smm_build.run.drive import Driver
from smm_build.run.ledger import Ledger
from smm_build.run.publish import Outlook, PublishRun
from smm_build.run.transport import AnswerLost, HttpTransport
from smm_build.sandbox.standins import Shown
from tests.cases import Case, File
from tests.contract.pictures import write_picture
from tests.flows import a_task, an_account, drive
from tests.property.world import MemoryForge
from tests.servers.mastodon import Mastodon
from tests.stand_ins import InProcess, account_at, variant_of
from tests.values import ROME, a_post

START = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
AT = START + timedelta(hours=1)
KEY = DeliveryKey("espresso", "c")


@dataclass
class Desk:
    """One post on one channel that hands over two hours ahead, a ledger, and a stand-in whose clock we set."""

    stand_in: InProcess
    channel: Channel
    forge: MemoryForge = field(default_factory=MemoryForge)
    text: str | None = "Ciao"
    at: datetime = AT
    settings: Settings = field(default_factory=Settings)
    pauses: tuple[Pause, ...] = ()
    files: tuple[File, ...] = ()
    intercept: Callable[[Request, Callable[[Request], Response]], Response] = lambda request, send: send(request)
    runs: int = 0

    def variants(self) -> list[Variant]:
        if self.text is None:
            return []
        at = self.at.astimezone(ROME)
        settings = Settings(publish_at=at, title="Espresso", visibility="public")
        post = a_post("espresso", settings=self.settings.over(settings))
        case = Case("text", "espresso", (self.text,), self.files)
        variant = variant_of(case, account_at(self.stand_in), self.stand_in.root)
        return [dataclasses.replace(variant, post=post, channel=self.channel, settings=post.settings, publish_at=at)]

    def run(self, now: datetime) -> PlannedDelivery | None:
        """Let a run happen at ``now`` and return what it told."""
        self.stand_in.now = now
        self.runs += 1
        secrets: Mapping[str, str] = self.stand_in.stand_in.SECRETS
        environment = {f"{self.channel.credentials}_{name}": said for name, said in secrets.items()}
        driver = Driver(lambda request: self.intercept(request, self.stand_in), lambda _: None)
        run = PublishRun(
            outlook=lambda: Outlook(self.variants(), (), self.pauses, channels=(self.channel,)),
            ledgers={False: self.ledger()},
            attempts=Attempts(lambda _: driver, environment, lambda: self.stand_in.now),
            clock=lambda: self.stand_in.now,
            sleep=lambda _: None,
            run=f"elsewhere-{self.runs}-1",
            progress=lambda *_: None,
        )
        told = run()
        for record in self.records():
            assert not list(impossible_steps(record)), self.kinds()
        return told[0] if told else None

    def ledger(self) -> Ledger:
        ledger = Ledger(Path("nowhere"), "origin", sleep=lambda _: None)
        ledger._git = self.forge.git(1, lambda _, act: act())
        return ledger

    def records(self) -> list[Record]:
        ledger = self.ledger()
        ledger.refresh()
        return list(ledger.read_all().values())

    def record(self) -> Record:
        (record,) = self.records()
        return record

    def kinds(self) -> list[str]:
        events = self.record().events
        return [event.kind.value for event in events if not event.notes or event.kind is not EventKind.CLAIMED]

    def seen(self, now: datetime) -> list[Shown]:
        """Return what people see at ``now``."""
        self.stand_in.now = now
        self.stand_in(Request("GET", f"{self.stand_in.base}/v26.0/me", "let its clock strike"))
        return [shown for shown in self.stand_in.world.shown.values() if shown.visible]

    def account(self) -> Account:
        return account_at(self.stand_in)


@pytest.fixture(params=["mastodon", "facebook", "youtube"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    stand_in = InProcess(request.param, tmp_path, START)
    channel = account_at(stand_in).channel
    channel = dataclasses.replace(channel, id="c", credentials="SMM_C", schedule_ahead=timedelta(hours=2))
    films = (File("film.mp4", seconds=20),) if request.param == "youtube" else ()
    return Desk(stand_in, channel, files=films)


def test_handed_over_published_there_and_confirmed(desk: Desk) -> None:
    told = desk.run(START)
    assert told
    assert told.state is State.SCHEDULED
    assert "lo pubblica" in what_next(told).it.lower() or "network" in what_next(told).it
    assert not desk.seen(AT - timedelta(seconds=1))
    requests = len(desk.stand_in.asked)
    assert desk.run(START + timedelta(minutes=30)) is None, "it lies there as it should"
    assert len(desk.stand_in.asked) == requests, "nobody is asked again"
    shown = desk.seen(AT)
    assert [post.text for post in shown] == ["Ciao"]
    assert shown[0].at == AT, "at its minute, with no run at that time"
    told = desk.run(AT + timedelta(minutes=3))
    assert told
    assert told.state is State.SENT
    assert told.record
    assert told.record.url == shown[0].url
    assert told.record.receipts[0].id == shown[0].id
    assert desk.kinds() == ["claimed", "scheduled", "claimed", "sent"]
    assert desk.run(AT + timedelta(hours=1)) is None
    assert len(desk.seen(AT + timedelta(hours=2))) == 1


def other_words(desk: Desk) -> None:
    desk.text = "Ciao a tutti"


def later(desk: Desk) -> None:
    desk.at = AT + timedelta(minutes=30)


@pytest.mark.parametrize("change", [other_words, later])
def test_changed_before_its_time(desk: Desk, change: Callable[[Desk], None]) -> None:
    desk.run(START)
    change(desk)
    told = desk.run(START + timedelta(minutes=10))
    assert told
    assert told.state is State.SCHEDULED
    assert desk.kinds() == ["claimed", "scheduled", "claimed", "taken-back", "claimed", "scheduled"]
    assert [shown.text for shown in desk.seen(desk.at)] == [desk.text]
    told = desk.run(desk.at + timedelta(minutes=3))
    assert told
    assert told.state is State.SENT
    assert len(desk.seen(AT + timedelta(days=1))) == 1


def deleted(desk: Desk) -> None:
    desk.text = None


def withdrawn(desk: Desk) -> None:
    desk.settings = Settings(status=Status.ON_HOLD)


def paused(desk: Desk) -> None:
    desk.pauses = (Pause(Place("PAUSE", 1)),)


@pytest.mark.parametrize("change", [deleted, withdrawn, paused])
def test_nobody_wants_it_any_more(desk: Desk, change: Callable[[Desk], None]) -> None:
    desk.run(START)
    change(desk)
    desk.run(START + timedelta(minutes=10))
    assert desk.kinds() == ["claimed", "scheduled", "claimed", "taken-back"]
    assert not desk.seen(AT + timedelta(days=1))


def test_too_late_to_take_back_is_never_called_taken_back(desk: Desk) -> None:
    """The file is deleted after the network has published it: a person is told, and nothing is sent."""
    desk.run(START)
    desk.text = None
    assert len(desk.seen(AT)) == 1
    told = desk.run(AT + timedelta(minutes=5))
    assert told
    assert told.state is State.UNCERTAIN
    assert len(desk.seen(AT + timedelta(days=1))) == 1


def test_edited_as_it_became_visible(desk: Desk) -> None:
    """The words there are not those of the file: it is out once, and nobody claims to know more than that."""
    desk.run(START)
    desk.seen(AT)
    desk.text = "Altre parole"
    told = desk.run(AT + timedelta(minutes=5))
    assert told
    assert told.state in {State.SENT, State.UNCERTAIN}
    assert [shown.text for shown in desk.seen(AT + timedelta(days=1))] == ["Ciao"]


@pytest.mark.parametrize("after", [0, 1, 2])
@pytest.mark.parametrize("carried_out", [True, False])
def test_an_answer_is_lost_on_the_way(desk: Desk, after: int, carried_out: bool) -> None:  # noqa: FBT001
    """Whatever request of handing over is cut, it is out once at its time."""
    count = 0

    def lossy(request: Request, send: Callable[[Request], Response]) -> Response:
        nonlocal count
        count += 1
        if count - 1 == after or (count > after and count <= after + 3 and request.method == "GET"):
            if carried_out:
                send(request)
            raise AnswerLost("cut")
        return send(request)

    desk.intercept = lossy
    desk.run(START)
    desk.intercept = lambda request, send: send(request)
    for minutes in (20, 40, 63, 75, 95):
        desk.run(START + timedelta(minutes=minutes))
    assert [shown.text for shown in desk.seen(AT + timedelta(days=1))] == ["Ciao"]
    assert desk.record().last.kind is EventKind.SENT


def test_removed_by_hand_at_the_network(desk: Desk) -> None:
    """Somebody deletes it there: smm sends it at its time, because the file still says so."""
    desk.run(START)
    scheduled = desk.record().last.notes["scheduled"]
    module = cast("Scheduler", get_network(desk.stand_in.network))
    login = (
        drive(mastodon.login(account_at(desk.stand_in)), desk.stand_in)[0]
        if desk.stand_in.network == "mastodon"
        else None
    )
    if login is None:
        desk.stand_in.world.hide(scheduled)
    else:
        assert drive(module.take_back(scheduled, login), desk.stand_in)[0] is True
        assert drive(module.take_back(scheduled, login), desk.stand_in)[0] is False
    for minutes in (3, 6, 13, 20):
        desk.run(AT + timedelta(minutes=minutes))
    assert [shown.text for shown in desk.seen(AT + timedelta(days=1))] == ["Ciao"]


def test_a_thread_and_a_channel_with_a_distance_are_sent_by_us(desk: Desk) -> None:
    desk.channel = dataclasses.replace(desk.channel, distance=timedelta(minutes=30))
    assert desk.run(START) is None
    told = desk.run(AT + timedelta(minutes=1))
    assert told
    assert told.state is State.SENT
    assert len(desk.seen(AT + timedelta(days=1))) == 1


def test_on_mastodon_mock(mastodon: Mastodon, tmp_path: Path) -> None:
    network = cast("Scheduler", get_network("mastodon"))
    account = an_account("mastodon", {"TOKEN": mastodon.acme.token}, server=mastodon.url)
    at = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=2)
    with HttpTransport(tmp_path) as send:
        session = drive(get_network("mastodon").login(account), send)[0]  # type: ignore[attr-defined]
        task = a_task("Domani, caffè ☕", account=account, media=[write_picture(tmp_path, "Una tazza")])
        assert drive(network.find_scheduled(task, session, at), send)[0] is None
        its_id, exchange = drive(network.schedule(task, session, at), send)
        assert exchange.commits == 1
        assert drive(network.find_scheduled(task, session, at), send)[0] == its_id
        assert drive(network.find_scheduled(task, session, at + timedelta(hours=1)), send)[0] is None
        assert drive(network.take_back(its_id, session), send)[0] is True
        assert drive(network.take_back(its_id, session), send)[0] is False
        assert drive(network.find_scheduled(task, session, at), send)[0] is None
