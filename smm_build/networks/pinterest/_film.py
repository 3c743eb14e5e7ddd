"""Bring a film to Pinterest: announce it, send it to the address it names, wait until it is worked on.

Source: https://developers.pinterest.com/docs/api/v5/media-create, read on 2026-11-23. Films go to Amazon's storage,
with the fields that Pinterest signs for it and without our token.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from smm_build.domain.delivery import Trouble
from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.networks._addresses import trusted
from smm_build.networks._base import FileBody, Flow, PartTask, Refused, Remember, Request, Response, Session, Wait
from smm_build.networks.pinterest._answers import SERVER

__all__ = ["uploaded"]

_HOSTS = (
    "pinterest-media-upload.s3-accelerate.amazonaws.com",
    "pinterest-media-upload.s3.amazonaws.com",
    "pinterest-media-upload.s3.us-east-1.amazonaws.com",
)
_LOOKS = (2, 3, 5, 10, 15, 20, 30, 30, 60, 60)
"""Seconds between looks at a film that is worked on: four minutes."""
_NOT_FOUND = 404


def uploaded(task: PartTask, session: Session) -> Flow[str]:
    """Return the id of the film once Pinterest has worked on it; one from an earlier attempt is used again."""
    film = task.part.media[0]
    assert film.facts is not None, "refused before anything was asked"
    known = task.notes.get("media", "") if task.notes.get("file") == film.facts.sha256 else ""
    if known and (yield from _worked_on(known, session, waits=_LOOKS)):
        return known
    media_id = yield from _send(film, session)
    yield Remember({"media": media_id, "file": film.facts.sha256})
    if (yield from _worked_on(media_id, session, waits=_LOOKS)):
        return media_id
    raise Refused(Trouble.INVALID, _FAILED)


def _send(film: Media, session: Session) -> Flow[str]:
    assert film.facts is not None, "refused before anything was asked"
    answer = yield Request(
        "POST",
        f"{session.account.server}/v5/media",
        _UPLOAD.en,
        headers=session.headers,
        json={"media_type": "video"},
    )
    media_id, place, fields = _announced(answer)
    if not answer.ok or not media_id or not place:
        raise SERVER.refused(answer, _UPLOAD, session)
    form: dict[str, str | FileBody] = {**fields, "file": FileBody(film.file, film.facts.mime)}
    answer = yield Request("POST", trusted(place, session.account, _HOSTS), _UPLOAD.en, form=form)
    if not answer.ok:
        raise SERVER.refused(answer, _UPLOAD, session)
    return media_id


def _announced(answer: Response) -> tuple[str, str, Mapping[str, str]]:
    """Return the film's id, where it goes, and the fields that go with it. The form's own type is not one of them."""
    fields = answer.data.get("upload_parameters")
    signed = fields if isinstance(fields, dict) else {}
    texts = {name: value for name, value in signed.items() if isinstance(value, str) and name.lower() != "content-type"}
    return answer.text("media_id"), answer.text("upload_url"), texts


def _worked_on(media_id: str, session: Session, waits: tuple[int, ...]) -> Flow[bool]:
    """Wait until the film can be used; tell whether it can. Raises :class:`Refused` when it takes too long."""
    for pause in waits:
        answer = yield Request(
            "GET", f"{session.account.server}/v5/media/{media_id}", _LOOK.en, headers=session.headers
        )
        status = answer.text("status")
        if answer.status == _NOT_FOUND or status in {"failed", "registered"}:
            return False
        if not answer.ok or status not in {"processing", "succeeded"}:
            raise SERVER.refused(answer, _LOOK, session)
        if status == "succeeded":
            return True
        yield Wait(pause)
    raise Refused(Trouble.TRANSIENT, _SLOW, timedelta(minutes=2))


_UPLOAD = Sentence("upload the film", "caricare il video")
_LOOK = Sentence("look at the uploaded film", "guardare il video caricato")
_FAILED = Sentence(
    "Pinterest could not work on the film: export it as MP4 (H.264), 4 seconds to 15 minutes, check again and merge",
    "Pinterest non è riuscito a elaborare il video: esportalo come MP4 (H.264), da 4 secondi a 15 minuti, poi controlla"
    " di nuovo e approva",
)
_SLOW = Sentence(
    "Pinterest is still working on the film; nothing was published and it will be looked at again",
    "Pinterest sta ancora elaborando il video; nulla è stato pubblicato e si guarderà di nuovo",
)
