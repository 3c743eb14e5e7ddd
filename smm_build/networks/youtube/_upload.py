"""Bring a film to YouTube: a resumable upload that a later attempt goes on with, and the wait until it is worked on.

Source: https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol, read on 2026-11-23.

The address of an upload is a permission: whoever knows it can send a film into the channel. It is remembered sealed and
never shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from smm_build.domain.delivery import Trouble
from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.networks._addresses import trusted
from smm_build.networks._base import (
    HIDDEN,
    FileBody,
    Flow,
    PartTask,
    Refused,
    Remember,
    Request,
    Response,
    Session,
    Wait,
)
from smm_build.networks._sealed import seal, unseal
from smm_build.networks.youtube._answers import SERVER
from smm_build.networks.youtube._video import PRIVATE, parts, resource

__all__ = ["first_item", "uploaded", "worked_on"]

_STRETCH = 32 * 1024 * 1024
"""Bytes in one request; a multiple of 256 KiB, as the protocol wants."""
_UNFINISHED = 308
_GONE = frozenset({404, 410})
_HOSTS = (".googleapis.com",)
_SESSIONS = 2
"""How often an upload is begun in one attempt."""
_STUMBLES = 5
"""How often in a row an upload may stop where it is before it is given up."""
_LOOKS = (5, 10, 15, 20, 30, 40, 60, 60)
"""Seconds between looks at a film that YouTube is working on: four minutes. Then it is published as it is, and
people see it in a lower quality until YouTube is ready."""
_REACHED = re.compile(r"bytes=0-(\d{1,15})")


def uploaded(task: PartTask, session: Session) -> Flow[str]:
    """Return the id of the film, which nobody can see yet; what an earlier attempt has uploaded is gone on with."""
    film = task.part.media[0]
    assert film.facts is not None, "refused before anything was asked"
    known = task.notes if task.notes.get("file") == film.facts.sha256 else {}
    if known.get("video"):
        return known["video"]
    place = unseal(known.get("session", ""), _secret(session))
    reached = (yield from _ask_how_far(place, film, session)) if place else None
    for _ in range(_SESSIONS):
        if place is None or reached is None:
            place = yield from _begin(task, film, session)
            nonce = f"{task.key} {task.at.isoformat()}"
            yield Remember({"session": seal(place, _secret(session), nonce), "file": film.facts.sha256, "video": ""})
            reached = 0
        reached = yield from _send(place, reached, film, session)
        if isinstance(reached, str):
            yield Remember({"video": reached, "file": film.facts.sha256})
            return reached
    raise Refused(Trouble.TRANSIENT, _LOST)


def worked_on(video: str, session: Session) -> Flow[None]:
    """Wait until YouTube has worked on the film, but not for ever; raises :class:`Refused` when it does not take it.

    Source: https://developers.google.com/youtube/v3/docs/videos#status.uploadStatus, read on 2026-11-23.
    """
    for pause in (*_LOOKS, 0):
        answer = yield Request(
            "GET",
            f"{session.account.server}/youtube/v3/videos",
            _LOOK.en,
            headers=session.headers,
            params={"part": "status", "id": video},
        )
        if not answer.ok or not isinstance(answer.data.get("items"), list):
            raise SERVER.refused(answer, _LOOK, session)
        status = first_item(answer).get("status")
        state = str(status.get("uploadStatus")) if isinstance(status, dict) else "deleted"
        if state in {"failed", "rejected", "deleted"}:
            yield Remember({"video": "", "session": ""})
            raise _not_taken(state, status if isinstance(status, dict) else {})
        if state == "processed":
            return
        if pause:
            yield Wait(pause)


def first_item(answer: Response) -> Mapping[str, object]:
    """Return the first resource of a list; empty when there is none."""
    items = answer.data.get("items")
    first = items[0] if isinstance(items, list) and items else {}
    return first if isinstance(first, dict) else {}


def _begin(task: PartTask, film: Media, session: Session) -> Flow[str]:
    """Announce the film and return the address to which its bytes go."""
    assert film.facts is not None, "refused before anything was asked"
    answer = yield Request(
        "POST",
        f"{session.account.server}/upload/youtube/v3/videos",
        _UPLOAD.en,
        headers={
            **session.headers,
            "Content-Type": "application/json; charset=UTF-8",
            "X-Upload-Content-Length": str(film.facts.size),
            "X-Upload-Content-Type": film.facts.mime,
        },
        params={"uploadType": "resumable", "part": parts(task), "notifySubscribers": "true"},
        json=resource(task, PRIVATE),
    )
    place = answer.headers.get("location", "")
    if not answer.ok or not place:
        raise SERVER.refused(answer, _UPLOAD, session)
    return trusted(place, session.account, _HOSTS)


def _send(place: str, reached: int | str, film: Media, session: Session) -> Flow[int | str | None]:
    """Send what is missing; return the film's id, or ``None`` when the upload is not known any more."""
    stumbles = 0
    while isinstance(reached, int):
        answer = yield _stretch(place, reached, film, session)
        further = _how_far(answer)
        if further is None and answer.status not in _GONE:
            yield Wait(2.0**stumbles)
            further = yield from _ask_how_far(place, film, session)
        if further is None:
            return None
        stumbles = stumbles + 1 if further == reached else 0
        if stumbles > _STUMBLES:
            raise SERVER.refused(answer, _UPLOAD, session)
        reached = further
    return reached


