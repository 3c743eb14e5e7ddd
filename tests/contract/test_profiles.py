"""Profiles of every network that our code writes: read back equal, drift found, and nothing sent a second time.

Over HTTP against the stand-ins.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from smm_build.compose.profiles import profile_variant
from smm_build.domain.channel import Channel, Contact, Profile
from smm_build.domain.delivery import Claim, DeliveryKey, Event, EventKind, Record
from smm_build.domain.lifecycle import impossible_steps
from smm_build.domain.media import Media, MediaFacts
from smm_build.domain.place import Place
from smm_build.networks import Capability, ProfileChanges, Request, Response, all_networks, get_network
from smm_build.read import load
from smm_build.run.drive import Driver
from smm_build.run.git import Git
from smm_build.run.ledger import Ledger
from smm_build.run.profiles import Applied, Applying, Looking, Sight, writable
from smm_build.run.sessions import Sessions
from smm_build.run.transport import AnswerLost, HttpTransport
from smm_build.sandbox.server import SandboxServer
from smm_build.sandbox.standins import stand_ins
from tests.values import a_channel

WRITERS = sorted(n for n, network in all_networks().items() if Capability.PROFILE_WRITE in network.CAPABILITIES)
BIO = "Caffè tostato a Torino, dal 1998. ☕"
HOURS = {"tue": "08:00-13:00, 15:00-19:00", "sat": "08:00-13:00"}


@dataclass
class Counting:
    """Sends requests, keeps those that may change something, and can lose an answer."""

    http: HttpTransport
    changing: list[Request] = field(default_factory=list)
    lose: str = ""

    def __call__(self, request: Request) -> Response:
        asks = request.method == "GET" or "/get" in request.url or "createSession" in request.url
        if not asks and not request.url.endswith("/oauth2/token"):
            self.changing.append(request)
        answer = self.http(request)
        if self.lose and self.lose in request.purpose:
            self.lose = ""
            raise AnswerLost("the line broke")
        return answer


@dataclass
class Account:
    """An account at a stand-in, and what keeps its profile."""

    channel: Channel
    root: Path
    applying: Applying
    looking: Looking
    sent: Counting

    def profile(self, **said: object) -> Profile:
        """Return a profile that declares what our code can write there."""
        can = writable(self.channel)
        texts = {"name": "Aurora", "bio": BIO, "link": "https://aurora.example/caffe"}
        pictures = {name: a_picture(self.root, name, seed) for seed, name in enumerate(("avatar", "cover"))}
        usual: dict[str, object] = {name: text for name, text in texts.items() if name in can}
        contact = Contact("ciao@aurora.example", "+39 011 555 0142") if "email" in can else Contact()
        usual |= {"contact": contact, "hours": HOURS if "hours" in can else {}}
        usual["pictures"] = {name: media for name, media in pictures.items() if name in can}
        return Profile(**(usual | said))  # type: ignore[arg-type]

    def apply(self, profile: Profile) -> Applied:
        self.sent.changing.clear()
        brand = load(self.root).workspace.brand
        variant = profile_variant(replace(self.channel, profile=profile), brand)
        assert variant is not None
        return self.applying(variant, profile, {})

    def look(self, profile: Profile) -> Sight:
        return self.looking(self.channel, profile, self.record())

    def record(self) -> Record | None:
        key = DeliveryKey("profile", self.channel.id)
        return self.applying.ledger.read([key]).get(key)

    def kinds(self) -> list[EventKind]:
        record = self.record()
        assert record is not None
        assert not list(impossible_steps(record))
        return [event.kind for event in record.events]


def a_picture(root: Path, name: str, seed: int) -> Media:
    """Write a picture with a shape of its own."""
    image, out = Image.new("RGB", (1200, 900), "#f4efe6"), io.BytesIO()
    draw = ImageDraw.Draw(image)
    for number in range(6):
        left, top = (number * 37 + seed * 53) % 80 * 12, (number * 61 + seed * 29) % 70 * 9
        draw.ellipse((left, top, left + 300, top + 300), fill=(number * 40, 90, 200 - number * 30))
    image.save(out, "PNG")
    content = out.getvalue()
    (root / f"{name}-{seed}.png").write_bytes(content)
    facts = MediaFacts(hashlib.sha256(content).hexdigest(), len(content), "image/png", 1200, 900)
    return Media(f"{name}-{seed}.png", None, Place(f"{name}-{seed}.png"), facts)


@pytest.fixture(params=WRITERS)
def account(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Account]:
    network = str(request.param)
    root = tmp_path / "w"
    (root / "brand").mkdir(parents=True)
    (root / "brand/brand.yml").write_text("name: Aurora\ntimezone: Europe/Rome\n", encoding="utf-8")
    Git(root)("init", "--quiet")
    ledger = Ledger(root)
    ledger.refresh()
    stand_in = stand_ins()[network]
    secrets = {f"SMM_{network.upper()}_{suffix}": value for suffix, value in stand_in.SECRETS.items()}

    def clock() -> datetime:
        return datetime.now(UTC)

    with SandboxServer(tmp_path / "server", clock) as server, HttpTransport(root) as http:
        channel = a_channel(network, server=server.address(network), account=stand_in.ACCOUNT)
        sent = Counting(http)
        driver = Driver(sent, lambda _: None)
        looking = Looking(lambda _: driver, Sessions(lambda _: driver, secrets, clock), sent, root)
        yield Account(channel, root, Applying(looking, ledger, clock, "a run"), looking, sent)


def test_what_is_written_is_read_back(account: Account) -> None:
    profile = account.profile()
    done = account.apply(profile)
    assert done.refused is None
    assert {one.field for one in done.written} == writable(account.channel)
    assert not account.look(profile).differences
    assert account.kinds() == [EventKind.CLAIMED, EventKind.SENT]


def test_a_second_time_nothing_is_sent(account: Account) -> None:
    profile = account.profile()
    account.apply(profile)
    again = account.apply(profile)
    assert again == Applied()
    assert not account.sent.changing
    assert account.kinds() == [EventKind.CLAIMED, EventKind.SENT]


def test_only_what_changed_is_sent(account: Account) -> None:
    account.apply(account.profile())
    done = account.apply(account.profile(bio="Another one"))
    assert [one.field for one in done.written] == ["bio"]
    assert len(account.sent.changing) == 1
    assert account.kinds() == [EventKind.CLAIMED, EventKind.SENT] * 2


def test_pictures_are_known_by_how_they_look(account: Account) -> None:
    """Without a receipt that knows them: the same file is found to be the same, another one to be another."""
    account.apply(account.profile())
    shown = account.profile()
    sight = account.looking(account.channel, shown, None)
    kept = [name for name, live in sight.live.pictures.items() if live and name in shown.pictures]
    assert kept == list(shown.pictures)
    assert not [one for one in sight.differences if one.field in kept]
    others = {name: a_picture(account.root, name, 7) for name in kept}
    sight = account.looking(account.channel, account.profile(pictures=others), None)
    assert [one.field for one in sight.differences] == kept


def test_what_was_changed_there_is_found(account: Account) -> None:
    profile = account.profile()
    account.apply(profile)
    session = account.looking.session(account.channel)
    keeper = get_network(account.channel.network)
    changed = ProfileChanges({"bio": "Changed by hand"})
    Driver(account.sent, lambda _: None)(keeper.write_profile(changed, session))  # type: ignore[attr-defined]
    (found,) = account.look(profile).differences
    assert (found.field, found.live, found.declared) == ("bio", "Changed by hand", BIO)
    assert [one.field for one in account.apply(profile).written] == ["bio"]


def test_a_lost_answer_ends_well(account: Account) -> None:
    account.sent.lose = "change the"
    profile = account.profile()
    done = account.apply(profile)
    assert done.refused is None
    assert not account.look(profile).differences


def test_what_another_run_has_in_hand_is_left_alone(account: Account) -> None:
    key = DeliveryKey("profile", account.channel.id)
    now = datetime.now(UTC)
    claim = Claim("5eed", now, now + timedelta(minutes=9), 1)
    account.applying.ledger.claim([Record(key, (Event(EventKind.CLAIMED, now, "other", 1, "d", claim),))], "claim")
    done = account.apply(account.profile())
    assert done.refused is not None
    assert "Another run" in done.refused.en
    assert not account.sent.changing


def test_too_long_a_bio_is_refused_and_the_reason_kept(account: Account) -> None:
    done = account.apply(account.profile(bio="a" * 3_000))
    assert done.refused is not None
    assert account.kinds() == [EventKind.CLAIMED, EventKind.FAILED]
    assert account.apply(account.profile()).refused is None


def test_a_picture_that_is_gone_is_said(account: Account) -> None:
    profile = account.profile()
    name, media = next(iter(profile.pictures.items()))
    (account.root / media.file).unlink()
    done = account.apply(profile)
    assert done.refused is not None
    assert media.file in done.refused.en, name
    assert account.kinds() == [EventKind.CLAIMED, EventKind.FAILED]
