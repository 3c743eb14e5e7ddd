"""Files on their way to LinkedIn: asked for, sent, and waited for.

A post that names a picture too early is taken and then never seen, so every file is looked at until it is ready.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from smm_build.domain.delivery import Trouble
from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.networks._addresses import trusted
from smm_build.networks._base import FileBody, Flow, Refused, Request, Response, Session, Wait
from smm_build.networks.linkedin._api import FORBIDDEN, HOSTS, SERVER, author_of, in_path, rest, spoken

__all__ = ["DOCUMENT", "upload"]

DOCUMENT = "application/pdf"

_LOOKS = 40
"""How often a file is looked at before it is given up: a little over six minutes."""
_BLIND_WAIT = 15.0
"""Seconds to give a file whose state the token may not read, as those of persons may not."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of file is called: in addresses, in answers and to people."""

    path: str
    key: str
    what: Sentence


_KINDS = {
    "image": _Kind("images", "image", Sentence("picture", "l'immagine")),
    "video": _Kind("videos", "video", Sentence("film", "il video")),
    "application": _Kind("documents", "document", Sentence("document", "il documento")),
}


def upload(media: Media, number: int, session: Session) -> Flow[str]:
    """Return the URN of a file, once LinkedIn has finished with it.

    Sources: https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/images-api, …/videos-api
    and …/documents-api, read on 2026-11-22.
    """
    assert media.facts is not None, "refused before anything was asked"
    kind = _KINDS[media.facts.kind]
    asked = Sentence(f"upload {kind.what.en} {number}", f"caricare {kind.what.it} {number}")
    said: dict[str, object] = {"owner": author_of(session.account)}
    if kind.key == "video":
        said |= {"fileSizeBytes": media.facts.size, "uploadCaptions": False, "uploadThumbnail": False}
    answer = yield _action(session, kind, "initializeUpload", asked, {"initializeUploadRequest": said})
    place = _inside(answer.data, "value")
    urn = place.get(kind.key)
    if not answer.ok or not isinstance(urn, str) or not urn.startswith("urn:li:"):
        raise SERVER.refused(answer, asked, session)
    if kind.key == "video":
        yield from _send_parts(media, place, asked, session)
    else:
        yield from _send_whole(media, place, asked, session)
    yield from _until_ready(urn, kind, asked, session)
    return urn


def _send_whole(media: Media, place: Mapping[str, object], asked: Sentence, session: Session) -> Flow[None]:
    assert media.facts is not None, "refused before anything was asked"
    url = trusted(_text(place, "uploadUrl"), session.account, HOSTS)
    sent = yield Request("PUT", url, asked.en, headers=session.headers, body=FileBody(media.file, media.facts.mime))
    if not sent.ok:
        raise SERVER.refused(sent, asked, session)


def _send_parts(media: Media, place: Mapping[str, object], asked: Sentence, session: Session) -> Flow[None]:
    """Send each stretch of a film to its own address, without the token, and tell LinkedIn what came of them."""
    tags: list[str] = []
    for stretch in _stretches(place):
        first, last = stretch["firstByte"], stretch["lastByte"]
        assert isinstance(first, int), "sorted out by _stretches"
        assert isinstance(last, int), "sorted out by _stretches"
        url = trusted(_text(stretch, "uploadUrl"), session.account, HOSTS)
        body = FileBody(media.file, "application/octet-stream", first, last - first + 1)
        sent = yield Request("PUT", url, asked.en, body=body)
        tag = sent.headers.get("etag", "").strip('"')
        if not sent.ok or not tag:
            raise SERVER.refused(sent, asked, session)
        tags.append(tag)
    done = {"video": place["video"], "uploadToken": _text(place, "uploadToken"), "uploadedPartIds": tags}
    answer = yield _action(session, _KINDS["video"], "finalizeUpload", asked, {"finalizeUploadRequest": done})
    if not answer.ok or not tags:
        raise SERVER.refused(answer, asked, session)


def _until_ready(urn: str, kind: _Kind, asked: Sentence, session: Session) -> Flow[None]:
    answer = Response(0)
    for look in range(_LOOKS):
        url = rest(session, f"{kind.path}/{in_path(urn)}")
        answer = yield Request("GET", url, f"ask whether {kind.what.en} is ready", headers=spoken(session))
        if answer.status == FORBIDDEN:
            # https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/images-api, read on
            # 2026-11-22: a person's token may upload a picture and not look at it.
            yield Wait(_BLIND_WAIT)
            return
        status = answer.text("status")
        if not answer.ok or status == "PROCESSING_FAILED":
            raise _failed(answer, asked) if answer.ok else SERVER.refused(answer, asked, session)
        if status == "AVAILABLE":
            return
        yield Wait(min(1.0 + look, 10.0))
    raise SERVER.refused(answer, asked, session)


def _failed(answer: Response, asked: Sentence) -> Refused:
    why = answer.text("processingFailureReason")
    quoted = f" ({why})" if why else ""
    return Refused(
        Trouble.INVALID,
        Sentence(
            f"LinkedIn could not {asked.en}: it cannot read the file{quoted}. Nothing was published: export it anew",
            f"LinkedIn non è riuscita a {asked.it}: non legge il file{quoted}. Nulla è stato pubblicato: esportalo di"
            " nuovo",
        ),
    )


def _action(session: Session, kind: _Kind, action: str, asked: Sentence, body: object) -> Request:
    url = rest(session, kind.path)
    return Request("POST", url, asked.en, headers=spoken(session), params={"action": action}, json=body)


def _stretches(place: Mapping[str, object]) -> list[Mapping[str, object]]:
    listed = place.get("uploadInstructions")
    return [
        one
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict) and isinstance(one.get("firstByte"), int) and isinstance(one.get("lastByte"), int)
    ]


def _inside(value: Mapping[str, object], key: str) -> Mapping[str, object]:
    inside = value.get(key)
    return inside if isinstance(inside, dict) else {}


def _text(value: Mapping[str, object], key: str) -> str:
    text = value.get(key)
    return text if isinstance(text, str) else ""
