"""What ads on TikTok came to: what was spent, how often they were shown, to how many, and clicks.

Source: https://github.com/tiktok/tiktok-business-api-sdk (``report_integrated_get.yml``) and
https://business-api.tiktok.com/portal/docs?id=1740302848100353, read on 2026-11-23. Numbers come as text, money in the
ad account's currency; ``-`` is none.
"""

from __future__ import annotations

import json
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.reading import Metric, Reading
from smm_build.domain.sentence import Sentence
from smm_build.networks._ads import AdTask
from smm_build.networks._ads_numbers import told
from smm_build.networks._base import Account, Flow
from smm_build.networks.tiktok._ads import SERVER, business, is_ok, listed, open_session

__all__ = ["results"]

_NAMES = {
    "spend": Metric.SPEND,
    "impressions": Metric.VIEWS,
    "reach": Metric.REACH,
    "clicks": Metric.CLICKS,
}


def results(task: AdTask, account: Account, made: tuple[PartReceipt, ...], at: datetime) -> Flow[tuple[Reading, ...]]:
    """Ask what the campaign came to in its whole life."""
    session = open_session(account)
    only = {"field_name": "campaign_ids", "filter_type": "IN", "filter_value": json.dumps([made[0].id])}
    said = {
        "advertiser_id": task.ad.account,
        "report_type": "BASIC",
        "service_type": "AUCTION",
        "data_level": "AUCTION_CAMPAIGN",
        "dimensions": json.dumps(["campaign_id"]),
        "metrics": json.dumps(list(_NAMES)),
        "query_lifetime": "true",
        "filtering": json.dumps([only]),
        "page": 1,
        "page_size": 10,
    }
    answer = yield business(session, "GET", "report/integrated/get/", _ASK.en, said)
    if not is_ok(answer):
        raise SERVER.refused(answer, _ASK, session)
    row = next(iter(listed(answer)), {})
    return tuple(told(task.ad, row.get("metrics"), _NAMES, at))


_ASK = Sentence("ask for the ad's numbers", "chiedere i numeri dell'annuncio")
