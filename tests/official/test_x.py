"""X's document refuses what is broken, and so does the stand-in: both, on requests that our flow makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from smm_build.networks import Request, Response
from tests import official
from tests.cases.x import CASES
from tests.killed import Run
from tests.official import x as judge

pytestmark = pytest.mark.skipif(
    not (official.CONTRACTS / "x").is_dir(), reason="X's contract is not here: what it refuses cannot be compared"
)


@pytest.fixture(scope="module")
def requests(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Request]]:
    """Return every request of every case, by the last words of its address."""
    made: dict[str, list[Request]] = {}
    for case in CASES:
        run = Run(case, "x", tmp_path_factory.mktemp("x"))
        run.deliver()
        for request in run.stand_in.asked:
            made.setdefault(request.purpose.split(" ", maxsplit=1)[0] + " " + _last(request), []).append(request)
    return made


def _last(request: Request) -> str:
    return request.url.rpartition("/")[2] if not request.url.rpartition("/")[2].isdigit() else "id"


def _body(**more: object) -> Callable[[Request], Request]:
    return lambda request: replace(request, json={**_json(request), **more})


def _json(request: Request) -> dict[str, Any]:
    assert isinstance(request.json, dict)
    return request.json


BROKEN: tuple[tuple[str, str, Callable[[Request], Request]], ...] = (
    ("publish tweets", "an unknown field", _body(status="Ciao")),
    ("publish tweets", "a text that is none", _body(text=5)),
    ("publish tweets", "no media in media", _body(media={"media_ids": []})),
    ("publish tweets", "five media", _body(media={"media_ids": ["1", "2", "3", "4", "5"]})),
    ("publish tweets", "media by number", _body(media={"media_ids": [1]})),
    ("publish tweets", "media that say more", _body(media={"media_ids": ["1"], "alt": "x"})),
    ("publish tweets", "a poll of one", _body(poll={"options": ["sì"], "duration_minutes": 60})),
    ("publish tweets", "a long answer", _body(poll={"options": ["sì", "n" * 26], "duration_minutes": 60})),
    ("publish tweets", "a short poll", _body(poll={"options": ["sì", "no"], "duration_minutes": 4})),
    ("publish tweets", "a poll without end", _body(poll={"options": ["sì", "no"]})),
    ("publish tweets", "replies by everyone", _body(reply_settings="everyone")),
    ("publish tweets", "a quote by address", _body(quote_tweet_id="https://x.com/a/status/1")),
    ("publish tweets", "an answer to nothing", _body(reply={})),
    ("publish tweets", "AI as a word", _body(made_with_ai="yes")),
    ("upload initialize", "an unknown kind", _body(media_type="image/avif")),
    ("upload initialize", "an unknown use", _body(media_category="tweet_document")),
    ("upload initialize", "a size in words", _body(total_bytes="1000")),
    ("upload initialize", "an unknown field", _body(alt="x")),
    ("upload append", "no number", lambda request: replace(request, form={"media": _form(request)["media"]})),
    ("upload append", "a number too great", lambda r: replace(r, form={**_form(r), "segment_index": "1000"})),
    ("upload append", "no bytes", lambda request: replace(request, form=None, json={"segment_index": 0})),
    ("describe metadata", "no id", lambda request: replace(request, json={"metadata": _json(request)["metadata"]})),
    ("log me", "an unknown parameter", lambda request: replace(request, params={"fields": "id"})),
    ("log me", "not signed", lambda request: replace(request, sign=None)),
)


def _form(request: Request) -> Mapping[str, Any]:
    assert request.form is not None
    return request.form


@pytest.mark.parametrize(("kind", "why", "spoil"), BROKEN, ids=[f"{kind}: {why}" for kind, why, _ in BROKEN])
def test_what_is_broken_is_refused_by_both(
    requests: Mapping[str, list[Request]], tmp_path: Path, kind: str, why: str, spoil: Callable[[Request], Request]
) -> None:
    good = requests[kind][0]
    assert judge.faults(good) == []
    broken = spoil(good)
    assert judge.faults(broken), f"X's document takes {why}"
    fresh = Run(CASES[2], "x", tmp_path)
    fresh.deliver()
    before = dict(fresh.stand_in.world.shown)
    assert not fresh.stand_in(broken).ok, f"the stand-in takes {why}"
    assert fresh.stand_in.world.shown == before


def test_every_request_of_every_case_is_described(requests: Mapping[str, list[Request]]) -> None:
    every = [request for made in requests.values() for request in made]
    assert len(every) > len(CASES) * 2
    assert [judge.faults(request) for request in every if judge.faults(request)] == []


def test_answers_of_the_stand_in_are_what_the_document_says(tmp_path: Path) -> None:
    judged = 0
    for case in CASES:

        def look(request: Request, answer: Response) -> Response:
            nonlocal judged
            judged += 1
            assert judge.answer_faults(request, answer) == [], request.purpose
            return answer

        for number in (None, 3):
            Run(case, "x", tmp_path, dies_after=number, spoiled=look).deliver()
    assert judged > len(CASES) * 4


def test_a_judge_that_takes_everything_would_be_noticed() -> None:
    answer = Response(200, {}, b'{"data": {"id": 5, "text": "Ciao"}}')
    request = Request("POST", "https://api.x.com/2/tweets", "publish", json={"text": "Ciao"})
    assert judge.answer_faults(request, answer), "status 200 and a number as id"
    assert judge.faults(replace(request, url="https://api.x.com/2/statuses"))
