"""Meta's ads: made switched off, found again after any crash, and valid by Meta's own description."""

from __future__ import annotations

import hashlib
import json
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from smm_build.domain.ad import Ad, AdBudget, Targeting
from smm_build.domain.delivery import EventKind
from smm_build.domain.media import Media, MediaFacts
from smm_build.domain.place import Place
from smm_build.networks import Account, InDoubt, Refused, Request, Response
from smm_build.networks._ads import AdTask, spends
from smm_build.networks.facebook._ads import RULES, create, start, validate
from smm_build.networks.facebook._ads_words import units
from smm_build.run.drive import Driver
from smm_build.run.transport import AnswerLost, NotSent
from smm_build.sandbox.standins import Asked, World
from smm_build.sandbox.standins import facebook as stand_in
from tests import official
from tests.ad_runs import AdStage, objects
from tests.ad_runs import an_ad as a_full_ad
from tests.official._meta import Edge, judged
from tests.values import a_channel, places

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SERVER = "https://graph.facebook.com"


def an_ad(**more: Any) -> Ad:
    usual: dict[str, Any] = {
        "channel": "facebook",
        "account": stand_in.AD_ACCOUNT,
        "goal": "traffic",
        "targeting": Targeting(("IT",), (25, 60), ("women",)),
        "placements": ("facebook", "instagram"),
        "start_on": date(2026, 12, 1),
        "end_on": date(2026, 12, 10),
        "budget": AdBudget(100.0, "EUR"),
        "text": "Il caffè dei mesi freddi",
        "headline": "Brina",
        "link": "https://aurora.example/brina",
        "action": "shop-now",
        "special": (),
        "political": False,
        "beneficiary": "Aurora",
        "payor": "Aurora",
    }
    path = "content/ads/brina.md"
    return Ad(id="brina", path=path, title="Brina", places=places(path), **(usual | more))


def a_task(ad: Ad, boosted: str | None = None) -> AdTask:
    return AdTask(ad, "5eed" * 16, datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 11, tzinfo=UTC), boosted)


ACCOUNT = Account(
    a_channel("facebook", server=SERVER, account=stand_in.ACCOUNT), SERVER, {"ADS_TOKEN": stand_in.SECRETS["ADS_TOKEN"]}
)


@dataclass
class Meta:
    """The stand-in as somewhere to send to; ``cut`` is the number of the request whose answer gets lost."""

    world: World = field(default_factory=lambda: World(lambda: NOW))
    asked: list[Request] = field(default_factory=list)
    cut: int | None = None

    def __call__(self, request: Request) -> Response:
        self.asked.append(request)
        form = {name: value for name, value in (request.form or {}).items() if isinstance(value, str)}
        body = json.dumps(request.json).encode() if request.json is not None else b""
        path = urllib.parse.urlsplit(request.url).path
        answer = stand_in.handle(
            Asked(request.method, path, SERVER, dict(request.params),
                  {name.lower(): said for name, said in request.headers.items()}, body, form), self.world
        )  # fmt: skip
        if self.cut is not None and len(self.asked) >= self.cut:
            raise AnswerLost("cut")
        return Response(answer.status, body=json.dumps(answer.content).encode())

    def kind(self, name: str) -> list[dict[str, Any]]:
        return [json.loads(one.text) for one in self.world.shown.values() if one.kind == f"meta {name}"]


def carry_out(meta: Callable[[Request], Response], flow: Any) -> Any:
    return Driver(meta, lambda _: None)(flow)


KINDS = ("campaigns", "adsets", "adcreatives", "ads")


def test_everything_is_made_once_and_switched_off() -> None:
    meta = Meta()
    made = carry_out(meta, create(a_task(an_ad()), ACCOUNT))
    assert [receipt.part for receipt in made] == [1, 2, 3, 4]
    assert len(meta.asked) == REQUESTS - 1
    assert [len(meta.kind(kind)) for kind in KINDS] == [1, 1, 1, 1]
    assert {one["status"] for kind in ("campaigns", "adsets", "ads") for one in meta.kind(kind)} == {"PAUSED"}
    assert meta.kind("adsets")[0]["lifetime_budget"] == "10000"
    assert meta.kind("adsets")[0]["dsa_payor"] == "Aurora"


def test_a_second_time_sends_nothing_that_makes_anything() -> None:
    meta = Meta()
    first = carry_out(meta, create(a_task(an_ad()), ACCOUNT))
    before = len(meta.asked)
    assert carry_out(meta, create(a_task(an_ad()), ACCOUNT)) == first
    assert {request.method for request in meta.asked[before:]} == {"GET"}


