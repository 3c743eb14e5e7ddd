"""Publishing over real HTTP to mastodon_mock, and to our stand-in.

The first is somebody else's fake, not Mastodon: it shows text as it was written, counts links in full and heeds
idempotency keys for ever. What real servers do to a text is in ``tests/unit/networks/test_mastodon.py``.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.post import Poll, Settings
from smm_build.domain.variant import VariantPart
from smm_build.networks import (
    Account,
    Found,
    InDoubt,
    NotThere,
    PartTask,
    Refused,
    Request,
    Response,
    Session,
    Standing,
    mastodon,
)
from smm_build.run.transport import HttpTransport
from tests.contract.pictures import write_picture
from tests.flows import a_task, an_account, drive
from tests.servers.mastodon import Mastodon
from tests.stand_ins import InProcess

Send = Callable[[Request], Response]


@dataclass(frozen=True)
class Place:
    """Where is published: how to send there, an account, and the server's own clock."""

    send: Send
    account: Account
    now: datetime

    def call(self, verb: str, path: str, **what: Any) -> Response:
        """Ask for something with the account's token."""
        headers = {"Authorization": f"Bearer {self.account.secrets['TOKEN']}"}
        return self.send(Request(verb, f"{self.account.server}{path}", path, headers=headers, **what))

    def statuses(self) -> list[Any]:
        """Return all statuses of the account, newest first."""
        who = self.call("GET", "/api/v1/accounts/verify_credentials").text("id")
        page: Any = self.call("GET", f"/api/v1/accounts/{who}/statuses", params={"limit": "40"}).value
        return list(page)


