"""Publishing over real HTTP to mastodon_mock.

It is somebody else's fake, not Mastodon: it shows text as it was written, counts links in full and heeds idempotency
keys for ever. What real servers do to a text is in the recorded answers of ``tests/unit/networks/test_mastodon.py``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.post import Settings
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
    mastodon,
)
from smm_build.run.transport import HttpTransport
from tests.contract.pictures import write_picture
from tests.flows import a_task, an_account, drive
from tests.servers.mastodon import Mastodon

Send = Callable[[Request], Response]


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


@pytest.fixture
def now() -> datetime:
    """The server stamps statuses with its own clock, so the plan has to be about now."""
    return datetime.now(UTC)


network = mastodon


def publish(task: PartTask, session: Session, send: Send) -> PartReceipt:
    return drive(network.publish(task, session), send)[0]


def test_learns_the_limits(session: Session) -> None:
    assert session.facts["max_characters"] == "500"


def test_a_thread_with_a_picture(
    mastodon: Mastodon, account: Account, session: Session, send: Send, tmp_path: Path, now: datetime
) -> None:
    settings = Settings(language="it", visibility="unlisted", content_warning="Caffè")
    media = [write_picture(tmp_path, alt="Una tazza")]
    task = a_task("Un caffè? #caffè", "E poi un altro.", account=account, media=media, settings=settings, planned=now)
    first = publish(task, session, send)
    second = publish(dataclasses.replace(task, number=2, earlier=(first,)), session, send)

    newest, oldest = mastodon.statuses()
    assert (oldest["id"], newest["id"]) == (first.id, second.id)
    assert "Un caffè? #caffè" in oldest["content"]
    assert oldest["spoiler_text"] == "Caffè"
    assert (oldest["language"], oldest["visibility"], newest["visibility"]) == ("it", "unlisted", "unlisted")
    assert [media["description"] for media in oldest["media_attachments"]] == ["Una tazza"]
    assert newest["in_reply_to_id"] == first.id
    assert first.url == oldest["url"]


def test_twice_is_once(mastodon: Mastodon, account: Account, session: Session, send: Send, now: datetime) -> None:
    task = a_task("Ciao", account=account, planned=now)
    assert publish(task, session, send) == publish(task, session, send)
    assert len(mastodon.statuses()) == 1


def test_found_after_the_answer_got_lost(
    mastodon: Mastodon, account: Account, session: Session, send: Send, now: datetime
) -> None:
    task = a_task("“Ciao” a @bob & a https://aurora.it/menu?a=1&b=2", account=account, planned=now)
    assert drive(network.find(task, session), send)[0] == NotThere()

    def lossy(request: Request) -> Response:
        send(request)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        drive(network.publish(task, session), lossy)
    for number in range(45):  # more than one page of other posts came after it
        mastodon.call("POST", "/api/v1/statuses", token=mastodon.acme.token, json={"status": f"Altro {number}"})
    later = dataclasses.replace(task, at=task.at + timedelta(hours=2))
    found = drive(network.find(later, session), send)[0]
    assert isinstance(found, Found)
    assert found.receipt.id == mastodon.statuses()[-1]["id"]


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
