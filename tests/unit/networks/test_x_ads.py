"""X's ads with answers as X documents them: nothing is made where it is not clear who pays and who speaks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from smm_build.domain.ad import AdBudget, Targeting
from smm_build.networks import Account, Refused, Request
from smm_build.networks.x._ads import validate
from smm_build.networks.x._ads_words import age_bucket
from smm_build.run.drive import Driver
from tests.ad_runs import AdStage, an_ad, objects, refusal
from tests.values import a_channel

CARD = {"id": "lygyi", "currency": "EUR", "able_to_fund": True, "deleted": False}
HOST = "https://ads-api.x.com/12/accounts/18ce5sandbx"


def a_stage(root: Path, **more: Any) -> AdStage:
    return AdStage("x", root, an_ad("x", **more))


def listed(*rows: object) -> tuple[int, object]:
    return 200, {"request": {"params": {}}, "next_cursor": None, "data": list(rows)}


def test_campaign_and_ad_group_are_paused_and_both_lids_are_on(tmp_path: Path) -> None:
    stage = a_stage(tmp_path)
    stage.create()
    there = {one["kind"]: one for one in objects(stage.stand_in)}
    campaign, group = there["x campaigns"], there["x line_items"]
    assert (campaign["entity_status"], group["entity_status"]) == ("PAUSED", "PAUSED")
    assert campaign["total_budget_amount_local_micro"] == 100_000_000
    assert campaign["daily_budget_amount_local_micro"] == 10_000_000
    assert there["x tweets"]["nullcast"] is True
    assert there["x tweets"]["text"] == "Il caffè dei mesi freddi https://aurora.example/brina"


def test_a_budget_a_day_has_a_lid_over_all_days(tmp_path: Path) -> None:
    stage = a_stage(tmp_path, budget=AdBudget(7.5, "EUR", "day"))
    stage.create()
    campaign = next(one for one in objects(stage.stand_in) if one["kind"] == "x campaigns")
    assert campaign["daily_budget_amount_local_micro"] == 7_500_000
    assert campaign["total_budget_amount_local_micro"] == 75_000_000


@pytest.mark.parametrize(
    ("there", "words"),
    [
        ([], "Nothing in the ads account can pay in EUR (it has -)"),
        ([{**CARD, "currency": "USD"}], "Nothing in the ads account can pay in EUR (it has USD)"),
        ([{**CARD, "able_to_fund": False}], "Nothing in the ads account can pay in EUR (it has -)"),
        ([{**CARD, "deleted": True}], "Nothing in the ads account can pay in EUR (it has -)"),
        ([CARD, {**CARD, "id": "lygyk"}], "The ads account has 2 ways to pay in EUR"),
    ],
    ids=["none", "other currency", "cannot pay", "deleted", "two"],
)
def test_who_pays_is_clear_or_nothing_is_made(there: list[object], words: str, tmp_path: Path) -> None:
    assert refusal(a_stage(tmp_path), {"/funding_instruments": listed(*there)}).startswith(words)


@pytest.mark.parametrize("kind", ["FULL", "RETWEETS_ONLY"])
def test_an_account_of_somebody_else_is_not_used(kind: str, tmp_path: Path) -> None:
    """One that may only promote others' posts is none that speaks for the channel."""
    stage = a_stage(tmp_path)
    wanted = "1146654567674912769"
    stage.account = replace(stage.account, channel=replace(stage.account.channel, account=wanted))
    user = {"id": "l310s", "user_id": "4503599627" if kind == "FULL" else wanted, "promotable_user_type": kind}
    assert "may not advertise for @" in refusal(stage, {"/promotable_users": listed(user)})


def test_xs_own_words_are_repeated(tmp_path: Path) -> None:
    """The envelope is that of https://docs.x.com/x-ads-api/fundamentals/error-codes-and-responses."""
    error = {"code": "UNAUTHORIZED_ACCESS", "message": "This request is not properly authenticated"}
    why = refusal(a_stage(tmp_path), {"/promotable_users": (401, {"errors": [error], "request": {"params": {}}})})
    assert "(HTTP 401: “UNAUTHORIZED_ACCESS This request is not properly authenticated”)" in why


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"goal": "sales"}, "make this one at https://ads.x.com, paused"),
        ({"special": ("housing",)}, "without special categories"),
        ({"account": "act_1"}, "Write the ads account's id"),
        ({"political": None}, "nobody has declared that it is not political"),
        ({"budget": None}, "lacks a budget"),
        ({"targeting": Targeting(("IT",), (30, 40))}, "X cannot show an ad to people of 30 to 40 only"),
        ({"text": "e" * 280}, "longer than 280 characters"),
    ],
)
def test_what_cannot_be_made_is_refused_before_anything_is_asked(
    more: dict[str, Any], words: str, tmp_path: Path
) -> None:
    stage = a_stage(tmp_path, **more)
    assert words in refusal(stage)
    assert not stage.stand_in.asked


def test_a_country_where_x_does_not_advertise(tmp_path: Path) -> None:
    assert refusal(a_stage(tmp_path), {"/locations": listed()}) == "X does not advertise in IT: leave it out"


@pytest.mark.parametrize("edge", ["campaigns", "line_items"])
def test_what_somebody_switched_on_gets_nothing_more(edge: str, tmp_path: Path) -> None:
    stage = a_stage(tmp_path)
    flow = stage.advertiser.create
    Driver(stage.stand_in, lambda _: None)(flow(stage.task, stage.account))
    before = stage.made()
    own = next(one["id"] for one in objects(stage.stand_in) if one["kind"] == f"x {edge}")
    turn_on = Request(
        "PUT",
        f"{stage.account.server}/ads-api/12/accounts/{stage.ad.account}/{edge}/{own}",
        "a person's click",
        params={"entity_status": "ACTIVE"},
        sign=next(one for one in stage.stand_in.asked if one.sign).sign,
    )
    assert stage.stand_in(turn_on).ok
    with pytest.raises(Refused, match="switched on at X, or gone"):
        Driver(stage.stand_in, lambda _: None)(flow(stage.task, stage.account))
    assert stage.made() == before


def test_ages_are_buckets() -> None:
    assert age_bucket((18, 65)) == "AGE_OVER_18"
    assert age_bucket((25, 54)) == "AGE_25_TO_54"
    assert [age_bucket(ages) for ages in ((30, 65), (25, 34), (18, 60))] == [None, None, None]


def test_real_requests_go_to_the_ads_host_and_are_signed(tmp_path: Path) -> None:
    stage = a_stage(tmp_path)
    server = "https://api.x.com"
    request = next(validate(stage.task, Account(a_channel("x", server=server), server, stage.account.secrets)))
    assert isinstance(request, Request)
    assert request.url == f"{HOST}/promotable_users"
    assert request.sign is not None
    assert not any(secret in repr(request) for secret in stage.account.secrets.values())
