"""What an ad is in LinkedIn's words: objectives, budgets as text, ages in ranges, countries by name.

Sources, read on 2026-11-23: https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads/account-structure and
its pages create-and-manage-campaign-groups, create-and-manage-campaigns and create-and-manage-creatives;
…/linkedin/shared/references/v2/ads/targeting-criteria for ages and genders; …/reference-tables/language-codes for
languages; names of countries as https://cldr.unicode.org has them in English.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from smm_build.domain.ad import Ad
from smm_build.domain.sentence import Sentence
from smm_build.networks._ads import AdTask
from smm_build.networks.linkedin._text import to_little

__all__ = ["COUNTRIES", "GOALS", "age_ranges", "amount", "campaign", "group", "inline_post", "obstacles"]

GOALS: Mapping[str, tuple[str, str]] = {
    "awareness": ("BRAND_AWARENESS", "MAX_IMPRESSION"),
    "traffic": ("WEBSITE_VISIT", "MAX_CLICK"),
    "engagement": ("ENGAGEMENT", "MAX_CLICK"),
}
"""Objective, and what LinkedIn bids for by itself; such bids are charged by impression (CPM)."""
COUNTRIES: Mapping[str, str] = {
    "AT": "Austria", "AU": "Australia", "BE": "Belgium", "BG": "Bulgaria", "BR": "Brazil", "CA": "Canada",
    "CH": "Switzerland", "CY": "Cyprus", "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "EE": "Estonia",
    "ES": "Spain", "FI": "Finland", "FR": "France", "GB": "United Kingdom", "GR": "Greece", "HR": "Croatia",
    "HU": "Hungary", "IE": "Ireland", "IN": "India", "IT": "Italy", "JP": "Japan", "LT": "Lithuania",
    "LU": "Luxembourg", "LV": "Latvia", "MT": "Malta", "MX": "Mexico", "NL": "Netherlands", "NO": "Norway",
    "NZ": "New Zealand", "PL": "Poland", "PT": "Portugal", "RO": "Romania", "SE": "Sweden", "SG": "Singapore",
    "SI": "Slovenia", "SK": "Slovakia", "US": "United States",
}  # fmt: skip
_LANGUAGES: Mapping[str, str] = {
    "cs": "CZ", "da": "DK", "de": "DE", "en": "US", "es": "ES", "fr": "FR", "it": "IT", "ja": "JP", "nl": "NL",
    "no": "NO", "pl": "PL", "pt": "BR", "ro": "RO", "sv": "SE", "tr": "TR",
}  # fmt: skip
_AGES = ((18, 24), (25, 34), (35, 54), (55, 2_147_483_647))
_OLDEST = 65
"""What the file calls the oldest means everybody older, too."""
_GENDERS = {"men": "urn:li:gender:MALE", "women": "urn:li:gender:FEMALE"}
_FACET = "urn:li:adTargetingFacet:"
_BUTTONS = {"learn-more": "LEARN_MORE", "sign-up": "SIGN_UP"}
_LONGEST_NAME = 100
"""Characters of a campaign group's name."""


def amount(number: float, currency: str) -> dict[str, str]:
    """Return an amount as LinkedIn writes it: a decimal number as text."""
    return {"amount": f"{number:.2f}", "currencyCode": currency}


def group(task: AdTask) -> dict[str, object]:
    """Say what the campaign group is and what it may cost in all; groups begin as drafts."""
    budget, cost = task.ad.budget, task.ad.cost
    assert budget is not None, "asked before"
    assert cost is not None, "asked before"
    return {
        "account": f"urn:li:sponsoredAccount:{task.ad.account}",
        "name": task.named(_LONGEST_NAME),
        "runSchedule": _schedule(task),
        "totalBudget": amount(cost, budget.currency),
        "status": "DRAFT",
    }


def campaign(task: AdTask, group_id: str, page: str, places: Sequence[str]) -> dict[str, object]:
    """Say whom the campaign is shown to, when and for how much; LinkedIn may neither widen nor place it elsewhere."""
    budget = task.ad.budget
    assert budget is not None, "asked before"
    objective, target = GOALS[task.ad.goal or ""]
    daily = budget.per == "day"
    return {
        "account": f"urn:li:sponsoredAccount:{task.ad.account}",
        "campaignGroup": f"urn:li:sponsoredCampaignGroup:{group_id}",
        "associatedEntity": page,
        "name": task.named(_LONGEST_NAME),
        "type": "SPONSORED_UPDATES",
        "objectiveType": objective,
        "optimizationTargetType": target,
        "costType": "CPM",
        "unitCost": amount(0, budget.currency),
        "dailyBudget" if daily else "totalBudget": amount(budget.amount, budget.currency),
        **({} if daily else {"pacingStrategy": "LIFETIME"}),
        "locale": {"language": task.language, "country": _LANGUAGES[task.language]},
        "runSchedule": _schedule(task),
        "targetingCriteria": {"include": {"and": [{"or": {name: said}} for name, said in _facets(task.ad, places)]}},
        "audienceExpansionEnabled": False,
        "offsiteDeliveryEnabled": False,
        "politicalIntent": "NOT_POLITICAL",
        "status": "DRAFT",
    }


