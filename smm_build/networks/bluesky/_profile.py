"""The profile of a Bluesky account: one record under the key ``self``.

It is read, changed and put back with ``swapRecord``: whoever else changed it in between is not overwritten. What the
record holds besides is kept. Source:
https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/actor/profile.json, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from smm_build.domain.delivery import Trouble
from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import FileBody, Flow, Refused, Request, Response, Session
from smm_build.networks._profile import LivePicture, LiveProfile, PictureShape, ProfileChanges, ProfileDesk
from smm_build.networks.bluesky._server import BAD_REQUEST, SERVER, method

__all__ = ["PROFILE", "PROFILE_WRITES", "read_profile", "write_profile"]

PROFILE_WRITES = frozenset({"name", "bio", "link", "avatar", "cover"})
PROFILE = ProfileDesk(
    address="https://bsky.app/profile/{handle}",
    where=Sentence("Edit profile, beside the name", "Modifica profilo, accanto al nome"),
    fields=PROFILE_WRITES | {"pinned"},
    # The lexicon's most: 1,000,000 bytes each, PNG or JPEG. Pixels:
    # https://internal-blog.contentstudio.io/social-media-image-sizes, read on 2026-11-23.
    avatar=PictureShape(1_000, 1_000),
    cover=PictureShape(1_500, 500),
    source="https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/actor/profile.json",
    read_on=date(2026, 11, 23),
)
_COLLECTION = "app.bsky.actor.profile"
_KEYS = {"name": "displayName", "bio": "description", "link": "website"}
_FILES = {"avatar": "avatar", "cover": "banner"}


def read_profile(session: Session) -> Flow[LiveProfile]:
    """Read the record; an account that never had one says nothing.

    Source: https://docs.bsky.app/docs/api/com-atproto-repo-get-record, read on 2026-11-23.
    """
    record, _ = yield from _record(session)
    fields = {name: _text(record.get(key)) for name, key in _KEYS.items()}
    pictures = {name: _picture(record.get(key), session) for name, key in _FILES.items()}
    handle = session.facts.get("handle") or session.facts["did"]
    return LiveProfile(fields, pictures, f"https://bsky.app/profile/{handle}")


def write_profile(changes: ProfileChanges, session: Session) -> Flow[None]:
    """Upload the pictures, then put the changed record in the place of the one that was read.

    Source: https://docs.bsky.app/docs/api/com-atproto-repo-put-record, read on 2026-11-23.
    """
    blobs: dict[str, object] = {}
    for name, media in changes.pictures.items():
        blobs[_FILES[name]] = yield from _upload(media, session)
    record, cid = yield from _record(session)
    texts = {_KEYS[name]: said for name, said in changes.fields.items()}
    wanted = {**record, "$type": _COLLECTION, **texts, **blobs}
    answer = yield Request(
        "POST",
        method(session.account, "com.atproto.repo.putRecord"),
        _WRITE.en,
        headers=session.headers,
        json={
            "repo": session.facts["did"],
            "collection": _COLLECTION,
            "rkey": "self",
            "validate": True,
            "swapRecord": cid,
            "record": wanted,
        },
    )
    if answer.ok:
        return
    if answer.status == BAD_REQUEST and answer.text("error") == "InvalidSwap":
        # A repeated request that got through the first time looks the same as somebody else's change.
        now, _ = yield from _record(session)
        if now == wanted:
            return
        raise Refused(Trouble.TRANSIENT, _CHANGED)
    raise SERVER.refused(answer, _WRITE, session)


def _record(session: Session) -> Flow[tuple[dict[str, object], str | None]]:
    """Return the record and its content id; an empty one and ``None`` where there is none."""
    answer = yield Request(
        "GET",
        method(session.account, "com.atproto.repo.getRecord"),
        _READ.en,
        headers=session.headers,
        params={"repo": session.facts["did"], "collection": _COLLECTION, "rkey": "self"},
    )
    if answer.status == BAD_REQUEST and answer.text("error") == "RecordNotFound":
        return {}, None
    value = answer.data.get("value")
    if not answer.ok or not isinstance(value, dict) or not answer.text("cid"):
        raise SERVER.refused(answer, _READ, session)
    return value, answer.text("cid")


def _upload(media: Media, session: Session) -> Flow[object]:
    assert media.facts is not None, "only pictures that were made are sent"
    answer: Response = yield Request(
        "POST",
        method(session.account, "com.atproto.repo.uploadBlob"),
        _UPLOAD.en,
        headers=session.headers,
        body=FileBody(media.file, media.facts.mime),
    )
    blob = answer.data.get("blob")
    if not answer.ok or not isinstance(blob, dict):
        raise SERVER.refused(answer, _UPLOAD, session)
    return blob


def _picture(blob: object, session: Session) -> LivePicture | None:
    ref = blob.get("ref") if isinstance(blob, Mapping) else None
    cid = ref.get("$link") if isinstance(ref, Mapping) else None
    if not isinstance(cid, str):
        return None
    url = method(session.account, "com.atproto.sync.getBlob")
    return LivePicture(cid, Request("GET", url, _FETCH.en, params={"did": session.facts["did"], "cid": cid}))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


_READ = Sentence("read the profile", "leggere il profilo")
_WRITE = Sentence("change the profile", "cambiare il profilo")
_UPLOAD = Sentence("upload a picture of the profile", "caricare un'immagine del profilo")
_FETCH = Sentence("fetch a picture of the profile", "scaricare un'immagine del profilo")
_CHANGED = Sentence(
    "Somebody else changed the profile at the same moment, and nothing of it was overwritten: run it again",
    "Qualcun altro ha cambiato il profilo nello stesso momento, e nulla è stato sovrascritto: riprova",
)
