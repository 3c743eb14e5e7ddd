"""Meta's description refuses what is broken, and so do the stand-ins: both, on requests that our flows make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from smm_build.networks import FileBody, Request
from tests import official
from tests.cases import all_cases
from tests.killed import Run
from tests.official import Unjudged, facebook, instagram

pytestmark = pytest.mark.skipif(
    not (official.CONTRACTS / "meta").is_dir(), reason="Meta's contract is not here: what it refuses cannot be compared"
)
JUDGES = {"facebook": facebook, "instagram": instagram}


def _name(request: Request) -> str:
    """Return the last words of an address, ``id`` for a number, with what phase of an upload it is."""
    last = request.url.rpartition("/")[2]
    phase = (request.form or {}).get("upload_phase", "")
    return f"{request.method} {'id' if last.replace('_', '').isdigit() else last} {phase}".strip()


@pytest.fixture(scope="module")
def requests(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, Request]]:
    """Return one request of every kind that the cases of a network make, by network and name."""
    made: dict[str, dict[str, Request]] = {}
    for network in JUDGES:
        for case in all_cases()[network]:
            run = Run(case, network, tmp_path_factory.mktemp(network))
            run.deliver()
            made[network] = {_name(request): request for request in run.stand_in.asked} | made.get(network, {})
    return made


def said(**more: str | FileBody) -> Callable[[Request], Request]:
    def change(request: Request) -> Request:
        if request.form is None:
            return replace(request, params={**request.params, **{k: str(v) for k, v in more.items()}})
        return replace(request, form={**request.form, **more})

    return change


def without(name: str) -> Callable[[Request], Request]:
    return lambda request: replace(request, form={k: v for k, v in (request.form or {}).items() if k != name})


def older(request: Request) -> Request:
    return replace(request, url=request.url.replace("/v26.0/", "/v19.0/"))


def nobody(request: Request) -> Request:
    return replace(request, headers={})


PICTURE = FileBody("content/assets/cup.jpg", "image/jpeg")
BROKEN: tuple[tuple[str, str, str, Callable[[Request], Request]], ...] = (
    ("facebook", "POST feed", "a misspelt parameter", said(mesage="Ciao")),
    ("facebook", "POST feed", "a parameter of photos", said(alt_text_custom="Una tazza")),
    ("facebook", "POST feed", "a yes that is none", said(published="sì")),
    ("facebook", "POST feed", "a place in words", said(place="Torino")),
    ("facebook", "POST feed", "an unknown kind of draft", said(unpublished_content_type="LATER")),
    ("facebook", "POST feed", "media that are no object", said(**{"attached_media[0]": "[1]"})),
    ("facebook", "POST feed", "a file in words", said(source=PICTURE)),
    ("facebook", "POST feed", "a dead version", older),
    ("facebook", "POST feed", "no token", nobody),
    ("facebook", "POST photos", "alternative text as Instagram calls it", said(alt_text="Una tazza")),
    ("facebook", "POST photos", "a file under another name", said(video_file_chunk=PICTURE)),
    ("facebook", "POST photo_stories", "a picture under another name", said(photo="1")),
    ("facebook", "POST video_reels start", "no phase", without("upload_phase")),
    ("facebook", "POST video_reels start", "a phase of its own", said(upload_phase="begin")),
    ("facebook", "POST video_reels finish", "an unknown state", said(video_state="PUBLIC")),
    ("facebook", "POST video_reels finish", "AI in words", said(is_ai_generated="yes")),
    ("facebook", "POST video_reels finish", "a reel with `message`", said(message="Ciao")),
    ("facebook", "POST video_stories finish", "an unknown phase", said(upload_phase="publish")),
    ("facebook", "POST videos start", "a size in words", said(file_size="much")),
    ("facebook", "POST videos transfer", "a place in words", said(start_offset="begin")),
    ("facebook", "POST videos finish", "a thumbnail in words", said(thumb="cover.jpg")),
    ("facebook", "POST comments", "the comment under another name", said(body="E voi?")),
    ("facebook", "GET id", "a field that is none", said(fields="id,nome")),
    ("instagram", "POST media", "a misspelt parameter", said(captoin="Ciao")),
    ("instagram", "POST media", "alternative text as Facebook calls it", said(alt_text_custom="Una tazza")),
    ("instagram", "POST media", "AI in words", said(is_ai_generated="generated")),
    ("instagram", "POST media", "a paid partner in words", said(is_paid_partnership="acme")),
    ("instagram", "POST media", "a carousel in words", said(is_carousel_item="first")),
    ("instagram", "POST media", "the text as Facebook calls it", said(message="Ciao")),
    ("instagram", "POST media", "a dead version", older),
    ("instagram", "POST media_publish", "no container", without("creation_id")),
    ("instagram", "POST media_publish", "a container in words", said(creation_id="the first")),
    ("instagram", "POST media_publish", "a container under another name", said(container_id="1")),
    ("instagram", "POST comments", "the comment under another name", said(text="E voi?")),
    ("instagram", "GET media", "a field that is none", said(fields="id,didascalia")),
    ("instagram", "POST media", "no token", nobody),
)


@pytest.mark.parametrize(
    ("network", "kind", "why", "spoil"), BROKEN, ids=[f"{network} {kind}: {why}" for network, kind, why, _ in BROKEN]
)
def test_what_is_broken_is_refused_by_both(
    requests: Mapping[str, Mapping[str, Request]],
    tmp_path: Path,
    network: str,
    kind: str,
    why: str,
    spoil: Callable[[Request], Request],
) -> None:
    good = requests[network].get(kind) or _listing(kind, requests[network])
    assert JUDGES[network].faults(good) == []
    broken = spoil(good)
    assert JUDGES[network].faults(broken), f"Meta's description takes {why}"
    fresh = Run(all_cases()[network][-1], network, tmp_path)
    fresh.deliver()
    (tmp_path / PICTURE.file).parent.mkdir(parents=True, exist_ok=True)
    for body in (PICTURE, *(value for value in (good.form or {}).values() if isinstance(value, FileBody))):
        (tmp_path / body.file).touch()
    before = dict(fresh.stand_in.world.shown)
    assert not fresh.stand_in(broken).ok, f"the stand-in takes {why}"
    assert fresh.stand_in.world.shown == before


def _listing(kind: str, made: Mapping[str, Request]) -> Request:
    """Return a request that is only made after a lost answer."""
    user = next(request for request in made.values() if request.url.endswith("/media"))
    assert kind == "GET media"
    return replace(user, method="GET", form=None, params={"fields": "id,caption,timestamp,permalink", "limit": "50"})


@pytest.mark.parametrize("network", sorted(JUDGES))
def test_every_request_of_every_case_is_described(network: str, tmp_path: Path) -> None:
    judged: list[list[str]] = []
    for case in all_cases()[network]:
        whole = Run(case, network, tmp_path)
        whole.deliver()
        for number in range(1, len(whole.stand_in.asked) + 1):
            run = Run(case, network, tmp_path, dies_after=number)
            run.deliver()
            judged += [found for request in run.stand_in.asked if (found := _judged(network, request)) is not None]
    assert len(judged) > 100
    assert [faults for faults in judged if faults] == []


def _judged(network: str, request: Request) -> list[str] | None:
    try:
        faults: list[str] = JUDGES[network].faults(request)
    except Unjudged:
        return None
    return faults


@pytest.mark.parametrize("network", sorted(JUDGES))
def test_a_token_among_the_parameters_is_a_fault(network: str, requests: Any) -> None:
    good = next(request for name, request in requests[network].items() if name.startswith("POST comments"))
    assert JUDGES[network].faults(said(access_token="EAA")(good))
