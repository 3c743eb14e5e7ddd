"""The ads of LinkedIn's stand-in: one ad account of the page, campaign groups, campaigns and creatives.

Written from https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads/account-structure with its pages
create-and-manage-campaign-groups, create-and-manage-campaigns and create-and-manage-creatives, read on 2026-11-23. What
is made is kept as an invisible thing of the world, so it is there after a restart. Unlike posts, unknown fields are
refused everywhere: a misspelt one would be lost silently.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._counts import happened
from smm_build.sandbox.standins.linkedin._words import PAGE, field_faults, read_little, refusal

__all__ = ["ADS", "AD_ACCOUNT"]

AD_ACCOUNT = "512300701"
_URN = f"urn:li:sponsoredAccount:{AD_ACCOUNT}"
_PLACES = {"Italy": "100000001", "Germany": "100000002", "France": "100000003", "United States": "103644278"}
"""Only the last number is a real one, from the pages above."""
_AMOUNT = {"amount": str, "currencyCode": str}
_GROUP: Mapping[str, type | tuple[type, ...]] = {
    "account": str,
    "name": str,
    "runSchedule": dict,
    "totalBudget": dict,
    "status": str,
}
_CAMPAIGN: Mapping[str, type | tuple[type, ...]] = {
    **_GROUP,
    "campaignGroup": str,
    "associatedEntity": str,
    "type": str,
    "objectiveType": str,
    "optimizationTargetType": str,
    "costType": str,
    "unitCost": dict,
    "dailyBudget": dict,
    "pacingStrategy": str,
    "locale": dict,
    "targetingCriteria": dict,
    "audienceExpansionEnabled": bool,
    "offsiteDeliveryEnabled": bool,
    "politicalIntent": str,
}
_NEEDED = ("account", "campaignGroup", "name", "type", "costType", "unitCost", "locale", "targetingCriteria",
           "offsiteDeliveryEnabled", "politicalIntent", "status", "associatedEntity")  # fmt: skip
_CREATIVE: Mapping[str, type | tuple[type, ...]] = {"campaign": str, "content": dict, "inlineContent": dict,
                                                     "intendedStatus": str, "name": str}  # fmt: skip
_POST: Mapping[str, type | tuple[type, ...]] = {
    "adContext": dict,
    "author": str,
    "commentary": str,
    "visibility": str,
    "lifecycleState": str,
    "isReshareDisabledByAuthor": bool,
    "content": dict,
    "contentLandingPage": str,
    "contentCallToActionLabel": str,
}
_STATES = ("ACTIVE", "PAUSED", "DRAFT", "ARCHIVED")
_LEAST = 10.0


def _account(_: Asked, __: World) -> Answer:
    told = {"id": int(AD_ACCOUNT), "name": "Sandbox", "currency": "EUR", "reference": PAGE, "type": "BUSINESS"}
    return Answer(200, {**told, "status": "ACTIVE", "test": False})


def _places(asked: Asked, _: World) -> Answer:
    if asked.params.get("q") != "typeahead" or asked.params.get("facet") != "urn:li:adTargetingFacet:locations":
        return refusal(400, "ILLEGAL_ARGUMENT", "No finder by that name")
    wanted = asked.params.get("query", "")
    found = [{"name": name, "urn": f"urn:li:geo:{number}", "facetUrn": asked.params["facet"]}
             for name, number in _PLACES.items() if name.startswith(wanted)]  # fmt: skip
    more = [{"name": f"{wanted}, Texas, United States", "urn": "urn:li:geo:1", "facetUrn": asked.params["facet"]}]
    return Answer(200, {"elements": [*found, *more]})


def _search(asked: Asked, world: World, edge: str) -> Answer:
    named = re.fullmatch(r"\(name:\(values:List\((.*)\)\)\)", asked.params.get("search", ""))
    if asked.params.get("q") != "search" or not named:
        return refusal(400, "ILLEGAL_ARGUMENT", "Search criteria is mandatory")
    found = [node for node in _nodes(world, edge).values() if node.get("name") == named[1]]
    return Answer(200, {"elements": found, "metadata": {}})


def _criteria(asked: Asked, world: World) -> Answer:
    named = re.fullmatch(r"List\((.*)\)", asked.params.get("campaigns", ""))
    if asked.params.get("q") != "criteria" or not named:
        return refusal(400, "ILLEGAL_ARGUMENT", "No finder by that name")
    found = [node for node in _nodes(world, "creatives").values() if node.get("campaign") == named[1]]
    return Answer(200, {"elements": found, "metadata": {}})


def _one(_: Asked, world: World, edge: str, name: str) -> Answer:
    node = _nodes(world, edge).get(name)
    return Answer(200, node) if node else refusal(404, "NOT_FOUND", f"Could not find {edge} {name}")


def _make_group(asked: Asked, world: World) -> Answer:
    wrong = field_faults(asked.json, _GROUP, ("account", "name", "runSchedule", "status"))
    if wrong is None and (asked.data["status"] not in {"ACTIVE", "DRAFT"} or asked.data["account"] != _URN):
        wrong = refusal(400, "ILLEGAL_ARGUMENT", "A campaign group is created ACTIVE or DRAFT, in its account")
    return wrong or _made(world, "adCampaignGroups", asked.data)


def _make_campaign(asked: Asked, world: World) -> Answer:
    wrong = field_faults(asked.json, _CAMPAIGN, _NEEDED) or _campaign_fault(asked.data, world)
    return wrong or _made(world, "adCampaigns", asked.data)


def _campaign_fault(said: Mapping[str, object], world: World) -> Answer | None:
    group = str(said["campaignGroup"]).removeprefix("urn:li:sponsoredCampaignGroup:")
    if group not in _nodes(world, "adCampaignGroups") or said["account"] != _URN or said["associatedEntity"] != PAGE:
        return refusal(400, "INVALID_URN_ID", "Could not find the campaign group, the account or the organization")
    budget = said.get("dailyBudget") or said.get("totalBudget")
    wrong = field_faults(budget, _AMOUNT, tuple(_AMOUNT), "/budget")
    if wrong is not None:
        return wrong
    assert isinstance(budget, dict), "asked above"
    if budget["currencyCode"] != "EUR" or float(budget["amount"]) < _LEAST:
        return refusal(400, "ILLEGAL_ARGUMENT", f"The budget is below {_LEAST:g} or in another currency")
    if "totalBudget" in said and said.get("pacingStrategy") != "LIFETIME":
        return refusal(400, "ILLEGAL_ARGUMENT", "totalBudget needs lifetime pacing")
    if said["politicalIntent"] not in {"NOT_POLITICAL", "POLITICAL"}:
        return refusal(400, "ILLEGAL_ARGUMENT", "politicalIntent has to be declared")
    return None if "urn:li:geo:" in json.dumps(said["targetingCriteria"]) else refusal(
        400, "ILLEGAL_ARGUMENT", "targetingCriteria needs a location"
    )  # fmt: skip


def _make_creative(asked: Asked, world: World) -> Answer:
    inline = asked.params.get("action") == "createInline"
    said = asked.data.get("creative") if inline else asked.json
    wrong = field_faults(said, _CREATIVE, ("campaign", "intendedStatus", "inlineContent" if inline else "content"))
    if wrong is not None:
        return wrong
    assert isinstance(said, dict), "asked above"
    fault = _creative_fault(said, inline, world)
    if fault is not None:
        return fault
    own = f"urn:li:sponsoredCreative:{world.new_id()}"
    _keep(world, "creatives", own, {**said, "id": own})
    headers = {"x-restli-id": own}
    return Answer(200, {"value": {"creative": own}}, headers) if inline else Answer(201, None, headers)


def _creative_fault(said: Mapping[str, object], inline: bool, world: World) -> Answer | None:  # noqa: FBT001 - one caller
    campaign = str(said["campaign"]).removeprefix("urn:li:sponsoredCampaign:")
    if campaign not in _nodes(world, "adCampaigns") or said["intendedStatus"] not in _STATES:
        return refusal(400, "INVALID_URN_ID", "Could not find the campaign, or the status is none")
    if not inline:
        content = said["content"]
        reference = str(content.get("reference", "")) if isinstance(content, dict) else ""
        good = re.fullmatch(r"urn:li:(?:share|ugcPost):\d+", reference)
        return None if good else refusal(400, "INVALID_URN_ID", "A reference must be a share or ugcPost")
    content = said["inlineContent"]
    post = content.get("post") if isinstance(content, dict) else None
    wrong = field_faults(post, _POST, ("adContext", "author", "commentary", "visibility", "lifecycleState", "content"))
    if wrong is not None:
        return wrong
    assert isinstance(post, dict), "asked above"
    text = str(post["commentary"])
    if post["author"] != PAGE or post["adContext"].get("dscAdAccount") != _URN or read_little(text)[1] != len(text):
        return refusal(400, "ILLEGAL_ARGUMENT", "The author, the ad account or the commentary is not right")
    media = post["content"].get("media")
    known = media is None or (media.get("id") in world.kind("files") and post.get("contentLandingPage"))
    return None if known else refusal(400, "INVALID_URN_ID", "Could not find the media, or its landing page is missing")


def _change(asked: Asked, world: World, edge: str, name: str) -> Answer:
    node = _nodes(world, edge).get(name)
    if node is None:
        return refusal(404, "NOT_FOUND", f"Could not find {edge} {name}")
    patch = asked.data.get("patch")
    changed = patch.get("$set") if isinstance(patch, dict) else None
    key = "intendedStatus" if edge == "creatives" else "status"
    if not isinstance(changed, dict) or set(changed) != {key} or changed[key] not in _STATES:
        return refusal(400, "ILLEGAL_ARGUMENT", f"Only {key} can be changed here")
    _keep(world, edge, name, {**node, **changed})
    return Answer(204)


def _analytics(asked: Asked, world: World) -> Answer:
    """Tell what campaigns came to; a campaign nobody has seen is left out, as the real one does."""
    said = asked.params
    named = re.fullmatch(r"List\((.*)\)", said.get("campaigns", ""))
    if (said.get("q"), said.get("pivot"), said.get("timeGranularity")) != ("analytics", "CAMPAIGN", "ALL") or not named:
        return refusal(400, "ILLEGAL_ARGUMENT", "q, pivot, timeGranularity and campaigns are needed")
    if not re.fullmatch(r"\(start:\(year:\d{4},month:\d\d?,day:\d\d?\)\)", said.get("dateRange", "")):
        return refusal(400, "ILLEGAL_ARGUMENT", "dateRange is not valid")
    rows = []
    for urn in named[1].split(","):
        counts = {name: happened(world, urn, what) for name, what in _TOLD.items()}
        if any(counts.values()):
            spent = f"{counts['costInLocalCurrency']}.00"
            rows.append({"pivotValues": [urn], **counts, "costInLocalCurrency": spent})
    return Answer(200, {"elements": rows, "paging": {"start": 0, "count": 10, "links": []}})


_TOLD = {"impressions": "views", "landingPageClicks": "clicks", "costInLocalCurrency": "spend"}


def _made(world: World, edge: str, said: Mapping[str, object]) -> Answer:
    own = world.new_id()
    _keep(world, edge, own, {**said, "id": int(own)})
    return Answer(201, None, {"x-restli-id": own})


def _nodes(world: World, edge: str) -> dict[str, dict[str, object]]:
    kind = f"linkedin ad {edge}"
    return {name: json.loads(shown.text) for name, shown in world.shown.items() if shown.kind == kind}


def _keep(world: World, edge: str, name: str, node: Mapping[str, object]) -> None:
    text = json.dumps(node, ensure_ascii=False, sort_keys=True)
    world.show(Shown("linkedin", AD_ACCOUNT, name, f"linkedin ad {edge}", text, world.clock(), visible=False))


_A = f"/rest/adAccounts/{AD_ACCOUNT}"
ADS = (
    ("GET", "", _A, _account),
    ("GET", "FINDER", "/rest/adTargetingEntities", _places),
    ("GET", "FINDER", rf"{_A}/(adCampaignGroups|adCampaigns)", _search),
    ("GET", "FINDER", rf"{_A}/creatives", _criteria),
    ("GET", "", rf"{_A}/(adCampaigns)/(\d+)", _one),
    ("POST", "", rf"{_A}/adCampaignGroups", _make_group),
    ("POST", "", rf"{_A}/adCampaigns", _make_campaign),
    ("POST", "", rf"{_A}/creatives", _make_creative),
    ("POST", "PARTIAL_UPDATE", rf"{_A}/(adCampaignGroups|adCampaigns|creatives)/([^/]+)", _change),
    ("GET", "FINDER", "/rest/adAnalytics", _analytics),
)
"""Routes as the stand-in's other ones: method, what Rest.li calls it, address, who answers."""
