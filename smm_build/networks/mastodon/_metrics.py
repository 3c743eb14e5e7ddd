"""What Mastodon counts: favourites, boosts, replies and, since 4.5, quotes. It counts no views.

Sources: https://docs.joinmastodon.org/entities/Status/ and https://docs.joinmastodon.org/entities/Account/, read on
2026-11-23. A server knows what servers it federates with have told it, so counts may differ between servers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.reading import Metric, Reading
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Flow, Request, Session, Told
from smm_build.networks._metrics import ASK, ASK_AUDIENCE, gone, of_account, read, subjects
from smm_build.networks.mastodon._server import SERVER

__all__ = ["AT_ONCE", "audience", "metrics"]

AT_ONCE = 1  # several at once need 4.3, and other servers of the kind do not know it
_GONE = frozenset({404, 410})
_OF_STATUS = {
    "favourites_count": Metric.REACTIONS,
    "reblogs_count": Metric.SHARES,
    "replies_count": Metric.COMMENTS,
    "quotes_count": Metric.QUOTES,
}


def metrics(receipts: Mapping[str, tuple[PartReceipt, ...]], session: Session, at: datetime) -> Flow[Told]:
    """Look at each status."""
    readings: list[Reading] = []
    missing: list[Sentence] = []
    for subject in subjects(receipts, session, at):
        url = f"{session.account.server}/api/v1/statuses/{subject.id}"
        answer = yield Request("GET", url, ASK.en, headers=session.headers)
        if answer.status in _GONE:
            missing.append(gone(subject))
        elif not answer.ok:
            raise SERVER.refused(answer, ASK, session)
        else:
            readings += read(subject, answer.data, _OF_STATUS)
    return Told(tuple(readings), tuple(missing))


def audience(session: Session, at: datetime) -> Flow[Told]:
    """Ask for the number of followers."""
    url = f"{session.account.server}/api/v1/accounts/verify_credentials"
    answer = yield Request("GET", url, ASK_AUDIENCE.en, headers=session.headers)
    if not answer.ok:
        raise SERVER.refused(answer, ASK_AUDIENCE, session)
    return Told(tuple(read(of_account(session, at), answer.data, {"followers_count": Metric.FOLLOWERS})))
