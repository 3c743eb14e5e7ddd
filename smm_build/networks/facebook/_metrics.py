"""What Facebook counts about a page's posts.

Comments, reactions and shares are fields of the post, which outlive every change of insights; times shown, people
reached and clicks are insights, for which the token needs ``read_insights`` and the page a hundred likes. Sources:
https://developers.facebook.com/docs/graph-api/reference/page-post, …/reference/insights and …/reference/video
(``post_id``), read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.reading import Metric
from smm_build.networks._base import Flow, Refused, Request, Session, Told
from smm_build.networks._meta import asking, code_of, counterpart, subcode_of
from smm_build.networks._meta_insights import ask_fields, ask_insights
from smm_build.networks._metrics import ASK, ASK_AUDIENCE, Subject, gone, not_told, of_account, read, subjects

__all__ = ["AT_ONCE", "audience", "metrics"]

AT_ONCE = 1
_SERVER = counterpart("Facebook")
_FIELDS = (("shares", "comments.summary(true).limit(0)", "reactions.summary(true).limit(0)"),)
_INSIGHTS = (("post_media_view", "post_total_media_view_unique"), ("post_clicks",))
_OF_POST = {"shares": Metric.SHARES, "comments": Metric.COMMENTS, "reactions": Metric.REACTIONS}
_OF_INSIGHTS = {
    "post_media_view": Metric.VIEWS,
    "post_total_media_view_unique": Metric.REACH,
    "post_clicks": Metric.CLICKS,
}
_NOT_SEEN = (100, 33)


def metrics(receipts: Mapping[str, tuple[PartReceipt, ...]], session: Session, at: datetime) -> Flow[Told]:
    """Ask for the fields and the insights of each post."""
    told = Told()
    for subject in subjects(receipts, session, at):
        more = yield from _of_post(subject, session)
        told = Told(told.readings + more.readings, told.untold + more.untold)
    return told


def audience(session: Session, at: datetime) -> Flow[Told]:
    """Ask for the page's followers.

    Source: https://developers.facebook.com/docs/graph-api/reference/page (``followers_count``), read on 2026-11-23.
    """
    page = session.facts["page_id"]
    answer = yield asking(session, "GET", page, ASK_AUDIENCE.en, {"fields": "followers_count"})
    if not answer.ok:
        raise _SERVER.refused(answer, ASK_AUDIENCE, session)
    return Told(tuple(read(of_account(session, at), answer.data, {"followers_count": Metric.FOLLOWERS})))


def _of_post(subject: Subject, session: Session) -> Flow[Told]:
    """Ask for one post. A film's counts belong to the post that shows it."""
    answer = yield asking(session, "GET", subject.id, ASK.en, {"fields": "id"})
    if (code_of(answer), subcode_of(answer)) == _NOT_SEEN:
        return Told(untold=(gone(subject),))
    if not answer.ok:
        raise _SERVER.refused(answer, ASK, session)
    post = subject.id if "_" in subject.id else (yield from _post_of_film(subject.id, session))

    def fields(said: Mapping[str, str]) -> Request:
        return asking(session, "GET", post, ASK.en, said)

    def insights(said: Mapping[str, str]) -> Request:
        return asking(session, "GET", f"{post}/insights", ASK.en, {**said, "period": "lifetime"})

    counts, unknown = yield from ask_fields(fields, _FIELDS, session, _SERVER)
    readings = tuple(read(subject, _summed(counts), _OF_POST))
    try:
        numbers, refused = yield from ask_insights(insights, _INSIGHTS, session, _SERVER)
    except Refused as error:  # what was told before stays told
        return Told(readings, (error.reason,))
    missing = [name.partition(".")[0] for name in (*unknown, *refused)]
    untold = (not_told(subject, ", ".join(missing)),) if missing else ()
    return Told((*readings, *read(subject, numbers, _OF_INSIGHTS)), untold)


def _post_of_film(film: str, session: Session) -> Flow[str]:
    """Return the id of the post that shows a film; the film's own where Facebook does not say it."""
    answer = yield asking(session, "GET", film, ASK.en, {"fields": "post_id"})
    post = answer.text("post_id")
    if not answer.ok or not post:
        return film
    return post if "_" in post else f"{session.facts['page_id']}_{post}"


def _summed(counts: Mapping[str, object]) -> dict[str, object]:
    """Take the counts out of ``summary``; a post that nobody has shared has no ``shares``, and then none are told."""
    found: dict[str, object] = {}
    for name, value in counts.items():
        if isinstance(value, dict):
            summary = value.get("summary")
            found[name] = summary.get("total_count") if isinstance(summary, dict) else value.get("count")
    return found
