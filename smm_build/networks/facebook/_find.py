"""Finding out after a lost answer whether a message is on a Facebook page.

Facebook knows no idempotency key. Photos and films have ids before anything is visible, and a post or a film with such
an id is ours beyond doubt. Words are compared with what the page lists. Of stories only a sighting counts: a list
without ours proves nothing.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import CannotKnow, Flow, Found, NotThere, PartTask, Request, Response, Session
from smm_build.networks._meta import asking, counterpart
from smm_build.networks.facebook._content import Kind
from smm_build.networks.facebook._films import FILM, FilmState, film_state, watch
from smm_build.text.markup import bare_form, without_links

__all__ = ["ARMED", "PHOTOS", "address", "and_before", "find_armed"]

ARMED = "armed"
"""The note that holds, with commas, what a message was about to be published as: without it nothing was sent."""
PHOTOS = "photos"
"""The note that holds the ids of the photos of every attempt, with commas."""

_PAGE = 100
"""Posts or comments in one answer: the most there is."""
_PAGES = 10
_SKEW = timedelta(minutes=10)
"""How far the clocks of this machine and of Facebook may be apart."""

_SERVER = counterpart("Facebook")
_READ_BACK = Sentence("list what is on the page", "elencare ciò che è sulla pagina")
_CUT_OFF = Sentence(
    "Facebook does not list far enough back to say whether this is there: look at the page and decide",
    "Facebook non elenca abbastanza indietro per dire se questo c'è: guarda la pagina e decidi",
)
_CHANGED = Sentence(
    "An earlier attempt had other words, and Facebook finds it by its words: look whether it is there and decide",
    "Un tentativo precedente aveva altre parole, e su Facebook si trova dalle parole: guarda se c'è e decidi",
)
_ALIKE = Sentence(
    "The page has something that is nearly the same: look whether it is this and decide",
    "Sulla pagina c'è qualcosa di quasi uguale: guarda se è questo e decidi",
)
_STORY = Sentence(
    "Facebook cannot say for sure that a story is not there: look at the page's stories and decide",
    "Facebook non sa dire con certezza che una storia non c'è: guarda le storie della pagina e decidi",
)
_FILM = Sentence(
    "Facebook has the film but does not say whether it will publish it: look at the page and decide",
    "Facebook ha il video ma non dice se lo pubblicherà: guarda la pagina e decidi",
)


class _Likeness(enum.Enum):
    SAME = "same"
    NEARLY = "nearly"
    OTHER = "other"


def find_armed(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Look for the message as everything that an attempt was about to publish it as."""
    doubt: CannotKnow | None = None
    for name in filter(None, task.notes.get(ARMED, "").split(",")):
        seen = yield from _find(Kind(name), task, session)
        if isinstance(seen, Found):
            return seen
        if isinstance(seen, CannotKnow):
            doubt = seen
    return doubt or NotThere()


def and_before(task: PartTask, name: str, *more: str) -> str:
    """Return a note with what earlier attempts had in it."""
    return ",".join(dict.fromkeys([*filter(None, task.notes.get(name, "").split(",")), *more]))


def address(post: str) -> str:
    """Return the permalink of a post: its id tells it.

    Source: https://developers.facebook.com/docs/pages-api/posts, read on 2026-11-23.
    """
    return f"https://www.facebook.com/{post}"


