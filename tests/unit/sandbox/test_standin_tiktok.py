"""TikTok's stand-in refuses what TikTok's documents refuse: valid requests, each with one thing wrong."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from smm_build.networks import Request, Response
from tests.cases.tiktok import CASES
from tests.killed import Run

IDS = [case.id for case in CASES]


@dataclass(frozen=True)
class Change:
    """What is done to the body of a request: the value at a path is another one, or gone."""

    path: tuple[str, ...] = ()
    value: object = None
    gone: bool = False

    def __call__(self, body: dict[str, Any]) -> None:
        inside: Any = body
        for key in self.path[:-1]:
            inside = inside[key]
        if self.gone:
            del inside[self.path[-1]]
        elif self.path:
            inside[self.path[-1]] = self.value


def put(*path: str, value: object) -> Change:
    return Change(path, value)


def drop(*path: str) -> Change:
    return Change(path, gone=True)


AS_IT_IS = Change()


def requests_of(tmp_path: Path, name: str) -> tuple[Run, list[Request]]:
    """Publish a case, and return its requests to send again: the account was not asked since."""
    run = Run(CASES[IDS.index(name)], "tiktok", tmp_path)
    run.deliver()
    return run, list(run.stand_in.asked)


def send(
    run: Run, request: Request, change: Change, *, ask: bool = True, headers: Mapping[str, str] | None = None
) -> Response:
    if ask:
        run.stand_in.world.kind("creator")["asked"] = {}
    body = deepcopy(request.json)
    if isinstance(body, dict):
        change(body)
    return run.stand_in(replace(request, json=body, headers={**request.headers, **(headers or {})}))


def code(answer: Response) -> object:
    error = answer.data["error"]
    return error["code"] if isinstance(error, dict) else None


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("film", put("surprise", value=1), "invalid_params"),
        ("film", put("post_info", "surprise", value=1), "invalid_params"),
        ("film", put("post_info", "is_aigc", value="yes"), "invalid_params"),
        ("film", put("post_info", "title", value="☕" * 2_201), "invalid_params"),
        ("film", drop("post_info", "privacy_level"), "invalid_params"),
        ("film", put("post_info", "privacy_level", value="FOLLOWER_OF_CREATOR"), "privacy_level_option_mismatch"),
        ("film", put("source_info", "source", value="PULL_FROM_URL"), "invalid_params"),
        ("film", put("source_info", "total_chunk_count", value=2), "invalid_params"),
        ("long film", put("source_info", "total_chunk_count", value=7), "invalid_params"),
        ("long film", put("source_info", "chunk_size", value=4_000_000), "invalid_params"),
        ("paid and made with AI", put("post_info", "privacy_level", value="SELF_ONLY"), "invalid_params"),
        ("pictures", put("source_info", "photo_cover_index", value=3), "invalid_params"),
        ("pictures", put("source_info", "photo_images", value=[]), "invalid_params"),
        ("pictures", put("source_info", "source", value="FILE_UPLOAD"), "invalid_params"),
        ("pictures", put("post_info", "title", value="a" * 91), "invalid_params"),
        ("pictures", put("media_type", value="VIDEO"), "invalid_params"),
        ("pictures", put("post_info", "is_aigc", value=True), "invalid_params"),
        ("draft film", put("post_info", value={"title": "Ciao"}), "invalid_params"),
    ],
)
def test_a_post_with_one_thing_wrong(tmp_path: Path, name: str, change: Change, said: str) -> None:
    run, asked = requests_of(tmp_path, name)
    begin = next(one for one in asked if one.url.endswith("/init/"))
    assert code(send(run, begin, AS_IT_IS)) == "ok"
    assert code(send(run, begin, change)) == said


def test_the_account_is_asked_before_every_post(tmp_path: Path) -> None:
    run, asked = requests_of(tmp_path, "film")
    begin = next(one for one in asked if one.url.endswith("/init/"))
    assert code(send(run, begin, AS_IT_IS, ask=False)) == "invalid_params"


def test_another_token_opens_nothing(tmp_path: Path) -> None:
    run, asked = requests_of(tmp_path, "film")
    for one in asked:
        if one.method == "POST":
            assert code(send(run, one, AS_IT_IS, headers={"Authorization": "Bearer other"})) == "access_token_invalid"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Range": "bytes 1-2499999/2500000"}, 416),
        ({"Content-Range": "bytes 0-2499998/2500000"}, 416),
        ({"Content-Range": "0-2499999"}, 400),
        ({"Authorization": "Bearer act.sandbox-tiktok-access-token"}, 400),
    ],
)
def test_a_stretch_has_to_be_where_it_says(tmp_path: Path, headers: dict[str, str], status: int) -> None:
    run, asked = requests_of(tmp_path, "film")
    begin, sent = (next(one for one in asked if one.url.endswith("/init/")), asked[2])
    place = send(run, begin, AS_IT_IS).data["data"]
    assert isinstance(place, dict)
    again = replace(sent, url=str(place["upload_url"]))
    assert send(run, again, AS_IT_IS, headers=headers).status == status
    assert send(run, again, AS_IT_IS).status == 201


def test_five_drafts_may_wait(tmp_path: Path) -> None:
    run, asked = requests_of(tmp_path, "draft film")
    begin, sent, *looks = asked
    for _ in range(4):
        place = send(run, begin, AS_IT_IS).data["data"]
        assert isinstance(place, dict)
        send(run, replace(sent, url=str(place["upload_url"])), AS_IT_IS)
        send(run, looks[0], put("publish_id", value=place["publish_id"]))
    assert code(send(run, begin, AS_IT_IS)) == "spam_risk_too_many_pending_share"
