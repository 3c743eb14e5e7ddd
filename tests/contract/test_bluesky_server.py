"""Publishing on Bluesky's own reference server."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.post import Settings
from smm_build.networks import Account, Found, NotThere, PartTask, Refused, Request, Response, Session, bluesky
from smm_build.run.transport import HttpTransport
from tests.contract.pictures import write_picture
from tests.flows import a_task, an_account, drive
from tests.servers.pds import Account as PdsAccount
from tests.servers.pds import Pds

Send = Callable[[Request], Response]


@pytest.fixture
def somebody(pds: Pds) -> PdsAccount:
    return pds.new_account()


@pytest.fixture
def account(pds: Pds, somebody: PdsAccount) -> Account:
    return an_account("bluesky", {"PASSWORD": somebody.password}, server=pds.url, handle=somebody.handle)


@pytest.fixture
def send(tmp_path: Path) -> Iterator[Send]:
    with HttpTransport(tmp_path) as transport:
        yield transport


@pytest.fixture
def session(account: Account, send: Send) -> Session:
    return drive(bluesky.login(account), send)[0]


def publish(task: PartTask, session: Session, send: Send) -> PartReceipt:
    return drive(bluesky.publish(task, session), send)[0]


def test_a_thread_with_a_picture_and_facets(
    pds: Pds, somebody: PdsAccount, account: Account, session: Session, send: Send, tmp_path: Path
) -> None:
    other = pds.new_account()
    picture = write_picture(tmp_path, alt="Una tazza")
    text = f"Caffè con @{other.handle} e @nobody-at-all.test ☕ https://aurora.it/menu #caffè"
    task = a_task(text, "E poi un altro.", account=account, media=[picture], settings=Settings(language="it"))
    first = publish(task, session, send)
    second = publish(dataclasses.replace(task, number=2, earlier=(first,)), session, send)

    records = {record.uri: record for record in pds.records(somebody)}
    assert set(records) == {first.id, second.id}
    value: Any = records[first.id].value
    assert value["text"] == text
    assert value["langs"] == ["it"]
    assert [feature for facet in value["facets"] for feature in facet["features"]] == [
        {"$type": "app.bsky.richtext.facet#mention", "did": other.did},
        {"$type": "app.bsky.richtext.facet#link", "uri": "https://aurora.it/menu"},
        {"$type": "app.bsky.richtext.facet#tag", "tag": "caffè"},
    ]
    image = value["embed"]["images"][0]
    assert image["alt"] == "Una tazza"
    assert pds.blob(somebody, image["image"]["ref"]["$link"]) == (tmp_path / picture.file).read_bytes()
    reply = records[second.id].value["reply"]
    assert reply == {"root": {"uri": first.id, "cid": first.cid}, "parent": {"uri": first.id, "cid": first.cid}}


def test_twice_is_once(pds: Pds, somebody: PdsAccount, account: Account, session: Session, send: Send) -> None:
    """A later attempt has another time in its record, and still nothing is written and nothing overwritten."""
    first = publish(a_task("Ciao", account=account), session, send)
    again = publish(a_task("Ciao", account=account, late=timedelta(hours=1)), session, send)
    assert first == again
    assert len(pds.records(somebody)) == 1


def test_found_after_the_answer_got_lost(
    pds: Pds, somebody: PdsAccount, account: Account, session: Session, send: Send
) -> None:
    task = a_task("Ciao", account=account)
    assert drive(bluesky.find(task, session), send)[0] == NotThere()

    def lossy(request: Request) -> Response:
        send(request)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        drive(bluesky.publish(task, session), lossy)
    found = drive(bluesky.find(dataclasses.replace(task, at=task.at + timedelta(hours=2)), session), send)[0]
    assert isinstance(found, Found)
    assert [record.uri for record in pds.records(somebody)] == [found.receipt.id]
    assert publish(task, session, send) == found.receipt


def test_a_wrong_password(account: Account, send: Send) -> None:
    wrong = dataclasses.replace(account, secrets={"PASSWORD": "wrong"})
    with pytest.raises(Refused) as refused:
        drive(bluesky.login(wrong), send)
    assert refused.value.trouble is Trouble.AUTH


def test_an_expired_session(account: Account, session: Session, send: Send) -> None:
    stale = dataclasses.replace(session, headers={"Authorization": "Bearer nonsense"})
    with pytest.raises(Refused) as refused:
        publish(a_task("Ciao", account=account), stale, send)
    assert refused.value.trouble is Trouble.AUTH


@pytest.mark.parametrize("text", ["è" * 300, "👨‍👩‍👧" * 100])
def test_what_we_let_through_the_server_takes(text: str, account: Account, session: Session, send: Send) -> None:
    assert publish(a_task(text, account=account), session, send).id
