"""What Threads counts; the token needs ``threads_manage_insights``.

``reposts`` are passed on within Threads and count as shares here; ``shares`` to elsewhere are left out, because asking
for them has failed with HTTP 500 and they mean something else on every network. Source:
https://developers.facebook.com/docs/threads/insights, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.reading import Metric
from smm_build.networks._base import Flow, Request, Session, Told
from smm_build.networks._meta_insights import ask_insights
from smm_build.networks._metrics import ASK, ASK_AUDIENCE, gone, not_told, of_account, read, subjects
from smm_build.networks.threads._api import THREADS, ask
from smm_build.networks.threads._lists import is_gone

__all__ = ["AT_ONCE", "audience", "metrics"]

AT_ONCE = 1
_INSIGHTS = (("views", "likes", "replies", "reposts", "quotes"),)
_OF_POST = {
    "views": Metric.VIEWS,
    "likes": Metric.REACTIONS,
    "replies": Metric.COMMENTS,
    "reposts": Metric.SHARES,
    "quotes": Metric.QUOTES,
}


def metrics(receipts: Mapping[str, tuple[PartReceipt, ...]], session: Session, at: datetime) -> Flow[Told]:
    """Ask for the insights of each post."""
    told = Told()
    for subject in subjects(receipts, session, at):
        answer = yield ask(session, subject.id, ASK, fields="id")
        if is_gone(answer):
            told = Told(told.readings, (*told.untold, gone(subject)))
            continue
        if not answer.ok:
            raise THREADS.refused(answer, ASK, session)
        path = f"{subject.id}/insights"

        def insights(said: Mapping[str, str], path: str = path) -> Request:
            return ask(session, path, ASK, **said)

        numbers, refused = yield from ask_insights(insights, _INSIGHTS, session, THREADS)
        untold = (not_told(subject, ", ".join(refused)),) if refused else ()
        told = Told((*told.readings, *read(subject, numbers, _OF_POST)), told.untold + untold)
    return told


def audience(session: Session, at: datetime) -> Flow[Told]:
    """Ask for the number of followers."""
    path = f"{session.facts['user_id']}/threads_insights"

    def insights(said: Mapping[str, str]) -> Request:
        return ask(session, path, ASK_AUDIENCE, **said)

    numbers, refused = yield from ask_insights(insights, (("followers_count",),), session, THREADS)
    subject = of_account(session, at)
    untold = (not_told(subject, ", ".join(refused)),) if refused else ()
    return Told(tuple(read(subject, numbers, {"followers_count": Metric.FOLLOWERS})), untold)
