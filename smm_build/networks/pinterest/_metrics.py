"""What Pinterest counts about pins, from their beginning on.

``clickthrough`` are clicks that leave for the pin's link; ``pin_click``, which only opens the pin, is no click here.
Sources: https://developers.pinterest.com/docs/api/v5/pins-get (``pin_metrics``: pins made since 2023-03-20 have
``lifetime_metrics``) and https://developers.pinterest.com/docs/api/v5/user_account-get, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.reading import Metric
from smm_build.networks._base import Flow, Request, Session, Told
from smm_build.networks._metrics import ASK, ASK_AUDIENCE, gone, not_told, of_account, read, subjects
from smm_build.networks.pinterest._answers import SERVER

__all__ = ["AT_ONCE", "audience", "metrics"]

AT_ONCE = 1
_NOT_FOUND = 404
_OF_PIN = {
    "impression": Metric.VIEWS,
    "reaction": Metric.REACTIONS,
    "comment": Metric.COMMENTS,
    "save": Metric.SAVES,
    "clickthrough": Metric.CLICKS,
}


def metrics(receipts: Mapping[str, tuple[PartReceipt, ...]], session: Session, at: datetime) -> Flow[Told]:
    """Look at each pin."""
    told = Told()
    for subject in subjects(receipts, session, at):
        url = f"{session.account.server}/v5/pins/{subject.id}"
        answer = yield Request("GET", url, ASK.en, headers=session.headers, params={"pin_metrics": "true"})
        if answer.status == _NOT_FOUND:
            told = Told(told.readings, (*told.untold, gone(subject)))
            continue
        if not answer.ok:
            raise SERVER.refused(answer, ASK, session)
        kept = answer.data.get("pin_metrics")
        lifetime = kept.get("lifetime_metrics") if isinstance(kept, dict) else None
        untold = () if isinstance(lifetime, dict) else (not_told(subject, "lifetime_metrics"),)
        told = Told((*told.readings, *read(subject, lifetime, _OF_PIN)), told.untold + untold)
    return told


def audience(session: Session, at: datetime) -> Flow[Told]:
    """Ask for the number of followers."""
    url = f"{session.account.server}/v5/user_account"
    answer = yield Request("GET", url, ASK_AUDIENCE.en, headers=session.headers)
    if not answer.ok:
        raise SERVER.refused(answer, ASK_AUDIENCE, session)
    return Told(tuple(read(of_account(session, at), answer.data, {"follower_count": Metric.FOLLOWERS})))
