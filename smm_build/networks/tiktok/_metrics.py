"""What TikTok tells an app about an account's films: four counters; times watched are not among them.

Needs ``video.list``, and ``user.info.stats`` for followers. What only the account itself sees has no number, and is not
told. Sources: https://developers.tiktok.com/doc/tiktok-api-v2-video-query (20 films at once) and
https://developers.tiktok.com/doc/tiktok-api-v2-get-user-info, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.reading import Metric
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Flow, Request, Session, Told
from smm_build.networks._metrics import ASK, ASK_AUDIENCE, Subject, gone, not_told, of_account, read, subjects
from smm_build.networks.tiktok._api import SERVER, call, data_of, is_ok

__all__ = ["AT_ONCE", "audience", "metrics"]

AT_ONCE = 20
_OF_FILM = {
    "view_count": Metric.VIEWS,
    "like_count": Metric.REACTIONS,
    "comment_count": Metric.COMMENTS,
    "share_count": Metric.SHARES,
}


def metrics(receipts: Mapping[str, tuple[PartReceipt, ...]], session: Session, at: datetime) -> Flow[Told]:
    """Ask for all films at once; one that is deleted is missing from the answer."""
    known: list[Subject] = []
    unnumbered: tuple[Sentence, ...] = ()
    for subject in subjects(receipts, session, at):
        number = yield from _number(subject, session)
        if number is None:
            unnumbered += (not_told(subject, "id"),)
        else:
            known.append(replace(subject, id=number))
    if not known:
        return Told(untold=unnumbered)
    wanted = {"filters": {"video_ids": [subject.id for subject in known]}}
    answer = yield call(session, f"/v2/video/query/?fields=id,{','.join(_OF_FILM)}", ASK.en, wanted)
    films = data_of(answer).get("videos")
    if not is_ok(answer) or not isinstance(films, list):
        raise SERVER.refused(answer, ASK, session)
    by_id = {str(film.get("id")): film for film in films if isinstance(film, dict)}
    return Told(
        tuple(reading for subject in known for reading in read(subject, by_id.get(subject.id), _OF_FILM)),
        (*unnumbered, *(gone(subject) for subject in known if subject.id not in by_id)),
    )


def _number(subject: Subject, session: Session) -> Flow[str | None]:
    """Return a film's number. One that was in moderation when it was sent is asked for by the id of its upload.

    Source: https://developers.tiktok.com/doc/content-posting-api-reference-get-video-status, read on 2026-11-22; it
    tells the numbers of public posts only.
    """
    if subject.id.isascii() and subject.id.isdigit():
        return subject.id
    answer = yield call(session, "/v2/post/publish/status/fetch/", ASK.en, {"publish_id": subject.id})
    numbers = data_of(answer).get("publicaly_available_post_id")  # TikTok's spelling
    return str(numbers[0]) if is_ok(answer) and isinstance(numbers, list) and numbers else None


def audience(session: Session, at: datetime) -> Flow[Told]:
    """Ask for the number of followers."""
    url = f"{session.account.server}/v2/user/info/"
    fields = {"fields": "follower_count"}
    answer = yield Request("GET", url, ASK_AUDIENCE.en, headers=session.headers, params=fields)
    if not is_ok(answer):
        raise SERVER.refused(answer, ASK_AUDIENCE, session)
    user = data_of(answer).get("user")
    return Told(tuple(read(of_account(session, at), user, {"follower_count": Metric.FOLLOWERS})))
