"""The profile of a Telegram channel: title, description and photo, which a bot with the right to change them can set.

Source: https://core.telegram.org/bots/api#setchattitle, #setchatdescription, #setchatphoto and #getfile, read on
2026-11-23. Each has a method of its own; where one fails, those before it have been done, and the next run goes on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from smm_build.domain.sentence import Sentence
from smm_build.networks._base import HIDDEN, FileBody, Flow, Request, Response, Session
from smm_build.networks._profile import LivePicture, LiveProfile, PictureShape, ProfileChanges, ProfileDesk
from smm_build.networks.telegram._answers import SERVER

__all__ = ["PROFILE", "PROFILE_WRITES", "read_profile", "write_profile"]

PROFILE_WRITES = frozenset({"name", "bio", "avatar"})
PROFILE = ProfileDesk(
    address="https://t.me/{handle}",
    where=Sentence("In the app: the channel's name, Edit", "Nell'app: il nome del canale, Modifica"),
    fields=PROFILE_WRITES,
    # "big (640x640) chat photo": https://core.telegram.org/bots/api#chatphoto, read on 2026-11-23
    avatar=PictureShape(640, 640),
    source="https://core.telegram.org/bots/api#chatphoto",
    read_on=date(2026, 11, 23),
)
_METHODS = {"name": ("setChatTitle", "title"), "bio": ("setChatDescription", "description")}


def read_profile(session: Session) -> Flow[LiveProfile]:
    """Ask for the chat, and where its photo can be fetched."""
    answer = yield _ask(session, "getChat", _READ, {})
    chat = _result(answer)
    if not answer.ok or not isinstance(chat.get("id"), int):
        raise SERVER.refused(answer, _READ, session)
    fields = {"name": _text(chat.get("title")), "bio": _text(chat.get("description"))}
    photo = chat.get("photo")
    avatar = (yield from _photo(photo, session)) if isinstance(photo, dict) else None
    name = chat.get("username")
    return LiveProfile(fields, {"avatar": avatar}, f"https://t.me/{name}" if isinstance(name, str) else None)


def write_profile(changes: ProfileChanges, session: Session) -> Flow[None]:
    """Set what differs, one method after the other."""
    for name, said in changes.fields.items():
        method, key = _METHODS[name]
        answer = yield _ask(session, method, _WRITE, {key: said})
        if not answer.ok and not _says_so_already(answer):
            raise SERVER.refused(answer, _WRITE, session)
    for media in changes.pictures.values():
        assert media.facts is not None, "only pictures that were made are sent"
        form: dict[str, str | FileBody] = {
            "chat_id": session.facts["chat"],
            "photo": FileBody(media.file, media.facts.mime),
        }
        answer = yield Request("POST", _url(session, "setChatPhoto"), _WRITE.en, form=form, hidden=_token(session))
        if not answer.ok:
            raise SERVER.refused(answer, _WRITE, session)


def _photo(photo: Mapping[str, object], session: Session) -> Flow[LivePicture]:
    mark = _text(photo.get("big_file_unique_id"))
    answer = yield _ask(session, "getFile", _READ, {"file_id": _text(photo.get("big_file_id"))}, chat=False)
    path = _result(answer).get("file_path")
    if not answer.ok or not isinstance(path, str):
        return LivePicture(mark)
    url = f"{session.account.server}/file/bot{HIDDEN}/{path}"
    return LivePicture(mark, Request("GET", url, _FETCH.en, hidden=_token(session)))


def _ask(
    session: Session,
    method: str,
    asked: Sentence,
    said: Mapping[str, object],
    *,
    chat: bool = True,
) -> Request:
    body = {"chat_id": int(session.facts["chat"]), **said} if chat else dict(said)
    return Request("POST", _url(session, method), asked.en, json=body, hidden=_token(session))


def _url(session: Session, method: str) -> str:
    return f"{session.account.server}/bot{HIDDEN}/{method}"


def _token(session: Session) -> str:
    return session.account.secrets["TOKEN"].strip()


def _result(answer: Response) -> Mapping[str, object]:
    result = answer.data.get("result")
    return result if isinstance(result, dict) else {}


def _says_so_already(answer: Response) -> bool:
    """Whether it was refused because it says that already: a request that was repeated. Its words may change."""
    return "is not modified" in answer.text("description")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


_READ = Sentence("read the channel's profile", "leggere il profilo del canale")
_WRITE = Sentence("change the channel's profile", "cambiare il profilo del canale")
_FETCH = Sentence("fetch the channel's photo", "scaricare la foto del canale")
