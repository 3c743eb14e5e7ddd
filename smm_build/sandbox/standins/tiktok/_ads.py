"""The ads of TikTok's stand-in: one ad account, and campaigns.

Written from https://github.com/tiktok/tiktok-business-api-sdk (``smart_plus_campaign_create.yml``,
``advertiser_info.yml``), read on 2026-11-23. The same ``request_id`` gives the same campaign.
"""

from __future__ import annotations

import json

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World

__all__ = ["ADS_TOKEN", "AD_ACCOUNT", "advertise"]

AD_ACCOUNT = "7000000000000000701"
ADS_TOKEN = "sandbox-tiktok-ads-token"  # noqa: S105 - a secret of nobody
_CAMPAIGN: dict[str, tuple[type, ...]] = {
    "advertiser_id": (str,),
    "request_id": (str,),
    "campaign_name": (str,),
    "campaign_type": (str,),
    "objective_type": (str,),
    "sales_destination": (str,),
    "budget_optimize_on": (bool,),
    "budget_mode": (str,),
    "budget": (int, float),
    "special_industries": (list,),
    "operation_status": (str,),
}
_NEEDED = ("advertiser_id", "campaign_name", "objective_type", "request_id")
_LEAST = 50


def advertise(asked: Asked, world: World, path: str) -> Answer:
    """Answer one request to the Business API."""
    if asked.headers.get("access-token") != ADS_TOKEN:
        return _answer(40_105, "Access token is incorrect or has been revoked.")
    if (asked.method, path) == ("GET", "advertiser/info/"):
        if asked.params.get("advertiser_ids") != json.dumps([AD_ACCOUNT]):
            return _answer(40_002, "No permission to operate the advertiser.")
        return _answer(0, "OK", {"list": [{"advertiser_id": AD_ACCOUNT, "name": "Sandbox", "currency": "EUR"}]})
    if (asked.method, path) == ("POST", "smart_plus/campaign/create/"):
        return _make(asked, world)
    return _answer(40_002, f"Unsupported path {path}")


def _make(asked: Asked, world: World) -> Answer:
    said = asked.data
    strange = [name for name, value in said.items() if not isinstance(value, _CAMPAIGN.get(name, ()))]
    missing = [name for name in _NEEDED if name not in said]
    if strange or missing:
        return _answer(40_002, f"{(strange or missing)[0]}: missing, unknown or of the wrong type")
    budget = said.get("budget")
    if not isinstance(budget, int | float) or budget < _LEAST:
        return _answer(40_002, f"budget: the least is {_LEAST}")
    for shown in world.shown.values():
        if shown.kind == "tiktok campaign" and json.loads(shown.text)["request_id"] == said["request_id"]:
            return _answer(0, "OK", {"campaign_id": shown.id})
    own = world.new_id()
    text = json.dumps({"operation_status": "ENABLE", **said}, ensure_ascii=False, sort_keys=True)
    world.show(Shown("tiktok", AD_ACCOUNT, own, "tiktok campaign", text, world.clock(), visible=False))
    return _answer(0, "OK", {"campaign_id": own})


def _answer(code: int, message: str, data: dict[str, object] | None = None) -> Answer:
    return Answer(200, {"code": code, "message": message, "request_id": "sandbox", "data": data or {}})
