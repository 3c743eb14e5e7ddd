"""Looking for an own post or comment on LinkedIn after an answer was lost.

A post is recognised by the files that this delivery uploaded, which nobody else has, else by its words.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import CannotKnow, Flow, Found, NotThere, PartTask, Request, Session
from smm_build.networks.linkedin._api import (
    FORBIDDEN,
    SERVER,
    author_of,
    in_path,
    permalink,
    rest,
    spoken,
)
from smm_build.networks.linkedin._posts import media_in, words_of
from smm_build.networks.linkedin._text import from_little, visible
from smm_build.text.markup import bare_form

__all__ = ["Likeness", "comment_id", "comment_receipt", "find_comment", "find_post", "intent", "likeness", "was_sent"]

_POSTING = "posting"
"""The note that an attempt came to its commit; its value are the URNs of the files, with commas between them."""

_PAGE = 50
_PAGES = 10
_SKEW = timedelta(minutes=10)
_NOT_FOUND = 404
_LOOK = Sentence("list the page's posts", "elencare i post della pagina")
_LOOK_COMMENTS = Sentence("list the comments", "elencare i commenti")


class Likeness(enum.Enum):
    """How much a listed post looks like the one that is looked for."""

    SAME = "same"
    NEARLY = "nearly"
    OTHER = "other"


def intent(task: PartTask, urns: Sequence[str]) -> dict[str, str]:
    """Return the note to write down right before a commit: that it is sent, and with which files of which attempt."""
    return {_POSTING: ",".join(sorted({*_uploaded(task), *urns})) or "words"}


def was_sent(task: PartTask) -> bool:
    """Whether an attempt at this part came to its commit."""
    return _POSTING in task.notes


def likeness(post: Mapping[str, object], task: PartTask) -> Likeness:
    """Compare a post that LinkedIn lists with the part.

    The same words with other files, or with files that LinkedIn calls by names we do not know, are "nearly".
    """
    content, ours, text = post.get("content"), _uploaded(task), post.get("commentary")
    theirs = set(media_in(content)) if isinstance(content, dict) else set()
    if not ours.isdisjoint(theirs):
        return Likeness.SAME
    said = bare_form(from_little(text)) if isinstance(text, str) else ""
    if not said or said != bare_form(visible(words_of(task.variant))):
        return Likeness.OTHER
    return Likeness.NEARLY if ours or theirs else Likeness.SAME


def find_post(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Read the author's posts, the last changed first, back to before the delivery was planned.

    Source: https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api (Find Posts by
    Authors), read on 2026-11-22.
    """
    since = min(task.at, task.claim.planned_at) - _SKEW
    for page in range(_PAGES):
        params = {
            "q": "author",
            "author": author_of(session.account),
            "start": str(page * _PAGE),
            "count": str(_PAGE),
            "sortBy": "LAST_MODIFIED",
        }
        headers = spoken(session, method="FINDER")
        answer = yield Request("GET", rest(session, "posts"), _LOOK.en, headers=headers, params=params)
        if answer.status == FORBIDDEN:
            return CannotKnow(_MAY_NOT_READ)
        if not answer.ok or not isinstance(answer.data.get("elements"), list):
            raise SERVER.refused(answer, _LOOK, session)
        posts = list(_elements(answer.data))
        if page == 0 and not posts:
            return CannotKnow(_SEES_NOTHING)
        if (found := _among([post for post in posts if not _before(post, "createdAt", since)], task)) is not None:
            return found
        if not posts or any(_before(post, "lastModifiedAt", since) for post in posts):
            return CannotKnow(_CHANGED) if task.changed and not _uploaded(task) else NotThere()
    return CannotKnow(_CUT_OFF)