def _stretch(place: str, start: int, film: Media, session: Session) -> Request:
    assert film.facts is not None, "refused before anything was asked"
    size = film.facts.size
    length = min(_STRETCH, size - start)
    body: FileBody | bytes = FileBody(film.file, film.facts.mime, start, length) if length > 0 else b""
    there = f"bytes {start}-{start + length - 1}/{size}" if length > 0 else f"bytes */{size}"
    return _to(place, {**session.headers, "Content-Range": there}, body)


def _ask_how_far(place: str, film: Media, session: Session) -> Flow[int | str | None]:
    """Return how many bytes YouTube has, the id of a film it has whole, or ``None`` if it knows of no such upload."""
    assert film.facts is not None, "refused before anything was asked"
    headers = {**session.headers, "Content-Range": f"bytes */{film.facts.size}"}
    answer = yield _to(trusted(place, session.account, _HOSTS), headers, b"")
    reached = _how_far(answer)
    if reached is None and answer.status not in _GONE:
        raise SERVER.refused(answer, _UPLOAD, session)
    return reached


def _how_far(answer: Response) -> int | str | None:
    if answer.ok and answer.text("id"):
        return answer.text("id")
    if answer.status != _UNFINISHED:
        return None
    match = _REACHED.fullmatch(answer.headers.get("range", ""))
    return int(match[1]) + 1 if match else 0


def _to(place: str, headers: Mapping[str, str], body: FileBody | bytes) -> Request:
    """Return a request to an upload, whose address is kept out of sight."""
    base, _, query = place.partition("?")
    return Request("PUT", f"{base}?{HIDDEN}", _UPLOAD.en, headers=headers, body=body, hidden=query)


def _secret(session: Session) -> str:
    return session.account.secrets["REFRESH_TOKEN"]


def _not_taken(state: str, status: Mapping[str, object]) -> Refused:
    reason = status.get("rejectionReason") or status.get("failureReason")
    policy = state == "rejected"
    if state == "deleted":
        return Refused(Trouble.INVALID, _DELETED)
    known = _REASONS.get(str(reason), Sentence(str(reason or "?"), str(reason or "?")))
    return Refused(
        Trouble.POLICY if policy else Trouble.INVALID,
        Sentence(
            f"YouTube did not take the film: {known.en}. Nothing was published: look at YouTube Studio, or take another"
            " film, check again and merge",
            f"YouTube non ha accettato il video: {known.it}. Nulla è stato pubblicato: guarda YouTube Studio, o prendi"
            " un altro video, controlla di nuovo e approva",
        ),
    )


_UPLOAD = Sentence("upload the film", "caricare il video")
_LOOK = Sentence("look at the uploaded film", "guardare il video caricato")
_LOST = Sentence(
    "YouTube has lost the upload twice; nothing was published and it will be tried again",
    "YouTube ha perso due volte il caricamento; nulla è stato pubblicato e si riproverà",
)
_DELETED = Sentence(
    "The film was taken away on YouTube before it was published. To send it after all, try the delivery again",
    "Il video è stato tolto da YouTube prima di essere pubblicato. Per mandarlo comunque, riprova l'invio",
)
_REASONS = {
    "copyright": Sentence("somebody else's rights", "diritti di altri"),
    "claim": Sentence("somebody else's rights", "diritti di altri"),
    "trademark": Sentence("somebody else's mark", "un marchio di altri"),
    "duplicate": Sentence("the channel has the same film already", "il canale ha già lo stesso video"),
    "inappropriate": Sentence("it breaks YouTube's rules", "viola le regole di YouTube"),
    "termsOfUse": Sentence("it breaks YouTube's terms of use", "viola i termini d'uso di YouTube"),
    "legal": Sentence("a legal complaint", "un reclamo legale"),
    "length": Sentence("it is too long for this channel", "è troppo lungo per questo canale"),
    "codec": Sentence("its codec is not known there", "il suo codec lì non è noto"),
    "conversion": Sentence("it could not be converted", "non si è potuto convertire"),
    "emptyFile": Sentence("the file is empty", "il file è vuoto"),
    "invalidFile": Sentence("the file is no film it knows", "il file non è un video che conosce"),
    "tooSmall": Sentence("the file is too small", "il file è troppo piccolo"),
    "uploadAborted": Sentence("the upload was broken off", "il caricamento è stato interrotto"),
    "uploaderAccountSuspended": Sentence("the account is suspended", "l'account è sospeso"),
    "uploaderAccountClosed": Sentence("the account is closed", "l'account è chiuso"),
}
