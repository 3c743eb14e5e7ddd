from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.post import Settings
from smm_build.networks import Found, InDoubt, NotThere, Refused, Response, Session, sandbox
from smm_build.sandbox.store import Sandbox
from tests.flows import SEED, a_picture, a_task, an_account, answer, drive, page

ACCOUNT = an_account("x", {}, server="sandbox:")
SESSION = Session(ACCOUNT)


def test_login_asks_for_nothing() -> None:
    session, exchange = drive(sandbox.login(ACCOUNT), [])
    assert session.account is ACCOUNT
    assert not exchange.asked


def test_keeps_what_the_post_says(tmp_path: Path) -> None:
    task = a_task("uno", "due", account=ACCOUNT, media=[a_picture()], settings=Settings(language="it"))
    receipt, exchange = drive(sandbox.publish(task, SESSION), Sandbox(tmp_path))
    assert exchange.commits == 1
    assert exchange.asked[0].method == "PUT"
    assert exchange.asked[0].url == f"sandbox:/channels/x/posts/{SEED}-1"
    assert exchange.sent == {
        "network": "x",
        "post": "espresso",
        "part": 1,
        "comment": False,
        "text": "uno",
        "media": [{"file": "content/assets/1.png", "alt": "A cup", "mime": "image/png"}],
        "link": None,
        "reply_to": None,
        "language": "it",
        "at": "2026-12-01T08:30:00Z",
    }
    second = replace(task, number=2, earlier=(receipt,))
    _, exchange = drive(sandbox.publish(second, SESSION), Sandbox(tmp_path))
    assert exchange.sent["reply_to"] == receipt.id
    assert len(list(Sandbox(tmp_path).posts())) == 2


def test_twice_is_once(tmp_path: Path) -> None:
    first, _ = drive(sandbox.publish(a_task(account=ACCOUNT), SESSION), Sandbox(tmp_path))
    again, _ = drive(sandbox.publish(a_task(account=ACCOUNT, late=timedelta(hours=1)), SESSION), Sandbox(tmp_path))
    assert first == again
    assert len(list(Sandbox(tmp_path).posts())) == 1


def test_what_was_kept_is_found_and_nothing_else(tmp_path: Path) -> None:
    task = a_task(account=ACCOUNT)
    assert drive(sandbox.find(task, SESSION), Sandbox(tmp_path))[0] == NotThere()
    receipt, _ = drive(sandbox.publish(task, SESSION), Sandbox(tmp_path))
    assert drive(sandbox.find(task, SESSION), Sandbox(tmp_path))[0] == Found(receipt)


def test_a_receipt_names_the_post() -> None:
    receipt, _ = drive(
        sandbox.publish(a_task(account=ACCOUNT), SESSION), [answer(201, {"id": "k", "url": "sandbox:/k"})]
    )
    assert receipt == PartReceipt(1, "k", "sandbox:/k")


@pytest.mark.parametrize("given", [page(200), page(500), page(409)])
def test_an_answer_that_says_nothing_leaves_doubt(given: Response) -> None:
    with pytest.raises(InDoubt):
        drive(sandbox.publish(a_task(account=ACCOUNT), SESSION), [given])


def test_a_refusal_is_one() -> None:
    with pytest.raises(Refused, match="no such address"):
        drive(sandbox.publish(a_task(account=ACCOUNT), SESSION), [answer(400, {"error": "no such address"})])
