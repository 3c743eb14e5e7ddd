"""LinkedIn's ads with answers as LinkedIn documents them: drafts only, in the right account, currency and country."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from smm_build.domain.ad import AdBudget, Targeting
from smm_build.networks import Account, Request
from smm_build.networks.linkedin._ads import validate
from smm_build.networks.linkedin._ads_words import age_ranges
from tests.ad_runs import AdStage, an_ad, objects, refusal
from tests.values import a_channel

ACCOUNT = {"id": 512300701, "currency": "EUR", "reference": "urn:li:organization:1", "status": "ACTIVE"}


def a_stage(root: Path, **more: Any) -> AdStage:
    return AdStage("linkedin", root, an_ad("linkedin", **more))


def test_all_three_are_drafts_with_a_lid(tmp_path: Path) -> None:
    stage = a_stage(tmp_path)
    stage.create()
    group, campaign, creative = objects(stage.stand_in)
    assert (group["status"], campaign["status"], creative["intendedStatus"]) == ("DRAFT", "DRAFT", "DRAFT")
    assert group["totalBudget"] == campaign["totalBudget"] == {"amount": "100.00", "currencyCode": "EUR"}
    assert (campaign["audienceExpansionEnabled"], campaign["offsiteDeliveryEnabled"]) == (False, False)
    assert campaign["runSchedule"] == {"start": 1_796_083_200_000, "end": 1_796_947_200_000}


def test_a_budget_a_day_has_a_lid_over_all_days(tmp_path: Path) -> None:
    stage = a_stage(tmp_path, budget=AdBudget(12.5, "EUR", "day"))
    stage.create()
    group, campaign, _ = objects(stage.stand_in)
    assert group["totalBudget"]["amount"] == "125.00"
    assert (campaign["dailyBudget"]["amount"], "totalBudget" in campaign) == ("12.50", False)


def test_a_boosted_post_is_referred_to(tmp_path: Path) -> None:
    stage = a_stage(tmp_path, boost="espresso", text="")
    stage.boosted = "urn:li:share:7000000000000000001"
    stage.create()
    creative = objects(stage.stand_in)[-1]
    assert creative["content"] == {"reference": "urn:li:share:7000000000000000001"}


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (("/512300701", 200, {**ACCOUNT, "currency": "USD"}), "The ad account is in USD, the ad in EUR"),
        (("/512300701", 200, ACCOUNT), "The ad account belongs to urn:li:organization:1, not to the channel's page"),
        (("/512300701", 403, {"message": "Not enough permissions", "status": 403}), "Not enough permissions"),
        (("/adTargetingEntities", 200, {"elements": []}), "does not say clearly which place Italy is"),
        (
            (
                "/adTargetingEntities",
                200,
                {"elements": [{"name": "Italy, Texas, United States", "urn": "urn:li:geo:1"}]},
            ),
            "does not say clearly which place Italy is",
        ),
        (
            ("/adTargetingEntities", 200, {"elements": [{"name": "Italy", "urn": f"urn:li:geo:{n}"} for n in (1, 2)]}),
            "does not say clearly which place Italy is",
        ),
    ],
    ids=["currency", "owner", "permission", "no country", "another Italy", "two of them"],
)
def test_what_is_not_meant_is_not_used(answers: tuple[str, int, object], words: str, tmp_path: Path) -> None:
    end, status, body = answers
    assert words in refusal(a_stage(tmp_path), {end: (status, body)})


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"goal": "leads"}, "as a draft"),
        ({"special": ("housing",)}, "without special categories"),
        ({"account": "act_1"}, "needs `account:` with the ad account's number"),
        ({"political": None}, "nobody has declared that it is not political"),
        ({"budget": None}, "lacks a budget"),
        ({"targeting": Targeting(("IT",), (30, 40))}, "LinkedIn cannot show an ad to people of 30 to 40 only"),
        ({"targeting": Targeting(("AQ",))}, "smm cannot name the country AQ to LinkedIn"),
        ({"action": "shop-now"}, "LinkedIn has no button for `shop-now`"),
    ],
)
def test_what_cannot_be_made_is_refused_before_anything_is_asked(
    more: dict[str, Any], words: str, tmp_path: Path
) -> None:
    stage = a_stage(tmp_path, **more)
    assert words in refusal(stage)
    assert not stage.stand_in.asked


def test_ages_are_ranges() -> None:
    assert age_ranges((18, 65)) == ()
    assert age_ranges((25, 54)) == ("urn:li:ageRange:(25,34)", "urn:li:ageRange:(35,54)")
    assert [age_ranges(ages) for ages in ((30, 65), (18, 60), (21, 34))] == [None, None, None]


def test_real_requests_go_to_linkedin_with_the_token_of_ads_in_a_header(tmp_path: Path) -> None:
    stage = a_stage(tmp_path)
    server = "https://api.linkedin.com"
    channel = a_channel("linkedin", server=server, account=stage.account.channel.account)
    request = next(validate(stage.task, Account(channel, server, stage.account.secrets)))
    assert isinstance(request, Request)
    assert request.url == "https://api.linkedin.com/rest/adAccounts/512300701"
    assert request.headers["Authorization"].startswith("Bearer ")
    assert not any(secret in repr(request) for secret in stage.account.secrets.values())
