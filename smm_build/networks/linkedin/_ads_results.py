"""What ads on LinkedIn came to: what was spent, how often they were shown, and clicks on their link.

Source: https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/ads-reporting, read on
2026-11-23. Money is in the ad account's currency, as text. A campaign that was never shown has no row.
"""

from __future__ import annotations

from datetime import UTC, datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.reading import Metric, Reading
from smm_build.domain.sentence import Sentence
from smm_build.networks._ads import AdTask
from smm_build.networks._ads_numbers import told
from smm_build.networks._base import Account, Flow, Request
from smm_build.networks.linkedin._ads import elements, open_session
from smm_build.networks.linkedin._api import SERVER, in_path, rest, spoken

__all__ = ["results"]

_NAMES = {
    "costInLocalCurrency": Metric.SPEND,
    "impressions": Metric.VIEWS,
    "landingPageClicks": Metric.CLICKS,
}


def results(task: AdTask, account: Account, made: tuple[PartReceipt, ...], at: datetime) -> Flow[tuple[Reading, ...]]:
    """Ask what the campaign came to since its first day."""
    session = open_session(account)
    first = task.starts_at.astimezone(UTC)
    since = f"(start:(year:{first.year},month:{first.month},day:{first.day}))"
    urn = in_path(f"urn:li:sponsoredCampaign:{made[1].id}")
    query = f"q=analytics&pivot=CAMPAIGN&timeGranularity=ALL&dateRange={since}&campaigns=List({urn})"
    url = rest(session, f"adAnalytics?{query}&fields={','.join(('pivotValues', *_NAMES))}")
    answer = yield Request("GET", url, _ASK.en, headers=spoken(session, method="FINDER"))
    if not answer.ok:
        raise SERVER.refused(answer, _ASK, session)
    return tuple(told(task.ad, next(iter(elements(answer)), {}), _NAMES, at))


_ASK = Sentence("ask for the ad's numbers", "chiedere i numeri dell'annuncio")
