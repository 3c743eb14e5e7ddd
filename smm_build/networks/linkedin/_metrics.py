"""What LinkedIn counts about a page's posts; about a person's it tells reactions and comments only.

Statistics of a page are organic ones, of the last twelve months, and need ``rw_organization_admin`` from an
administrator of the page. A post that LinkedIn leaves out of its answer is not taken for one with zeros. Sources:
https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/share-statistics,
…/organizations/organization-lookup-api (``networkSizes``) and …/shares/network-update-social-actions, read on
2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.reading import Metric, Reading
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Flow, Request, Response, Session, Told
from smm_build.networks._metrics import ASK, ASK_AUDIENCE, Subject, gone, not_told, of_account, read, subjects
from smm_build.networks.linkedin._api import SERVER, author_of, in_path, rest, spoken

__all__ = ["AT_ONCE", "audience", "metrics"]

AT_ONCE = 20
_NOT_FOUND = 404
_EVERYBODYS = frozenset({Trouble.AUTH, Trouble.RATE_LIMIT, Trouble.QUOTA, Trouble.TRANSIENT, Trouble.VERSION})
_LISTS = {"share": "shares", "ugcPost": "ugcPosts"}
_OF_PAGE = {
    "impressionCount": Metric.VIEWS,
    "uniqueImpressionsCount": Metric.REACH,
    "likeCount": Metric.REACTIONS,
    "commentCount": Metric.COMMENTS,
    "shareCount": Metric.SHARES,
    "clickCount": Metric.CLICKS,
}
_OF_ACTIONS = (
    ("likesSummary", {"totalLikes": Metric.REACTIONS}),
    ("commentsSummary", {"aggregatedTotalComments": Metric.COMMENTS}),
)


def metrics(receipts: Mapping[str, tuple[PartReceipt, ...]], session: Session, at: datetime) -> Flow[Told]:
    """Ask for the statistics of a page's posts, or for reactions and comments of a person's."""
    about = subjects(receipts, session, at)
    if not _is_page(session):
        return (yield from _of_person(about, session))
    told = Told()
    for kind, parameter in _LISTS.items():
        group = [subject for subject in about if subject.id.startswith(f"urn:li:{kind}:")]
        if group:
            more = yield from _of_page(group, parameter, session)
            told = Told(told.readings + more.readings, told.untold + more.untold)
    return told


def audience(session: Session, at: datetime) -> Flow[Told]:
    """Ask for the page's followers; a person's are not told."""
    if not _is_page(session):
        return Told()
    url = rest(session, f"networkSizes/{in_path(author_of(session.account))}")
    params = {"edgeType": "COMPANY_FOLLOWED_BY_MEMBER"}
    answer = yield Request("GET", url, ASK_AUDIENCE.en, headers=spoken(session), params=params)
    if not answer.ok:
        raise SERVER.refused(answer, ASK_AUDIENCE, session)
    return Told(tuple(read(of_account(session, at), answer.data, {"firstDegreeSize": Metric.FOLLOWERS})))


def _is_page(session: Session) -> bool:
    return author_of(session.account).startswith("urn:li:organization:")


def _of_page(group: Sequence[Subject], parameter: str, session: Session) -> Flow[Told]:
    """Ask for a group; where it is refused, for each post, so that one bad post loses only itself."""
    answer = yield _statistics(group, parameter, session)
    elements = answer.data.get("elements")
    if answer.ok and isinstance(elements, list):
        return _taken(group, parameter, elements)
    if SERVER.refused(answer, ASK, session).trouble in _EVERYBODYS:
        raise SERVER.refused(answer, ASK, session)
    if len(group) == 1:
        return Told(untold=(not_told(group[0], ", ".join(_OF_PAGE), _status(answer)),))
    told = Told()
    for subject in group:
        more = yield from _of_page([subject], parameter, session)
        told = Told(told.readings + more.readings, told.untold + more.untold)
    return told


def _statistics(group: Sequence[Subject], parameter: str, session: Session) -> Request:
    page, posts = in_path(author_of(session.account)), ",".join(in_path(subject.id) for subject in group)
    # Written into the address, because the brackets of a list must stay as they are and the URNs in it must not.
    query = f"q=organizationalEntity&organizationalEntity={page}&{parameter}=List({posts})"
    url = rest(session, f"organizationalEntityShareStatistics?{query}")
    return Request("GET", url, ASK.en, headers=spoken(session))


def _taken(group: Sequence[Subject], parameter: str, elements: Sequence[object]) -> Told:
    name = parameter.removesuffix("s")
    by_urn = {str(one.get(name)): one.get("totalShareStatistics") for one in elements if isinstance(one, dict)}
    return Told(
        tuple(reading for subject in group for reading in read(subject, by_urn.get(subject.id), _OF_PAGE)),
        tuple(not_told(subject, ", ".join(_OF_PAGE)) for subject in group if subject.id not in by_urn),
    )


def _of_person(about: Sequence[Subject], session: Session) -> Flow[Told]:
    readings: list[Reading] = []
    missing: list[Sentence] = []
    for subject in about:
        url = rest(session, f"socialActions/{in_path(subject.id)}")
        answer = yield Request("GET", url, ASK.en, headers=spoken(session))
        if answer.status == _NOT_FOUND:
            missing.append(gone(subject))
        elif not answer.ok and readings:  # what was told before stays told
            return Told(tuple(readings), (*missing, SERVER.refused(answer, ASK, session).reason))
        elif not answer.ok:
            raise SERVER.refused(answer, ASK, session)
        for summary, names in _OF_ACTIONS:
            readings += read(subject, answer.data.get(summary), names)
    return Told(tuple(readings), tuple(missing))


def _status(answer: Response) -> Sentence:
    return Sentence(f"HTTP {answer.status}", f"HTTP {answer.status}")
