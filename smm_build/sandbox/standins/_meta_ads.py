"""The ads of Meta's stand-in: campaigns, ad sets, creatives, ads and labels of one ad account.

Written from https://developers.facebook.com/documentation/ads-commerce/marketing-api/reference (v26.0), read on
2026-11-23. What is made is kept as an invisible thing of the world, so it is there after a restart. It refuses what
Meta refuses: a budget below the least, a campaign without special categories, an ad set for the European Union without
its two names.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._counts import happened
from smm_build.sandbox.standins._graph import Route, error, fields, listed, missing, nothing_there, only, read_json

__all__ = ["ADS", "AD_ACCOUNT", "AD_FILMS", "ad_object", "ad_results", "change_ad_object"]

AD_ACCOUNT = "17900000000000701"
_LEAST = 100
_MOST_CARDS = 10
_STRETCH = 1_048_576
_EUROPE = frozenset({"AT", "BE", "DE", "ES", "FR", "IE", "IT", "NL", "PL", "PT"})
_TOLD = {"spend": "spend", "impressions": "views", "reach": "reach", "clicks": "clicks"}
_BUDGETS = ("daily_budget", "lifetime_budget")


def _account(asked: Asked, _: World) -> Answer:
    node = {"id": f"act_{AD_ACCOUNT}", "name": "Sandbox", "currency": "EUR", "min_daily_budget": _LEAST}
    return only(asked, {**node, "account_status": 1, "timezone_name": "Europe/Rome"})


def _nodes(world: World, kind: str) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for shown in world.shown.values():
        if shown.kind == f"meta {kind}":
            value = read_json(shown.text)
            found[shown.id] = value if isinstance(value, dict) else {}
    return found


def _keep(world: World, kind: str, name: str, node: Mapping[str, object]) -> None:
    text = json.dumps(node, ensure_ascii=False, sort_keys=True)
    world.show(Shown("facebook", AD_ACCOUNT, name, f"meta {kind}", text, world.clock(), visible=False))


def _make_label(asked: Asked, world: World) -> Answer:
    name = fields(asked)["name"]
    own = world.new_id()
    _keep(world, "label", own, {"id": own, "name": name})
    return Answer(200, {"id": own})


def _labels(asked: Asked, world: World) -> Answer:
    return listed(asked, list(_nodes(world, "label").values()))


def _make(asked: Asked, world: World, edge: str) -> Answer:
    said = fields(asked)
    fault = _FAULTS[edge](said, world)
    if fault is not None:
        return fault
    if read_json(said.get("execution_options", "[]")) == ["validate_only"]:
        return Answer(200, {"success": True})
    own = world.new_id()
    labels = read_json(said.get("adlabels", "[]"))
    node = {**said, "id": own, "adlabels": labels, "effective_status": said.get("status", "ACTIVE")}
    _keep(world, edge, own, {"status": "ACTIVE", **node})
    return Answer(200, {"id": own})


def _by_label(asked: Asked, world: World, edge: str) -> Answer:
    wanted = read_json(fields(asked)["ad_label_ids"])
    nodes = [node for node in _nodes(world, edge).values() if _labelled(node, wanted)]
    return listed(asked, nodes)


def _labelled(node: Mapping[str, object], wanted: object) -> bool:
    labels = node.get("adlabels")
    ids = {str(label.get("id")) for label in labels if isinstance(label, dict)} if isinstance(labels, list) else set()
    return isinstance(wanted, list) and all(str(one) in ids for one in wanted)


def _image(asked: Asked, world: World) -> Answer:
    content = fields(asked).get("bytes", "")
    if not content:
        return missing("bytes")
    name = hashlib.md5(content.encode(), usedforsecurity=False).hexdigest()
    world.kind("ad images")[name] = {}
    return Answer(200, {"images": {"bytes": {"hash": name, "url": f"{asked.base}/{name}"}}})


def _film(asked: Asked, world: World) -> Answer:
    """Answer the three phases of a film's upload; here one stretch takes a mebibyte."""
    said = fields(asked)
    if said.get("upload_phase") == "start":
        own = world.new_id()
        film: dict[str, object] = {"size": int(said.get("file_size", "0")), "arrived": 0, "looks": 0}
        world.kind("ad films")[own] = film
        return Answer(200, {"video_id": own, "upload_session_id": own, **_next_stretch(film)})
    found = world.kind("ad films").get(said.get("upload_session_id", ""))
    if found is None:
        return error(100, "Invalid upload session", 1_363_041)
    if said.get("upload_phase") == "finish":
        whole = found["arrived"] == found["size"]
        return Answer(200, {"success": True}) if whole else error(6000, "The upload is not whole", 1_363_037)
    piece = asked.files.get("video_file_chunk")
    if piece is None or said.get("start_offset") != str(found["arrived"]):
        return error(6000, "There was a problem uploading your video file", 1_363_037)
    found["arrived"] = int(str(found["arrived"])) + len(piece.content)
    return Answer(200, _next_stretch(found))


