"""Bringing pictures and films to X: initialize, append in stretches, finalize, wait, alternative text.

Source: https://docs.x.com/x-api/media/quickstart/media-upload-chunked and the schema at
https://api.x.com/2/openapi.json, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping

from smm_build.domain.media import Media, MediaFacts
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import refuse_content
from smm_build.networks._base import FileBody, Flow, Request, Response, Session, Wait
from smm_build.networks._oauth1 import Keys
from smm_build.networks.x._answers import X

__all__ = ["is_animated", "keys_of", "upload", "upload_key"]

_CHUNK = 1024 * 1024
"""Bytes; X documents no largest piece, and this one is known to be taken."""
_CHUNKS = 1000
"""``segment_index`` goes from 0 to 999."""
_LOOKS = 60
"""How often a film is looked at while X works on it: ten minutes if X says nothing else."""
_PATIENCE = (1.0, 10.0)
"""Seconds: the shortest and, unless X asks for more, the longest pause between two looks."""


def keys_of(session: Session) -> Keys:
    """Return what signs requests of this account."""
    said = session.account.secrets
    key, key_secret, token, token_secret = (
        said[name].strip() for name in ("API_KEY", "API_SECRET", "ACCESS_TOKEN", "ACCESS_SECRET")
    )
    return Keys(key, key_secret, token, token_secret)


def is_animated(facts: MediaFacts) -> bool:
    """Whether X takes a file as an animation, of which a post holds one."""
    return facts.mime == "image/gif" and facts.moving


def upload(media: Media, what: Sentence, session: Session) -> Flow[str]:
    """Return the id of an upload, once X has finished with it. ``what`` names the file in refusals.

    X forgets an upload that no post uses after a day, so one may be repeated.
    """
    upload_id, _ = yield from _uploaded(media, what, session)
    return upload_id


def upload_key(media: Media, what: Sentence, session: Session) -> Flow[str]:
    """Return the media key of an upload, which is what ads call a file, once X has finished with it."""
    _, key = yield from _uploaded(media, what, session)
    return key


def _uploaded(media: Media, what: Sentence, session: Session) -> Flow[tuple[str, str]]:
    facts = media.facts
    assert facts is not None, "refused before anything was asked"
    asked = Sentence(f"upload {what.en}", f"caricare {what.it}")
    started = yield _request(session, "initialize", asked, _announced(facts))
    upload_id = _id(started)
    if not started.ok or upload_id is None:
        raise X.refused(started, asked, session)
    length = max(_CHUNK, -(-facts.size // _CHUNKS))
    for number, start in enumerate(range(0, facts.size, length)):
        piece = FileBody(media.file, facts.mime, start, min(length, facts.size - start))
        answer = yield _append(session, upload_id, number, piece, asked)
        if not answer.ok:
            raise X.refused(answer, asked, session)
    answer = yield _request(session, f"{upload_id}/finalize", asked)
    yield from _finished(answer, upload_id, asked, session)
    if media.alt and facts.kind == "image":
        yield from _describe(upload_id, media.alt, what, session)
    return upload_id, str(_part(started).get("media_key", ""))


def _announced(facts: MediaFacts) -> Mapping[str, object]:
    category = "tweet_video" if facts.kind == "video" else "tweet_gif" if is_animated(facts) else "tweet_image"
    return {"media_type": facts.mime, "media_category": category, "total_bytes": facts.size}


def _append(session: Session, upload_id: str, number: int, piece: FileBody, asked: Sentence) -> Request:
    return Request(
        "POST",
        f"{session.account.server}/2/media/upload/{upload_id}/append",
        asked.en,
        form={"segment_index": str(number), "media": piece},
        sign=keys_of(session),
    )


def _finished(answer: Response, upload_id: str, asked: Sentence, session: Session) -> Flow[None]:
    """Look at the upload until X is done with it."""
    for look in range(_LOOKS):
        if not answer.ok or _id(answer) != upload_id:
            raise X.refused(answer, asked, session)
        work = _work(answer)
        if work.get("state") in {None, "succeeded"}:
            return
        if work.get("state") == "failed":
            raise refuse_content(_not_taken(asked))
        pause = work.get("check_after_secs")
        shortest, longest = _PATIENCE
        yield Wait(min(float(pause), 60.0) if isinstance(pause, int) and pause > 0 else min(shortest + look, longest))
        answer = yield Request(
            "GET",
            f"{session.account.server}/2/media/upload",
            asked.en,
            params={"command": "STATUS", "media_id": upload_id},
            sign=keys_of(session),
        )
    raise X.refused(answer, asked, session)


def _describe(upload_id: str, alt: str, what: Sentence, session: Session) -> Flow[None]:
    """Give a picture its alternative text. X takes it for pictures and animations only.

    Source: https://developer.x.com/en/docs/x-api/v1/media/upload-media/api-reference/post-media-metadata-create and
    https://docs.x.com/x-api/media/create-media-metadata, read on 2026-11-23.
    """
    asked = Sentence(f"describe {what.en}", f"descrivere {what.it}")
    answer = yield Request(
        "POST",
        f"{session.account.server}/2/media/metadata",
        asked.en,
        json={"id": upload_id, "metadata": {"alt_text": {"text": alt}}},
        sign=keys_of(session),
    )
    if not answer.ok:
        raise X.refused(answer, asked, session)


def _request(session: Session, what: str, asked: Sentence, body: object = None) -> Request:
    url = f"{session.account.server}/2/media/upload/{what}"
    return Request("POST", url, asked.en, json=body, sign=keys_of(session))


def _part(answer: Response) -> Mapping[str, object]:
    data = answer.data.get("data")
    return data if isinstance(data, dict) else {}


def _id(answer: Response) -> str | None:
    said = _part(answer).get("id")
    return said if isinstance(said, str) and said.isascii() and said.isdigit() else None


def _work(answer: Response) -> Mapping[str, object]:
    work = _part(answer).get("processing_info")
    return work if isinstance(work, dict) else {}


def _not_taken(asked: Sentence) -> Sentence:
    return Sentence(
        f"X could not {asked.en}: it was sent whole, and X cannot read it as what it is. Films must be MP4 or MOV with"
        " H.264 and AAC, at most 60 pictures a second, 1280 × 1024 and 140 seconds.",
        f"X non è riuscita a {asked.it}: è arrivato intero, ma X non lo legge per quello che è. I video devono essere"
        " MP4 o MOV con H.264 e AAC, al massimo 60 immagini al secondo, 1280 × 1024 e 140 secondi.",
    )
