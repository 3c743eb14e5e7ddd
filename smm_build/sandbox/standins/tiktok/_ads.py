"""The ads of TikTok's stand-in: one ad account, campaigns, ad groups, ads, and what they came to.

Written from https://github.com/tiktok/tiktok-business-api-sdk (``smart_plus_campaign_create.yml``,
``smart_plus_adgroup_create.yml``, ``smart_plus_ad_create.yml``, ``report_integrated_get.yml``, ``advertiser_info.yml``)
and https://business-api.tiktok.com/portal, read on 2026-11-23. A ``request_id`` is good once. As the real API does, it
switches on what nobody says a state of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._counts import happened

__all__ = ["ADS_TOKEN", "AD_ACCOUNT", "advertise"]

AD_ACCOUNT = "7000000000000000701"
ADS_TOKEN = "sandbox-tiktok-ads-token"  # noqa: S105 - a secret of nobody
_PLACES = {"IT": "3175395", "DE": "2921044", "FR": "3017382", "US": "6252001"}
_LEAST = 50
_LATEST = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of object: what it takes by name and type, what it needs, its id, and what it lies in."""

    takes: Mapping[str, tuple[type, ...]]
    needs: tuple[str, ...]
    id: str
    ids: str
    within: str | None = None


_OF_ALL: Mapping[str, tuple[type, ...]] = {"advertiser_id": (str,), "operation_status": (str,)}
_KINDS = {
    "campaign": _Kind(
        {
            **_OF_ALL,
            **dict.fromkeys(("request_id", "campaign_name", "campaign_type", "objective_type"), (str,)),
            **dict.fromkeys(("sales_destination", "budget_mode"), (str,)),
            "budget_optimize_on": (bool,),
            "budget": (int, float),
            "special_industries": (list,),
        },
        ("advertiser_id", "campaign_name", "objective_type", "request_id"),
        "campaign_id",
        "campaign_ids",
    ),
    "adgroup": _Kind(
        {
            **_OF_ALL,
            **dict.fromkeys(("request_id", "campaign_id", "adgroup_name", "promotion_type"), (str,)),
            **dict.fromkeys(("promotion_target_type", "optimization_goal", "billing_event", "bid_type"), (str,)),
            **dict.fromkeys(("placement_type", "targeting_optimization_mode", "schedule_type"), (str,)),
            **dict.fromkeys(("schedule_start_time", "schedule_end_time", "pixel_id", "optimization_event"), (str,)),
            "placements": (list,),
            "targeting_spec": (dict,),
        },
        ("advertiser_id", "adgroup_name", "campaign_id", "promotion_type", "targeting_spec", "schedule_type",
         "schedule_start_time", "optimization_goal", "billing_event", "request_id"),
        "adgroup_id",
        "adgroup_ids",
        "campaign",
    ),
    "ad": _Kind(
        {
            **_OF_ALL,
            **dict.fromkeys(("adgroup_id", "ad_name"), (str,)),
            **dict.fromkeys(("creative_list", "landing_page_url_list"), (list,)),
            "ad_configuration": (dict,),
        },
        ("advertiser_id", "adgroup_id", "ad_name", "creative_list"),
        "smart_plus_ad_id",
        "smart_plus_ad_ids",
        "adgroup",
    ),
}  # fmt: skip


def advertise(asked: Asked, world: World, path: str) -> Answer:
    """Answer one request to the Business API."""
    if asked.headers.get("access-token") != ADS_TOKEN:
        return _answer(40_105, "Access token is incorrect or has been revoked.")
    if _account_of(asked) != AD_ACCOUNT:
        return _answer(40_002, "No permission to operate the advertiser.")
    for method, pattern, action in _ROUTES:
        found = re.fullmatch(pattern, path)
        if found and method == asked.method:
            return action(asked, world, *found.groups())
    return _answer(40_002, f"Unsupported path {path}")


def _account_of(asked: Asked) -> object:
    if "advertiser_ids" in asked.params:
        ids = _read(asked.params["advertiser_ids"])
        return ids[0] if isinstance(ids, list) and ids else None
    return asked.params.get("advertiser_id", asked.data.get("advertiser_id"))


