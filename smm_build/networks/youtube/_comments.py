"""The first comment under a film: write it, look for it, change it.

Source: https://developers.google.com/youtube/v3/docs/commentThreads, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import CannotKnow, Commit, Flow, Found, NotThere, PartTask, Remember, Request, Session
from smm_build.networks.youtube._answers import SERVER
from smm_build.text.markup import bare_form

__all__ = ["amend_comment", "find_comment", "write_comment"]

_WRITING = "comment"
"""The note that says that the comment was about to be sent."""
_STATES = ("published", "heldForReview", "likelySpam")
_PAGES = 10
"""Pages of a hundred; under a film with more comments a person has to look."""


def write_comment(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Write the comment under the film that the part before it is."""
    video = task.earlier[0].id
    yield Remember({_WRITING: video})
    answer = yield Commit(
        Request(
            "POST",
            f"{session.account.server}/youtube/v3/commentThreads",
            _COMMENT.en,
            headers=session.headers,
            params={"part": "snippet"},
            json={"snippet": {"videoId": video, "topLevelComment": {"snippet": {"textOriginal": task.part.text}}}},
        )
    )
    comment = answer.text("id")
    if answer.ok and comment:
        return PartReceipt(task.number, comment, _address(video, comment))
    raise SERVER.after_commit(answer, _COMMENT, session)


def find_comment(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Read the comments under the film, those that wait for a person too, and look for this one."""
    if not task.notes.get(_WRITING):
        return NotThere()
    video = task.earlier[0].id
    for state in _STATES:
        page: str | None = ""
        for _ in range(_PAGES):
            answer = yield _list(video, state, page or "", session)
            threads = answer.data.get("items")
            if not answer.ok or not isinstance(threads, list):
                raise SERVER.refused(answer, _READ, session)
            for thread in threads:
                if isinstance(thread, dict) and _is_it(thread, task, session):
                    comment = str(thread.get("id"))
                    return Found(PartReceipt(task.number, comment, _address(video, comment)))
            page = answer.text("nextPageToken")
            if not page:
                break
        if page:
            return CannotKnow(_TOO_MANY)
    return CannotKnow(_CHANGED) if task.changed else NotThere()


def amend_comment(task: PartTask, receipt: PartReceipt, session: Session) -> Flow[PartReceipt]:
    """Change the words of the comment.

    Source: https://developers.google.com/youtube/v3/docs/comments/update, read on 2026-11-23.
    """
    answer = yield Request(
        "PUT",
        f"{session.account.server}/youtube/v3/comments",
        _AMEND.en,
        headers=session.headers,
        params={"part": "snippet"},
        json={"id": receipt.id, "snippet": {"textOriginal": task.part.text}},
    )
    if answer.ok and answer.text("id"):
        return receipt
    raise SERVER.refused(answer, _AMEND, session)


def _list(video: str, state: str, page: str, session: Session) -> Request:
    params = {
        "part": "snippet",
        "videoId": video,
        "moderationStatus": state,
        "textFormat": "plainText",
        "order": "time",
        "maxResults": "100",
    }
    if page:
        params["pageToken"] = page
    url = f"{session.account.server}/youtube/v3/commentThreads"
    return Request("GET", url, _READ.en, headers=session.headers, params=params)


def _is_it(thread: Mapping[str, object], task: PartTask, session: Session) -> bool:
    snippet = _inner(_inner(_inner(thread, "snippet"), "topLevelComment"), "snippet")
    own = _inner(snippet, "authorChannelId").get("value") == session.facts.get("channel")
    said = snippet.get("textOriginal") or snippet.get("textDisplay")
    return own and isinstance(said, str) and bare_form(said) == bare_form(task.part.text)


def _inner(value: Mapping[str, object], key: str) -> Mapping[str, object]:
    inner = value.get(key)
    return inner if isinstance(inner, dict) else {}


def _address(video: str, comment: str) -> str:
    return f"https://www.youtube.com/watch?v={video}&lc={comment}"


_COMMENT = Sentence("write the comment", "scrivere il commento")
_READ = Sentence("read the comments", "leggere i commenti")
_AMEND = Sentence("change the comment", "modificare il commento")
_TOO_MANY = Sentence(
    "There are too many comments under the film to say whether this one is among them: look and decide",
    "Sotto il video ci sono troppi commenti per dire se c'è anche questo: guarda e decidi",
)
_CHANGED = Sentence(
    "An earlier attempt had other words, and a comment is found by its words: look whether it is there and decide",
    "Un tentativo precedente aveva altre parole, e un commento si trova dalle parole: guarda se c'è e decidi",
)
