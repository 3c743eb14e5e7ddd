"""What an ad is in Meta's words: the fields of its campaign, its set and its creative, and what cannot be said.

Sources, read on 2026-11-23: https://developers.facebook.com/documentation/ads-commerce/marketing-api/reference with its
pages ad-campaign-group, ad-campaign, ad-creative, ad-creative-link-data, ad-creative-link-data-child-attachment and
ad-creative-video-data; ``facebook-business`` 26.0.3 for names and types.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from smm_build.domain.ad import Ad
from smm_build.domain.sentence import Sentence
from smm_build.networks._ads import AdTask
from smm_build.networks._base import Account

__all__ = ["GOALS", "HUNDREDTH", "WHOLE", "Film", "ad_set", "campaign", "creative", "obstacles", "units"]

WHOLE = frozenset({"CLP", "COP", "CRC", "HUF", "IDR", "ISK", "JPY", "KRW", "PYG", "TWD", "VND"})
"""https://developers.facebook.com/documentation/ads-commerce/marketing-api/currencies, read on 2026-11-23."""
HUNDREDTH = 100
GOALS: Mapping[str, tuple[str, str]] = {
    "awareness": ("OUTCOME_AWARENESS", "REACH"),
    "traffic": ("OUTCOME_TRAFFIC", "LINK_CLICKS"),
    "engagement": ("OUTCOME_ENGAGEMENT", "POST_ENGAGEMENT"),
}
_SPECIAL: Mapping[str, str] = {
    "credit": "CREDIT",
    "employment": "EMPLOYMENT",
    "housing": "HOUSING",
    "financial-services": "FINANCIAL_PRODUCTS_SERVICES",
    "gambling": "ONLINE_GAMBLING_AND_GAMING",
}
_GENDERS: Mapping[str, int] = {"men": 1, "women": 2}
"""https://developers.facebook.com/docs/marketing-api/audiences/reference/basic-targeting, read 2026-11-23."""
_MOST_CARDS = 10
"""https://developers.facebook.com/documentation/ads-commerce/marketing-api/ad-creative/threads-ads/creation/carousel-ads,
read on 2026-11-23."""


@dataclass(frozen=True, slots=True)
class Film:
    """A film at Meta: its id, and the address of the still picture that stands for it."""

    id: str
    still: str


def units(amount: float, currency: str) -> str:
    """Return an amount as Meta counts it: in hundredths, or whole where a currency has no smaller unit there."""
    return str(round(amount * (1 if currency in WHOLE else HUNDREDTH)))


def campaign(ad: Ad) -> dict[str, str]:
    """Say what the campaign is for. The budget is the ad set's, so the sharing of budgets has to be denied."""
    special = [_SPECIAL[name] for name in ad.special or ()]
    said = {
        "objective": GOALS[ad.goal or ""][0],
        "status": "PAUSED",
        "special_ad_categories": json.dumps(special),
        "is_adset_budget_sharing_enabled": "false",
    }
    countries = [code[:2] for code in ad.targeting.countries]
    return said | ({"special_ad_category_country": json.dumps(countries)} if special else {})


def ad_set(task: AdTask) -> dict[str, str]:
    """Say whom it is shown to, when, for how much, and who gains and pays."""
    ad = task.ad
    assert ad.budget is not None, "asked before"
    said = {
        "daily_budget" if ad.budget.per == "day" else "lifetime_budget": units(ad.budget.amount, ad.budget.currency),
        "billing_event": "IMPRESSIONS",
        "optimization_goal": GOALS[ad.goal or ""][1],
        "bid_strategy": "LOWEST_COST_WITHOUT_CAP",
        "start_time": task.starts_at.isoformat(),
        "end_time": task.ends_at.isoformat(),
        "targeting": json.dumps(_targeting(ad)),
        "status": "PAUSED",
    }
    if ad.goal == "engagement":
        said["destination_type"] = "ON_POST"
    names = {"dsa_beneficiary": ad.beneficiary, "dsa_payor": ad.payor}
    return said | {key: name for key, name in names.items() if name}


