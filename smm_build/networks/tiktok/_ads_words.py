"""What an ad is in TikTok's words: the bodies of its three operations, ages in groups, and what cannot be said.

Sources, read on 2026-11-23: https://github.com/tiktok/tiktok-business-api-sdk (``smart_plus_campaign_create.yml``,
``smart_plus_adgroup_create.yml``, ``smart_plus_ad_create.yml``) for names, types and values;
https://business-api.tiktok.com/portal/docs?id=1843314887930946 (ad groups) and …?id=1843317390059522 (ads) for what
goes with what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from smm_build.domain.ad import Ad
from smm_build.domain.sentence import Sentence
from smm_build.networks._ads import AdTask
from smm_build.text.emoji import find_emoji

__all__ = ["GOALS", "OBJECTIVE", "ad_group", "advertisement", "age_groups", "campaign", "name_of", "obstacles", "whole"]

OBJECTIVE: Mapping[str, str] = {
    "traffic": "WEB_CONVERSIONS",
    "sales": "WEB_CONVERSIONS",
    "leads": "LEAD_GENERATION",
}
"""Clicks on a website are a goal within TikTok's sales objective, which then needs no pixel."""
GOALS = frozenset(OBJECTIVE)
_BUDGETS = {"lifetime": "BUDGET_MODE_TOTAL", "day": "BUDGET_MODE_DYNAMIC_DAILY_BUDGET"}
_SPECIAL = {"credit": "CREDIT", "employment": "EMPLOYMENT", "housing": "HOUSING"}
_GENDERS: Mapping[tuple[str, ...], str] = {("men",): "GENDER_MALE", ("women",): "GENDER_FEMALE"}
_AGES = ((18, 24), (25, 34), (35, 44), (45, 54), (55, 100))
_OLDEST = 65
"""What the file calls the oldest means everybody older, too."""
_LONGEST_NAME = 512
_DIGITS = 15
"""Hexadecimal digits of a request id: TikTok takes 64 bits with a sign."""


def campaign(task: AdTask) -> dict[str, object]:
    """Say what the campaign is for and what it may cost: the budget is its, so no group in it can spend more."""
    ad = task.ad
    assert ad.budget is not None, "asked before"
    special = [_SPECIAL[name] for name in ad.special or ()]
    return {
        "advertiser_id": ad.account,
        "request_id": _request_id(task, 0),
        "campaign_name": name_of(task),
        "campaign_type": "REGULAR_CAMPAIGN",
        "objective_type": OBJECTIVE[ad.goal or ""],
        **({} if ad.goal == "leads" else {"sales_destination": "WEBSITE"}),
        "budget_optimize_on": True,
        "budget_mode": _BUDGETS[ad.budget.per],
        "budget": ad.budget.amount,
        **({"special_industries": special} if special else {}),
        "operation_status": "DISABLE",
    }


def ad_group(task: AdTask, campaign_id: str, places: Sequence[str]) -> dict[str, object]:
    """Say whom it is shown to, when and towards what; only on TikTok itself, and nobody else."""
    ad = task.ad
    towards: dict[str, object] = {"optimization_goal": "CLICK", "billing_event": "CPC"}
    if ad.goal != "traffic":
        towards = {"optimization_goal": "CONVERT", "billing_event": "OCPM"}
        towards |= {"pixel_id": ad.tiktok.pixel, "optimization_event": ad.tiktok.event}
    form = {"promotion_type": "LEAD_GENERATION", "promotion_target_type": "EXTERNAL_WEBSITE"}
    return {
        "advertiser_id": ad.account,
        "request_id": _request_id(task, 1),
        "campaign_id": campaign_id,
        "adgroup_name": name_of(task),
        **(form if ad.goal == "leads" else {"promotion_type": "WEBSITE"}),
        **towards,
        "bid_type": "BID_TYPE_NO_BID",
        "placement_type": "PLACEMENT_TYPE_NORMAL",
        "placements": ["PLACEMENT_TIKTOK"],
        "targeting_optimization_mode": "MANUAL",
        "targeting_spec": {
            "location_ids": list(places),
            "age_groups": list(age_groups(ad.targeting.ages) or ()),
            "gender": _GENDERS.get(ad.targeting.genders, "GENDER_UNLIMITED"),
        },
        "schedule_type": "SCHEDULE_START_END",
        "schedule_start_time": _instant(task.starts_at),
        "schedule_end_time": _instant(task.ends_at),
        "operation_status": "DISABLE",
    }


