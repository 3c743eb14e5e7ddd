"""Reading from Threads: how far a container is, which own posts are like a part, which own post is quoted."""

from __future__ import annotations

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import refuse_content
from smm_build.networks._base import Flow, PartTask, Refused, Request, Response, Session, Wait
from smm_build.networks._meta import code_of, subcode_of
from smm_build.networks.threads._api import THREADS, ask, container_state
from smm_build.networks.threads._posts import is_part, shortcode_of, since

__all__ = ["is_gone", "listed", "quoted_id", "state_of"]

_PAGES = 5
"""Lists are read this many pages of 100 back."""
_LOOKS = 12
_NO_SUCH_THING = (100, 33)


def is_gone(answer: Response) -> bool:
    """Whether Threads says that there is nothing of that id."""
    return (code_of(answer), subcode_of(answer)) == _NO_SUCH_THING


def quoted_id(task: PartTask, session: Session) -> Flow[str | None]:
    """Return the id of the own post that is quoted. Threads tells ids of no others, so those are refused."""
    url = task.variant.settings.quote
    if not url or task.number != 1:
        return None
    code, after = shortcode_of(url), None
    for _ in range(_PAGES):
        answer = yield _list(session, "threads", _FIND_QUOTED, after, fields="id,permalink,shortcode")
        for post in _posts(answer, _FIND_QUOTED, session):
            post_id, permalink = post.get("id"), post.get("permalink")
            named = post.get("shortcode") or (isinstance(permalink, str) and shortcode_of(permalink))
            if named == code and isinstance(post_id, str):
                return post_id
        after = _next(answer)
        if after is None:
            break
    raise refuse_content(
        Sentence(
            f"{url} is not among the newest posts of this account, and Threads lets apps quote no others: quote it by"
            " hand.",
            f"{url} non è tra i post più recenti di questo account, e Threads non permette alle app di citarne altri:"
            " citalo a mano.",
        )
    )


def state_of(container: str, session: Session) -> Flow[str]:
    """Return a container's state once nothing is under way; ``""`` when Threads knows it no more."""
    for look in range(_LOOKS):
        answer = yield from container_state(session, container)
        if is_gone(answer):
            return ""
        state = answer.text("status")
        if not answer.ok or not state:
            raise THREADS.refused(answer, _LOOK_AT_IT, session)
        if state != "IN_PROGRESS":
            return state
        yield Wait(2.0 + look)
    raise Refused(Trouble.TRANSIENT, _STILL_AT_IT)


def listed(task: PartTask, session: Session) -> Flow[tuple[tuple[PartReceipt, ...], bool]]:
    """Return the posts of the account that are like this part, and whether all were read since it was planned."""
    edge, after = "replies" if task.earlier else "threads", None
    extra = ",replied_to" if task.earlier else ""
    found: list[PartReceipt] = []
    for _ in range(_PAGES):
        fields, start = f"id,text,permalink,timestamp,media_type{extra}", str(int(since(task).timestamp()))
        answer = yield _list(session, edge, _READ_BACK, after, fields=fields, since=start)
        for post in _posts(answer, _READ_BACK, session):
            post_id, permalink = post.get("id"), post.get("permalink")
            if isinstance(post_id, str) and is_part(post, task):
                found.append(PartReceipt(task.number, post_id, permalink if isinstance(permalink, str) else None))
        after = _next(answer)
        if after is None:
            return tuple(found), True
    return tuple(found), False


def _list(session: Session, edge: str, asked: Sentence, after: str | None, **params: str) -> Request:
    more = {"after": after} if after else {}
    return ask(session, f"{session.facts['user_id']}/{edge}", asked, limit="100", **params, **more)


def _posts(answer: Response, asked: Sentence, session: Session) -> list[dict[str, object]]:
    found = answer.data.get("data")
    if not answer.ok or not isinstance(found, list):
        raise THREADS.refused(answer, asked, session)
    return [post for post in found if isinstance(post, dict)]


def _next(answer: Response) -> str | None:
    """Return where the list goes on, ``None`` at its end."""
    paging = answer.data.get("paging")
    cursors = paging.get("cursors") if isinstance(paging, dict) else None
    after = cursors.get("after") if isinstance(cursors, dict) else None
    return after if isinstance(after, str) and after and answer.data.get("data") else None


_LOOK_AT_IT = Sentence("look at the post", "guardare il post")
_FIND_QUOTED = Sentence("find the quoted post", "trovare il post citato")
_READ_BACK = Sentence("list the account's posts", "elencare i post dell'account")
_STILL_AT_IT = Sentence(
    "Threads is still working on the post and does not say yet whether it is out: it will be asked again",
    "Threads sta ancora lavorando sul post e non dice ancora se è uscito: si chiederà di nuovo",
)
