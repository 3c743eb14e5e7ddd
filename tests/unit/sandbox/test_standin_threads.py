"""Threads' stand-in refuses what Threads refuses, also when nobody of ours would ask for it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from smm_build.networks import Request, Response, Session, threads
from smm_build.sandbox.standins import stand_ins
from tests.flows import PLANNED, drive
from tests.stand_ins import MEDIA, InProcess, account_at

SECRETS = stand_ins()["threads"].SECRETS
HEADERS = {"Authorization": f"Bearer {SECRETS['TOKEN']}"}


@pytest.fixture
def stand_in(tmp_path: Path) -> InProcess:
    Image.new("RGB", (400, 400)).save(tmp_path / "a.jpg")
    (tmp_path / "broken.mp4").write_bytes(b"no film at all")
    return InProcess("threads", tmp_path)


def ask(stand_in: InProcess, method: str, path: str, **form: str) -> Response:
    params = form if method == "GET" else {}
    sent = form if method == "POST" else None
    return stand_in(Request(method, f"{stand_in.base}/v1.0/{path}", "test", HEADERS, params=params, form=sent))


def a_container(stand_in: InProcess, **form: str) -> str:
    said = {"media_type": "TEXT", "text": "Ciao"} | form
    return ask(stand_in, "POST", "me/threads", **said).text("id")


def state(stand_in: InProcess, container: str) -> str:
    return ask(stand_in, "GET", container, fields="id,status,error_message").text("status")


class TestContainers:
    def test_is_worked_on_then_published_once(self, stand_in: InProcess) -> None:
        container = a_container(stand_in)
        early = ask(stand_in, "POST", "me/threads_publish", creation_id=container)
        assert early.data["error"]["error_subcode"] == 4_279_009  # type: ignore[index]
        assert [state(stand_in, container) for _ in range(2)] == ["IN_PROGRESS", "FINISHED"]
        assert ask(stand_in, "POST", "me/threads_publish", creation_id=container).ok
        assert state(stand_in, container) == "PUBLISHED"
        assert not ask(stand_in, "POST", "me/threads_publish", creation_id=container).ok
        assert len(stand_in.world.shown) == 1

    def test_is_too_old_after_a_day(self, stand_in: InProcess) -> None:
        container = a_container(stand_in)
        state(stand_in, container)
        stand_in.now += timedelta(hours=25)
        assert state(stand_in, container) == "EXPIRED"
        assert not ask(stand_in, "POST", "me/threads_publish", creation_id=container).ok

    @pytest.mark.parametrize("file", ["nowhere.mp4", "broken.mp4"])
    def test_a_film_that_cannot_be_had_or_read(self, stand_in: InProcess, file: str) -> None:
        container = a_container(stand_in, media_type="VIDEO", video_url=f"{MEDIA}/{file}")
        assert [state(stand_in, container) for _ in range(2)] == ["IN_PROGRESS", "ERROR"]
        why = ask(stand_in, "GET", container, fields="error_message").text("error_message")
        assert why.startswith("FAILED_")

    def test_an_item_of_a_carousel_is_no_post(self, stand_in: InProcess) -> None:
        item = a_container(stand_in, media_type="IMAGE", image_url=f"{MEDIA}/a.jpg", is_carousel_item="true")
        state(stand_in, item)
        assert not ask(stand_in, "POST", "me/threads_publish", creation_id=item).ok
        assert not ask(stand_in, "POST", "me/threads", media_type="CAROUSEL", children=item).ok

    def test_the_limit_of_links(self, stand_in: InProcess) -> None:
        text = " ".join(f"https://aurora.it/{number}" for number in range(5))
        assert ask(stand_in, "POST", "me/threads", media_type="TEXT", text=text).ok
        more = {"media_type": "TEXT", "text": text, "link_attachment": "https://aurora.it/6"}
        assert not ask(stand_in, "POST", "me/threads", **more).ok


class TestEnvelope:
    @pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer other"}])
    def test_needs_its_token(self, stand_in: InProcess, headers: dict[str, str]) -> None:
        answer = stand_in(Request("GET", f"{stand_in.base}/v1.0/me", "test", headers))
        assert answer.data["error"]["code"] in {104, 190}  # type: ignore[index]

    @pytest.mark.parametrize("path", ["v26.0/me", "me"])
    def test_knows_one_version(self, stand_in: InProcess, path: str) -> None:
        assert not stand_in(Request("GET", f"{stand_in.base}/{path}", "test", HEADERS)).ok


class TestAccount:
    def session(self, stand_in: InProcess) -> Session:
        return drive(threads.login(account_at(stand_in)), stand_in)[0]

    def test_is_examined(self, stand_in: InProcess) -> None:
        session = self.session(stand_in)
        container = a_container(stand_in)
        state(stand_in, container)
        ask(stand_in, "POST", "me/threads_publish", creation_id=container)
        checkup, _ = drive(threads.examine(session, PLANNED), stand_in)
        assert checkup.name == "@sandbox_brand"
        assert checkup.expires_at == PLANNED + timedelta(days=60)
        assert any("1 of 250 posts" in advice.what.en for advice in checkup.advice)
        assert not any("lacks" in advice.what.en for advice in checkup.advice)

    def test_its_token_is_renewed(self, stand_in: InProcess) -> None:
        renewal, _ = drive(threads.renew(account_at(stand_in), PLANNED), stand_in)
        assert renewal.secrets == SECRETS
        assert renewal.expires_at == PLANNED + timedelta(days=60)