def advertisement(task: AdTask, group_id: str) -> dict[str, object]:
    """Say which post of the account is shown, with which button and where that leads."""
    ad = task.ad
    creative = {
        "ad_format": "SINGLE_VIDEO",
        "tiktok_item_id": task.boosted,
        "identity_type": "TT_USER",
        "identity_id": ad.tiktok.identity,
    }
    return {
        "advertiser_id": ad.account,
        "adgroup_id": group_id,
        "ad_name": name_of(task),
        "creative_list": [{"creative_info": creative}],
        "ad_configuration": {"call_to_action_id": ad.tiktok.call_to_action},
        "landing_page_url_list": [{"landing_page_url": ad.link or ""}],
        "operation_status": "DISABLE",
    }


def name_of(task: AdTask) -> str:
    """Return what everything of the ad is called; TikTok takes no emoji in names."""
    name = task.named(_LONGEST_NAME)
    for emoji in reversed(find_emoji(name)):
        name = name[: emoji.start] + name[emoji.end :]
    return " ".join(name.split())


def whole(ad: Ad) -> tuple[bool, bool]:
    """Return whether the file says enough for an ad group, and for the ad in it; a person adds what is missing."""
    known = ad.goal == "traffic" or (ad.tiktok.pixel is not None and ad.tiktok.event is not None)
    chosen = ad.boost is not None and None not in {ad.tiktok.identity, ad.tiktok.call_to_action, ad.link}
    return known, known and chosen


def age_groups(ages: tuple[int, int]) -> tuple[str, ...] | None:
    """Return TikTok's groups that are exactly these ages, ``None`` where there are none."""
    youngest, oldest = ages
    oldest = _AGES[-1][1] if oldest >= _OLDEST else oldest
    chosen = [one for one in _AGES if youngest <= one[0] and one[1] <= oldest]
    if not chosen or (chosen[0][0], chosen[-1][1]) != (youngest, oldest):
        return None
    return tuple(f"AGE_{first}_{last}" for first, last in chosen)


def obstacles(task: AdTask) -> Iterator[Sentence]:
    """Yield why an ad cannot be made on TikTok as it is written."""
    ad = task.ad
    if not (ad.account or "").isdigit():
        yield _NO_ACCOUNT
    if ad.goal not in GOALS or set(ad.special or ()) - set(_SPECIAL) or ad.budget is None or ad.political is not False:
        yield _OTHER_GOAL
    if age_groups(ad.targeting.ages) is None:
        yield _ages(ad.targeting.ages)
    if task.boosted is not None and not task.boosted.isdigit():
        yield Sentence(
            "TikTok has not told the number of the post yet: open it at TikTok, then record its address with"
            " `smm ledger seed`",
            "TikTok non ha ancora detto il numero del post: aprilo su TikTok, poi registra il suo indirizzo con"
            " `smm ledger seed`",
        )


def _request_id(task: AdTask, number: int) -> str:
    """Return TikTok's key against making the same thing twice: another one for each thing of an ad."""
    return str(int(task.seed[number * _DIGITS : (number + 1) * _DIGITS], 16))


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def _ages(ages: tuple[int, int]) -> Sentence:
    youngest, oldest = ages
    return Sentence(
        f"TikTok cannot show an ad to people of {youngest} to {oldest} only: its groups are 18–24, 25–34, 35–44, 45–54"
        " and 55 and over (`oldest: 65`)",
        f"TikTok non può mostrare un annuncio solo a chi ha da {youngest} a {oldest} anni: i suoi gruppi sono 18–24,"
        " 25–34, 35–44, 45–54 e dai 55 in su (`oldest: 65`)",
    )


_NO_ACCOUNT = Sentence(
    "Write the ad account's number (advertiser id) as `account:` into the ad",
    "Scrivi il numero dell'account pubblicitario (advertiser id) come `account:` nell'annuncio",
)
_OTHER_GOAL = Sentence(
    "On TikTok smm makes ads for `traffic`, `leads` and `sales`, with a budget and declared not to be political: make"
    " this one at https://ads.tiktok.com, switched off",
    "Su TikTok smm crea annunci per `traffic`, `leads` e `sales`, con un budget e dichiarati non politici: crea questo"
    " su https://ads.tiktok.com, spento",
)