def inline_post(task: AdTask, page: str, files: Sequence[str]) -> dict[str, object]:
    """Say the post that only ads show: an own text with its link, and a picture or film if there is one."""
    ad = task.ad
    article = {"article": {"source": ad.link, "title": ad.headline or ad.title}}
    media = {"media": {"id": files[0], "title": ad.headline or ad.title}} if files else None
    post: dict[str, object] = {
        "adContext": {"dscAdAccount": f"urn:li:sponsoredAccount:{ad.account}", "dscStatus": "ACTIVE"},
        "author": page,
        "commentary": to_little(ad.text),
        "visibility": "PUBLIC",
        "lifecycleState": "PUBLISHED",
        "isReshareDisabledByAuthor": False,
        "content": media or article,
    }
    if media:
        post["contentLandingPage"] = ad.link or ""
        post["contentCallToActionLabel"] = _BUTTONS[ad.action or "learn-more"]
    return post


def age_ranges(ages: tuple[int, int]) -> tuple[str, ...] | None:
    """Return LinkedIn's ranges that are exactly these ages, ``None`` where there are none; nothing for everybody."""
    youngest, oldest = ages
    oldest = _AGES[-1][1] if oldest >= _OLDEST else oldest
    chosen = [one for one in _AGES if youngest <= one[0] and one[1] <= oldest]
    if not chosen or (chosen[0][0], chosen[-1][1]) != (youngest, oldest):
        return None
    return () if len(chosen) == len(_AGES) else tuple(f"urn:li:ageRange:({first},{last})" for first, last in chosen)


def obstacles(task: AdTask, page: str | None) -> Iterator[Sentence]:
    """Yield why an ad cannot be made on LinkedIn as it is written."""
    ad = task.ad
    if not (ad.account or "").isdigit() or not (page or "").startswith("urn:li:organization:"):
        yield _NO_ACCOUNT
    if ad.goal not in GOALS or ad.special:
        yield _OTHER_GOAL
    if ad.budget is None or ad.cost is None or ad.political is not False:
        yield _INCOMPLETE
    if age_ranges(ad.targeting.ages) is None:
        yield _ages(ad.targeting.ages)
    if strange := sorted({code[:2] for code in ad.targeting.countries} - set(COUNTRIES)):
        yield _no_country(strange[0])
    if task.language not in _LANGUAGES:
        yield _no_language(task.language)
    yield from _against_content(ad)


def _against_content(ad: Ad) -> Iterator[Sentence]:
    if ad.boost is not None:
        return
    if len(ad.media) > 1:
        yield Sentence(
            "smm makes ads on LinkedIn with one picture or film: for several publish a post and `boost` it",
            "smm crea annunci su LinkedIn con un'immagine o un video: per più di uno pubblica un post e usa `boost`",
        )
    if ad.action is not None and ad.action not in _BUTTONS:
        yield Sentence(
            f"LinkedIn has no button for `{ad.action}`: it has `learn-more` and `sign-up`",
            f"LinkedIn non ha un pulsante per `{ad.action}`: ha `learn-more` e `sign-up`",
        )


def _facets(ad: Ad, places: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    yield f"{_FACET}locations", list(places)
    if ranges := age_ranges(ad.targeting.ages):
        yield f"{_FACET}ageRanges", list(ranges)
    if ad.targeting.genders:
        yield f"{_FACET}genders", [_GENDERS[one] for one in ad.targeting.genders]


def _schedule(task: AdTask) -> dict[str, int]:
    """Return when it runs, in milliseconds since 1970."""
    return {"start": _milliseconds(task.starts_at), "end": _milliseconds(task.ends_at)}


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp()) * 1000


def _ages(ages: tuple[int, int]) -> Sentence:
    youngest, oldest = ages
    return Sentence(
        f"LinkedIn cannot show an ad to people of {youngest} to {oldest} only: it knows 18–24, 25–34, 35–54 and 55 and"
        " over (`oldest: 65`)",
        f"LinkedIn non può mostrare un annuncio solo a chi ha da {youngest} a {oldest} anni: conosce 18–24, 25–34,"
        " 35–54 e dai 55 in su (`oldest: 65`)",
    )


def _no_country(code: str) -> Sentence:
    return Sentence(
        f"smm cannot name the country {code} to LinkedIn: leave it out, or add it in the Campaign Manager",
        f"smm non sa nominare il paese {code} a LinkedIn: toglilo, o aggiungilo nel Campaign Manager",
    )


def _no_language(language: str) -> Sentence:
    known = ", ".join(sorted(_LANGUAGES))
    return Sentence(
        f"LinkedIn has no campaigns in `{language}`, the first language of brand.yml: it has {known}",
        f"LinkedIn non ha campagne in `{language}`, la prima lingua di brand.yml: ha {known}",
    )


_NO_ACCOUNT = Sentence(
    "An ad on LinkedIn needs `account:` with the ad account's number, and a channel whose `account` is the page",
    "Un annuncio su LinkedIn richiede `account:` con il numero dell'account pubblicitario, e un canale il cui"
    " `account` è la pagina",
)
_OTHER_GOAL = Sentence(
    "On LinkedIn smm makes ads for `awareness`, `traffic` and `engagement`, without special categories: make this one"
    " at https://www.linkedin.com/campaignmanager, as a draft",
    "Su LinkedIn smm crea annunci per `awareness`, `traffic` ed `engagement`, senza categorie speciali: crea questo su"
    " https://www.linkedin.com/campaignmanager, come bozza",
)
_INCOMPLETE = Sentence(
    "The ad lacks a budget or its days, or nobody has declared that it is not political: run `smm check`",
    "All'annuncio manca il budget o il periodo, o nessuno ha dichiarato che non è politico: esegui `smm check`",
)
