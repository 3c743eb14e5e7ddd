"""Uploading films to a Facebook page, and asking what became of one.

A film has an id from the first request on, and is visible only after the last. The id is remembered, so that an upload
that was cut off between the two is used again, and one that came through is found.

Sources: https://developers.facebook.com/documentation/video-api/guides/reels-publishing (2026-07-30),
https://developers.facebook.com/docs/page-stories-api and, for films in the feed and their own host,
https://developers.facebook.com/docs/graph-api/video-uploads, read on 2026-11-23.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from smm_build.domain.delivery import Trouble
from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.networks._addresses import elsewhere, trusted
from smm_build.networks._base import FileBody, Flow, PartTask, Refused, Remember, Request, Response, Session, Wait
from smm_build.networks._meta import VERSION, asking, counterpart, token_of

__all__ = [
    "FILM",
    "Film",
    "FilmState",
    "broken",
    "film_state",
    "upload_chunked",
    "upload_whole",
    "videos_edge",
    "watch",
]

SERVERS = ("https://graph.facebook.com",)
FILM = "film"
"""The note that holds the id of a film that was uploaded and is not visible yet."""

_UPLOADS = ("rupload.facebook.com",)
_LOOKS = 30
"""How often a film is looked at before the next step, or after the last one: about four minutes."""
_SERVER = counterpart("Facebook")
_START = Sentence("begin the upload of the film", "iniziare il caricamento del video")
_UPLOAD = Sentence("upload the film", "caricare il video")
_LOOK = Sentence("find out how far the film is", "sapere a che punto è il video")
_BROKEN = Sentence(
    "Facebook could not use the film: nothing was published. Save it again as MP4 with H.264 and AAC sound, at least"
    " 540x960, and try again",
    "Facebook non è riuscito a usare il video: nulla è stato pubblicato. Salvalo di nuovo come MP4 con H.264 e audio"
    " AAC, almeno 540x960, e riprova",
)
_SLOW = Sentence(
    "Facebook is still working on the film; nothing was published and it will be tried again",
    "Facebook sta ancora lavorando sul video; nulla è stato pubblicato e si riproverà",
)


class FilmState(enum.Enum):
    """How far a film is: still arriving, there but not published, visible or about to be, or of no use."""

    ARRIVING = "arriving"
    THERE = "there"
    OUT = "out"
    BROKEN = "broken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Film:
    """What Facebook says of a film: how far it is, its address if it tells one, and whether work on it has begun."""

    state: FilmState
    url: str | None = None
    begun: bool = False


def videos_edge(session: Session) -> str:
    """Return where films for the feed go: a host of its own."""
    host = elsewhere(session.account, SERVERS, "https://graph-video.facebook.com", "graph-video")
    return f"{host}/{VERSION}/{session.facts['page_id']}/videos"


def upload_chunked(task: PartTask, session: Session) -> Flow[tuple[str, str]]:
    """Upload a film for the feed in stretches; return its id and that of the upload, which is still to be finished."""
    media, size = _film_of(task)
    edge = videos_edge(session)
    answer = yield asking(session, "POST", edge, _START.en, {"upload_phase": "start", "file_size": str(size)})
    film, upload = answer.text("video_id"), answer.text("upload_session_id")
    if not answer.ok or not film or not upload:
        raise _SERVER.refused(answer, _START, session)
    yield Remember({FILM: film})
    reached = -1
    while (start := _offset(answer, "start_offset")) < (end := _offset(answer, "end_offset")) and start > reached:
        reached = start
        assert media.facts is not None, "refused before anything was asked"
        said: dict[str, str | FileBody] = {
            "upload_phase": "transfer",
            "upload_session_id": upload,
            "start_offset": str(start),
            "video_file_chunk": FileBody(media.file, media.facts.mime, start, end - start),
        }
        answer = yield asking(session, "POST", edge, f"{_UPLOAD.en} from byte {start}", said)
        if not answer.ok:
            raise _SERVER.refused(answer, _UPLOAD, session)
    if _offset(answer, "start_offset") != size:
        raise _SERVER.refused(answer, _UPLOAD, session)
    return film, upload


def upload_whole(task: PartTask, session: Session, edge: str) -> Flow[str]:
    """Upload a film for a reel or story and return its id once Facebook has all of it; an earlier upload is used again.

    ``edge`` is ``video_reels`` or ``video_stories``.
    """
    known = task.notes.get(FILM)
    if known and not task.changed and (yield from film_state(known, session)).state is FilmState.THERE:
        return known
    media, size = _film_of(task)
    path = f"{session.facts['page_id']}/{edge}"
    answer = yield asking(session, "POST", path, _START.en, {"upload_phase": "start"})
    film, where = answer.text("video_id"), answer.text("upload_url")
    if not answer.ok or not film or not where:
        raise _SERVER.refused(answer, _START, session)
    where = trusted(where, session.account, _UPLOADS)
    yield Remember({FILM: film})
    assert media.facts is not None, "refused before anything was asked"
    headers = {"Authorization": f"OAuth {token_of(session)}", "offset": "0", "file_size": str(size)}
    body = FileBody(media.file, media.facts.mime)
    answer = yield Request("POST", where, _UPLOAD.en, headers=headers, body=body)
    if not answer.ok or answer.data.get("success") is False:
        raise _SERVER.refused(answer, _UPLOAD, session)
    yield from _arrived(film, session)
    return film


def watch(film: str, session: Session) -> Flow[Film]:
    """Look at a film until Facebook publishes it or says that it never will; when that takes too long, say what is."""
    seen = yield from film_state(film, session)
    for look in range(_LOOKS):
        if seen.state is not FilmState.THERE:
            break
        yield Wait(min(2.0 + look, 10.0))
        seen = yield from film_state(film, session)
    return seen


def broken() -> Refused:
    """Return what to raise when Facebook says that it can do nothing with a film."""
    return Refused(Trouble.INVALID, _BROKEN)


def film_state(film: str, session: Session) -> Flow[Film]:
    """Ask how far a film is.

    Source: https://developers.facebook.com/documentation/video-api/guides/reels-publishing ("status"), read on
    2026-11-23.
    """
    fields = {"fields": "status,published,permalink_url"}
    answer = yield asking(session, "GET", film, _LOOK.en, fields)
    if not answer.ok:
        return Film(FilmState.UNKNOWN)
    path = answer.text("permalink_url")
    url = f"https://www.facebook.com{path}" if path.startswith("/") else path or None
    return Film(_state(answer.data), url, _begun(answer.data))


def _arrived(film: str, session: Session) -> Flow[None]:
    """Wait until Facebook has all of the film: it refuses to publish one before."""
    for look in range(_LOOKS):
        state = (yield from film_state(film, session)).state
        if state is FilmState.BROKEN:
            raise broken()
        if state in {FilmState.THERE, FilmState.OUT}:
            return
        yield Wait(min(2.0 + look, 10.0))
    raise Refused(Trouble.TRANSIENT, _SLOW)


def _state(said: Mapping[str, object]) -> FilmState:
    status = said.get("status")
    if not isinstance(status, dict):
        return FilmState.OUT if said.get("published") is True else FilmState.UNKNOWN
    phases = {name: _phase(status, name) for name in ("uploading_phase", "processing_phase", "publishing_phase")}
    if status.get("video_status") in _OF_NO_USE or "error" in phases.values():
        return FilmState.BROKEN
    if phases["publishing_phase"] in _GOING_OUT:
        return FilmState.OUT
    if not any(phases.values()) and said.get("published") is True:
        return FilmState.OUT
    return FilmState.THERE if phases["uploading_phase"] == "complete" else FilmState.ARRIVING


def _begun(said: Mapping[str, object]) -> bool:
    status = said.get("status")
    return isinstance(status, dict) and _phase(status, "processing_phase") not in {"", "not_started"}


def _phase(status: Mapping[str, object], name: str) -> str:
    phase = status.get(name)
    said = phase.get("status") if isinstance(phase, dict) else None
    return said if isinstance(said, str) else ""


_OF_NO_USE = frozenset({"error", "expired", "upload_failed"})
_GOING_OUT = frozenset({"complete", "published", "in_progress"})


def _film_of(task: PartTask) -> tuple[Media, int]:
    media = task.part.media[0]
    assert media.facts is not None, "refused before anything was asked"
    return media, media.facts.size


def _offset(answer: Response, name: str) -> int:
    """Return a place in the file; Facebook writes it as text."""
    said = answer.data.get(name)
    text = str(said) if isinstance(said, int | str) else ""
    return int(text) if text.isascii() and text.isdigit() else 0
