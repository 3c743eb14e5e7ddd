"""What YouTube counts about films: views, likes and comments, written as text.

The number of subscribers is rounded to three digits, and left out where the channel hides it. Sources:
https://developers.google.com/youtube/v3/docs/videos#statistics, https://developers.google.com/youtube/v3/docs/videos/list
(50 ids at once) and https://developers.google.com/youtube/v3/docs/channels#statistics, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.reading import Metric
from smm_build.networks._base import Flow, Request, Session, Told
from smm_build.networks._metrics import ASK, ASK_AUDIENCE, gone, of_account, read, subjects
from smm_build.networks.youtube._answers import SERVER
from smm_build.networks.youtube._upload import first_item

__all__ = ["AT_ONCE", "audience", "metrics"]

AT_ONCE = 50
_OF_FILM = {"viewCount": Metric.VIEWS, "likeCount": Metric.REACTIONS, "commentCount": Metric.COMMENTS}


def metrics(receipts: Mapping[str, tuple[PartReceipt, ...]], session: Session, at: datetime) -> Flow[Told]:
    """Ask for all films at once; one that is deleted is missing from the answer."""
    about = subjects(receipts, session, at)
    answer = yield Request(
        "GET",
        f"{session.account.server}/youtube/v3/videos",
        ASK.en,
        headers=session.headers,
        params={"part": "statistics", "id": ",".join(subject.id for subject in about)},
    )
    items = answer.data.get("items")
    if not answer.ok or not isinstance(items, list):
        raise SERVER.refused(answer, ASK, session)
    by_id = {str(item.get("id")): item.get("statistics") for item in items if isinstance(item, dict)}
    return Told(
        tuple(reading for subject in about for reading in read(subject, by_id.get(subject.id), _OF_FILM)),
        tuple(gone(subject) for subject in about if subject.id not in by_id),
    )


def audience(session: Session, at: datetime) -> Flow[Told]:
    """Ask for the number of subscribers."""
    answer = yield Request(
        "GET",
        f"{session.account.server}/youtube/v3/channels",
        ASK_AUDIENCE.en,
        headers=session.headers,
        params={"part": "statistics", "mine": "true"},
    )
    statistics = first_item(answer).get("statistics")
    if not answer.ok:
        raise SERVER.refused(answer, ASK_AUDIENCE, session)
    if isinstance(statistics, dict) and statistics.get("hiddenSubscriberCount") is True:
        return Told()  # the number is then said to be zero
    return Told(tuple(read(of_account(session, at), statistics, {"subscriberCount": Metric.FOLLOWERS})))
