"""Files on their way to Bluesky: each becomes a blob that a record then refers to."""

from __future__ import annotations

from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import FileBody, Flow, PartTask, Request, Session
from smm_build.networks.bluesky._embed import caption_file, card_address, is_film
from smm_build.networks.bluesky._server import SERVER, method

__all__ = ["upload_captions", "upload_files", "upload_thumb"]


def upload_files(task: PartTask, session: Session) -> Flow[list[dict[str, object]]]:
    """Return the blobs of the message's pictures or of its film, in order.

    A film goes the simple way, as one file to the account's own server, which makes it watchable a few seconds after
    the post. Source: https://docs.bsky.app/docs/tutorials/video#simple-method, read on 2026-11-23.
    """
    blobs = []
    for number, media in enumerate(task.part.media, start=1):
        asked = Sentence(f"upload picture {number}", f"caricare l'immagine {number}")
        blobs.append((yield from _upload(media, _FILM if is_film(media) else asked, session)))
    return blobs


def upload_thumb(task: PartTask, session: Session) -> Flow[dict[str, object] | None]:
    """Return the blob of the card's picture: the post's ``cover``; ``None`` without a card or a cover."""
    cover = task.variant.settings.cover
    if cover is None or card_address(task) is None:
        return None
    return (yield from _upload(cover, _THUMB, session))


def upload_captions(task: PartTask, session: Session) -> Flow[dict[str, object] | None]:
    """Return the blob of the captions of the message's film; ``None`` when there are none."""
    captions = caption_file(task.part.media)
    return (yield from _send(FileBody(captions.file, "text/vtt"), _CAPTIONS, session)) if captions else None


def _upload(media: Media, asked: Sentence, session: Session) -> Flow[dict[str, object]]:
    assert media.facts is not None, "refused before anything was asked"
    return (yield from _send(FileBody(media.file, media.facts.mime), asked, session))


def _send(file: FileBody, asked: Sentence, session: Session) -> Flow[dict[str, object]]:
    answer = yield Request(
        "POST",
        method(session.account, "com.atproto.repo.uploadBlob"),
        asked.en,
        headers=session.headers,
        body=file,
    )
    blob = answer.data.get("blob")
    if not answer.ok or not isinstance(blob, dict) or not blob.get("ref"):
        raise SERVER.refused(answer, asked, session)
    return blob


_FILM = Sentence("upload the film", "caricare il video")
_CAPTIONS = Sentence("upload the film's captions", "caricare i sottotitoli del video")
_THUMB = Sentence("upload the card's picture", "caricare l'immagine della scheda")
