"""TikTok's ads: as far as the file says, switched off, and valid by TikTok's own operations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from smm_build.domain.ad import AdBudget, AdTikTok, Targeting
from smm_build.domain.delivery import EventKind
from smm_build.networks import Account, Refused, Request
from smm_build.networks.tiktok._ads import validate
from smm_build.networks.tiktok._ads_words import age_groups, name_of
from smm_build.run.drive import Driver
from tests import official
from tests.ad_runs import AdStage, an_ad, objects
from tests.values import a_channel


def a_stage(root: Path, **more: Any) -> AdStage:
    return AdStage("tiktok", root, an_ad("tiktok", **more))


def test_the_budget_is_the_campaigns_and_whatever_is_in_it_is_switched_off(tmp_path: Path) -> None:
    stage = a_stage(tmp_path)
    stage.create()
    campaign, group, ad = objects(stage.stand_in)
    assert (campaign["budget"], campaign["budget_mode"]) == (300.0, "BUDGET_MODE_TOTAL")
    assert "budget" not in group
    assert [one["operation_status"] for one in (campaign, group, ad)] == ["DISABLE"] * 3
    assert (group["schedule_start_time"], group["placements"]) == ("2026-12-01 00:00:00", ["PLACEMENT_TIKTOK"])
    assert ad["creative_list"][0]["creative_info"]["tiktok_item_id"] == stage.boosted


SALES: dict[str, Any] = {"goal": "sales", "tiktok": AdTikTok()}
PIXEL = AdTikTok(pixel="7000000000000000705", event="SHOPPING")


@pytest.mark.parametrize(
    ("more", "parts"),
    [
        (SALES, ["campaign"]),
        ({**SALES, "tiktok": PIXEL}, ["campaign", "adgroup"]),
        ({**SALES, "goal": "leads", "tiktok": PIXEL}, ["campaign", "adgroup"]),
        ({"boost": None}, ["campaign", "adgroup"]),
        ({"tiktok": AdTikTok()}, ["campaign", "adgroup"]),
    ],
    ids=["no pixel", "pixel", "leads", "own text", "no account and button"],
)
def test_what_only_a_person_can_choose_is_left_to_them_with_the_start(
    more: dict[str, Any], parts: list[str], tmp_path: Path
) -> None:
    stage = a_stage(tmp_path, **more)
    made = stage.create()
    assert made is not None
    assert [one["kind"] for one in objects(stage.stand_in)] == [f"tiktok {part}" for part in parts]
    started = stage.start()
    assert started is not None
    assert started.kind is EventKind.FAILED
    assert f"open campaign {made.parts[0].id}" in str(started.reason)
    assert set(stage.states()) == {"DISABLE"}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"goal": "engagement"}, "`traffic`, `leads` and `sales`"),
        ({"account": None}, "advertiser id"),
        ({"account": "7"}, "No permission"),
        ({"budget": AdBudget(300.0, "USD")}, "The ad account is in EUR"),
        ({"budget": AdBudget(30.0, "EUR")}, "the least is 50"),
        ({"targeting": Targeting(("IT",), (20, 54))}, "18–24, 25–34"),
        ({"targeting": Targeting(("NZ",))}, "does not advertise in NZ"),
        ({"political": None}, "declared not to be political"),
    ],
)
def test_what_cannot_be_made_is_refused_with_what_to_do(more: dict[str, Any], words: str, tmp_path: Path) -> None:
    stage = a_stage(tmp_path, **more)
    with pytest.raises(Refused, match=words):
        Driver(stage.stand_in, lambda _: None)(stage.advertiser.create(stage.task, stage.account))
    assert not stage.made()


def test_a_post_whose_number_is_not_known_is_not_advertised_with(tmp_path: Path) -> None:
    stage = a_stage(tmp_path)
    stage.boosted = "v_pub_url~v2.123"
    event = stage.create()
    assert event is not None
    assert "smm ledger seed" in str(event.reason)


def test_ages_are_groups_and_names_have_no_emoji(tmp_path: Path) -> None:
    assert age_groups((18, 65)) == ("AGE_18_24", "AGE_25_34", "AGE_35_44", "AGE_45_54", "AGE_55_100")
    assert age_groups((25, 44)) == ("AGE_25_34", "AGE_35_44")
    assert age_groups((18, 60)) is None
    stage = a_stage(tmp_path, title="Brina ☕️ d'inverno")
    assert name_of(stage.task) == f"{stage.task.tag} brina Brina d'inverno"


def test_real_requests_go_to_the_business_api_with_the_token_in_a_header(tmp_path: Path) -> None:
    stage = a_stage(tmp_path)
    server = "https://open.tiktokapis.com"
    request = next(validate(stage.task, Account(a_channel("tiktok", server=server), server, stage.account.secrets)))
    assert isinstance(request, Request)
    assert request.url == "https://business-api.tiktok.com/open_api/v1.3/advertiser/info/"
    assert "sandbox-tiktok-ads-token" not in repr(request)


@pytest.mark.skipif(not (official.CONTRACTS / "tiktok").is_dir(), reason="TikTok's operations are not here")
def test_tiktoks_operations_refuse_what_is_broken(tmp_path: Path) -> None:
    """That they accept what is sent is asked at every request of every advertising run in the tests."""
    from tests.official.tiktok_ads import faults  # noqa: PLC0415 - only where the operations are

    stage = a_stage(tmp_path, special=("housing",))
    stage.create()
    made = {request.url.split("/")[-3]: request for request in stage.stand_in.asked if request.method == "POST"}
    assert set(made) == {"campaign", "adgroup", "ad"}
    for name, broken in (
        ("campaign", {"operation_status": "OFF", "bugdet": 1}),
        ("adgroup", {"optimization_goal": "CLICKS", "targeting_spec": {"location_ids": [1]}}),
        ("ad", {"creative_list": [{"creative_info": {"ad_format": "FILM"}}], "operation_status": True}),
    ):
        request = made[name]
        assert isinstance(request.json, dict)
        assert not faults(request)
        assert len(faults(replace(request, json={**request.json, **broken}))) == 2
        assert faults(replace(request, json={"advertiser_id": "1"}))