def _next_stretch(film: Mapping[str, object]) -> dict[str, str]:
    start, size = int(str(film["arrived"])), int(str(film["size"]))
    return {"start_offset": str(start), "end_offset": str(min(start + _STRETCH, size))}


def _stills(asked: Asked, world: World, name: str) -> Answer:
    if name not in world.kind("ad films"):
        return nothing_there(name)
    uris = [f"https://scontent.example/{name}-{number}.jpg" for number in (1, 2)]
    return listed(asked, [{"id": f"{name}{n}", "uri": uri, "is_preferred": n == 1} for n, uri in enumerate(uris)])


def _film_node(asked: Asked, film: dict[str, object], name: str) -> Answer:
    film["looks"] = int(str(film["looks"])) + 1
    state = "ready" if film["arrived"] == film["size"] and int(str(film["looks"])) > 1 else "processing"
    return only(asked, {"id": name, "status": {"video_status": state}})


def ad_object(asked: Asked, world: World, name: str) -> Answer | None:
    """Return what is known of an object of the ad account, ``None`` when it is none."""
    if name in world.kind("ad films"):
        return _film_node(asked, world.kind("ad films")[name], name)
    for edge in _FAULTS:
        node = _nodes(world, edge).get(name)
        if node is not None:
            whole = dict.fromkeys((*_BUDGETS, "status", "effective_status", "name"))
            return only(asked, {**whole, **node})
    return None


def ad_results(asked: Asked, world: World, name: str) -> Answer | None:
    """Tell what a campaign came to, as text; ``None`` when it is none, no row when nobody saw it."""
    if name not in _nodes(world, "campaigns"):
        return None
    if fields(asked).get("date_preset") != "maximum":
        return missing("date_preset")
    counts = {told: happened(world, name, what) for told, what in _TOLD.items()}
    wanted = fields(asked).get("fields", "impressions").split(",")
    if strange := sorted(set(wanted) - set(counts)):
        return error(100, f"{strange[0]} is not valid for fields param", 1_504_008)
    row = {told: f"{counts[told]}.00" if told == "spend" else str(counts[told]) for told in wanted}
    return Answer(200, {"data": [row] if any(counts.values()) else []})


def change_ad_object(asked: Asked, world: World, name: str) -> Answer | None:
    """Change the status of an object of the ad account, ``None`` when it is none."""
    status = fields(asked).get("status", "")
    for edge in _FAULTS:
        node = _nodes(world, edge).get(name)
        if node is not None:
            if status not in {"ACTIVE", "PAUSED", "ARCHIVED", "DELETED"}:
                return missing("status")
            _keep(world, edge, name, {**node, "status": status, "effective_status": status})
            return Answer(200, {"success": True})
    return None


def _campaign_fault(said: Mapping[str, str], _: World) -> Answer | None:
    if not isinstance(read_json(said.get("special_ad_categories", "")), list):
        return missing("special_ad_categories")
    if not set(_BUDGETS) & set(said) and "is_adset_budget_sharing_enabled" not in said:
        return error(100, "Must specify is_adset_budget_sharing_enabled", 4_834_011)
    return None if said.get("objective", "").startswith("OUTCOME_") else error(100, "Invalid objective")


def _ad_set_fault(said: Mapping[str, str], world: World) -> Answer | None:
    if said.get("campaign_id") not in _nodes(world, "campaigns"):
        return nothing_there(said.get("campaign_id", ""))
    budget = next((said[name] for name in _BUDGETS if name in said), "0")
    if not re.fullmatch(r"[0-9]{1,12}", budget) or int(budget) < _LEAST:
        return error(100, "Your budget is too low", 1_885_272)
    if "lifetime_budget" in said and "end_time" not in said:
        return missing("end_time")
    targeting = read_json(said.get("targeting", ""))
    places = targeting.get("geo_locations", {}) if isinstance(targeting, dict) else {}
    countries = set(places.get("countries", [])) if isinstance(places, dict) else set()
    if not countries:
        return error(100, "Targeting needs a location", 1_885_364)
    if countries & _EUROPE and not (said.get("dsa_beneficiary") and said.get("dsa_payor")):
        return missing("dsa_beneficiary")
    return None


