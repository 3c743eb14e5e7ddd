"""What Bluesky counts: likes, reposts, replies, quotes and bookmarks. It counts no views.

The account's own server passes the question on to the service that counts. Sources:
https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/getPosts.json (25 posts at once),
feed/defs.json (``postView``) and actor/getProfile.json, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.reading import Metric
from smm_build.networks._base import Flow, Request, Session, Told
from smm_build.networks._metrics import ASK, ASK_AUDIENCE, gone, of_account, read, subjects
from smm_build.networks.bluesky._server import SERVER, method

__all__ = ["AT_ONCE", "audience", "metrics"]

AT_ONCE = 25
_OF_POST = {
    "likeCount": Metric.REACTIONS,
    "repostCount": Metric.SHARES,
    "replyCount": Metric.COMMENTS,
    "quoteCount": Metric.QUOTES,
    "bookmarkCount": Metric.SAVES,
}


def metrics(receipts: Mapping[str, tuple[PartReceipt, ...]], session: Session, at: datetime) -> Flow[Told]:
    """Ask for the counts of all posts at once; one that is deleted is missing from the answer."""
    about = subjects(receipts, session, at)
    query = urlencode([("uris", subject.id) for subject in about])
    address = f"{method(session.account, 'app.bsky.feed.getPosts')}?{query}"
    answer = yield Request("GET", address, ASK.en, headers=session.headers)
    posts = answer.data.get("posts")
    if not answer.ok or not isinstance(posts, list):
        raise SERVER.refused(answer, ASK, session)
    by_uri = {str(post.get("uri")): post for post in posts if isinstance(post, dict)}
    return Told(
        tuple(reading for subject in about for reading in read(subject, by_uri.get(subject.id), _OF_POST)),
        tuple(gone(subject) for subject in about if subject.id not in by_uri),
    )


def audience(session: Session, at: datetime) -> Flow[Told]:
    """Ask for the number of followers."""
    address = method(session.account, "app.bsky.actor.getProfile")
    answer = yield Request(
        "GET", address, ASK_AUDIENCE.en, headers=session.headers, params={"actor": session.facts["did"]}
    )
    if not answer.ok:
        raise SERVER.refused(answer, ASK_AUDIENCE, session)
    return Told(tuple(read(of_account(session, at), answer.data, {"followersCount": Metric.FOLLOWERS})))
