"""Every kind of post on YouTube's stand-in: whole, stopped after every request, and broken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from smm_build.networks import FileBody, Refused, Request, youtube
from tests.cases import Case, File
from tests.cases.youtube import CASES
from tests.flows import PLANNED
from tests.killed import Run
from tests.official import CONTRACTS
from tests.official.youtube import faults
from tests.stand_ins import InProcess, task_of, variant_of

IDS = [case.id for case in CASES]
BASE = "http://127.0.0.1:9/youtube"
AUTH = {"Authorization": "Bearer ya29.stand-in-access-token-of-nobody"}
WITHOUT = pytest.mark.skipif(not CONTRACTS.is_dir(), reason=f"no contracts in {CONTRACTS}")


@pytest.mark.parametrize("case", CASES, ids=IDS)
class TestCase:
    def test_is_published_once(self, case: Case, tmp_path: Path) -> None:
        run = Run(case, "youtube", tmp_path)
        assert run.deliver() is None
        shown = list(run.stand_in.world.shown.values())
        assert [post.text for post in shown] == [part.text for part in run.variant.messages]
        assert run.commits == len(shown)
        assert [post.reply_to for post in shown[1:]] == [shown[0].id] * (len(shown) - 1)
        film = run.stand_in.world.kind("films")[shown[0].id]
        assert film["status"] == {
            "privacyStatus": case.settings.visibility,
            "selfDeclaredMadeForKids": False,
            "containsSyntheticMedia": case.settings.ai == "generated",
        }
        assert film["snippet"]["title"] == case.settings.title  # type: ignore[index]

    def test_is_there_once_wherever_it_dies(self, case: Case, tmp_path: Path) -> None:
        whole = Run(case, "youtube", tmp_path)
        whole.deliver()
        for number in range(1, len(whole.stand_in.asked) + 1):
            run = Run(case, "youtube", tmp_path, dies_after=number)
            assert run.deliver() is None
            texts = [post.text for post in run.stand_in.world.shown.values()]
            assert texts == [part.text for part in run.variant.messages], f"died after request {number}"
            assert len(run.receipts) == len(texts)
            assert len(run.stand_in.world.kind("films")) == 1, "no film is uploaded twice"

    def test_can_be_taken_away(self, case: Case, tmp_path: Path) -> None:
        run = Run(case, "youtube", tmp_path)
        run.deliver()
        session = run.drive(youtube.login(run.account))
        for receipt in reversed(run.receipts):
            run.drive(youtube.remove(receipt, session))
            run.drive(youtube.remove(receipt, session))
        assert not run.stand_in.world.shown
        assert not run.stand_in.world.kind("films")

    def test_its_words_can_be_changed(self, case: Case, tmp_path: Path) -> None:
        run = Run(case, "youtube", tmp_path)
        run.deliver()
        session = run.drive(youtube.login(run.account))
        comment = run.variant.comment
        run.variant = replace(
            run.variant,
            parts=(replace(run.variant.parts[0], text="Altro"),),
            comment=replace(comment, text="Altro") if comment else None,
        )
        for number, receipt in enumerate(run.receipts, start=1):
            assert (
                run.drive(youtube.amend(task_of(run.variant, number, run.receipts[: number - 1]), receipt, session))
                == receipt
            )
        assert {post.text for post in run.stand_in.world.shown.values()} == {"Altro"}


class TestAStillPicture:
    def test_is_set_before_anybody_sees_the_film(self, tmp_path: Path) -> None:
        run = Run(CASES[0], "youtube", tmp_path)
        (picture,) = variant_of(replace(CASES[0], files=(File("cover.jpg"),)), run.account, tmp_path).parts[0].media
        run.variant = replace(run.variant, settings=replace(run.variant.settings, cover=picture))
        assert run.deliver() is None
        (film,) = run.stand_in.world.kind("films").values()
        assert picture.facts is not None
        assert film["cover"] == picture.facts.sha256
        urls = [asked.url.rpartition("/")[2] for asked in run.stand_in.asked]
        assert urls.index("set") < len(urls) - 1


class TestAComment:
    def test_that_is_there_is_found_again_and_can_be_changed(self, tmp_path: Path) -> None:
        case = CASES[IDS.index("film with a comment")]
        whole = Run(case, "youtube", tmp_path)
        whole.deliver()
        run = Run(case, "youtube", tmp_path, dies_after=len(whole.stand_in.asked))
        assert run.deliver() is None
        assert [receipt.id for receipt in run.receipts] == list(run.stand_in.world.shown)
        assert any("commentThreads" in asked.url and asked.method == "GET" for asked in run.stand_in.asked)


class TestAnUpload:
    def test_goes_on_where_it_stopped(self, tmp_path: Path) -> None:
        case = CASES[IDS.index("film in several stretches")]
        whole = Run(case, "youtube", tmp_path)
        whole.deliver()
        first = next(n for n, asked in enumerate(whole.stand_in.asked, 1) if isinstance(asked.body, FileBody))
        run = Run(case, "youtube", tmp_path, dies_after=first)
        assert run.deliver() is None
        stretches = [asked.headers["Content-Range"] for asked in run.stand_in.asked if asked.hidden]
        size = 34 * 1024 * 1024
        assert stretches == [
            f"bytes 0-33554431/{size}",
            f"bytes */{size}",
            f"bytes 33554432-{size - 1}/{size}",
        ]

    def test_its_address_is_a_permission_and_shown_nowhere(self, tmp_path: Path) -> None:
        run = Run(CASES[0], "youtube", tmp_path, dies_after=4)
        run.deliver()
        assert run.notes[1]["session"]
        upload = next(iter(run.stand_in.world.kind("uploads")))
        assert any(upload in asked.address for asked in run.stand_in.asked)
        assert upload not in str(run.notes) + repr(run.stand_in.asked)

    def test_one_that_is_forgotten_is_begun_again(self, tmp_path: Path) -> None:
        run = Run(CASES[0], "youtube", tmp_path, dies_after=3)

        def forgetful(request: Request, answer: Any) -> Any:
            if len(run.stand_in.asked) == 3:
                run.stand_in.world.kind("uploads").clear()
            return answer

        run.spoiled = forgetful
        assert run.deliver() is None
        assert len(run.stand_in.world.shown) == 1

    def test_another_film_is_another_upload(self, tmp_path: Path) -> None:
        run = Run(CASES[0], "youtube", tmp_path)
        session = run.drive(youtube.login(run.account))
        notes = {"video": "S0000000001", "file": "of another file", "session": ""}
        receipt = run.drive(youtube.publish(task_of(run.variant, notes=notes), session))
        assert receipt.id != "S0000000001"


class TestACheckup:
    def test_of_a_channel_in_order(self, tmp_path: Path) -> None:
        run = Run(CASES[0], "youtube", tmp_path)
        session = run.drive(youtube.login(run.account))
        checkup = run.drive(youtube.examine(session, PLANNED))
        assert checkup.name == "Stand-in"
        assert [advice.standing.value for advice in checkup.advice] == ["fine"]

    def test_credentials_of_another_channel_are_refused(self, tmp_path: Path) -> None:
        run = Run(replace(CASES[0], channel={"account": "UCanother"}), "youtube", tmp_path)
        with pytest.raises(Refused, match="UCanother"):
            run.drive(youtube.login(run.account))


VIDEO: dict[str, Any] = {
    "snippet": {"title": "Moka", "description": "Ciao", "categoryId": "22", "tags": ["caffè"]},
    "status": {"privacyStatus": "private", "selfDeclaredMadeForKids": False, "containsSyntheticMedia": False},
}


def beginning(resource: Any = None, **params: str) -> Request:
    return Request(
        "POST",
        f"{BASE}/upload/youtube/v3/videos",
        "try",
        headers={**AUTH, "X-Upload-Content-Length": "10", "X-Upload-Content-Type": "video/mp4"},
        params={"uploadType": "resumable", "part": "snippet,status", **params},
        json=VIDEO if resource is None else resource,
    )


def changed(part: str, **said: Any) -> Mapping[str, Any]:
    return VIDEO | {part: VIDEO[part] | said}


class TestJudges:
    """Google's own description and the stand-in agree about what is valid."""

    @pytest.fixture
    def send(self, tmp_path: Path) -> InProcess:
        return InProcess("youtube", tmp_path)

    @WITHOUT
    def test_both_take_what_is_valid(self, send: InProcess) -> None:
        assert faults(beginning()) == []
        assert send(beginning()).ok

    @WITHOUT
    @pytest.mark.parametrize(
        "request_",
        [
            beginning(changed("status", privacyStatus="friends")),
            beginning(changed("status", selfDeclaredMadeForKids="no")),
            beginning(changed("status", privacy="public")),
            beginning(changed("snippet", titolo="Moka")),
            beginning(changed("snippet", tags="caffè")),
            beginning(changed("snippet", title=5)),
            beginning({**VIDEO, "stato": {}}),
            beginning([VIDEO]),
            replace(beginning(), headers=AUTH),
            replace(beginning(), headers={**beginning().headers, "X-Upload-Content-Type": "image/png"}),
            replace(
                beginning(), headers={name: v for name, v in beginning().headers.items() if name != "Authorization"}
            ),
            Request("GET", f"{BASE}/youtube/v3/videos", "try", headers=AUTH, params={"id": "x"}),
            Request("POST", f"{BASE}/youtube/v3/nothing", "try", headers=AUTH),
            Request("POST", f"{BASE}/youtube/v3/videos", "try", params={"part": "snippet"}, json=VIDEO),
            Request(
                "POST",
                f"{BASE}/youtube/v3/commentThreads",
                "try",
                headers=AUTH,
                params={"part": "snippet"},
                json={"snippet": {"videoId": 7}},
            ),
        ],
    )
    def test_both_refuse_what_is_broken(self, request_: Request, send: InProcess) -> None:
        assert faults(request_)
        assert 400 <= send(request_).status < 500

    @pytest.mark.parametrize(
        ("resource", "reason"),
        [
            (changed("snippet", title="x" * 101), "invalidTitle"),
            (changed("snippet", title="a <b>"), "invalidTitle"),
            (changed("snippet", title=""), "invalidTitle"),
            (changed("snippet", description="é" * 2501), "invalidDescription"),
            (changed("snippet", tags=["x" * 250, "y" * 250]), "invalidTags"),
            (changed("snippet", categoryId=""), "invalidCategoryId"),
        ],
    )
    def test_the_stand_in_refuses_what_youtube_documents(self, resource: Any, reason: str, send: InProcess) -> None:
        answer = send(beginning(resource))
        assert answer.status == 400
        assert reason in str(answer.data)

    @pytest.mark.parametrize(
        ("form", "error"),
        [
            ({"grant_type": "authorization_code"}, "unsupported_grant_type"),
            ({"client_id": "x"}, "invalid_client"),
            ({"refresh_token": "x"}, "invalid_grant"),
        ],
    )
    def test_a_token_is_given_to_nobody_else(self, form: dict[str, str], error: str, send: InProcess) -> None:
        secrets = {name.lower(): secret for name, secret in send.stand_in.SECRETS.items()}
        request = Request(
            "POST", f"{BASE}/oauth2/token", "try", form={"grant_type": "refresh_token", **secrets, **form}
        )
        assert send(request).text("error") == error

    @pytest.mark.parametrize(
        ("there", "body", "status"),
        [
            ("bytes 0-4/10", b"12345", 400),  # no multiple of 256 KiB, and not the last
            ("bytes 0-9/11", b"1234567890", 400),
            ("bytes 0-9/10", b"123", 400),
            ("nonsense", b"", 400),
            ("bytes */10", b"", 308),
            ("bytes 0-9/10", b"1234567890", 200),
        ],
    )
    def test_stretches_are_taken_as_documented(self, there: str, body: bytes, status: int, send: InProcess) -> None:
        place = send(beginning()).headers["location"]
        answer = send(Request("PUT", place, "try", headers={**AUTH, "Content-Range": there}, body=body))
        assert answer.status == status
