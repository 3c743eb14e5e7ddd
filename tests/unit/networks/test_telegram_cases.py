"""Every kind of post on Telegram's stand-in: whole, stopped after every request, and broken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from smm_build.networks import CannotKnow, Refused, Request, Response, telegram
from tests.cases import Case
from tests.cases.telegram import CASES
from tests.flows import PLANNED
from tests.killed import Run
from tests.official import CONTRACTS
from tests.official.telegram import faults
from tests.stand_ins import InProcess, task_of

TOKEN = "17:stand-in_token_of_nobody"
IDS = [case.id for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=IDS)
class TestCase:
    def test_is_published_once(self, case: Case, tmp_path: Path) -> None:
        run = Run(case, "telegram", tmp_path)
        assert run.deliver() is None
        shown = list(run.stand_in.world.shown.values())
        assert len(shown) == len(run.variant.messages) == run.commits
        assert [receipt.url for receipt in run.receipts] == [post.url for post in shown]
        assert len(shown[0].files) == len(case.files)
        for before, post in pairwise(shown):
            assert post.reply_to == before.id
        for post, part in zip(shown, run.variant.messages, strict=True):
            assert part.text in post.text

    def test_is_never_there_twice_wherever_it_dies(self, case: Case, tmp_path: Path) -> None:
        whole = Run(case, "telegram", tmp_path)
        whole.deliver()
        for number, asked in enumerate(whole.stand_in.asked, start=1):
            run = Run(case, "telegram", tmp_path, dies_after=number)
            ended = run.deliver()
            texts = [post.text for post in run.stand_in.world.shown.values()]
            assert texts == [post.text for post in whole.stand_in.world.shown.values()][: len(texts)]
            if asked.url.endswith(("/getMe", "/getChat")):
                assert ended is None
                assert len(texts) == len(run.variant.messages)
            else:
                assert isinstance(ended, CannotKnow), "only Telegram knows what became of it"

    def test_can_be_taken_away(self, case: Case, tmp_path: Path) -> None:
        run = Run(case, "telegram", tmp_path)
        run.deliver()
        session = run.drive(telegram.login(run.account))
        for receipt in run.receipts:
            run.drive(telegram.remove(receipt, session))
            run.drive(telegram.remove(receipt, session))
        assert not run.stand_in.world.shown


class TestAfterwards:
    def session_of(self, tmp_path: Path, number: int = 0) -> tuple[Run, Any]:
        run = Run(CASES[number], "telegram", tmp_path)
        run.deliver()
        return run, run.drive(telegram.login(run.account))

    def test_words_can_be_changed_again_and_again(self, tmp_path: Path) -> None:
        run, session = self.session_of(tmp_path)
        changed = replace(run.variant, parts=(replace(run.variant.parts[0], text="Due caffè"),))
        run.variant = changed
        for _ in range(2):
            amended = run.drive(telegram.amend(task_of(run.variant), run.receipts[0], session))
            assert amended == run.receipts[0]
        assert [post.text for post in run.stand_in.world.shown.values()] == ["Due caffè"]

    def test_the_words_of_an_album_can_be_changed(self, tmp_path: Path) -> None:
        run, session = self.session_of(tmp_path, IDS.index("album"))
        first = replace(run.variant.parts[0], text="Due caffè")
        run.variant = replace(run.variant, parts=(first,))
        run.drive(telegram.amend(task_of(run.variant), run.receipts[0], session))
        assert [post.text for post in run.stand_in.world.shown.values()] == ["Due caffè"]

    def test_after_two_days_it_stays(self, tmp_path: Path) -> None:
        run, session = self.session_of(tmp_path)
        run.stand_in.now += timedelta(hours=49)
        with pytest.raises(Refused, match="48 hours"):
            run.drive(telegram.remove(run.receipts[0], session))
        assert run.stand_in.world.shown

    def test_a_checkup_says_who_may_do_what(self, tmp_path: Path) -> None:
        run, session = self.session_of(tmp_path)
        checkup = run.drive(telegram.examine(session, PLANNED))
        assert checkup.name == "Stand-in"
        assert checkup.expires_at is None
        assert [advice.standing.value for advice in checkup.advice] == ["fine", "fine"]


def body(method: str, **said: Any) -> Request:
    return Request("POST", f"http://127.0.0.1:9/telegram/bot…/{method}", "try", json=said, hidden=TOKEN)


VALID: Mapping[str, dict[str, Any]] = {
    "sendMessage": {"chat_id": "@stand_in_channel", "text": "Ciao"},
    "sendPoll": {"chat_id": "@stand_in_channel", "question": "Sì?", "options": [{"text": "sì"}], "open_period": 60},
    "getChat": {"chat_id": "@stand_in_channel"},
}
BROKEN = [
    ("sendMessage", {"text": "x" * 4097}),
    ("sendMessage", {"text": 5}),
    ("sendMessage", {"text": None}),
    ("sendMessage", {"caption": "x"}),
    ("sendMessage", {"chat_id": ["@stand_in_channel"]}),
    ("sendMessage", {"reply_parameters": {"message_id": "1"}}),
    ("sendMessage", {"reply_parameters": {"message": 1}}),
    ("sendMessage", {"link_preview_options": {"is_disabled": "yes"}}),
    ("sendMessage", {"entities": [{"type": "spoiler", "offset": "0", "length": 1}]}),
    ("sendPoll", {"question": "x" * 301}),
    ("sendPoll", {"options": [{"text": "x"}] * 13}),
    ("sendPoll", {"options": ["sì", "no"]}),
    ("sendPoll", {"options": [{"text": "x" * 101}]}),
    ("sendPoll", {"is_anonymous": "true-ish"}),
    ("getChat", {"chat": "@x"}),
]


class TestJudges:
    """The Bot API's own list and the stand-in agree about what is valid: each takes what the other takes."""

    @pytest.fixture
    def send(self, tmp_path: Path) -> InProcess:
        return InProcess("telegram", tmp_path)

    @pytest.mark.skipif(not CONTRACTS.is_dir(), reason=f"no contracts in {CONTRACTS}")
    @pytest.mark.parametrize("method", VALID)
    def test_both_take_what_is_valid(self, method: str, send: InProcess) -> None:
        request = body(method, **VALID[method])
        assert faults(request) == []
        assert send(request).ok

    @pytest.mark.skipif(not CONTRACTS.is_dir(), reason=f"no contracts in {CONTRACTS}")
    @pytest.mark.parametrize(("method", "wrong"), BROKEN)
    def test_both_refuse_what_is_broken(self, method: str, wrong: dict[str, Any], send: InProcess) -> None:
        said = {name: value for name, value in (VALID[method] | wrong).items() if value is not None}
        request = body(method, **said)
        assert faults(request)
        assert send(request).status == 400

    @pytest.mark.skipif(not CONTRACTS.is_dir(), reason=f"no contracts in {CONTRACTS}")
    def test_both_refuse_a_method_nobody_has(self, send: InProcess) -> None:
        assert faults(body("sendNothing"))
        assert send(body("sendNothing")).status == 404

    @pytest.mark.skipif(not CONTRACTS.is_dir(), reason=f"no contracts in {CONTRACTS}")
    def test_a_file_nobody_attached_is_missed(self, send: InProcess) -> None:
        items = [{"type": "photo", "media": f"attach://file{number}"} for number in (1, 2)]
        request = body("sendMediaGroup", chat_id="@stand_in_channel", media=items)
        assert sorted(faults(request)) == ["attach://file1 names no file", "attach://file2 names no file"]
        assert send(request).status == 400

    @pytest.mark.parametrize(
        ("request_", "status"),
        [
            (replace(body("getMe"), hidden="17:another"), 401),
            (replace(body("getMe"), url="http://127.0.0.1:9/telegram/getMe", hidden=""), 404),
            (body("getChat", chat_id="@no"), 400),
            (body("sendMessage", chat_id="@stand_in_channel", text=" "), 400),
            (body("sendMessage", chat_id="@stand_in_channel", text="x", reply_parameters={"message_id": 7}), 400),
            (body("deleteMessage", chat_id="@stand_in_channel", message_id=7), 400),
            (body("editMessageText", chat_id="@stand_in_channel", message_id=7, text="x"), 400),
        ],
    )
    def test_the_stand_in_refuses_what_telegram_refuses(self, request_: Request, status: int, send: InProcess) -> None:
        answer: Response = send(request_)
        assert answer.status == status
        assert answer.data["ok"] is False
        assert answer.text("description")


def test_the_stand_in_forgets_nothing_but_time(tmp_path: Path) -> None:
    send = InProcess("telegram", tmp_path, now=datetime.fromisoformat("2026-12-01T08:30:00+00:00"))
    first = send(body("sendMessage", chat_id="@stand_in_channel", text="uno"))
    again = send(body("sendMessage", chat_id="@stand_in_channel", text="uno"))
    assert first.data["result"] != again.data["result"], "Telegram takes the same words twice: nothing stops a repeat"
    assert len(send.world.shown) == 2