def _account(_: Asked, __: World) -> Answer:
    return _answer(0, "OK", {"list": [{"advertiser_id": AD_ACCOUNT, "name": "Sandbox", "currency": "EUR"}]})


def _places(asked: Asked, _: World) -> Answer:
    if not asked.params.get("objective_type") or _read(asked.params.get("placements", "")) != ["PLACEMENT_TIKTOK"]:
        return _answer(40_002, "objective_type or placements: missing")
    rows = [{"region_code": code, "location_id": number, "level": "COUNTRY", "name": code, "parent_id": "0"}
            for code, number in _PLACES.items()]  # fmt: skip
    city = {"region_code": "IT", "location_id": "3173435", "level": "CITY", "name": "Milano", "parent_id": "3175395"}
    return _answer(0, "OK", {"region_info": [city, *rows]})


def _list(asked: Asked, world: World, name: str) -> Answer:
    filtering = _read(asked.params.get("filtering", "{}"))
    if not isinstance(filtering, dict):
        return _answer(40_002, "filtering: is no object")
    rows = [
        {**node, _KINDS[name].id: own}
        for own, node in _nodes(world, name).items()
        if _fits({**node, _KINDS[name].id: own}, filtering)
    ]
    page = {"page": 1, "page_size": 100, "total_number": len(rows), "total_page": 1}
    return _answer(0, "OK", {"list": rows, "page_info": page})


def _fits(node: Mapping[str, object], filtering: Mapping[str, list[str]]) -> bool:
    return all(node.get(kind.id) in filtering[kind.ids] for kind in _KINDS.values() if kind.ids in filtering)


def _make(asked: Asked, world: World, name: str) -> Answer:
    kind, said = _KINDS[name], asked.data
    strange = [field for field, value in said.items() if not isinstance(value, kind.takes.get(field, ()))]
    missing = [field for field in kind.needs if field not in said]
    if strange or missing:
        return _answer(40_002, f"{(strange or missing)[0]}: missing, unknown or of the wrong type")
    if kind.within and said[_KINDS[kind.within].id] not in _nodes(world, kind.within):
        return _answer(40_002, f"{_KINDS[kind.within].id}: there is none")
    fault = _FAULTS[name](said)
    if fault is not None:
        return _answer(40_002, fault)
    used = world.kind("request ids")
    if "request_id" in said and str(said["request_id"]) in used:
        return _answer(40_002, "request_id: was used")
    used[str(said.get("request_id", ""))] = {}
    own = world.new_id()
    _keep(world, name, own, {"operation_status": "ENABLE", **said})
    return _answer(0, "OK", {kind.id: own})


def _switch(asked: Asked, world: World, name: str) -> Answer:
    kind, said = _KINDS[name], asked.data
    ids, state = said.get(kind.ids), said.get("operation_status")
    nodes = _nodes(world, name)
    if not isinstance(ids, list) or not ids or any(own not in nodes for own in ids):
        return _answer(40_002, f"{kind.ids}: there is none")
    if state not in {"ENABLE", "DISABLE", "DELETE"} or set(said) != {"advertiser_id", kind.ids, "operation_status"}:
        return _answer(40_002, "operation_status: is none")
    for own in ids:
        _keep(world, name, own, {**nodes[own], "operation_status": state})
    return _answer(0, "OK", {kind.ids: ids})


def _campaign_fault(said: Mapping[str, object]) -> str | None:
    budget = said.get("budget")
    return None if isinstance(budget, int | float) and budget >= _LEAST else f"budget: the least is {_LEAST}"


