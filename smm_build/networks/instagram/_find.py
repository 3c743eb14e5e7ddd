"""Finding out after a lost answer whether a message is on Instagram.

A container says itself whether it was published. Which post came of it is not told: the one that has the same caption
and is new is taken if there is exactly one, else the receipt stays without address.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import CannotKnow, Flow, Found, NotThere, PartTask, Session
from smm_build.networks._meta import asking, counterpart
from smm_build.networks.instagram._containers import CONTAINERS, state_of
from smm_build.networks.instagram._content import Kind, kind_of
from smm_build.text.markup import bare_form

__all__ = ["ARMED", "UNKNOWN", "find_comment", "find_post", "published_as"]

ARMED = "armed"
"""The note that a comment was about to be written."""
UNKNOWN = "container-"
"""What the id of a receipt begins with when Instagram has published a container and does not say as what."""

_PAGE = 50
_SKEW = timedelta(minutes=10)
_SERVER = counterpart("Instagram")
_READ_BACK = Sentence("list the account's posts", "elencare i post dell'account")
_CHANGED = Sentence(
    "An earlier attempt had other words, and a comment is found by its words: look whether it is there and decide",
    "Un tentativo precedente aveva altre parole, e un commento si trova dalle parole: guarda se c'è e decidi",
)
_CUT_OFF = Sentence(
    "Instagram does not list enough comments to say whether this one is there: look at the post and decide",
    "Instagram non elenca abbastanza commenti per dire se questo c'è: guarda il post e decidi",
)
_UNREADABLE = Sentence(
    "Instagram does not say what became of the post that was being published: look at the account and decide",
    "Instagram non dice cosa ne è stato del post che si stava pubblicando: guarda l'account e decidi",
)


def find_post(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Ask every container of every attempt whether it was published."""
    doubt = False
    for container in filter(None, reversed(task.notes.get(CONTAINERS, "").split(","))):
        state = yield from state_of(container, session)
        if state.code == "PUBLISHED":
            return Found((yield from published_as(task, container, session)))
        doubt = doubt or state.code not in {"IN_PROGRESS", "FINISHED", "ERROR", "EXPIRED"}
    return CannotKnow(_UNREADABLE) if doubt else NotThere()


def published_as(task: PartTask, container: str, session: Session) -> Flow[PartReceipt]:
    """Return the receipt of a container that was published, with the post's id and address if only one can be it.

    Source: https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media, read
    on 2026-11-23.
    """
    story = kind_of(task) is Kind.STORY
    said = {"fields": "id,caption,timestamp,permalink", "limit": str(_PAGE)}
    edge = "stories" if story else "media"
    answer = yield asking(session, "GET", f"{session.facts['ig_id']}/{edge}", _READ_BACK.en, said)
    posts = [post for post in _data(answer.data) if _is_new(post, task)]
    alike = [post for post in posts if story or _says(post, "caption", task.part.text)]
    if len(alike) != 1 or not isinstance(alike[0].get("id"), str):
        return PartReceipt(task.number, f"{UNKNOWN}{container}")
    url = alike[0].get("permalink")
    return PartReceipt(task.number, str(alike[0]["id"]), url if isinstance(url, str) else None)


def find_comment(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Look for the first comment among those of the post.

    Source: https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media/comments,
    read on 2026-11-23.
    """
    if ARMED not in task.notes:
        return NotThere()
    said = {"fields": "id,text,timestamp,username", "limit": str(_PAGE)}
    answer = yield asking(session, "GET", f"{task.earlier[-1].id}/comments", _READ_BACK.en, said)
    if not answer.ok:
        raise _SERVER.refused(answer, _READ_BACK, session)
    for comment in _data(answer.data):
        ours = comment.get("username") in {None, session.facts["username"]}
        if ours and _says(comment, "text", task.part.text) and isinstance(comment.get("id"), str):
            return Found(PartReceipt(task.number, str(comment["id"])))
    paging = answer.data.get("paging")
    if isinstance(paging, dict) and paging.get("next"):
        return CannotKnow(_CUT_OFF)
    return CannotKnow(_CHANGED) if task.changed else NotThere()


def _says(thing: Mapping[str, object], name: str, written: str) -> bool:
    said = thing.get(name)
    return bare_form(said if isinstance(said, str) else "") == bare_form(written)


def _is_new(post: Mapping[str, object], task: PartTask) -> bool:
    made = post.get("timestamp")
    try:
        at = datetime.fromisoformat(made) if isinstance(made, str) else None
    except ValueError:
        return False
    return at is not None and at.tzinfo is not None and at >= min(task.at, task.claim.planned_at) - _SKEW


def _data(value: Mapping[str, object]) -> list[dict[str, object]]:
    items = value.get("data")
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
