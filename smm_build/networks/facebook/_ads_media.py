"""Bringing pictures and films to Meta's ad account: a picture has a hash there, a film an id and a still picture.

Sources, read on 2026-11-23: https://developers.facebook.com/documentation/ads-commerce/marketing-api/reference/ad-image,
https://developers.facebook.com/documentation/ads-commerce/marketing-api/reference/ad-account/advideos (an upload in
stretches, on a host of its own) and https://developers.facebook.com/docs/graph-api/reference/video/thumbnails.
"""

from __future__ import annotations

from smm_build.domain.delivery import Trouble
from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.networks._addresses import elsewhere
from smm_build.networks._base import FileBody, Flow, Refused, Remember, Request, Response, Session, Wait
from smm_build.networks._meta import VERSION, asking, counterpart
from smm_build.networks.facebook._ads_words import Film

__all__ = ["film_at", "picture_at"]

_SERVERS = ("https://graph.facebook.com",)
_LOOKS = 30
"""How often a film is looked at while Meta works on it: about four minutes."""
_SERVER = counterpart("Meta")


def picture_at(path: str, media: Media, session: Session) -> Flow[str]:
    """Send a picture and return its hash; Meta keeps the same picture once. ``path`` is the ad account."""
    body = FileBody(media.file, media.facts.mime if media.facts else "image/jpeg")
    request = asking(session, "POST", f"{path}/adimages", "send the picture", {})
    answer = yield Request("POST", request.url, request.purpose, headers=request.headers,
                           json={**(request.form or {}), "bytes": body})  # fmt: skip
    images = answer.data.get("images")
    rows = images.values() if isinstance(images, dict) else ()
    found = next((one.get("hash") for one in rows if isinstance(one, dict)), None)
    if not isinstance(found, str):
        raise _SERVER.refused(answer, _SEND_PICTURE, session)
    return found


def film_at(path: str, media: Media, session: Session, known: str | None) -> Flow[Film]:
    """Send a film, or use the one that an earlier attempt sent, and return it once Meta has finished with it."""
    film = known or (yield from _sent(path, media, session))
    for look in range(_LOOKS):
        answer = yield asking(session, "GET", film, _LOOK.en, {"fields": "id,status"})
        if not answer.ok and film == known:
            film, known = (yield from _sent(path, media, session)), None
            continue
        if not answer.ok:
            raise _SERVER.refused(answer, _LOOK, session)
        status = answer.data.get("status")
        state = status.get("video_status") if isinstance(status, dict) else None
        if state == "error":
            raise Refused(Trouble.INVALID, _BROKEN)
        if state == "ready":
            return Film(film, (yield from _still(film, session)))
        yield Wait(min(2.0 + look, 10.0))
    raise Refused(Trouble.TRANSIENT, _SLOW)


def _sent(path: str, media: Media, session: Session) -> Flow[str]:
    """Send a film in stretches; it is nowhere to be seen before an ad shows it."""
    assert media.facts is not None, "refused before anything was asked"
    size = media.facts.size
    host = elsewhere(session.account, _SERVERS, "https://graph-video.facebook.com", "graph-video")
    edge = f"{host}/{VERSION}/{path}/advideos"
    answer = yield asking(session, "POST", edge, _SEND_FILM.en, {"upload_phase": "start", "file_size": str(size)})
    film, upload = answer.text("video_id"), answer.text("upload_session_id")
    if not answer.ok or not film or not upload:
        raise _SERVER.refused(answer, _SEND_FILM, session)
    reached = -1
    while (start := _offset(answer, "start_offset")) < (end := _offset(answer, "end_offset")) and start > reached:
        reached = start
        said: dict[str, str | FileBody] = {
            "upload_phase": "transfer",
            "upload_session_id": upload,
            "start_offset": str(start),
            "video_file_chunk": FileBody(media.file, media.facts.mime, start, end - start),
        }
        answer = yield asking(session, "POST", edge, _SEND_FILM.en, said)
        if not answer.ok:
            raise _SERVER.refused(answer, _SEND_FILM, session)
    finish = {"upload_phase": "finish", "upload_session_id": upload}
    answer = yield asking(session, "POST", edge, _SEND_FILM.en, finish)
    if not answer.ok:
        raise _SERVER.refused(answer, _SEND_FILM, session)
    yield Remember({"film": film})
    return film


def _still(film: str, session: Session) -> Flow[str]:
    """Return the address of the still picture Meta itself prefers: an ad with a film has to name one."""
    answer = yield asking(session, "GET", f"{film}/thumbnails", _FIND_STILL.en, {"fields": "id,uri,is_preferred"})
    rows = answer.data.get("data")
    stills = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    best = next((row for row in stills if row.get("is_preferred") is True), stills[0] if stills else {})
    if not answer.ok or not isinstance(best.get("uri"), str):
        raise _SERVER.refused(answer, _FIND_STILL, session)
    return str(best["uri"])


def _offset(answer: Response, name: str) -> int:
    """Return a place in the file; Meta writes it as text."""
    text = str(answer.data.get(name, ""))
    return int(text) if text.isascii() and text.isdigit() else 0


_SEND_PICTURE = Sentence("send the picture", "inviare l'immagine")
_SEND_FILM = Sentence("send the film", "inviare il video")
_LOOK = Sentence("look at the film", "guardare il video")
_FIND_STILL = Sentence("look for a still of the film", "cercare un fotogramma del video")
_BROKEN = Sentence(
    "Meta could not use the film, and nothing was started: save it again as MP4 with H.264 and AAC sound",
    "Meta non è riuscita a usare il video, e nulla è stato avviato: salvalo di nuovo come MP4 con H.264 e audio AAC",
)
_SLOW = Sentence(
    "Meta is still working on the film: run `smm ads create` again in a while, it goes on from there",
    "Meta sta ancora lavorando sul video: esegui di nuovo `smm ads create` tra poco, riprende da lì",
)