def _group_fault(said: Mapping[str, object]) -> str | None:
    spec, goal = said["targeting_spec"], said["optimization_goal"]
    places = spec.get("location_ids") if isinstance(spec, dict) else None
    if not isinstance(places, list) or not places or set(places) - set(_PLACES.values()):
        return "targeting_spec.location_ids: missing or unknown"
    if goal in {"CONVERT", "VALUE"} and not (said.get("pixel_id") and said.get("optimization_event")):
        return "pixel_id: is needed for this goal"
    if goal == "CLICK" and "pixel_id" in said:
        return "pixel_id: is not supported for this goal"
    if said["promotion_type"] == "LEAD_GENERATION" and "promotion_target_type" not in said:
        return "promotion_target_type: is needed for leads"
    times = [str(said.get(name, "")) for name in ("schedule_start_time", "schedule_end_time")]
    return None if all(map(_LATEST.fullmatch, times)) and times[0] < times[1] else "schedule_end_time: is wrong"


def _ad_fault(said: Mapping[str, object]) -> str | None:
    creatives = said["creative_list"]
    first = creatives[0] if isinstance(creatives, list) and creatives and isinstance(creatives[0], dict) else {}
    info = first.get("creative_info")
    if not isinstance(info, dict) or not str(info.get("tiktok_item_id", "")).isdigit() or not info.get("identity_id"):
        return "creative_info: tiktok_item_id or identity_id is missing"
    configuration = said.get("ad_configuration")
    button = configuration.get("call_to_action_id") if isinstance(configuration, dict) else None
    return None if button else "ad_configuration.call_to_action_id: is needed with a post of an account"


def _report(asked: Asked, world: World) -> Answer:
    """Tell what campaigns came to in their whole life; numbers come as text."""
    said = asked.params
    wanted = {"report_type": "BASIC", "service_type": "AUCTION", "data_level": "AUCTION_CAMPAIGN"}
    if any(said.get(name) != value for name, value in wanted.items()) or said.get("query_lifetime") != "true":
        return _answer(40_002, "report_type, service_type, data_level or query_lifetime: is not valid")
    filters, metrics = _read(said.get("filtering", "")), _read(said.get("metrics", ""))
    if not isinstance(filters, list) or not isinstance(metrics, list) or set(metrics) - set(_TOLD):
        return _answer(40_002, "filtering or metrics: is not valid")
    ids = _read(str(filters[0].get("filter_value", "")))
    rows = [
        {"dimensions": {"campaign_id": own}, "metrics": {name: _told(world, own, name) for name in metrics}}
        for own in (ids if isinstance(ids, list) else [])
        if own in _nodes(world, "campaign")
    ]
    return _answer(0, "OK", {"list": rows, "page_info": {"page": 1, "page_size": 10, "total_number": len(rows)}})


_TOLD = {"spend": "spend", "impressions": "views", "clicks": "clicks", "reach": "reach"}


def _told(world: World, own: str, name: str) -> str:
    number = happened(world, own, _TOLD[name])
    return f"{number}.00" if name == "spend" else str(number)


def _nodes(world: World, name: str) -> dict[str, dict[str, object]]:
    return {own: json.loads(shown.text) for own, shown in world.shown.items() if shown.kind == f"tiktok {name}"}


def _keep(world: World, name: str, own: str, node: Mapping[str, object]) -> None:
    text = json.dumps(node, ensure_ascii=False, sort_keys=True)
    world.show(Shown("tiktok", AD_ACCOUNT, own, f"tiktok {name}", text, world.clock(), visible=False))


def _read(text: str) -> object:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value


def _answer(code: int, message: str, data: dict[str, object] | None = None) -> Answer:
    return Answer(200, {"code": code, "message": message, "request_id": "sandbox", "data": data or {}})


_FAULTS: Mapping[str, Callable[[Mapping[str, object]], str | None]] = {
    "campaign": _campaign_fault,
    "adgroup": _group_fault,
    "ad": _ad_fault,
}
_ROUTES: tuple[tuple[str, str, Callable[..., Answer]], ...] = (
    ("GET", "advertiser/info/", _account),
    ("GET", "tool/region/", _places),
    ("GET", "smart_plus/(campaign|adgroup|ad)/get/", _list),
    ("POST", "smart_plus/(campaign|adgroup|ad)/create/", _make),
    ("POST", "smart_plus/(campaign|adgroup|ad)/status/update/", _switch),
    ("GET", "report/integrated/get/", _report),
)
