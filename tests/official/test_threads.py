"""Meta's collection refuses what is broken, and so does the stand-in: both, on requests that our flow makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from smm_build.networks import Request
from tests import official
from tests.cases.threads import CASES
from tests.killed import Run
from tests.official import threads as judge

pytestmark = pytest.mark.skipif(
    not (official.CONTRACTS / "meta").is_dir(), reason="Meta's contracts are not here: what they refuse is not compared"
)
LONG = "a" * 501


@pytest.fixture(scope="module")
def requests(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Request]]:
    """Return every request of every case by its purpose."""
    made: dict[str, list[Request]] = {}
    for case in CASES:
        run = Run(case, "threads", tmp_path_factory.mktemp("threads"))
        run.deliver()
        for request in run.stand_in.asked:
            made.setdefault(request.purpose, []).append(request)
    return made


def form(**more: str) -> Callable[[Request], Request]:
    return lambda request: replace(request, form={**(request.form or {}), **more})


def without(name: str) -> Callable[[Request], Request]:
    return lambda request: replace(request, form={k: v for k, v in (request.form or {}).items() if k != name})


BROKEN: tuple[tuple[str, str, Callable[[Request], Request]], ...] = (
    ("prepare the post", "published at once", form(auto_publish_text="true")),
    ("prepare the post", "a misspelt parameter", form(reply_controls="everyone")),
    ("prepare the post", "an unknown kind", form(media_type="STORY")),
    ("prepare the post", "no kind", without("media_type")),
    ("prepare the post", "a kind without its file", form(media_type="IMAGE")),
    ("prepare the post", "a text with a picture", form(image_url="https://media.example.com/a.jpg")),
    ("prepare the post", "no text", without("text")),
    ("prepare the post", "replies of nobody", form(reply_control="nobody")),
    ("prepare the post", "a poll of one", form(poll_attachment='{"option_a": "sì"}')),
    (
        "prepare the post",
        "a poll with a link",
        form(poll_attachment='{"option_a": "sì", "option_b": "no"}', link_attachment="https://a.example"),
    ),
    ("publish the post", "no container", without("creation_id")),
    ("publish the post", "more than a container", form(text="Ciao")),
    ("publish the post", "no token", lambda request: replace(request, headers={})),
    ("look at the post", "an unknown field", lambda r: replace(r, params={"fields": "id,status_code"})),
    ("publish the post", "another edge", lambda r: replace(r, url=r.url.replace("threads_publish", "media_publish"))),
)


@pytest.mark.parametrize(("purpose", "why", "spoil"), BROKEN, ids=[f"{kind}: {why}" for kind, why, _ in BROKEN])
def test_what_is_broken_is_refused_by_both(
    requests: Mapping[str, list[Request]], tmp_path: Path, purpose: str, why: str, spoil: Callable[[Request], Request]
) -> None:
    good = requests[purpose][0]
    assert judge.faults(good) == []
    broken = spoil(good)
    assert judge.faults(broken), f"Meta's collection takes {why}"
    run = Run(CASES[0], "threads", tmp_path)
    run.deliver()
    before = dict(run.stand_in.world.shown)
    assert not run.stand_in(broken).ok, f"the stand-in takes {why}"
    assert run.stand_in.world.shown == before


@pytest.mark.parametrize("more", [{"text": LONG}, {"alt_text": LONG * 2}, {"reply_to_id": "5"}], ids=repr)
def test_what_the_collection_does_not_say_the_stand_in_refuses(tmp_path: Path, more: dict[str, str]) -> None:
    run = Run(CASES[0], "threads", tmp_path)
    run.deliver()
    creation = next(request for request in run.stand_in.asked if request.purpose == "prepare the post")
    assert run.stand_in(creation).ok
    assert not run.stand_in(form(**more)(creation)).ok


def test_every_request_of_every_case_is_described(requests: Mapping[str, list[Request]]) -> None:
    every = [request for made in requests.values() for request in made]
    assert len(every) > len(CASES) * 3
    assert [judge.faults(request) for request in every if judge.faults(request)] == []
