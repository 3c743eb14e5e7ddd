"""Every kind of post on Pinterest's stand-in: whole, stopped after every request, and broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from smm_build.domain.post import Settings
from smm_build.networks import FileBody, Refused, Request, pinterest
from tests.cases import Case
from tests.cases.pinterest import CASES
from tests.flows import PLANNED
from tests.killed import Run
from tests.official import CONTRACTS
from tests.official.pinterest import faults
from tests.stand_ins import InProcess, task_of
from tests.values import a_channel

IDS = [case.id for case in CASES]
BASE = "http://127.0.0.1:9/pinterest"
AUTH = {"Authorization": "Bearer pina.stand-in-access-token-of-nobody"}
WITHOUT = pytest.mark.skipif(not CONTRACTS.is_dir(), reason=f"no contracts in {CONTRACTS}")


@pytest.mark.parametrize("case", CASES, ids=IDS)
class TestCase:
    def test_is_published_once(self, case: Case, tmp_path: Path) -> None:
        run = Run(case, "pinterest", tmp_path)
        assert run.deliver() is None
        (shown,) = run.stand_in.world.shown.values()
        assert run.commits == 1
        assert (shown.text, shown.link) == (case.parts[0], case.link)
        assert run.receipts[0].url == shown.url
        assert [digest for digest, _ in shown.files] == [
            media.facts.sha256 for media in run.variant.parts[0].media if media.facts
        ]
        assert shown.files[0][1] == ("\n".join(file.alt for file in case.files if file.alt) or None)

    def test_is_there_once_wherever_it_dies(self, case: Case, tmp_path: Path) -> None:
        whole = Run(case, "pinterest", tmp_path)
        whole.deliver()
        for number in range(1, len(whole.stand_in.asked) + 1):
            run = Run(case, "pinterest", tmp_path, dies_after=number)
            assert run.deliver() is None
            assert len(run.stand_in.world.shown) == len(run.receipts) == 1, f"died after request {number}"

    def test_can_be_changed_and_taken_away(self, case: Case, tmp_path: Path) -> None:
        run = Run(case, "pinterest", tmp_path)
        run.deliver()
        session = run.drive(pinterest.login(run.account))
        run.variant = replace(run.variant, parts=(replace(run.variant.parts[0], text="Altro"),))
        assert run.drive(pinterest.amend(task_of(run.variant), run.receipts[0], session)) == run.receipts[0]
        assert [shown.text for shown in run.stand_in.world.shown.values()] == ["Altro"]
        for _ in range(2):
            run.drive(pinterest.remove(run.receipts[0], session))
        assert not run.stand_in.world.shown


class TestARun:
    def test_a_film_that_is_there_is_not_sent_again(self, tmp_path: Path) -> None:
        case = CASES[IDS.index("film")]
        whole = Run(case, "pinterest", tmp_path)
        whole.deliver()
        sent = next(number for number, asked in enumerate(whole.stand_in.asked, 1) if asked.url.endswith("/upload"))
        run = Run(case, "pinterest", tmp_path, dies_after=sent + 1)
        assert run.deliver() is None
        assert sum(asked.url.endswith("/upload") for asked in run.stand_in.asked) == 1

    def test_a_board_that_is_not_there_is_said_plainly(self, tmp_path: Path) -> None:
        case = replace(CASES[0], settings=Settings(title="Cinque errori", board="404"))
        run = Run(case, "pinterest", tmp_path)
        with pytest.raises(Refused, match="no such board"):
            run.deliver()

    def test_a_checkup_names_the_boards(self, tmp_path: Path) -> None:
        run = Run(CASES[0], "pinterest", tmp_path)
        session = run.drive(pinterest.login(run.account))
        checkup = run.drive(pinterest.examine(session, PLANNED))
        assert checkup.name == "stand_in"
        assert checkup.expires_at == PLANNED + timedelta(days=60)
        assert [advice.standing.value for advice in checkup.advice] == ["fine", "fine"]
        assert checkup.advice[0].what.en == "Boards: Ricette: 7"

    def test_a_checkup_looks_at_the_usual_board(self, tmp_path: Path) -> None:
        run = Run(CASES[0], "pinterest", tmp_path)
        session = run.drive(pinterest.login(run.account))
        channel = a_channel("pinterest", server=run.stand_in.base, defaults=Settings(board="404"))
        session = replace(session, account=replace(session.account, channel=channel))
        checkup = run.drive(pinterest.examine(session, PLANNED))
        assert checkup.advice[0].standing.value == "wrong"

    def test_credentials_can_be_renewed(self, tmp_path: Path) -> None:
        run = Run(CASES[0], "pinterest", tmp_path)
        renewal = run.drive(pinterest.renew(run.account, PLANNED))
        assert set(renewal.secrets) == {"REFRESH_TOKEN"}
        assert renewal.expires_at == PLANNED + timedelta(days=60)
        assert renewal.secrets["REFRESH_TOKEN"] not in repr(renewal)


PIN: dict[str, Any] = {
    "board_id": "7",
    "title": "Moka",
    "description": "Ciao",
    "media_source": {"source_type": "image_base64", "content_type": "image/png", "data": "iVBORw0KGgo="},
}
PICTURE = {"content_type": "image/png", "data": "iVBORw0KGgo="}


def asked(body: Any = None, method: str = "POST", path: str = "pins", **more: Any) -> Request:
    return Request(method, f"{BASE}/v5/{path}", "try", headers=more.pop("headers", AUTH), json=body, **more)


def source(**said: Any) -> dict[str, Any]:
    return PIN | {"media_source": said}


class TestJudges:
    """Pinterest's own document and the stand-in agree about what is valid."""

    @pytest.fixture
    def send(self, tmp_path: Path) -> InProcess:
        return InProcess("pinterest", tmp_path)

    @WITHOUT
    @pytest.mark.parametrize(
        "body", [PIN, source(source_type="multiple_image_base64", items=[PICTURE] * 5, index=0)], ids=["one", "five"]
    )
    def test_both_take_what_is_valid(self, body: Any, send: InProcess) -> None:
        assert faults(asked(body)) == []
        assert send(asked(body)).status == 201

    @WITHOUT
    @pytest.mark.parametrize(
        "request_",
        [
            asked(PIN | {"title": "x" * 101}),
            asked(PIN | {"description": "x" * 801}),
            asked(PIN | {"alt_text": "x" * 501}),
            asked(PIN | {"link": "https://aurora.it/" + "x" * 2048}),
            asked(PIN | {"board_id": "ricette"}),
            asked(PIN | {"titolo": "Moka"}),
            asked(PIN | {"title": 5}),
            asked(source(source_type="picture")),
            asked(source(source_type="image_base64", content_type="image/gif", data="R0lG")),
            asked(source(source_type="image_base64", content_type="image/png")),
            asked(source(source_type="image_base64", content_type="image/png", data="non è base64")),
            asked(source(source_type="multiple_image_base64", items=[PICTURE])),
            asked(source(source_type="multiple_image_base64", items=[PICTURE] * 6)),
            asked(source(source_type="multiple_image_base64", items=[PICTURE | {"alt": "x"}] * 2)),
            asked(source(source_type="video_id", media_id="x1")),
            asked(source(source_type="video_id", media_id="1", cover_image_key_frame_time=-1)),
            asked(PIN, headers={}),
            asked(method="GET", path="boards/7/pins", params={"page_size": "251"}),
            asked({"media_type": "picture"}, path="media"),
            asked(path="nothing"),
            asked({"title": 5}, method="PATCH", path="pins/7"),
        ],
    )
    def test_both_refuse_what_is_broken(self, request_: Request, send: InProcess) -> None:
        assert faults(request_)
        assert 400 <= send(request_).status < 500

    @WITHOUT
    def test_both_want_the_token_asked_for_properly(self, send: InProcess) -> None:
        request = next(pinterest.login(Run(CASES[0], "pinterest", send.root).account))
        assert isinstance(request, Request)
        assert faults(request) == []
        for broken in (replace(request, headers={}), replace(request, form={"grant_type": "refresh_token"})):
            assert faults(broken)
            assert send(broken).status in {400, 401}

    def test_the_storage_takes_films_with_their_signature_only(self, send: InProcess) -> None:
        announced = send(asked({"media_type": "video"}, path="media"))
        fields = announced.data["upload_parameters"]
        assert isinstance(fields, dict)
        (send.root / "film.mp4").write_bytes(b"film")
        film = FileBody("film.mp4", "video/mp4")
        place = announced.text("upload_url")
        wrong = {**fields, "x-amz-signature": "another", "file": film}
        assert send(Request("POST", place, "try", form=wrong)).status == 403
        assert send(Request("POST", place, "try", headers=AUTH, form={**fields, "file": film})).status == 403
        assert send(Request("POST", place, "try", form=fields)).status == 400
        assert send(Request("POST", place, "try", form={**fields, "file": film})).status == 204
