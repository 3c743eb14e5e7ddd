"""X's stand-in refuses what X refuses, also when nobody of ours would ask for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smm_build.networks import FileBody, Refused, Request, Response, x
from smm_build.networks._oauth1 import Keys
from smm_build.run.transport import HttpTransport
from smm_build.sandbox.server import SandboxServer
from smm_build.sandbox.standins import stand_ins
from tests.flows import drive
from tests.stand_ins import InProcess, account_at

SECRETS = stand_ins()["x"].SECRETS
KEYS = Keys(SECRETS["API_KEY"], SECRETS["API_SECRET"], SECRETS["ACCESS_TOKEN"], SECRETS["ACCESS_SECRET"])


@pytest.fixture
def stand_in(tmp_path: Path) -> InProcess:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    (tmp_path / "big.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + b"\0" * 6_000_000)
    (tmp_path / "broken.mp4").write_bytes(b"no film at all")
    return InProcess("x", tmp_path)


def post(stand_in: InProcess, what: str, json: object = None, **more: object) -> Response:
    request = Request("POST", f"{stand_in.base}/2/{what}", "test", json=json, sign=KEYS)
    return stand_in(replace(request, **more))  # type: ignore[arg-type]


def an_upload(stand_in: InProcess, size: int = 108, mime: str = "image/png", category: str = "tweet_image") -> str:
    said = {"media_type": mime, "media_category": category, "total_bytes": size}
    return str(post(stand_in, "media/upload/initialize", said).data["data"]["id"])  # type: ignore[index]


def piece(stand_in: InProcess, upload: str, file: str, number: int = 0) -> Response:
    form = {"segment_index": str(number), "media": FileBody(file, "application/octet-stream")}
    return post(stand_in, f"media/upload/{upload}/append", form=form)


class TestSignature:
    @pytest.mark.parametrize("part", ["key", "key_secret", "token", "token_secret"])
    def test_every_key_counts(self, stand_in: InProcess, part: str) -> None:
        wrong = replace(KEYS, **{part: "other"})
        assert post(stand_in, "tweets", {"text": "Ciao"}, sign=wrong).status == 401
        assert not stand_in.world.shown

    def test_an_app_s_bearer_is_of_another_kind(self, stand_in: InProcess) -> None:
        answer = post(stand_in, "tweets", {"text": "Ciao"}, sign=None, headers={"Authorization": "Bearer abc"})
        assert (answer.status, answer.data["title"]) == (403, "Unsupported Authentication")

    def test_over_http_every_sending_has_its_own_number(self, tmp_path: Path) -> None:
        with SandboxServer(tmp_path, lambda: datetime.now(UTC)) as server, HttpTransport(tmp_path) as transport:
            request = Request(
                "GET", f"{server.address('x')}/2/users/me", "test", params={"user.fields": "name"}, sign=KEYS
            )
            assert [transport(request).status for _ in range(3)] == [200, 200, 200]
            fixed = HttpTransport(tmp_path, lambda: (datetime.now(UTC), "always the same"))
            now = datetime(2026, 12, 1, tzinfo=UTC)
            with HttpTransport(tmp_path, lambda: (now, "always the same")) as repeating, fixed:
                assert [repeating(request).status for _ in range(2)] == [200, 401]


class TestUploads:
    def test_pieces_have_to_add_up(self, stand_in: InProcess) -> None:
        upload = an_upload(stand_in, size=107)
        assert piece(stand_in, upload, "a.png").ok
        assert post(stand_in, f"media/upload/{upload}/finalize").status == 400

    def test_a_piece_may_come_twice_but_none_may_lack(self, stand_in: InProcess) -> None:
        upload = an_upload(stand_in)
        assert piece(stand_in, upload, "a.png").ok
        assert piece(stand_in, upload, "a.png").ok
        assert post(stand_in, f"media/upload/{upload}/finalize").ok
        late = an_upload(stand_in)
        piece(stand_in, late, "a.png", number=1)
        assert post(stand_in, f"media/upload/{late}/finalize").status == 400

    def test_a_piece_that_is_too_large(self, stand_in: InProcess) -> None:
        upload = an_upload(stand_in, 6_000_012, "video/mp4", "tweet_video")
        assert piece(stand_in, upload, "big.mp4").status == 413

    def test_a_film_is_worked_on_and_a_broken_one_fails(self, stand_in: InProcess) -> None:
        upload = an_upload(stand_in, 14, "video/mp4", "tweet_video")
        piece(stand_in, upload, "broken.mp4")
        states = [post(stand_in, f"media/upload/{upload}/finalize")]
        for _ in range(2):
            params = {"command": "STATUS", "media_id": upload}
            states.append(stand_in(Request("GET", f"{stand_in.base}/2/media/upload", "test", params=params, sign=KEYS)))
        assert [state.data["data"]["processing_info"]["state"] for state in states] == [  # type: ignore[index]
            "pending",
            "in_progress",
            "failed",
        ]

    def test_a_post_needs_finished_media(self, stand_in: InProcess) -> None:
        upload = an_upload(stand_in)
        answer = post(stand_in, "tweets", {"text": "Ciao", "media": {"media_ids": [upload]}})
        assert (answer.status, stand_in.world.shown) == (400, {})


class TestPosts:
    def refused(self, stand_in: InProcess, body: dict[str, object]) -> str:
        before = dict(stand_in.world.shown)
        answer = post(stand_in, "tweets", body)
        assert answer.status == 403
        assert stand_in.world.shown == before
        return answer.text("detail")

    def test_the_same_words_for_a_day(self, stand_in: InProcess) -> None:
        assert post(stand_in, "tweets", {"text": "Ciao"}).status == 201
        assert "duplicate" in self.refused(stand_in, {"text": "Ciao"})
        stand_in.now += timedelta(days=2)
        assert post(stand_in, "tweets", {"text": "Ciao"}).status == 201

    def test_words_that_are_too_many(self, stand_in: InProcess) -> None:
        assert "not permitted" in self.refused(stand_in, {"text": "猫" * 141})
        stand_in.world.kind("subscriptions")["premium"] = {}
        assert post(stand_in, "tweets", {"text": "猫" * 141}).status == 201

    def test_answers_to_strangers(self, stand_in: InProcess) -> None:
        body: dict[str, object] = {"text": "Ciao", "reply": {"in_reply_to_tweet_id": "5"}}
        assert "not been mentioned" in self.refused(stand_in, body)

    def test_two_kinds_at_once(self, stand_in: InProcess) -> None:
        poll = {"options": ["sì", "no"], "duration_minutes": 60}
        assert post(stand_in, "tweets", {"text": "Ciao", "poll": poll, "quote_tweet_id": "5"}).status == 400
        assert post(stand_in, "tweets", {"text": " "}).status == 400

    def test_what_is_not_there(self, stand_in: InProcess) -> None:
        assert stand_in(Request("DELETE", f"{stand_in.base}/2/tweets/5", "test", sign=KEYS)).status == 404
        assert stand_in(Request("GET", f"{stand_in.base}/1.1/statuses", "test", sign=KEYS)).status == 404
        other = Request("GET", f"{stand_in.base}/2/users/5/tweets", "test", sign=KEYS)
        assert stand_in(other).status == 404


def test_a_flow_is_told_in_plain_words(stand_in: InProcess) -> None:
    account = account_at(stand_in)
    wrong = replace(account, secrets={**account.secrets, "ACCESS_SECRET": "other"})
    with pytest.raises(Refused, match="wrong, expired or revoked"):
        drive(x.login(wrong), stand_in)