REQUESTS = 14
"""Of the first attempt: the account, the label twice, each of four looked for and made, two of them asked about."""


@pytest.mark.parametrize("cut", range(1, REQUESTS))
def test_whatever_answer_gets_lost_the_next_attempt_makes_only_what_is_missing(cut: int) -> None:
    meta = Meta(cut=cut)
    with pytest.raises((Refused, InDoubt)):
        carry_out(meta, create(a_task(an_ad()), ACCOUNT))
    meta.cut = None
    carry_out(meta, create(a_task(an_ad()), ACCOUNT))
    assert [len(meta.kind(kind)) for kind in ("label", *KINDS)] == [1, 1, 1, 1, 1]


def test_asking_makes_nothing() -> None:
    meta = Meta()
    assert len(carry_out(meta, validate(a_task(an_ad()), ACCOUNT))) == 3
    assert not meta.world.shown
    made = [request for request in meta.asked if request.method == "POST"]
    assert made
    assert all(json.loads(str((request.form or {})["execution_options"])) == ["validate_only"] for request in made)


def test_only_starting_could_spend_and_it_switches_the_campaign_on_last() -> None:
    meta = Meta()
    made = carry_out(meta, create(a_task(an_ad()), ACCOUNT))
    carry_out(meta, validate(a_task(an_ad()), ACCOUNT))
    assert not any(spends(request) for request in meta.asked)
    before = len(meta.asked)
    carry_out(meta, start(a_task(an_ad()), ACCOUNT, made))
    spending = [request for request in meta.asked[before:] if spends(request)]
    assert [request.url.rpartition("/")[2] for request in spending] == [made[3].id, made[1].id, made[0].id]
    assert {one["status"] for kind in ("campaigns", "adsets", "ads") for one in meta.kind(kind)} == {"ACTIVE"}


def test_a_budget_that_was_raised_at_meta_starts_nothing() -> None:
    meta = Meta()
    made = carry_out(meta, create(a_task(an_ad()), ACCOUNT))
    dearer = an_ad(budget=AdBudget(99.0, "EUR"))
    with pytest.raises(Refused, match="another budget"):
        carry_out(meta, start(a_task(dearer), ACCOUNT, made))
    assert {one["status"] for one in meta.kind("campaigns")} == {"PAUSED"}


def test_a_post_is_boosted_by_its_id() -> None:
    meta = Meta()
    carry_out(meta, create(a_task(an_ad(boost="espresso", goal="engagement"), "1_2"), ACCOUNT))
    assert meta.kind("adcreatives")[0]["object_story_id"] == "1_2"
    assert meta.kind("adsets")[0]["destination_type"] == "ON_POST"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"account": "aurora"}, "ad account's number"),
        ({"goal": "sales"}, "needs a pixel"),
        ({"budget": AdBudget(100.0, "USD")}, "The ad account is in EUR"),
        ({"budget": AdBudget(5.0, "EUR")}, "takes 1 EUR a day"),
        ({"political": None}, "not political"),
        ({"beneficiary": None}, "dsa_beneficiary"),
    ],
)
def test_what_cannot_be_made_is_refused_with_what_to_do(more: dict[str, Any], words: str) -> None:
    meta = Meta()
    with pytest.raises(Refused, match=words):
        carry_out(meta, create(a_task(an_ad(**more)), ACCOUNT))
    assert not meta.kind("ads")


def test_nobody_is_asked_without_a_token() -> None:
    with pytest.raises(Refused, match="ADS_TOKEN"):
        carry_out(_nobody, create(a_task(an_ad()), replace(ACCOUNT, secrets={})))


def _nobody(_: Request) -> Response:
    raise NotSent("nobody")


@pytest.mark.parametrize(
    ("amount", "currency", "said"), [(10.5, "EUR", "1050"), (1000, "JPY", "1000"), (19.99, "USD", "1999")]
)
def test_amounts_are_counted_in_the_unit_of_the_currency(amount: float, currency: str, said: str) -> None:
    assert units(amount, currency) == said


ANSWERS = {
    "adlabels": "AdLabel",
    "campaignsbylabels": "Campaign",
    "adsetsbylabels": "AdSet",
    "adcreativesbylabels": "AdCreative",
    "adsbylabels": "Ad",
}