def _creative_fault(said: Mapping[str, str], world: World) -> Answer | None:
    if said.get("object_story_id"):
        return None
    story = read_json(said.get("object_story_spec", ""))
    if not isinstance(story, dict) or not story.get("page_id"):
        return missing("object_story_spec")
    film, link = story.get("video_data"), story.get("link_data")
    if isinstance(film, dict):
        return _film_fault(film, world)
    if not isinstance(link, dict):
        return missing("object_story_spec")
    cards = link.get("child_attachments", [])
    named = (
        [card.get("image_hash") for card in cards] if cards else [link["image_hash"]] if "image_hash" in link else []
    )
    if any(one not in world.kind("ad images") for one in named) or not all(card.get("link") for card in cards):
        return error(100, "An image of the creative is not in the ad account, or a card leads nowhere", 1_487_390)
    return None if len(cards) in {0, *range(2, _MOST_CARDS + 1)} else error(100, "2 to 10 cards are needed", 1_443_048)


def _film_fault(said: Mapping[str, object], world: World) -> Answer | None:
    film = world.kind("ad films").get(str(said.get("video_id")))
    if film is None or film["looks"] == 0:
        return error(100, "The video is not ready for use in an ad", 1_885_252)
    return None if said.get("image_url") and said.get("call_to_action") else missing("image_url")


def _ad_fault(said: Mapping[str, str], world: World) -> Answer | None:
    creative = read_json(said.get("creative", ""))
    if said.get("adset_id") not in _nodes(world, "adsets"):
        return nothing_there(said.get("adset_id", ""))
    known = isinstance(creative, dict) and creative.get("creative_id") in _nodes(world, "adcreatives")
    return None if known else missing("creative")


_FAULTS = {
    "campaigns": _campaign_fault,
    "adsets": _ad_set_fault,
    "adcreatives": _creative_fault,
    "ads": _ad_fault,
}
_OF_ALL = {"name": "text", "adlabels": "object", "execution_options": "object", "status": "ACTIVE|PAUSED"}
_MONEY = {"daily_budget": "number", "lifetime_budget": "number", "bid_strategy": "LOWEST_COST_WITHOUT_CAP|COST_CAP"}
_CAMPAIGN = {
    "objective": "text",
    "special_ad_categories": "object",
    "special_ad_category_country": "object",
    "is_adset_budget_sharing_enabled": "bool",
    **_MONEY,
    **_OF_ALL,
}
_AD_SET = {
    "campaign_id": "number",
    "billing_event": "IMPRESSIONS",
    "optimization_goal": "REACH|LINK_CLICKS|POST_ENGAGEMENT",
    "destination_type": "ON_POST|WEBSITE",
    "start_time": "text",
    "end_time": "text",
    "targeting": "object",
    "dsa_beneficiary": "text",
    "dsa_payor": "text",
    **_MONEY,
    **_OF_ALL,
}
_CREATIVE = {"object_story_spec": "object", "object_story_id": "text", **_OF_ALL}
_AD = {"adset_id": "number", "creative": "object", **_OF_ALL}
_ACT = f"act_{AD_ACCOUNT}"
_FILM = {
    "upload_phase": "start|transfer|finish",
    "upload_session_id": "number",
    "file_size": "number",
    "start_offset": "number",
    "video_file_chunk": "file",
}
AD_FILMS = (Route("POST", f"{_ACT}/advideos", _film, _FILM, ("upload_phase",)),)
"""Of films only: they have a host of their own."""
_LABELLED = {"ad_label_ids": "object", "operator": "ALL|ANY"}
ADS = (
    Route("GET", _ACT, _account, {}),
    Route("GET", f"{_ACT}/adlabels", _labels, {}),
    Route("POST", f"{_ACT}/adlabels", _make_label, {"name": "text"}, ("name",)),
    Route("POST", f"{_ACT}/adimages", _image, {"bytes": "text"}, ("bytes",)),
    Route("GET", r"(\d+)/thumbnails", _stills, {}),
    Route("POST", f"{_ACT}/(campaigns)", _make, _CAMPAIGN, ("name", "objective", "special_ad_categories")),
    Route("POST", f"{_ACT}/(adsets)", _make, _AD_SET, ("name", "targeting", "billing_event", "optimization_goal")),
    Route("POST", f"{_ACT}/(adcreatives)", _make, _CREATIVE, ()),
    Route("POST", f"{_ACT}/(ads)", _make, _AD, ("name", "creative", "adset_id")),
    *(
        Route("GET", f"{_ACT}/({edge})bylabels", _by_label, _LABELLED, ("ad_label_ids",))
        for edge in ("campaigns", "adsets", "adcreatives", "ads")
    ),
)
