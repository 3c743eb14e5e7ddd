"""What people write under a channel's films on YouTube, those comments too that wait for a person.

Sources: https://developers.google.com/youtube/v3/docs/commentThreads/list (``allThreadsRelatedToChannelId``, one unit
of quota a page), https://developers.google.com/youtube/v3/docs/comments/insert and
https://developers.google.com/youtube/v3/docs/comments/setModerationStatus, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.message import Message, MessageKind
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import CannotKnow, Commit, Flow, Found, Heard, NotThere, PartTask, Request, Session
from smm_build.networks._inbox import ASK_INBOX, LOOK, inner, instant, objects, quiet, text_of
from smm_build.networks.youtube._answers import SERVER
from smm_build.text.markup import bare_form

__all__ = ["ACTIONS", "NOT_HEARD", "find_reply", "listen", "moderate", "reply"]

ACTIONS = frozenset({"hide"})
NOT_HEARD = Sentence(
    "Chats of live films and posts of other channels that name this one are not read: https://studio.youtube.com/",
    "Le chat delle dirette e i post di altri canali che nominano questo non si leggono: https://studio.youtube.com/",
)
_SERVER = quiet(SERVER)
_PAGES = 10
_ANSWER = Sentence("answer", "rispondere")
_HIDE = Sentence("hide the comment", "nascondere il commento")


def listen(session: Session, since: datetime) -> Flow[Heard]:
    """Read the newest conversations under all films of the channel."""
    found: list[Message] = []
    page = ""
    for _ in range(_PAGES):
        params = {
            "part": "snippet,replies",
            "allThreadsRelatedToChannelId": session.facts["channel"],
            "maxResults": "100",
            "order": "time",
            "textFormat": "plainText",
        } | ({"pageToken": page} if page else {})
        answer = yield _ask(session, "commentThreads", params)
        if not answer.ok or not isinstance(answer.data.get("items"), list):
            raise _SERVER.refused(answer, ASK_INBOX, session)
        threads = list(objects(answer.data["items"]))
        for one in threads:
            below = yield from _answers(one, session)
            found += (m for m in _thread(one, below, session) if m.at >= since)
        page = answer.text("nextPageToken")
        begun = [inner(one, "snippet", "topLevelComment", "snippet").get("publishedAt") for one in threads]
        if not page or all(instant(at) < since for at in begun):
            break
    return Heard(tuple(found))


def reply(task: PartTask, session: Session, to: Message) -> Flow[PartReceipt]:
    """Answer in the conversation; conversations have one level."""
    body = {"snippet": {"parentId": to.thread[0].id, "textOriginal": task.part.text}}
    url = f"{session.account.server}/youtube/v3/comments"
    answer = yield Commit(
        Request("POST", url, _ANSWER.en, headers=session.headers, params={"part": "snippet"}, json=body)
    )
    known = answer.text("id")
    if answer.ok and known:
        return PartReceipt(task.number, known.rpartition(".")[2] or known)  # before the dot stands what is answered
    raise _SERVER.after_commit(answer, _ANSWER, session)


def find_reply(task: PartTask, session: Session, to: Message) -> Flow[Found | NotThere | CannotKnow]:
    """Look for the channel's own words in the conversation."""
    params = {"part": "snippet", "parentId": to.thread[0].id, "maxResults": "100", "textFormat": "plainText"}
    answer = yield _ask(session, "comments", params)
    if not answer.ok or not isinstance(answer.data.get("items"), list):
        raise _SERVER.refused(answer, ASK_INBOX, session)
    for one in objects(answer.data["items"]):
        said = inner(one, "snippet")
        own = text_of(inner(said, "authorChannelId"), "value") == session.facts["channel"]
        if own and bare_form(text_of(said, "textOriginal", "textDisplay")) == bare_form(task.part.text):
            return Found(PartReceipt(task.number, text_of(one, "id").rpartition(".")[2]))
    return CannotKnow(LOOK) if answer.text("nextPageToken") or task.changed else NotThere()


def moderate(action: str, message: Message, session: Session, at: datetime) -> Flow[None]:  # noqa: ARG001 - one act, told no time
    """Take a comment out of sight until somebody decides."""
    url = f"{session.account.server}/youtube/v3/comments/setModerationStatus"
    params = {"id": message.id, "moderationStatus": "heldForReview"}
    answer = yield Request("POST", url, _HIDE.en, headers=session.headers, params=params)
    if not answer.ok:
        raise _SERVER.refused(answer, _HIDE, session)


def _ask(session: Session, what: str, params: Mapping[str, str]) -> Request:
    url = f"{session.account.server}/youtube/v3/{what}"
    return Request("GET", url, ASK_INBOX.en, headers=session.headers, params=params)


def _answers(thread: Mapping[str, object], session: Session) -> Flow[list[dict[str, object]]]:
    """Return the answers of a conversation; where it came with a part of them, all are asked for."""
    beside = list(objects(inner(thread, "replies").get("comments")))
    total = inner(thread, "snippet").get("totalReplyCount")
    if not isinstance(total, int) or total <= len(beside):
        return beside
    found: list[dict[str, object]] = []
    page = ""
    for _ in range(_PAGES):
        params = {"part": "snippet", "parentId": text_of(thread, "id"), "maxResults": "100", "textFormat": "plainText"}
        answer = yield _ask(session, "comments", params | ({"pageToken": page} if page else {}))
        if not answer.ok:
            raise _SERVER.refused(answer, ASK_INBOX, session)
        found += objects(answer.data.get("items"))
        page = answer.text("nextPageToken")
        if not page:
            break
    return found


def _thread(thread: Mapping[str, object], below: list[dict[str, object]], session: Session) -> Iterator[Message]:
    top = inner(thread, "snippet", "topLevelComment")
    video = text_of(inner(thread, "snippet"), "videoId")
    for one in (top, *below):
        said = inner(one, "snippet")
        author = text_of(inner(said, "authorChannelId"), "value")
        if not text_of(one, "id") or author == session.facts["channel"]:
            continue
        yield Message(
            channel=session.account.channel.id,
            kind=MessageKind.COMMENT if one is top else MessageKind.REPLY,
            at=instant(said.get("publishedAt")),
            id=text_of(one, "id"),
            text=text_of(said, "textOriginal", "textDisplay"),
            author=text_of(said, "authorDisplayName"),
            author_id=author,
            name=text_of(said, "authorDisplayName").lstrip("@"),
            url=f"https://www.youtube.com/watch?v={video}&lc={text_of(one, 'id')}",
            thread=(PartReceipt(1, text_of(top, "id")),),
        )
