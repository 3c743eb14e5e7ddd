"""What an ad is in X's words: budgets in micros, ages in buckets, and what cannot be said there.

Sources, read on 2026-11-23: https://docs.x.com/x-ads-api/campaign-management/reference for parameters;
https://github.com/xdevplatform/twitter-python-ads-sdk for the buckets of ages, which that page no longer lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from smm_build.domain.ad import Ad
from smm_build.domain.sentence import Sentence
from smm_build.networks._ads import AdTask
from smm_build.networks.x import LIMITS, measure

__all__ = ["GENDERS", "GOALS", "NAME_LENGTH", "age_bucket", "campaign", "line_item", "micros", "obstacles", "text_of"]

NAME_LENGTH = 255
GOALS: Mapping[str, str] = {"awareness": "REACH", "traffic": "WEBSITE_CLICKS", "engagement": "ENGAGEMENTS"}
GENDERS: Mapping[str, str] = {"men": "1", "women": "2"}
_MICROS = 1_000_000
_CENT = 10_000
"""Micros: ``minimum_denomination`` of X's bidding rules, smaller amounts are none."""
_OLDEST = 65
"""What the file calls the oldest means everybody older, too."""
_OPEN = (13, 18, 21, 25, 35, 50)
_CLOSED = {(13, 24), (18, 24), *((first, 34) for first in (13, 18, 21))} | {
    (first, last) for first in (13, 18, 21, 25, 35) for last in (49, 54)
}


def micros(amount: float) -> int:
    """Return an amount as X counts it: in millionths of every currency."""
    return round(amount * _MICROS)


def campaign(task: AdTask, funding: str) -> dict[str, str]:
    """Say what the campaign may cost; both lids are on it, whichever the file names.

    X asks most accounts for a budget a day. An ad with a budget for its lifetime gets an even share of it, an ad with
    one a day also gets what that comes to, so nothing runs on by itself.
    """
    ad = task.ad
    assert ad.budget is not None, "asked before"
    assert ad.cost is not None, "asked before"
    total = micros(ad.cost)
    share = -(-total // ((ad.days or 1) * _CENT)) * _CENT
    daily = micros(ad.budget.amount) if ad.budget.per == "day" else share
    return {
        "funding_instrument_id": funding,
        "name": task.named(NAME_LENGTH),
        "budget_optimization": "CAMPAIGN",
        "daily_budget_amount_local_micro": str(min(total, daily)),
        "total_budget_amount_local_micro": str(total),
        "standard_delivery": "true",
        "entity_status": "PAUSED",
    }


def line_item(task: AdTask, campaign_id: str) -> dict[str, str]:
    """Say what the ad group works towards, and when. Widening the audience has to be asked for, and is not."""
    return {
        "campaign_id": campaign_id,
        "name": task.named(NAME_LENGTH),
        "objective": GOALS[task.ad.goal or ""],
        "product_type": "PROMOTED_TWEETS",
        "placements": "ALL_ON_TWITTER",
        "bid_strategy": "AUTO",
        "start_time": _instant(task.starts_at),
        "end_time": _instant(task.ends_at),
        "entity_status": "PAUSED",
    }


def age_bucket(ages: tuple[int, int]) -> str | None:
    """Return X's name for these ages, ``None`` where it has none."""
    youngest, oldest = ages
    if oldest >= _OLDEST:
        return f"AGE_OVER_{youngest}" if youngest in _OPEN else None
    return f"AGE_{youngest}_TO_{oldest}" if ages in _CLOSED else None


def text_of(ad: Ad) -> str:
    """Return what the post says: the ad's text, with its link behind it unless it stands in it already."""
    return ad.text if not ad.link or ad.link in ad.text else f"{ad.text} {ad.link}"


def obstacles(ad: Ad) -> Iterator[Sentence]:
    """Yield why an ad cannot be made on X as it is written."""
    if not re.fullmatch(r"[0-9a-z]{3,15}", ad.account or ""):
        yield Sentence(
            "Write the ads account's id as `account:` into the ad: it stands in the address of ads.x.com",
            "Scrivi l'id dell'account pubblicitario come `account:` nell'annuncio: sta nell'indirizzo di ads.x.com",
        )
    if ad.goal not in GOALS or ad.special:
        yield Sentence(
            "On X smm makes ads for `awareness`, `traffic` and `engagement`, without special categories: make this one"
            " at https://ads.x.com, paused",
            "Su X smm crea annunci per `awareness`, `traffic` ed `engagement`, senza categorie speciali: crea questo su"
            " https://ads.x.com, in pausa",
        )
    if ad.budget is None or ad.cost is None or ad.political is not False:
        yield _INCOMPLETE
    if age_bucket(ad.targeting.ages) is None:
        yield _ages(ad.targeting.ages)
    if ad.boost is None and measure(text_of(ad)).length > (LIMITS.characters or 0):
        yield Sentence(
            f"The text with its link is longer than {LIMITS.characters} characters, as X counts them: shorten it",
            f"Il testo con il link supera {LIMITS.characters} caratteri, contati come fa X: accorcialo",
        )
    if len(ad.media) > LIMITS.images or any(media.facts and media.facts.kind != "image" for media in ad.media):
        yield Sentence(
            f"smm makes ads on X with up to {LIMITS.images} pictures: for a film publish a post and `boost` it",
            f"smm crea annunci su X con al massimo {LIMITS.images} immagini: per un video pubblica un post e usa"
            " `boost`",
        )


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _ages(ages: tuple[int, int]) -> Sentence:
    youngest, oldest = ages
    known = ", ".join(f"{first}–{last}" for first, last in sorted(_CLOSED))
    over = ", ".join(f"{first}+" for first in _OPEN)
    return Sentence(
        f"X cannot show an ad to people of {youngest} to {oldest} only; it knows {over} (`oldest: 65`) and {known}",
        f"X non può mostrare un annuncio solo a chi ha da {youngest} a {oldest} anni; conosce {over} (`oldest: 65`) e"
        f" {known}",
    )


_INCOMPLETE = Sentence(
    "The ad lacks a budget or its days, or nobody has declared that it is not political: run `smm check`",
    "All'annuncio manca il budget o il periodo, o nessuno ha dichiarato che non è politico: esegui `smm check`",
)
