"""Posts that lie at Facebook until it publishes them itself: words, links and photos.

A post keeps its id when it becomes visible. Source: https://developers.facebook.com/docs/pages-api/posts ("Publish
scheduled posts": 10 minutes to 30 days ahead), read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from smm_build.domain.delivery import SCHEDULED_ID, PartReceipt
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import CannotKnow, Commit, Flow, Found, PartTask, Request, Response, Session
from smm_build.networks._meta import asking, code_of, counterpart, subcode_of
from smm_build.networks.facebook._content import feed_form
from smm_build.networks.facebook._find import address
from smm_build.text.markup import bare_form

__all__ = ["find_among_scheduled", "hand_over", "seen_published", "take_off"]

_INVALID, _NOT_SEEN = 100, 33
_PAGE = 100
_SERVER = counterpart("Facebook")
_HAND_OVER = Sentence("hand over the post", "consegnare il post")
_LIST = Sentence("list the scheduled posts", "elencare i post programmati")
_TAKE_BACK = Sentence("take back the scheduled post", "ritirare il post programmato")
_CHANGED = Sentence(
    "An earlier attempt had other words, and Facebook finds a scheduled post by its words: look and decide",
    "Un tentativo precedente aveva altre parole, e Facebook trova un post programmato dalle parole: guarda e decidi",
)
_CUT_OFF = Sentence(
    "Facebook lists too many scheduled posts to say whether this one is among them: look and decide",
    "Facebook elenca troppi post programmati per dire se questo c'è: guarda e decidi",
)


def hand_over(task: PartTask, session: Session, photos: tuple[str, ...], at: datetime) -> Flow[str]:
    """Create a post that Facebook publishes at the aware instant ``at``, and return its id."""
    form = feed_form(task, photos) | {"published": "false", "scheduled_publish_time": str(int(at.timestamp()))}
    answer = yield Commit(asking(session, "POST", f"{session.facts['page_id']}/feed", _HAND_OVER.en, form))
    if answer.ok and answer.text("id"):
        return answer.text("id")
    raise _SERVER.after_commit(answer, _HAND_OVER, session)


def seen_published(task: PartTask, session: Session) -> Flow[Found | None]:
    """Ask for the post under the id that it had while it lay there; ``None`` when it is not visible under it."""
    known = task.notes.get(SCHEDULED_ID)
    if known is None:
        return None
    answer = yield _look(known, session)
    if answer.data.get("is_published") is True:
        return Found(PartReceipt(task.number, known, address(known)))
    return None


def find_among_scheduled(task: PartTask, session: Session, at: datetime) -> Flow[str | CannotKnow | None]:
    """Look for the message among what lies at the page, by its words and its time."""
    asked = {"fields": "id,message,scheduled_publish_time", "limit": str(_PAGE)}
    answer = yield asking(session, "GET", f"{session.facts['page_id']}/scheduled_posts", _LIST.en, asked)
    items = answer.data.get("data")
    if not answer.ok or not isinstance(items, list):
        raise _SERVER.refused(answer, _LIST, session)
    entries = [entry for entry in items if isinstance(entry, dict)]
    found = next((entry for entry in entries if _is_it(entry, task, at)), None)
    if found is not None:
        return str(found.get("id"))
    if len(entries) >= _PAGE:
        return CannotKnow(_CUT_OFF)
    return CannotKnow(_CHANGED) if task.changed else None


def take_off(scheduled_id: str, session: Session) -> Flow[bool]:
    """Delete what lies there; what is visible already is left alone. Tell whether it was there."""
    there = yield _look(scheduled_id, session)
    if _cannot_be_seen(there) or there.data.get("is_published") is True:
        return False
    if not there.ok:
        raise _SERVER.refused(there, _TAKE_BACK, session)
    answer = yield asking(session, "DELETE", scheduled_id, _TAKE_BACK.en)
    if answer.ok:
        return True
    if _cannot_be_seen(answer):
        return False
    raise _SERVER.refused(answer, _TAKE_BACK, session)


def _look(post: str, session: Session) -> Request:
    return asking(session, "GET", post, _LIST.en, {"fields": "id,is_published"})


def _cannot_be_seen(answer: Response) -> bool:
    return code_of(answer) == _INVALID and subcode_of(answer) == _NOT_SEEN


def _is_it(entry: Mapping[str, object], task: PartTask, at: datetime) -> bool:
    """Whether an entry is the message; Facebook tells the time in seconds since 1970, as a number or in digits."""
    said, due = entry.get("message"), str(entry.get("scheduled_publish_time"))
    same_words = bare_form(said if isinstance(said, str) else "") == bare_form(task.part.text)
    return same_words and due == str(int(at.timestamp()))
