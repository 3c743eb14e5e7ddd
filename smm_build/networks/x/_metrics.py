"""What X counts. Public counts for every post; clicks and visits of the profile for own posts of the last 30 days.

Every own post that is read costs $0.001, once a day. X renamed ``tweet.fields`` to ``post.fields`` and
``retweet_count`` to ``repost_count`` in 2026; both spellings are understood. Sources:
https://docs.x.com/x-api/fundamentals/metrics, https://docs.x.com/x-api/posts/get-posts-by-ids (100 posts at once),
https://docs.x.com/x-api/getting-started/pricing and https://api.x.com/2/openapi.json, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.reading import Metric, Reading
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Flow, Refused, Request, Response, Session, Told
from smm_build.networks._metrics import ASK, ASK_AUDIENCE, Subject, gone, of_account, read, subjects
from smm_build.networks.x._answers import X
from smm_build.networks.x._media import keys_of

__all__ = ["AT_ONCE", "audience", "metrics"]

AT_ONCE = 100
_SPELLINGS = ("post", "tweet")
_BAD_REQUEST = 400
_PUBLIC = {
    "impression_count": Metric.VIEWS,
    "like_count": Metric.REACTIONS,
    "reply_count": Metric.COMMENTS,
    "repost_count": Metric.SHARES,
    "retweet_count": Metric.SHARES,
    "quote_count": Metric.QUOTES,
    "bookmark_count": Metric.SAVES,
}
_OWN = {"url_link_clicks": Metric.CLICKS, "user_profile_clicks": Metric.PROFILE_VISITS}


def metrics(receipts: Mapping[str, tuple[PartReceipt, ...]], session: Session, at: datetime) -> Flow[Told]:
    """Ask for everything about all posts, then once more for the public counts of those that were left out.

    X leaves out a post that is too old for its own counts, instead of the counts.
    """
    about = subjects(receipts, session, at)
    found = yield from _posts(about, "public_metrics,non_public_metrics", session)
    older = [subject for subject in about if subject.id not in found]
    untold: tuple[Sentence, ...] = ()
    if older:
        try:
            found |= yield from _posts(older, "public_metrics", session)
            untold = tuple(gone(subject) for subject in older if subject.id not in found)
        except Refused as refused:  # what was told before stays told
            untold = (refused.reason,)
    readings = tuple(reading for subject in about for reading in _of_post(subject, found.get(subject.id, {})))
    return Told(readings, untold)


def audience(session: Session, at: datetime) -> Flow[Told]:
    """Ask for the number of followers."""
    answer = yield Request(
        "GET",
        f"{session.account.server}/2/users/me",
        ASK_AUDIENCE.en,
        params={"user.fields": "public_metrics"},
        sign=keys_of(session),
    )
    user = answer.data.get("data")
    if not answer.ok or not isinstance(user, dict):
        raise X.refused(answer, ASK_AUDIENCE, session)
    names = {"followers_count": Metric.FOLLOWERS}
    return Told(tuple(read(of_account(session, at), user.get("public_metrics"), names)))


def _posts(about: Sequence[Subject], fields: str, session: Session) -> Flow[dict[str, Mapping[str, object]]]:
    """Return posts by id, asked for in the new spelling, and in the old one where X does not know it."""
    answer = Response(0)
    for spelling in _SPELLINGS:
        answer = yield Request(
            "GET",
            f"{session.account.server}/2/tweets",
            ASK.en,
            params={"ids": ",".join(subject.id for subject in about), f"{spelling}.fields": fields},
            sign=keys_of(session),
        )
        if answer.status != _BAD_REQUEST:
            break
    posts = answer.data.get("data", [])  # without any there are only `errors`
    if not answer.ok or not isinstance(posts, list):
        raise X.refused(answer, ASK, session)
    return {str(post.get("id")): post for post in posts if isinstance(post, dict)}


def _of_post(subject: Subject, post: Mapping[str, object]) -> tuple[Reading, ...]:
    return (*read(subject, post.get("public_metrics"), _PUBLIC), *read(subject, post.get("non_public_metrics"), _OWN))
