"""The ads of X's stand-in: one ads account with its funding, campaigns, ad groups, criteria and promoted posts.

Written from https://docs.x.com/x-ads-api/campaign-management/reference and …/creatives/reference (version 12), read on
2026-11-23. What is made is kept as an invisible thing of the world, so it is there after a restart. As the real API
does, it makes things ``ACTIVE`` that nobody says a state of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._counts import happened
from smm_build.sandbox.standins.x._words import USER

__all__ = ["AD_ACCOUNT", "advertise"]

AD_ACCOUNT = "18ce5sandbx"
_FUNDING = "lygyi"
_COUNTRIES = {"IT": "c799e2d3a79f810e", "DE": "fdcd221ac44fa326", "FR": "f3bfc7dcc928977f", "US": "96683cc9126741d1"}
_AGES = re.compile(r"AGE_(?:OVER_(?:13|18|21|25|35|50)|\d\d_TO_\d\d)")
_DIGITS = 36
_LONGEST_NAME = 255


def advertise(asked: Asked, world: World, path: str) -> Answer:
    """Answer one request to the Ads API."""
    for method, pattern, known, action in _ROUTES:
        found = re.fullmatch(pattern, path)
        if found and method == asked.method:
            strange = sorted(asked.params.keys() - set(known))
            if asked.body:
                return _refused(400, "INVALID_PARAMETER", "Parameters are said in the address", "body")
            if strange:
                return _refused(400, "INVALID_PARAMETER", f"{strange[0]} is not a valid parameter", strange[0])
            return action(asked, world, *found.groups())
    return _refused(404, "ROUTE_NOT_FOUND", f"The requested resource at {path} could not be found")


def _users(asked: Asked, _: World) -> Answer:
    user = {"id": "l310s", "user_id": USER, "promotable_user_type": "FULL", "deleted": False}
    return _told(asked, [user])


def _funding(asked: Asked, _: World) -> Answer:
    card = {"id": _FUNDING, "currency": "EUR", "able_to_fund": True, "type": "CREDIT_CARD", "entity_status": "ACTIVE"}
    empty = {"id": "lygyj", "currency": "USD", "able_to_fund": False, "type": "CREDIT_LINE", "entity_status": "ACTIVE"}
    return _told(asked, [{**one, "deleted": False} for one in (card, empty)])


def _places(asked: Asked, _: World) -> Answer:
    wanted = asked.params.get("country_code")
    places = [
        {"name": code, "country_code": code, "location_type": "COUNTRIES", "targeting_value": value,
         "targeting_type": "LOCATION"}
        for code, value in _COUNTRIES.items()
        if wanted in {None, code}
    ]  # fmt: skip
    return _told(asked, places)


def _listed(asked: Asked, world: World, edge: str) -> Answer:
    begins = asked.params.get("q", asked.params.get("name", "")).casefold()
    within = asked.params.get("line_item_ids")
    nodes = [
        node
        for node in _nodes(world, edge).values()
        if str(node.get("name", "")).casefold().startswith(begins) and within in {None, node.get("line_item_id")}
    ]
    return _told(asked, nodes)


def _one(asked: Asked, world: World, edge: str, name: str) -> Answer:
    node = _nodes(world, edge).get(name)
    return _told(asked, node) if node else _refused(404, "NOT_FOUND", f"{edge} {name} was not found")


def _make(asked: Asked, world: World, edge: str) -> Answer:
    wrong = _FAULTS[edge](asked.params, world)
    if wrong is not None:
        return _refused(400, "INVALID_PARAMETER", *wrong)
    own, state = _new(world), {} if edge == "targeting_criteria" else {"entity_status": "ACTIVE"}
    node = {name: int(value) if name.endswith("_micro") else value for name, value in asked.params.items()}
    return _told(asked, _keep(world, edge, own, {**state, **node, "deleted": False}))


def _change(asked: Asked, world: World, edge: str, name: str) -> Answer:
    node = _nodes(world, edge).get(name)
    if node is None:
        return _refused(404, "NOT_FOUND", f"{edge} {name} was not found")
    if asked.params.get("entity_status") not in {"ACTIVE", "PAUSED"}:
        return _refused(400, "INVALID_PARAMETER", "entity_status is not valid", "entity_status")
    return _told(asked, _keep(world, edge, name, {**node, **asked.params}))


def _post(asked: Asked, world: World) -> Answer:
    if not asked.params.get("text") or asked.params.get("nullcast", "true") != "true":
        return _refused(400, "INVALID_PARAMETER", "text is missing, or the post is no promoted-only one", "text")
    keys = [key for key in asked.params.get("media_keys", "").split(",") if key]
    if any(key.removeprefix("3_") not in world.kind("uploads") for key in keys):
        return _refused(400, "INVALID_PARAMETER", "a media key is not valid", "media_keys")
    own = world.new_id()
    return _told(asked, _keep(world, "tweets", own, {**asked.params, "id_str": own, "nullcast": True}))


def _promote(asked: Asked, world: World) -> Answer:
    group, post = asked.params.get("line_item_id", ""), asked.params.get("tweet_ids", "")
    if group not in _nodes(world, "line_items"):
        return _refused(400, "INVALID_PARAMETER", f"line item {group} was not found", "line_item_id")
    if not re.fullmatch(r"\d{1,19}", post):
        return _refused(400, "INVALID_PARAMETER", f"post {post} was not found", "tweet_ids")
    said = {"line_item_id": group, "tweet_id": post, "entity_status": "ACTIVE", "approval_status": "UNDER_REVIEW"}
    return _told(asked, [_keep(world, "promoted_tweets", _new(world), said)])


def _statistics(asked: Asked, world: World) -> Answer:
    """Tell what campaigns came to; values are lists, here of the one sum that ``TOTAL`` asks for."""
    said = asked.params
    if said.get("entity") != "CAMPAIGN" or said.get("granularity") != "TOTAL" or said.get("placement") is None:
        return _refused(400, "INVALID_PARAMETER", "entity, granularity or placement is not valid", "entity")
    if not all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:00:00Z", said.get(name, "")) for name in ("start_time", "end_time")):
        return _refused(400, "INVALID_PARAMETER", "start_time and end_time are whole hours", "start_time")
    found = [
        {"id": name, "id_data": [{"segment": None, "metrics": _metrics(world, name)}]}
        for name in said.get("entity_ids", "").split(",")
        if name in _nodes(world, "campaigns")
    ]
    return _told(asked, found)


def _metrics(world: World, name: str) -> dict[str, object]:
    told = {"impressions": "views", "url_clicks": "clicks", "billed_charge_local_micro": "spend"}
    counts = {metric: happened(world, name, what) for metric, what in told.items()}
    counts["billed_charge_local_micro"] *= 1_000_000
    return {metric: [count] if count else None for metric, count in counts.items()}


# --- what is refused


def _campaign_fault(said: Mapping[str, str], _: World) -> tuple[str, str] | None:
    if said.get("funding_instrument_id") != _FUNDING:
        return "funding_instrument_id was not found", "funding_instrument_id"
    daily, total = (said.get(f"{span}_budget_amount_local_micro", "") for span in ("daily", "total"))
    if not daily.isdigit() or int(daily) <= 0 or int(daily) % 10_000 or (total and int(daily) > int(total)):
        return "the daily budget is missing, too small, or above the total", "daily_budget_amount_local_micro"
    return None if 0 < len(said.get("name", "")) <= _LONGEST_NAME else ("name is missing or too long", "name")


def _line_item_fault(said: Mapping[str, str], world: World) -> tuple[str, str] | None:
    if said.get("campaign_id") not in _nodes(world, "campaigns"):
        return "campaign_id was not found", "campaign_id"
    for name, allowed in _CHOICES.items():
        if said.get(name) not in allowed:
            return f"{name} is missing or not valid", name
    times = [said.get(name, "") for name in ("start_time", "end_time")]
    right = all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", time) for time in times) and times[0] < times[1]
    return None if right else ("start_time and end_time are needed, the later one last", "end_time")


def _criterion_fault(said: Mapping[str, str], world: World) -> tuple[str, str] | None:
    if said.get("line_item_id") not in _nodes(world, "line_items") or said.get("operator_type") != "EQ":
        return "line_item_id was not found, or operator_type is missing", "line_item_id"
    kind, value = said.get("targeting_type"), said.get("targeting_value", "")
    known = {
        "AGE": bool(_AGES.fullmatch(value)),
        "GENDER": value in {"1", "2"},
        "LOCATION": value in _COUNTRIES.values(),
    }
    if not known.get(str(kind)):
        return "targeting_value is not valid", "targeting_value"
    there = [(node.get("line_item_id"), node.get("targeting_type"), node.get("targeting_value"))
             for node in _nodes(world, "targeting_criteria").values()]  # fmt: skip
    return (
        ("the criterion is there already", "targeting_value") if (said["line_item_id"], kind, value) in there else None
    )


_CHOICES = {
    "objective": ("REACH", "WEBSITE_CLICKS", "ENGAGEMENTS", "VIDEO_VIEWS", "FOLLOWERS"),
    "product_type": ("PROMOTED_TWEETS", "PROMOTED_ACCOUNT", "MEDIA"),
    "placements": ("ALL_ON_TWITTER", "TWITTER_TIMELINE", "TWITTER_SEARCH"),
    "bid_strategy": ("AUTO",),
}
_FAULTS = {
    "campaigns": _campaign_fault,
    "line_items": _line_item_fault,
    "targeting_criteria": _criterion_fault,
}


# --- what is kept


def _nodes(world: World, edge: str) -> dict[str, dict[str, object]]:
    return {name: json.loads(shown.text) for name, shown in world.shown.items() if shown.kind == f"x {edge}"}


def _keep(world: World, edge: str, name: str, node: Mapping[str, object]) -> Mapping[str, object]:
    kept = {**node, "id": name}
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    world.show(Shown("x", AD_ACCOUNT, name, f"x {edge}", text, world.clock(), visible=False))
    return kept


def _new(world: World) -> str:
    """Return an id as X writes those of ads: a number in base 36."""
    number, text = int(world.new_id()), ""
    while number:
        number, digit = divmod(number, _DIGITS)
        text = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + text
    return text


def _told(asked: Asked, data: object) -> Answer:
    return Answer(200, {"request": {"params": dict(asked.params)}, "next_cursor": None, "data": data})


def _refused(status: int, code: str, message: str, parameter: str | None = None) -> Answer:
    error = {"code": code, "message": message, **({"parameter": parameter} if parameter else {})}
    return Answer(status, {"errors": [error], "request": {"params": {}}})


_A = rf"accounts/{AD_ACCOUNT}"
_LISTS = ("q", "name", "count", "cursor", "with_draft", "with_deleted", "line_item_ids", "tweet_type", "timeline_type")
_CAMPAIGN = (
    "funding_instrument_id",
    "name",
    "budget_optimization",
    "daily_budget_amount_local_micro",
    "total_budget_amount_local_micro",
    "standard_delivery",
    "entity_status",
)
_LINE_ITEM = ("campaign_id", "name", *_CHOICES, "start_time", "end_time", "entity_status")
_CRITERION = ("line_item_id", "operator_type", "targeting_type", "targeting_value")
_STATISTICS = ("entity", "entity_ids", "start_time", "end_time", "granularity", "placement", "metric_groups")
_ROUTES: tuple[tuple[str, str, tuple[str, ...], Callable[..., Answer]], ...] = (
    ("GET", rf"{_A}/promotable_users", _LISTS, _users),
    ("GET", rf"{_A}/funding_instruments", _LISTS, _funding),
    ("GET", "targeting_criteria/locations", ("location_type", "country_code", "q", "count"), _places),
    ("GET", rf"{_A}/(campaigns|line_items|targeting_criteria|tweets|promoted_tweets)", _LISTS, _listed),
    ("GET", rf"{_A}/(campaigns|line_items)/(\w+)", (), _one),
    ("POST", rf"{_A}/(campaigns)", _CAMPAIGN, _make),
    ("POST", rf"{_A}/(line_items)", _LINE_ITEM, _make),
    ("POST", rf"{_A}/(targeting_criteria)", _CRITERION, _make),
    ("POST", rf"{_A}/tweet", ("text", "nullcast", "name", "media_keys"), _post),
    ("POST", rf"{_A}/promoted_tweets", ("line_item_id", "tweet_ids"), _promote),
    ("PUT", rf"{_A}/(campaigns|line_items)/(\w+)", ("entity_status",), _change),
    ("GET", rf"stats/{_A}", _STATISTICS, _statistics),
)
