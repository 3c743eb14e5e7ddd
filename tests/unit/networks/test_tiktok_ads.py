"""TikTok's campaigns: made switched off, once, by TikTok's own operation; started by a person."""

from __future__ import annotations

import json
import urllib.parse
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
import yaml

from smm_build.domain.ad import AdBudget
from smm_build.networks import Account, InDoubt, Refused, Request, Response
from smm_build.networks._ads import spends
from smm_build.networks.tiktok._ads import create, start, validate
from smm_build.run.drive import Driver
from smm_build.run.transport import AnswerLost
from smm_build.sandbox.standins import Asked, World
from smm_build.sandbox.standins import tiktok as stand_in
from tests import official
from tests.unit.networks.test_facebook_ads import NOW, a_task, an_ad
from tests.values import a_channel

SERVER = "http://127.0.0.1:1/tiktok"
ACCOUNT = Account(a_channel("tiktok", server=SERVER), SERVER, {"ADS_TOKEN": stand_in.SECRETS["ADS_TOKEN"]})
USUAL: dict[str, Any] = {
    "channel": "tiktok",
    "account": stand_in.AD_ACCOUNT,
    "goal": "sales",
    "budget": AdBudget(300.0, "EUR"),
}


@dataclass
class TikTok:
    """The stand-in as somewhere to send to; ``lost`` loses the answer of every POST."""

    world: World = field(default_factory=lambda: World(lambda: NOW))
    asked: list[Request] = field(default_factory=list)
    lost: bool = False

    def __call__(self, request: Request) -> Response:
        self.asked.append(request)
        path = urllib.parse.urlsplit(request.url).path.removeprefix("/tiktok")
        headers = {name.lower(): said for name, said in request.headers.items()}
        body = json.dumps(request.json).encode()
        answer = stand_in.handle(Asked(request.method, path, SERVER, dict(request.params), headers, body), self.world)
        if self.lost and request.method == "POST":
            raise AnswerLost("cut")
        return Response(answer.status, body=json.dumps(answer.content).encode())

    @property
    def campaigns(self) -> list[dict[str, Any]]:
        return [json.loads(shown.text) for shown in self.world.shown.values()]


def carry_out(tiktok: TikTok, flow: Any) -> Any:
    return Driver(tiktok, lambda _: None)(flow)


def test_the_campaign_is_made_switched_off_with_the_whole_budget() -> None:
    tiktok = TikTok()
    (made,) = carry_out(tiktok, create(a_task(an_ad(**USUAL)), ACCOUNT))
    (campaign,) = tiktok.campaigns
    assert made.id in tiktok.world.shown
    assert (campaign["operation_status"], campaign["budget"], campaign["budget_mode"]) == (
        "DISABLE",
        300.0,
        "BUDGET_MODE_TOTAL",
    )
    assert not any(spends(request) for request in tiktok.asked)


def test_a_lost_answer_does_not_make_a_second_campaign() -> None:
    tiktok = TikTok(lost=True)
    with pytest.raises(InDoubt):
        carry_out(tiktok, create(a_task(an_ad(**USUAL)), ACCOUNT))
    tiktok.lost = False
    carry_out(tiktok, create(a_task(an_ad(**USUAL)), ACCOUNT))
    assert len(tiktok.campaigns) == 1


def test_asking_makes_nothing() -> None:
    tiktok = TikTok()
    carry_out(tiktok, validate(a_task(an_ad(**USUAL)), ACCOUNT))
    assert ([request.method for request in tiktok.asked], tiktok.campaigns) == (["GET"], [])


def test_a_person_starts_it() -> None:
    tiktok = TikTok()
    made = carry_out(tiktok, create(a_task(an_ad(**USUAL)), ACCOUNT))
    before = len(tiktok.asked)
    with pytest.raises(Refused, match=f"campaign {made[0].id}"):
        carry_out(tiktok, start(a_task(an_ad(**USUAL)), ACCOUNT, made))
    assert len(tiktok.asked) == before


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"goal": "traffic"}, "`leads` and `sales` only"),
        ({"account": None}, "advertiser id"),
        ({"account": "7"}, "No permission"),
        ({"budget": AdBudget(300.0, "USD")}, "The ad account is in EUR"),
        ({"budget": AdBudget(30.0, "EUR")}, "the least is 50"),
    ],
)
def test_what_cannot_be_made_is_refused_with_what_to_do(more: dict[str, Any], words: str) -> None:
    tiktok = TikTok()
    with pytest.raises(Refused, match=words):
        carry_out(tiktok, create(a_task(an_ad(**(USUAL | more))), ACCOUNT))
    assert not tiktok.campaigns


def test_real_requests_go_to_the_business_api_with_the_token_in_a_header() -> None:
    server = "https://open.tiktokapis.com"
    account = Account(a_channel("tiktok", server=server), server, ACCOUNT.secrets)
    request = next(validate(a_task(an_ad(**USUAL)), account))
    assert isinstance(request, Request)
    assert request.url == "https://business-api.tiktok.com/open_api/v1.3/advertiser/info/"
    assert "sandbox-tiktok-ads-token" not in repr(request)


@pytest.mark.skipif(not (official.CONTRACTS / "tiktok").is_dir(), reason="TikTok's operations are not here")
@pytest.mark.parametrize("goal", ["leads", "sales"])
def test_the_campaign_is_valid_by_tiktoks_operation(goal: str) -> None:
    tiktok = TikTok()
    carry_out(tiktok, create(a_task(an_ad(**(USUAL | {"goal": goal, "special": ("housing",)}))), ACCOUNT))
    request = tiktok.asked[-1]
    assert not faults(request)
    assert isinstance(request.json, dict)
    assert faults(replace(request, json={**request.json, "operation_status": "OFF", "bugdet": 1}))
    assert faults(replace(request, json={"advertiser_id": "1"}))


def faults(request: Request) -> list[str]:
    text = (official.CONTRACTS / "tiktok" / "smart_plus_campaign_create.yml").read_text(encoding="utf-8")
    operation = yaml.safe_load(text)["paths"]["/smart_plus/campaign/create/"]["post"]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    said = request.json
    assert isinstance(said, dict)
    found = [f"{name} is missing" for name in schema["required"] if name not in said]
    types = {"string": str, "number": int | float, "boolean": bool, "array": list}
    for name, value in said.items():
        known = schema["properties"].get(name)
        if known is None or not isinstance(value, types[known["type"]]):
            found.append(f"{name} is unknown or of another type")
            continue
        enums = known.get("x-open-enum") or known.get("items", {}).get("x-open-enum") or {}
        keys = {enum["key"] for enum in enums.get("enums", ()) if enum["is_valid"]}
        found += [
            f"{one} is no {name}"
            for one in (value if isinstance(value, list) else [value])
            if keys - {one} == keys and keys
        ]
    return found