def find_comment(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Read the comments under the post.

    Source: https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/comments-api, read on
    2026-11-22.
    """
    post = task.earlier[0].id
    url = rest(session, f"socialActions/{in_path(post)}/comments")
    params = {"start": "0", "count": str(_PAGE)}
    answer = yield Request("GET", url, _LOOK_COMMENTS.en, headers=spoken(session), params=params)
    if answer.status == FORBIDDEN:
        return CannotKnow(_MAY_NOT_READ)
    if answer.status == _NOT_FOUND:
        return (yield from _no_comment(task, session))
    if not answer.ok or not isinstance(answer.data.get("elements"), list):
        raise SERVER.refused(answer, _LOOK_COMMENTS, session)
    for comment in _elements(answer.data):
        message = comment.get("message")
        text = message.get("text") if isinstance(message, dict) else None
        same = isinstance(text, str) and bare_form(text) == bare_form(visible(task.part.text))
        receipt = comment_receipt(task, comment, None)
        if same and receipt is not None and comment.get("actor") == author_of(session.account):
            return Found(receipt)
    return (yield from _no_comment(task, session))


def comment_receipt(task: PartTask, comment: Mapping[str, object], header: str | None) -> PartReceipt | None:
    """Return the proof of a comment: its URN, made of its id where the answer does not give it."""
    post = task.earlier[0].id
    urn = comment.get("commentUrn") or comment.get("$URN")
    known = header or comment.get("id")
    if not isinstance(urn, str) and isinstance(known, str) and known:
        urn = known if known.startswith("urn:li:comment:") else f"urn:li:comment:({post},{known})"
    if not isinstance(urn, str):
        return None
    return PartReceipt(task.number, urn, f"{permalink(post)}?commentUrn={in_path(urn)}")


def comment_id(urn: str) -> tuple[str, str]:
    """Return the URN of the post and the id of the comment in ``urn:li:comment:(post,id)``."""
    post, _, number = urn.removeprefix("urn:li:comment:(").rstrip(")").rpartition(",")
    return post, number


def _no_comment(task: PartTask, session: Session) -> Flow[NotThere | CannotKnow]:
    """Say that a comment is not there, if this account sees anything at all: some roles are shown empty lists."""
    if task.changed:
        return CannotKnow(_CHANGED)
    headers = spoken(session, method="FINDER")
    params = {"q": "author", "author": author_of(session.account), "start": "0", "count": "1"}
    answer = yield Request("GET", rest(session, "posts"), _LOOK.en, headers=headers, params=params)
    if not answer.ok and answer.status != FORBIDDEN:
        raise SERVER.refused(answer, _LOOK, session)
    return NotThere() if any(_elements(answer.data)) else CannotKnow(_SEES_NOTHING)


def _uploaded(task: PartTask) -> frozenset[str]:
    """Return the URNs of the files that any attempt at this part uploaded."""
    return frozenset(urn for urn in task.notes.get(_POSTING, "").split(",") if urn.startswith("urn:li:"))


def _among(posts: list[Mapping[str, object]], task: PartTask) -> Found | CannotKnow | None:
    """Return what one page of own posts says: there, perhaps there, or nothing like it."""
    alike = [(likeness(post, task), post.get("id")) for post in posts]
    for how, urn in alike:
        if how is Likeness.SAME and isinstance(urn, str):
            return Found(PartReceipt(task.number, urn, permalink(urn)))
    return CannotKnow(_ALIKE) if any(how is not Likeness.OTHER for how, _ in alike) else None


def _before(post: Mapping[str, object], key: str, since: datetime) -> bool:
    """Whether a post says that it is older; LinkedIn tells milliseconds since 1970."""
    at = post.get(key)
    if not isinstance(at, int) or isinstance(at, bool):
        return False
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at) < since


def _elements(data: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    listed = data.get("elements")
    yield from (one for one in (listed if isinstance(listed, list) else []) if isinstance(one, dict))


_MAY_NOT_READ = Sentence(
    "The token may not read this account's posts (LinkedIn lets hardly anybody read a person's): look whether it is"
    " there and decide",
    "Il token non può leggere i post di questo account (per le persone LinkedIn non lo permette quasi a nessuno):"
    " guarda se c'è e decidi",
)
_SEES_NOTHING = Sentence(
    "LinkedIn shows this account no posts of the page at all, as it does to some roles: look whether it is there and"
    " decide",
    "LinkedIn non mostra a questo account alcun post della pagina, come fa con certi ruoli: guarda se c'è e decidi",
)
"""Clients' reports, read on 2026-11-22: a RECRUITING_POSTER may write, and reads an empty list instead of an error."""
_CUT_OFF = Sentence(
    "LinkedIn does not list the account's posts far enough back to say whether this one is there: look and decide",
    "LinkedIn non elenca i post dell'account abbastanza indietro per dire se questo c'è: guarda e decidi",
)
_CHANGED = Sentence(
    "An earlier attempt had other words, and LinkedIn finds a text by its words: look whether it is there and decide",
    "Un tentativo precedente aveva altre parole, e su LinkedIn un testo si trova dalle parole: guarda se c'è e decidi",
)
_ALIKE = Sentence(
    "LinkedIn has a post of this account with the same words: look whether it is this one and decide",
    "Su LinkedIn c'è un post di questo account con le stesse parole: guarda se è questo e decidi",
)