@pytest.mark.skipif(not (official.CONTRACTS / "meta").is_dir(), reason="Meta's contract is not here")
def test_every_request_is_one_that_meta_describes() -> None:
    meta = Meta()
    made = carry_out(meta, create(a_task(an_ad(special=("housing",))), ACCOUNT))
    carry_out(meta, start(a_task(an_ad(special=("housing",))), ACCOUNT, made))
    carry_out(meta, validate(a_task(an_ad()), ACCOUNT))
    nodes = dict(zip((receipt.id for receipt in made), ("Campaign", "AdSet", "AdCreative", "Ad"), strict=True))

    def edge_of(path: str, _: Request) -> Edge | None:
        own, rest = (*path.split("/", 1), "")[:2]
        if own in nodes:
            return Edge(nodes[own], "/", nodes[own])
        return Edge("AdAccount", f"/{rest}", ANSWERS.get(rest, "AdAccount")) if own.startswith("act_") else None

    found = {asked.url: judged(asked, edge_of) for asked in meta.asked}
    assert not {url: faults for url, faults in found.items() if faults}
    broken = replace(meta.asked[-1], form={**(meta.asked[-1].form or {}), "daily_budget": "10.5", "nmae": "x"})
    assert len(judged(broken, edge_of)) == 2


def test_currencies_without_cents_are_those_that_meta_lists() -> None:
    assert {"JPY", "HUF", "CLP", "TWD"} <= RULES.whole
    assert not {"EUR", "USD", "CZK"} & RULES.whole


def a_file(root: Path, name: str, size: int = 900) -> Media:
    path = root / "content" / name
    path.parent.mkdir(exist_ok=True)
    film = name.endswith(".mp4")
    path.write_bytes((b"\0\0\0\x18ftypmp42" if film else b"\xff\xd8\xff" + name.encode()).ljust(size, b"."))
    mime = "video/mp4" if film else "image/jpeg"
    facts = MediaFacts(
        hashlib.sha256(path.read_bytes()).hexdigest(), size, mime, 1080, 1080, seconds=9 if film else None
    )
    return Media(f"content/{name}", None, Place("content/ads/brina.md", 5), facts)


def test_several_pictures_are_cards_in_the_order_of_the_file(tmp_path: Path) -> None:
    media = tuple(a_file(tmp_path, f"{number}.jpg") for number in range(3))
    stage = AdStage("facebook", tmp_path, a_full_ad("facebook", media=media))
    made = stage.create()
    assert made is not None
    assert made.kind is EventKind.SENT, made.reason
    (creative,) = [one for one in objects(stage.stand_in) if one["kind"] == "meta adcreatives"]
    link = json.loads(creative["object_story_spec"])["link_data"]
    cards = link["child_attachments"]
    assert (len(cards), len({card["image_hash"] for card in cards}), link["multi_share_optimized"]) == (3, 3, False)
    assert all(card["link"] == stage.ad.link for card in cards)


def test_a_film_is_sent_once_and_shown_with_a_still_and_a_button(tmp_path: Path) -> None:
    """A run that dies after the upload leaves its number, and the next one goes on with that film."""
    media = (a_file(tmp_path, "film.mp4", 2_500_000),)
    whole = AdStage("facebook", tmp_path, a_full_ad("facebook", media=media))
    whole.create()
    sent = [number for number, asked in enumerate(whole.stand_in.asked, start=1) if asked.url.endswith("/advideos")]
    assert len(sent) == 5, "begin, three stretches, end"
    stage = AdStage("facebook", tmp_path, whole.ad, (sent[-1] + 1,))
    ended = [stage.create(), stage.create()][-1]
    assert ended is not None
    assert ended.kind is EventKind.SENT, ended.reason
    assert len([asked for asked in stage.stand_in.asked if asked.url.endswith("/advideos")]) == 5
    (creative,) = [one for one in objects(stage.stand_in) if one["kind"] == "meta adcreatives"]
    film = json.loads(creative["object_story_spec"])["video_data"]
    assert film["video_id"] in stage.stand_in.world.kind("ad films")
    assert (film["image_url"].startswith("https://"), film["call_to_action"]["type"]) == (True, "LEARN_MORE")


def test_pictures_and_films_do_not_go_together(tmp_path: Path) -> None:
    media = (a_file(tmp_path, "1.jpg"), a_file(tmp_path, "film.mp4"))
    stage = AdStage("facebook", tmp_path, a_full_ad("facebook", media=media))
    event = stage.create()
    assert event is not None
    assert "up to 10 pictures or with one film" in str(event.reason)
