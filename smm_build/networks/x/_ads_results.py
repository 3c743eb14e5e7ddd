"""What ads on X came to: what was charged, how often they were shown, and clicks on their link.

X tells at once what happened within seven days at most, so a campaign's life is asked for week by week and added up.
What was charged is an estimate for three days and may shrink for two weeks; then it stands.

Source: https://docs.x.com/x-ads-api/analytics ("synchronous"), read on 2026-11-23. Numbers come as lists of the one sum
that the granularity ``TOTAL`` asks for, ``null`` where nothing was shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.reading import Metric, Reading
from smm_build.domain.sentence import Sentence
from smm_build.networks._ads import AdTask
from smm_build.networks._ads_numbers import amount, told
from smm_build.networks._answers import require_secrets
from smm_build.networks._base import Account, Flow, Request, Response, Session
from smm_build.networks.x._ads import CREDENTIALS, SERVER, ads_address, rows
from smm_build.networks.x._media import keys_of

__all__ = ["results"]

_NAMES = {
    "billed_charge_local_micro": Metric.SPEND,
    "impressions": Metric.VIEWS,
    "url_clicks": Metric.CLICKS,
}
_SCALES = {"billed_charge_local_micro": 1e-6}
_WEEK = timedelta(days=7)


def results(task: AdTask, account: Account, made: tuple[PartReceipt, ...], at: datetime) -> Flow[tuple[Reading, ...]]:
    """Ask what the campaign came to, week by week, and add it up."""
    require_secrets(account, CREDENTIALS)
    session = Session(account)
    sums: dict[str, float] = {}
    for start, end in _weeks(task.starts_at, min(task.ends_at, at)):
        said = {
            "entity": "CAMPAIGN",
            "entity_ids": made[0].id,
            "start_time": _instant(start),
            "end_time": _instant(end),
            "granularity": "TOTAL",
            "placement": "ALL_ON_TWITTER",
            "metric_groups": "ENGAGEMENT,BILLING",
        }
        url = ads_address(session, f"stats/accounts/{task.ad.account}")
        answer = yield Request("GET", url, "ask for the ad's numbers", params=said, sign=keys_of(session))
        if not answer.ok:
            raise SERVER.refused(answer, _ASK, session)
        for name, value in _of(answer):
            sums[name] = sums.get(name, 0) + value
    return tuple(told(task.ad, sums, _NAMES, at, _SCALES))


def _of(answer: Response) -> Iterator[tuple[str, float]]:
    """Yield what one answer holds, by the names of metrics."""
    for row in rows(answer):
        data = row.get("id_data")
        first = data[0] if isinstance(data, list) and data and isinstance(data[0], dict) else {}
        metrics = first.get("metrics")
        for name, values in (metrics if isinstance(metrics, dict) else {}).items():
            value = amount(values[0]) if isinstance(values, list) and values else None
            if value is not None:
                yield name, value


def _weeks(start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield stretches of a week, in whole hours as X wants them."""
    at = start.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    last = end.astimezone(UTC)
    while at < last:
        until = min(at + _WEEK, last.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1))
        yield at, min(until, at + _WEEK)
        at += _WEEK


def _instant(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:00:00Z}"


_ASK = Sentence("ask for the ad's numbers", "chiedere i numeri dell'annuncio")
