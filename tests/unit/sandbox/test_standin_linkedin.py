"""LinkedIn's stand-in refuses what LinkedIn's documents refuse: valid requests, each with one thing wrong."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from smm_build.networks import Request, Response
from smm_build.sandbox.standins import linkedin
from tests.cases.linkedin import CASES
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


def broken(tmp_path: Path, name: str, path: str, change: Change, **headers: str | None) -> Response:
    """Publish a case up to its request to ``path``, and send that one changed."""
    run = Run(CASES[IDS.index(name)], "linkedin", tmp_path)

    class Seen(Exception):  # noqa: N818 - it only ends the run
        answer: Response

    def swap(request: Request, answer: Response) -> Response:
        if not request.url.endswith(path):
            return answer
        body: dict[str, Any] = deepcopy(request.json) if isinstance(request.json, dict) else {}
        change(body)
        kept: Mapping[str, str] = {
            key: value for key, value in {**request.headers, **headers}.items() if value is not None
        }
        seen = Seen()
        seen.answer = fresh.stand_in(replace(request, json=body, headers=kept))
        raise seen

    # What was published a moment ago would stand in the way, so a second stand-in takes the broken request.
    fresh = Run(CASES[IDS.index(name)], "linkedin", tmp_path)
    fresh.stand_in.world = run.stand_in.world
    run.spoiled = swap
    with pytest.raises(Seen) as seen:
        run.deliver()
    run.stand_in.world.kind("posts").clear()
    return seen.value.answer


@pytest.mark.parametrize(
    ("name", "change", "status", "code"),
    [
        ("text", put("surprise", value=1), 422, "UNPROCESSABLE_ENTITY"),
        ("text", put("commentary", value=5), 400, "INVALID_VALUE_FOR_FIELD"),
        ("text", put("commentary", value="a" * 3_001), 400, "FIELD_LENGTH_TOO_LONG"),
        ("text", drop("author"), 400, "MISSING_FIELD"),
        ("text", drop("distribution"), 400, "MISSING_FIELD"),
        ("text", put("author", value="urn:li:organization:1"), 403, "ACCESS_DENIED"),
        ("text", put("lifecycleState", value="DRAFT"), 400, "INVALID_VALUE_FOR_FIELD"),
        ("text", put("visibility", value="CONNECTIONS"), 400, "INVALID_VALUE_FOR_FIELD"),
        ("text", put("distribution", "feed", value="x"), 422, "UNPROCESSABLE_ENTITY"),
        ("link", put("content", "article", value={"source": "https://a.example"}), 400, "MISSING_FIELD"),
        ("link", put("content", "poll", value={}), 400, "INVALID_VALUE_FOR_FIELD"),
        ("image", put("content", "media", "id", value="urn:li:image:nobody"), 400, "INVALID_URN_ID"),
        ("images", put("content", "multiImage", "images", value=[{"id": "urn:li:image:a"}]), 400,
         "INVALID_VALUE_FOR_FIELD"),
        ("document", drop("content", "media", "title"), 400, "MISSING_FIELD"),
        ("poll", put("content", "poll", "settings", value={"duration": "ONE_WEEK"}), 400, "INVALID_VALUE_FOR_FIELD"),
        ("poll", put("content", "poll", "question", value="a" * 141), 400, "INVALID_VALUE_FOR_FIELD"),
    ],
)  # fmt: skip
def test_a_post_with_one_thing_wrong(tmp_path: Path, name: str, change: Change, status: int, code: str) -> None:
    refused = broken(tmp_path, name, "/rest/posts", change)
    assert (refused.status, refused.text("code")) == (status, code)


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Linkedin-Version": None}, 400, "VERSION_MISSING"),
        ({"Linkedin-Version": "202504"}, 426, "NONEXISTENT_VERSION"),
        ({"X-Restli-Protocol-Version": None}, 400, "INVALID_PROTOCOL"),
        ({"Authorization": None}, 401, "EMPTY_ACCESS_TOKEN"),
        ({"Authorization": "Bearer other"}, 401, "REVOKED_ACCESS_TOKEN"),
        ({"X-RestLi-Method": "PARTIAL_UPDATE"}, 404, "NOT_FOUND"),
    ],
)
def test_a_header_that_is_missing_or_wrong(
    tmp_path: Path, headers: dict[str, str | None], status: int, code: str
) -> None:
    refused = broken(tmp_path, "text", "/rest/posts", AS_IT_IS, **headers)
    assert (refused.status, refused.text("code")) == (status, code)


@pytest.mark.parametrize(
    ("name", "path", "change", "status"),
    [
        ("image", "/rest/images", put("initializeUploadRequest", "owner", value="urn:li:person:x"), 403),
        ("image", "/rest/images", put("initializeUploadRequest", "size", value=1), 422),
        ("video", "/rest/videos", put("initializeUploadRequest", value={"owner": linkedin.ACCOUNT}), 400),
        ("comment", "/comments", put("actor", value="urn:li:person:x"), 403),
        ("comment", "/comments", put("message", "text", value="a" * 1_251), 400),
        ("comment", "/comments", put("object", value="urn:li:share:1"), 404),
        ("comment", "/comments", put("content", value=[]), 422),
    ],
)
def test_other_requests_with_one_thing_wrong(tmp_path: Path, name: str, path: str, change: Change, status: int) -> None:
    assert broken(tmp_path, name, path, change).status == status


@pytest.mark.parametrize("sent", ["Un caffè (lungo)", "a*b", "home_page", "3 < 4", "{done}"])
def test_a_text_ends_at_the_first_reserved_sign_that_is_not_escaped(tmp_path: Path, sent: str) -> None:
    run = Run(CASES[0], "linkedin", tmp_path)
    session = run.drive(run.publisher.login(run.account))
    run.deliver()
    run.stand_in.world.shown.clear()
    posted = next(asked for asked in run.stand_in.asked if asked.url.endswith("/rest/posts"))
    assert isinstance(posted.json, dict)
    assert session.headers
    assert run.stand_in(replace(posted, json=posted.json | {"commentary": sent})).status == 201
    (shown,) = run.stand_in.world.shown.values()
    assert sent.startswith(shown.text)
    assert len(shown.text) < len(sent)


def test_the_same_words_are_refused_for_ten_minutes(tmp_path: Path) -> None:
    run = Run(CASES[0], "linkedin", tmp_path)
    run.deliver()
    posted = next(asked for asked in run.stand_in.asked if asked.url.endswith("/rest/posts"))
    refused = run.stand_in(posted)
    assert (refused.status, run.receipts[0].id in refused.text("message")) == (422, True)
