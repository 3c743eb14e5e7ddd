"""What ads at Meta came to: what was spent, how often they were shown, to how many, and clicks.

Source: https://developers.facebook.com/documentation/ads-commerce/marketing-api/reference/ad-campaign-group/insights,
read on 2026-11-23. Numbers come as text, money in the ad account's currency. An ad that was never shown has no row.
"""

from __future__ import annotations

from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.reading import Metric, Reading
from smm_build.domain.sentence import Sentence
from smm_build.networks._ads import AdTask
from smm_build.networks._ads_numbers import told
from smm_build.networks._base import Account, Flow
from smm_build.networks._meta import asking, counterpart
from smm_build.networks.facebook._ads import open_session

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
    said = {"fields": ",".join(_NAMES), "date_preset": "maximum"}
    answer = yield asking(session, "GET", f"{made[0].id}/insights", "ask for the numbers of the campaign", said)
    if not answer.ok:
        raise counterpart("Meta").refused(answer, _ASK, session)
    rows = answer.data.get("data")
    return tuple(told(task.ad, rows[0] if isinstance(rows, list) and rows else {}, _NAMES, at))


_ASK = Sentence("ask for the ad's numbers", "chiedere i numeri dell'annuncio")