def _targeting(ad: Ad) -> dict[str, object]:
    """Say who is shown it, and forbid Meta to widen that by itself."""
    youngest, oldest = ad.targeting.ages
    return {
        "geo_locations": {"countries": [code[:2] for code in ad.targeting.countries]},
        "age_min": youngest,
        "age_max": oldest,
        **({"genders": [_GENDERS[one] for one in ad.targeting.genders]} if ad.targeting.genders else {}),
        **({"publisher_platforms": list(ad.placements)} if ad.placements else {}),
        "targeting_automation": {"advantage_audience": 0},
    }


def creative(task: AdTask, account: Account, pictures: Sequence[str] = (), film: Film | None = None) -> dict[str, str]:
    """Say what is shown: a post that is boosted, or an own text with a film, a picture, several, or none."""
    if task.boosted is not None:
        return {"object_story_id": task.boosted}
    shown = {"video_data": _with_film(task.ad, film)} if film else {"link_data": _with_pictures(task.ad, pictures)}
    return {"object_story_spec": json.dumps({"page_id": account.channel.account or "", **shown})}


def _with_pictures(ad: Ad, pictures: Sequence[str]) -> dict[str, object]:
    """Say a link with its picture; several become cards that stay in the file's order, and no card is added."""
    link: dict[str, object] = {"message": ad.text, "link": ad.link or ""}
    link |= {"name": ad.headline} if ad.headline else {}
    link |= {"call_to_action": _button(ad)} if ad.action else {}
    if len(pictures) > 1:
        cards = [_card(ad, picture) for picture in pictures]
        return link | {"child_attachments": cards, "multi_share_optimized": False, "multi_share_end_card": False}
    return link | ({"image_hash": pictures[0]} if pictures else {})


def _card(ad: Ad, picture: str) -> dict[str, object]:
    card: dict[str, object] = {"link": ad.link or "", "image_hash": picture}
    card |= {"name": ad.headline} if ad.headline else {}
    return card | ({"call_to_action": _button(ad)} if ad.action else {})


def _with_film(ad: Ad, film: Film) -> dict[str, object]:
    said: dict[str, object] = {"video_id": film.id, "image_url": film.still, "message": ad.text}
    said |= {"title": ad.headline} if ad.headline else {}
    return said | {"call_to_action": _button(ad)}


def _button(ad: Ad) -> dict[str, object]:
    """Return the button, which is also where a film leads to: without one it would lead nowhere."""
    return {"type": _ACTIONS[ad.action or "learn-more"], "value": {"link": ad.link or ""}}


_ACTIONS = {
    "learn-more": "LEARN_MORE",
    "shop-now": "SHOP_NOW",
    "sign-up": "SIGN_UP",
    "contact-us": "CONTACT_US",
    "book-now": "BOOK_NOW",
}


def obstacles(ad: Ad) -> Iterator[Sentence]:
    """Yield why an ad cannot be made at Meta as it is written."""
    if not (ad.account or "").removeprefix("act_").isdigit():
        yield Sentence(
            "Write the ad account's number as `account:` into the ad: Ads Manager shows it",
            "Scrivi il numero dell'account pubblicitario come `account:` nell'annuncio: lo mostra Gestione inserzioni",
        )
    if ad.goal not in GOALS:
        yield Sentence(
            f"The goal `{ad.goal}` needs a pixel, a form or a film chosen by a person: make this ad in Ads Manager",
            f"L'obiettivo `{ad.goal}` richiede un pixel, un modulo o un video scelto da una persona: crea"
            " l'annuncio in Gestione inserzioni",
        )
    films = [media for media in ad.media if media.facts and media.facts.kind == "video"]
    if len(ad.media) > (1 if films else _MOST_CARDS):
        yield Sentence(
            f"smm makes ads at Meta with up to {_MOST_CARDS} pictures or with one film: leave some out",
            f"smm crea annunci su Meta con al massimo {_MOST_CARDS} immagini o con un video: togline qualcuno",
        )
    if ad.budget is None or ad.political is not False:
        yield _INCOMPLETE


_INCOMPLETE = Sentence(
    "The ad lacks a budget, or nobody has declared that it is not political: run `smm check`",
    "All'annuncio manca il budget, o nessuno ha dichiarato che non è politico: esegui `smm check`",
)
