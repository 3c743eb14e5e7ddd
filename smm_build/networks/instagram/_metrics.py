"""What Instagram counts; a post, a reel and a story each know other names.

Needs ``instagram_manage_insights`` (Facebook Login) or ``instagram_business_manage_insights``. Insights of a story are
there for 24 hours only, and all come up to two days late. Sources:
https://developers.facebook.com/docs/instagram-platform/reference/instagram-media/insights and
…/reference/instagram-user, read on 2026-11-23; that likes and comments of a story, and profile visits of a reel, make
the whole question fail was met by clients.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.reading import Metric, Reading
from smm_build.networks._base import Flow, Refused, Request, Response, Session, Told
from smm_build.networks._meta import asking, code_of, counterpart, subcode_of
from smm_build.networks._meta_insights import ask_insights
from smm_build.networks._metrics import ASK, ASK_AUDIENCE, Subject, gone, not_told, of_account, read, subjects
from smm_build.networks.instagram._find import UNKNOWN

__all__ = ["AT_ONCE", "audience", "metrics"]

AT_ONCE = 1
_SERVER = counterpart("Instagram")
_BY_PRODUCT = {
    "STORY": (("views", "reach", "replies", "shares"), ("profile_visits", "follows")),
    "REELS": (("views", "reach", "likes", "comments", "shares", "saved"), ("ig_reels_video_view_total_time",)),
}
_OTHERS = (("views", "reach", "likes", "comments", "shares", "saved"), ("profile_visits", "follows"))
_OF_INSIGHTS = {
    "views": Metric.VIEWS,
    "reach": Metric.REACH,
    "likes": Metric.REACTIONS,
    "comments": Metric.COMMENTS,
    "replies": Metric.COMMENTS,
    "shares": Metric.SHARES,
    "saved": Metric.SAVES,
    "profile_visits": Metric.PROFILE_VISITS,
    "follows": Metric.FOLLOWS,
}
_OF_NODE = {"like_count": Metric.REACTIONS, "comments_count": Metric.COMMENTS}
_IN_MILLISECONDS = {"ig_reels_video_view_total_time": Metric.WATCH_SECONDS}
_NOT_SEEN = (100, 33)


def metrics(receipts: Mapping[str, tuple[PartReceipt, ...]], session: Session, at: datetime) -> Flow[Told]:
    """Ask what kind of post each is, then for what that kind knows."""
    told = Told()
    for subject in subjects(receipts, session, at):
        more = yield from _of_media(subject, session)
        told = Told(told.readings + more.readings, told.untold + more.untold)
    return told


def audience(session: Session, at: datetime) -> Flow[Told]:
    """Ask for the number of followers."""
    fields = {"fields": "followers_count"}
    answer = yield asking(session, "GET", session.facts["ig_id"], ASK_AUDIENCE.en, fields)
    if not answer.ok:
        raise _SERVER.refused(answer, ASK_AUDIENCE, session)
    return Told(tuple(read(of_account(session, at), answer.data, {"followers_count": Metric.FOLLOWERS})))


def _of_media(subject: Subject, session: Session) -> Flow[Told]:
    if subject.id.startswith(UNKNOWN):
        return Told(untold=(not_told(subject, "id"),))
    fields = {"fields": "media_product_type,like_count,comments_count"}
    answer = yield asking(session, "GET", subject.id, ASK.en, fields)
    if (code_of(answer), subcode_of(answer)) == _NOT_SEEN:
        return Told(untold=(gone(subject),))
    if not answer.ok:
        raise _SERVER.refused(answer, ASK, session)

    def insights(said: Mapping[str, str]) -> Request:
        return asking(session, "GET", f"{subject.id}/insights", ASK.en, said)

    groups = _BY_PRODUCT.get(answer.text("media_product_type"), _OTHERS)
    try:
        numbers, refused = yield from ask_insights(insights, groups, session, _SERVER)
    except Refused as error:  # what was told before stays told
        return Told(_readings(subject, answer, {}), (error.reason,))
    return Told(_readings(subject, answer, numbers), (not_told(subject, ", ".join(refused)),) if refused else ())


def _readings(subject: Subject, node: Response, numbers: Mapping[str, object]) -> tuple[Reading, ...]:
    """Return the insights, and of the post's own counts those that insights did not tell."""
    found = (*read(subject, numbers, _OF_INSIGHTS), *read(subject, numbers, _IN_MILLISECONDS, 0.001))
    known = {reading.metric for reading in found}
    return (*found, *(reading for reading in read(subject, node.data, _OF_NODE) if reading.metric not in known))