def _find(kind: Kind, task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    if kind in {Kind.WORDS, Kind.PHOTOS}:
        fields = "id,message,created_time,attachments{target{id},subattachments{target{id}}}"
        where = f"{session.facts['page_id']}/published_posts"
        return (yield from _among(task, session, where, {"fields": fields}, by_photos=kind is Kind.PHOTOS))
    if kind is Kind.COMMENT:
        order = {"fields": "id,message,created_time,from{id}", "filter": "toplevel", "order": "reverse_chronological"}
        where = f"{task.earlier[-1].id}/comments"
        return (yield from _among(task, session, where, order, by_photos=False))
    if kind in {Kind.PHOTO_STORY, Kind.VIDEO_STORY}:
        return (yield from _story(task, session))
    return (yield from _film(task, session))


def _among(
    task: PartTask, session: Session, where: str, asked: Mapping[str, str], *, by_photos: bool
) -> Flow[Found | NotThere | CannotKnow]:
    """Read a list back to before the delivery was planned.

    Source: https://developers.facebook.com/docs/graph-api/reference/page/feed, read on 2026-11-23.
    """
    after = ""
    for _ in range(_PAGES):
        answer = yield _listed(session, where, asked, after)
        items = answer.data.get("data")
        if not answer.ok or not isinstance(items, list):
            raise _SERVER.refused(answer, _READ_BACK, session)
        entries = [entry for entry in items if isinstance(entry, dict)]
        seen = _in_page(task, session, entries, by_photos=by_photos)
        if seen is not None:
            return seen
        last, after = after, _next_page(answer)
        if not after or any(_older(entry, _earliest(task)) for entry in entries):
            return CannotKnow(_CHANGED) if task.changed and not by_photos else NotThere()
        if after == last:
            break
    return CannotKnow(_CUT_OFF)


def _listed(session: Session, where: str, asked: Mapping[str, str], after: str) -> Request:
    page = {"limit": str(_PAGE)} | ({"after": after} if after else {})
    return asking(session, "GET", where, _READ_BACK.en, {**asked, **page})


def _in_page(
    task: PartTask, session: Session, entries: list[dict[str, object]], *, by_photos: bool
) -> Found | CannotKnow | None:
    ours = set(filter(None, task.notes.get(PHOTOS, "").split(","))) if by_photos else set()
    nearly = False
    for entry in entries:
        shown = set(_targets(entry))
        if not shown & ours and (_older(entry, _earliest(task)) or not _of_page(entry, session)):
            continue
        how = _likeness(entry, task)
        if shown & ours or (how is _Likeness.SAME and not by_photos):
            there = str(entry.get("id"))
            return Found(PartReceipt(task.number, there, None if task.is_comment else address(there)))
        # With photos the words alone do not say that it is ours: the same words may stand under others.
        nearly = nearly or how is _Likeness.NEARLY or (how is _Likeness.SAME and not shown)
    return CannotKnow(_ALIKE) if nearly else None


def _likeness(entry: Mapping[str, object], task: PartTask) -> _Likeness:
    said = entry.get("message")
    shown, written = said if isinstance(said, str) else "", task.part.text
    if not written.strip():
        return _Likeness.OTHER
    if bare_form(shown) == bare_form(written):
        return _Likeness.SAME
    alike = bare_form(without_links(written))
    return _Likeness.NEARLY if alike and alike == bare_form(without_links(shown)) else _Likeness.OTHER


def _targets(entry: Mapping[str, object]) -> Iterator[str]:
    """Return the ids of the photos a post shows."""
    for attachment in _data(entry.get("attachments")):
        for shown in (attachment, *_data(attachment.get("subattachments"))):
            target = shown.get("target")
            if isinstance(target, dict) and isinstance(target.get("id"), str):
                yield target["id"]


def _story(task: PartTask, session: Session) -> Flow[Found | CannotKnow]:
    """Look for a story with one of our files among those that are up.

    Source: https://developers.facebook.com/docs/page-stories-api, read on 2026-11-23.
    """
    ours = {task.notes.get(FILM), *task.notes.get(PHOTOS, "").split(",")} - {None, ""}
    # Which fields a story has is fixed; asking for them by name is not documented for this list.
    answer = yield asking(session, "GET", f"{session.facts['page_id']}/stories", _READ_BACK.en)
    for story in _data(answer.data):
        if story.get("media_id") in ours and isinstance(story.get("post_id"), str):
            url = story.get("url")
            return Found(PartReceipt(task.number, str(story["post_id"]), url if isinstance(url, str) else None))
    return CannotKnow(_STORY)


def _film(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    film = task.notes.get(FILM)
    if film is None:
        return NotThere()
    seen = yield from film_state(film, session)
    if seen.state is FilmState.THERE:
        seen = yield from watch(film, session)
    if seen.state is FilmState.OUT:
        return Found(PartReceipt(task.number, film, seen.url or address(film)))
    # Facebook works on a film only once it has been told to publish it.
    untouched = seen.state is FilmState.THERE and not seen.begun
    return NotThere() if untouched or seen.state is FilmState.BROKEN else CannotKnow(_FILM)


def _earliest(task: PartTask) -> datetime:
    return min(task.at, task.claim.planned_at) - _SKEW


def _older(entry: Mapping[str, object], since: datetime) -> bool:
    made = entry.get("created_time")
    try:
        at = datetime.fromisoformat(made) if isinstance(made, str) else None
    except ValueError:
        return False
    return at is not None and at.tzinfo is not None and at < since


def _of_page(entry: Mapping[str, object], session: Session) -> bool:
    """Whether something is the page's own, as far as Facebook says whose it is."""
    author = entry.get("from")
    return not isinstance(author, dict) or author.get("id") == session.facts["page_id"]


def _next_page(answer: Response) -> str:
    paging = answer.data.get("paging")
    cursors = paging.get("cursors") if isinstance(paging, dict) and paging.get("next") else None
    after = cursors.get("after") if isinstance(cursors, dict) else None
    return after if isinstance(after, str) else ""


def _data(value: object) -> list[dict[str, object]]:
    items = value.get("data") if isinstance(value, dict) else None
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
