"""The stand-ins for Facebook and Instagram refuse what the networks refuse, and answer whatever they are asked."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from smm_build.sandbox.standins import Answer, Asked, Said, World, facebook, instagram
from smm_build.sandbox.standins._graph import APP, APP_SECRET, TOKEN

NOW = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
BEARER = {"authorization": f"Bearer {TOKEN}"}
PAGE, USER = facebook.ACCOUNT, instagram.ACCOUNT


def picture(kind: str = "JPEG", width: int = 100, height: int = 100) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#b3392f").save(out, kind)
    return out.getvalue()


FILES = {
    "https://m.example/cup.jpg": picture(),
    "https://m.example/cup.png": picture("PNG"),
    "https://m.example/tall.jpg": picture(height=300),
    "https://m.example/heavy.jpg": picture() + b"\0" * (8 * 1024 * 1024),
    "https://m.example/film.mp4": b"film",
}


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def a_world(clock: Clock | None = None) -> World:
    return World(clock or Clock(), FILES.get)


def ask(stand_in: Any, world: World, method: str, path: str, **said: str) -> Answer:
    answer: Answer = stand_in.handle(a_request(method, path, said), world)
    return answer


def a_request(method: str, path: str, said: dict[str, str], **more: Any) -> Asked:
    where: dict[str, Any] = {"params": said} if method != "POST" else {"form": said}
    return Asked(
        method, path if path.startswith("/") else f"/v26.0/{path}", "http://x", headers=BEARER, **where, **more
    )


def codes(answer: Answer) -> tuple[int | None, int | None]:
    error = answer.content["error"] if isinstance(answer.content, dict) and "error" in answer.content else {}
    return error.get("code"), error.get("error_subcode")


def container(world: World, **said: str) -> str:
    answer = ask(instagram, world, "POST", f"{USER}/media", **said)
    assert answer.status == 200, answer.content
    assert isinstance(answer.content, dict)
    return str(answer.content["id"])


def code_of(world: World, name: str) -> str:
    answer = ask(instagram, world, "GET", name, fields="status_code,status")
    assert isinstance(answer.content, dict)
    return str(answer.content["status_code"])


class TestTokens:
    @pytest.mark.parametrize("stand_in", [facebook, instagram])
    @pytest.mark.parametrize(
        ("headers", "params", "code"),
        [
            ({}, {}, 104),
            ({"authorization": "Bearer other"}, {}, 190),
            ({}, {"access_token": "other"}, 190),
            (BEARER, {"appsecret_proof": "0" * 64}, 100),
        ],
    )
    def test_wrong_ones_are_refused(self, stand_in: Any, headers: Any, params: Any, code: int) -> None:
        asked = Asked("GET", "/v26.0/me", "http://x", params=params, headers=headers)
        assert codes(stand_in.handle(asked, a_world()))[0] == code

    @pytest.mark.parametrize("stand_in", [facebook, instagram])
    def test_one_among_the_parameters_is_taken_as_well(self, stand_in: Any) -> None:
        asked = Asked("GET", "/v26.0/me", "http://x", params={"access_token": TOKEN})
        assert stand_in.handle(asked, a_world()).status == 200

    @pytest.mark.parametrize("stand_in", [facebook, instagram])
    def test_a_version_that_died_is_refused(self, stand_in: Any) -> None:
        asked = Asked("GET", "/v19.0/me", "http://x", headers=BEARER)
        assert codes(stand_in.handle(asked, a_world()))[0] == 2635

    def test_the_app_may_look_at_one(self) -> None:
        headers = {"authorization": f"Bearer {APP}|{APP_SECRET}"}
        for token, valid in ((TOKEN, True), ("other", False)):
            asked = Asked("GET", "/v26.0/debug_token", "http://x", params={"input_token": token}, headers=headers)
            said = facebook.handle(asked, a_world()).content
            assert isinstance(said, dict)
            assert said["data"]["is_valid"] is valid


class TestFacebook:
    def test_the_same_words_twice_in_a_row_are_refused(self) -> None:
        world = a_world()
        assert ask(facebook, world, "POST", f"{PAGE}/feed", message="Ciao").status == 200
        assert codes(ask(facebook, world, "POST", f"{PAGE}/feed", message="Ciao"))[0] == 506
        assert len(world.shown) == 1

    def test_a_photo_is_used_once(self) -> None:
        world = a_world()
        file = {"source": Said("cup.jpg", "image/jpeg", picture())}
        asked = a_request("POST", f"{PAGE}/photos", {"published": "false"}, files=file)
        photo = facebook.handle(asked, world).content
        assert isinstance(photo, dict)
        attached = {"attached_media[0]": json.dumps({"media_fbid": photo["id"]})}
        assert not world.shown
        assert ask(facebook, world, "POST", f"{PAGE}/feed", message="a", **attached).status == 200
        assert codes(ask(facebook, world, "POST", f"{PAGE}/feed", message="b", **attached))[0] == 1366051
        assert codes(ask(facebook, world, "POST", f"{PAGE}/photo_stories", photo_id=photo["id"]))[0] == 100

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ({}, 100),
            ({"message": "x" * 63_207}, 100),
            ({"link": "https://www.facebook.com/aurora"}, 1609008),
            ({"link": "aurora.it"}, 1609005),
            ({"message": "a", "attached_media": '["1"]'}, 100),
            ({"message": "a", "published": "false"}, 100),
        ],
    )
    def test_what_the_feed_does_not_take(self, said: dict[str, str], code: int) -> None:
        world = a_world()
        assert codes(ask(facebook, world, "POST", f"{PAGE}/feed", **said))[0] == code
        assert not world.shown

    def test_a_reel_cannot_be_finished_before_it_has_arrived(self) -> None:
        world = a_world()
        begun = ask(facebook, world, "POST", f"{PAGE}/video_reels", upload_phase="start").content
        assert isinstance(begun, dict)
        finish = {"upload_phase": "finish", "video_id": begun["video_id"], "video_state": "PUBLISHED"}
        assert ask(facebook, world, "POST", f"{PAGE}/video_reels", **finish).status == 400
        where = f"/rupload/video-upload/v26.0/{begun['video_id']}"
        headers = {"authorization": f"OAuth {TOKEN}", "offset": "0", "file_size": "5"}
        assert facebook.handle(Asked("POST", where, "http://x", headers=headers, body=b"film"), world).status == 400
        headers["file_size"] = "4"
        assert facebook.handle(Asked("POST", where, "http://x", headers=headers, body=b"film"), world).status == 200
        assert ask(facebook, world, "POST", f"{PAGE}/video_reels", **finish).status == 200
        assert ask(facebook, world, "POST", f"{PAGE}/video_reels", **finish).status == 200
        assert len(world.shown) == 1

    def test_a_draft_stays_unseen(self) -> None:
        world = a_world()
        begun = ask(facebook, world, "POST", f"{PAGE}/video_reels", upload_phase="start").content
        assert isinstance(begun, dict)
        headers = {"authorization": f"OAuth {TOKEN}", "offset": "0", "file_size": "4"}
        where = f"/rupload/video-upload/v26.0/{begun['video_id']}"
        facebook.handle(Asked("POST", where, "http://x", headers=headers, body=b"film"), world)
        finish = {"upload_phase": "finish", "video_id": begun["video_id"], "video_state": "DRAFT"}
        assert ask(facebook, world, "POST", f"{PAGE}/video_reels", **finish).status == 200
        assert not world.shown


class TestInstagram:
    @pytest.mark.parametrize(
        ("said", "expected"),
        [
            ({"image_url": "https://m.example/gone.jpg"}, (9004, 2207052)),
            ({"image_url": "https://m.example/cup.png"}, (36001, 2207005)),
            ({"image_url": "https://m.example/tall.jpg"}, (36003, 2207009)),
            ({"image_url": "https://m.example/heavy.jpg"}, (36000, 2207004)),
            ({"image_url": "https://m.example/cup.jpg", "caption": "x" * 2_201}, (36004, 2207010)),
            ({"image_url": "https://m.example/cup.jpg", "caption": "#a " * 31}, (36004, 2207010)),
            ({"image_url": "https://m.example/cup.jpg", "caption": "@a " * 21}, (100, 2207040)),
            ({"image_url": "https://m.example/cup.jpg", "media_type": "REEEL"}, (100, 2207023)),
            ({"video_url": "https://m.example/film.mp4", "media_type": "VIDEO"}, (100, 2207023)),
            ({"media_type": "CAROUSEL", "children": "1"}, (100, 2207028)),
            ({"media_type": "REELS", "image_url": "https://m.example/cup.jpg"}, (100, None)),
            ({"media_type": "STORIES", "image_url": "https://m.example/cup.jpg", "alt_text": "a"}, (100, None)),
            ({"upload_type": "resumable"}, (100, None)),
        ],
    )
    def test_what_a_container_does_not_take(self, said: dict[str, str], expected: tuple[int, int | None]) -> None:
        assert codes(ask(instagram, a_world(), "POST", f"{USER}/media", **said)) == expected

    def test_a_story_may_be_tall(self) -> None:
        container(a_world(), media_type="STORIES", image_url="https://m.example/tall.jpg")

    def test_a_container_is_published_once_and_not_before_it_is_finished(self) -> None:
        world = a_world()
        name = container(world, image_url="https://m.example/cup.jpg", caption="Ciao")
        assert code_of(world, name) == "IN_PROGRESS"
        assert codes(ask(instagram, world, "POST", f"{USER}/media_publish", creation_id=name)) == (9007, 2207027)
        assert code_of(world, name) == "FINISHED"
        assert ask(instagram, world, "POST", f"{USER}/media_publish", creation_id=name).status == 200
        assert code_of(world, name) == "PUBLISHED"
        assert ask(instagram, world, "POST", f"{USER}/media_publish", creation_id=name).status == 400
        assert len(world.shown) == 1

    def test_a_container_expires_after_a_day(self) -> None:
        clock = Clock()
        world = a_world(clock)
        name = container(world, image_url="https://m.example/cup.jpg")
        clock.now += timedelta(days=1)
        assert code_of(world, name) == "EXPIRED"
        assert codes(ask(instagram, world, "POST", f"{USER}/media_publish", creation_id=name)) == (-2, 2207020)

    def test_the_day_has_a_limit_that_moves(self) -> None:
        clock = Clock()
        world = a_world(clock)
        for _ in range(100):
            publish(world)
        clock.now += timedelta(hours=1)
        name = container(world, image_url="https://m.example/cup.jpg")
        code_of(world, name), code_of(world, name)
        assert codes(ask(instagram, world, "POST", f"{USER}/media_publish", creation_id=name)) == (9, 2207042)
        clock.now += timedelta(hours=23, minutes=1)
        publish(world)
        assert len(world.shown) == 101

    def test_the_other_host_takes_no_uploads(self) -> None:
        path = f"/graph.instagram.com/v26.0/{USER}/media"
        assert ask(instagram, a_world(), "POST", path, media_type="REELS", upload_type="resumable").status == 400
        assert (
            ask(instagram, a_world(), "POST", path, media_type="REELS", video_url="https://m.example/film.mp4").status
            == 200
        )


def publish(world: World) -> None:
    name = container(world, image_url="https://m.example/cup.jpg")
    assert [code_of(world, name), code_of(world, name)] == ["IN_PROGRESS", "FINISHED"]
    assert ask(instagram, world, "POST", f"{USER}/media_publish", creation_id=name).status == 200


NAMES = st.sampled_from(
    [
        "message",
        "link",
        "place",
        "attached_media",
        "attached_media[0]",
        "published",
        "scheduled_publish_time",
        "photo_id",
        "upload_phase",
        "upload_session_id",
        "file_size",
        "start_offset",
        "video_id",
        "video_state",
        "fields",
        "limit",
        "after",
        "since",
        "creation_id",
        "image_url",
        "children",
        "media_type",
        "caption",
        "input_token",
        "url",
        "x",
    ]
)
VALUES = st.sampled_from(
    [
        "",
        "1",
        "0",
        "true",
        "false",
        "start",
        "finish",
        "PUBLISHED",
        "[",
        "[1]",
        '["1"]',
        "{}",
        '{"media_fbid": 1}',
        "null",
        "9" * 30,
        "-1",
        "id,message{",
        "CAROUSEL",
        "REELS",
        "https://m.example/cup.jpg",
        "17900000000000001",
        "²",
    ]
) | st.text(max_size=5)
PATHS = st.sampled_from(
    ["me", PAGE, USER, "17900000000000001", "app", "debug_token", "²"]
    + [f"{PAGE}/{edge}" for edge in ("feed", "photos", "videos", "video_reels", "video_stories", "photo_stories")]
    + [f"{PAGE}/{edge}" for edge in ("published_posts", "scheduled_posts", "stories")]
    + [f"{USER}/{edge}" for edge in ("media", "media_publish", "stories", "content_publishing_limit")]
    + ["17900000000000001/comments", "/graph-video/v26.0/me/videos", "/rupload/video-upload/v26.0/17900000000000001"]
    + [f"/graph.instagram.com/v26.0/{USER}/media", "/graph.instagram.com/refresh_access_token", "/", "//", "/v26.0"]
)


@given(
    requests=st.lists(
        st.tuples(st.sampled_from(["GET", "POST", "DELETE"]), PATHS, st.dictionaries(NAMES, VALUES, max_size=4)),
        max_size=6,
    ),
    body=st.binary(max_size=4),
)
@pytest.mark.parametrize("stand_in", [facebook, instagram])
def test_whatever_is_asked_is_answered(stand_in: Any, requests: Any, body: bytes) -> None:
    world = a_world()
    for method, path, said in requests:
        files = {"source": Said("x", "image/jpeg", body), "video_file_chunk": Said("x", "video/mp4", body)}
        for sent in ({}, files):
            answer = stand_in.handle(a_request(method, path, said, files=sent, body=body), world)
            assert answer.status in {200, 400, 401}
            json.dumps(answer.content)