@pytest.fixture(params=["mastodon_mock", "stand-in"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    # mastodon_mock stamps statuses with its own clock, so the plan has to be about now.
    now = datetime.now(UTC)
    if request.param == "stand-in":
        stand_in = InProcess("mastodon", tmp_path, now)
        yield Place(stand_in, an_account("mastodon", stand_in.stand_in.SECRETS, server=stand_in.base), now)
        return
    mastodon: Mastodon = request.getfixturevalue("mastodon")
    account = an_account("mastodon", {"TOKEN": mastodon.acme.token}, server=mastodon.url)
    with HttpTransport(tmp_path) as transport:
        yield Place(transport, account, now)


@pytest.fixture
def account(mastodon: Mastodon) -> Account:
    return an_account("mastodon", {"TOKEN": mastodon.acme.token}, server=mastodon.url)


@pytest.fixture
def send(tmp_path: Path) -> Iterator[Send]:
    with HttpTransport(tmp_path) as transport:
        yield transport


@pytest.fixture
def session(account: Account, send: Send) -> Session:
    return drive(network.login(account), send)[0]


network = mastodon


def publish(task: PartTask, session: Session, send: Send) -> PartReceipt:
    return drive(network.publish(task, session), send)[0]


def enter(place: Place) -> Session:
    return drive(network.login(place.account), place.send)[0]


def test_learns_the_limits(place: Place) -> None:
    facts = enter(place).facts
    assert facts["max_characters"] == "500"
    assert facts["api_version"].isdigit()


def test_a_thread_with_a_picture(place: Place, tmp_path: Path) -> None:
    session = enter(place)
    settings = Settings(language="it", visibility="unlisted", content_warning="Caffè")
    media = [dataclasses.replace(write_picture(tmp_path, alt="Una tazza"), focus=(0.25, 0.25))]
    parts = ("Un caffè? #caffè", "E poi un altro.")
    task = a_task(*parts, account=place.account, media=media, settings=settings, planned=place.now)
    first = publish(task, session, place.send)
    second = publish(dataclasses.replace(task, number=2, earlier=(first,)), session, place.send)

    newest, oldest = place.statuses()
    assert (oldest["id"], newest["id"]) == (first.id, second.id)
    assert "Un caffè? #caffè" in re.sub("<[^>]*>", "", oldest["content"])
    assert oldest["spoiler_text"] == "Caffè"
    assert oldest["sensitive"] is True
    assert (oldest["language"], oldest["visibility"], newest["visibility"]) == ("it", "unlisted", "unlisted")
    (picture,) = oldest["media_attachments"]
    assert picture["description"] == "Una tazza"
    assert picture["meta"]["focus"] == {"x": -0.5, "y": 0.5}
    assert newest["in_reply_to_id"] == first.id
    assert first.url == oldest["url"]


def test_a_first_comment_and_a_poll(place: Place) -> None:
    session = enter(place)
    settings = Settings(poll=Poll(("Espresso", "Moka"), timedelta(days=1)))
    task = a_task("Che cosa bevi?", account=place.account, settings=settings, planned=place.now)
    comment = VariantPart("Il menù: https://aurora.it/menu", (), task.variant.parts[0].place)
    task = dataclasses.replace(task, variant=dataclasses.replace(task.variant, comment=comment))
    first = publish(task, session, place.send)
    second = publish(dataclasses.replace(task, number=2, earlier=(first,)), session, place.send)
    newest, oldest = place.statuses()
    assert (oldest["id"], newest["id"]) == (first.id, second.id)
    assert newest["in_reply_to_id"] == first.id
    assert oldest["poll"] is not None
    assert newest["poll"] is None


def test_a_quoted_post(place: Place) -> None:
    session = enter(place)
    quoted = publish(a_task("Citami", account=place.account, planned=place.now), session, place.send)
    settings = Settings(quote=quoted.url)
    task = a_task("Ecco", account=place.account, settings=settings, planned=place.now)
    task = dataclasses.replace(task, claim=dataclasses.replace(task.claim, seed="e" * 64))
    receipt = publish(task, session, place.send)
    assert receipt.id != quoted.id
    assert isinstance(drive(network.find(task, session), place.send)[0], Found)


def test_deleted_and_deleted_again(place: Place) -> None:
    session = enter(place)
    receipt = publish(a_task("Ciao", account=place.account, planned=place.now), session, place.send)
    for _ in range(2):
        drive(network.remove(receipt, session), place.send)
    assert place.statuses() == []


def test_changed_words(place: Place) -> None:
    session = enter(place)
    task = a_task("Ciao", account=place.account, planned=place.now)
    receipt = publish(task, session, place.send)
    changed = a_task("Ciao a tutti", account=place.account, planned=place.now)
    assert drive(network.amend(changed, receipt, session), place.send)[0].id == receipt.id
    (status,) = place.statuses()
    assert "Ciao a tutti" in status["content"]


def test_examined(place: Place) -> None:
    checkup = drive(network.examine(enter(place), place.now), place.send)[0]
    assert checkup.name
    assert not [advice for advice in checkup.advice if advice.standing is not Standing.FINE]


def test_twice_is_once(place: Place) -> None:
    session = enter(place)
    task = a_task("Ciao", account=place.account, planned=place.now)
    assert publish(task, session, place.send) == publish(task, session, place.send)
    assert len(place.statuses()) == 1


def test_found_after_the_answer_got_lost(place: Place) -> None:
    session = enter(place)
    text = "“Ciao” a @bob & a https://aurora.it/menu?a=1&b=2"
    task = a_task(text, account=place.account, planned=place.now)
    assert drive(network.find(task, session), place.send)[0] == NotThere()

    def lossy(request: Request) -> Response:
        place.send(request)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        drive(network.publish(task, session), lossy)
    (there,) = place.statuses()
    for number in range(45):  # more than one page of other posts came after it
        place.call("POST", "/api/v1/statuses", json={"status": f"Altro {number}"})
    later = dataclasses.replace(task, at=task.at + timedelta(hours=2))
    found = drive(network.find(later, session), place.send)[0]
    assert isinstance(found, Found)
    assert found.receipt.id == there["id"]


def test_what_both_refuse(place: Place) -> None:
    """What mastodon_mock checks too; what only the stand-in checks is below."""
    enter(place)
    nobody = dataclasses.replace(place, account=dataclasses.replace(place.account, secrets={"TOKEN": "wrong"}))
    assert nobody.call("GET", "/api/v1/accounts/verify_credentials").status == 401
    assert nobody.call("POST", "/api/v1/statuses", json={"status": "Ciao"}).status == 401
    for body in ({}, {"status": ""}, {"status": "a" * 501}):
        refused = place.call("POST", "/api/v1/statuses", json=body)
        assert (refused.status, bool(refused.text("error"))) == (422, True), body
    assert place.call("GET", "/api/v1/statuses/1").status == 404
    assert place.call("DELETE", "/api/v1/statuses/1").status == 404
    assert place.call("GET", "/api/v1/nothing").status == 404
    assert place.statuses() == []


BAD: dict[str, dict[str, Any]] = {
    "501 graphemes with the warning": {"status": "a" * 400, "spoiler_text": "b" * 101},
    "a visibility that is none": {"status": "Ciao", "visibility": "friends"},
    "a reply to nothing": {"status": "Ciao", "in_reply_to_id": "5"},
    "a number for an id": {"status": "Ciao", "in_reply_to_id": 5},
    "a file that was never uploaded": {"status": "Ciao", "media_ids": ["5"]},
    "files that are no list": {"status": "Ciao", "media_ids": "5"},
    "a poll with one answer": {"status": "Ciao", "poll": {"options": ["sì"], "expires_in": 3600}},
    "a poll with five answers": {"status": "Ciao", "poll": {"options": list("abcde"), "expires_in": 3600}},
    "a poll with the same answer twice": {"status": "Ciao", "poll": {"options": ["a", "a"], "expires_in": 3600}},
    "a poll with a long answer": {"status": "Ciao", "poll": {"options": ["a" * 51, "b"], "expires_in": 3600}},
    "a poll of a minute": {"status": "Ciao", "poll": {"options": ["a", "b"], "expires_in": 60}},
    "a poll without an end": {"status": "Ciao", "poll": {"options": ["a", "b"]}},
    "a quoted nothing": {"status": "Ciao", "quoted_status_id": "5"},
    "sensitive, perhaps": {"status": "Ciao", "sensitive": "perhaps"},
}


@pytest.mark.parametrize("name", BAD)
def test_what_the_stand_in_refuses(name: str, tmp_path: Path) -> None:
    """Written after the documentation: mastodon_mock takes most of these."""
    stand_in = InProcess("mastodon", tmp_path)
    headers = {"Authorization": f"Bearer {stand_in.stand_in.SECRETS['TOKEN']}"}
    answer = stand_in(Request("POST", f"{stand_in.base}/api/v1/statuses", "", headers=headers, json=BAD[name]))
    assert answer.status in {404, 422}
    assert answer.text("error")
    assert not stand_in.world.shown


def test_the_stand_in_forgets_a_key_after_an_hour(tmp_path: Path) -> None:
    stand_in = InProcess("mastodon", tmp_path)
    token = {"Authorization": f"Bearer {stand_in.stand_in.SECRETS['TOKEN']}", "Idempotency-Key": "k"}
    post = Request("POST", f"{stand_in.base}/api/v1/statuses", "", headers=token, json={"status": "Ciao"})
    assert stand_in(post).text("id") == stand_in(post).text("id")
    stand_in.now += timedelta(minutes=61)
    stand_in(post)
    assert len(stand_in.world.shown) == 2


def test_the_stand_in_wants_us_to_slow_down(tmp_path: Path) -> None:
    stand_in = InProcess("mastodon", tmp_path)
    account = an_account("mastodon", stand_in.stand_in.SECRETS, server=stand_in.base)
    for _ in range(150):
        drive(network.login(account), stand_in)
    with pytest.raises(Refused) as refused:
        drive(network.login(account), stand_in)
    assert refused.value.trouble is Trouble.RATE_LIMIT


@pytest.fixture
def now() -> datetime:
    """The server stamps statuses with its own clock, so the plan has to be about now."""
    return datetime.now(UTC)


def test_half_an_answer_leaves_doubt_and_the_post_is_found(
    mastodon: Mastodon, account: Account, session: Session, send: Send, now: datetime
) -> None:
    task = a_task("Ciao", account=account, planned=now)
    mastodon.fault("POST /api/v1/statuses", "malformed")
    with pytest.raises(InDoubt):
        publish(task, session, send)
    there = bool(mastodon.statuses())
    assert isinstance(drive(network.find(task, session), send)[0], Found if there else NotThere)


@pytest.mark.parametrize("failing", ["/api/v1/accounts/verify_credentials", "/api/v2/media", "/api/v1/statuses"])
def test_a_server_that_wants_us_to_slow_down(
    failing: str, mastodon: Mastodon, account: Account, session: Session, send: Send, tmp_path: Path, now: datetime
) -> None:
    mastodon.fault(f"{'GET' if 'verify' in failing else 'POST'} {failing}", "ratelimit")
    task = a_task("Ciao", account=account, media=[write_picture(tmp_path, alt=None)], planned=now)
    with pytest.raises(Refused) as refused:
        drive(network.login(account) if "verify" in failing else network.publish(task, session), send)
    assert refused.value.trouble is Trouble.RATE_LIMIT
    assert refused.value.wait is not None
    assert mastodon.statuses() == []


def test_a_wrong_token(account: Account, send: Send) -> None:
    wrong = dataclasses.replace(account, secrets={"TOKEN": "wrong"})
    with pytest.raises(Refused) as refused:
        drive(network.login(wrong), send)
    assert refused.value.trouble is Trouble.AUTH
