"""How a film and how pictures get to TikTok, and how a post is followed until it is out.

The commit of a film is the request with its last stretch: TikTok goes on by itself from there. The commit of pictures
is the request that asks TikTok to fetch them, and the id of the post comes only with its answer.

Source: https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide and
https://developers.tiktok.com/doc/content-posting-api-reference-get-video-status, read on 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Mapping

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks._addresses import trusted
from smm_build.networks._base import (
    CannotKnow,
    Commit,
    FileBody,
    Flow,
    Found,
    InDoubt,
    NotThere,
    PartTask,
    Refused,
    Remember,
    Request,
    Response,
    Session,
    Wait,
)
from smm_build.networks.tiktok._account import creator_of
from smm_build.networks.tiktok._api import HOSTS, SERVER, call, data_of, failed, is_ok, known_refusal
from smm_build.networks.tiktok._posts import Creator, chunks_of, film_body, is_draft, photo_body

__all__ = ["look_for", "send_film", "send_pictures"]

_ID = "publish_id"
_USER = "user"
_BYTES = "bytes"
_ASKED = "asked"
"""Notes: the id of the post, whose it is, how many bytes make it whole, and that TikTok was asked to fetch pictures."""

_LOOKS = 30
"""How often a post is looked at after it was handed over: about four minutes."""
_LOOKS_FOR_ADDRESS = 6
"""How often a finished post is looked at for its address: moderation is mostly done within a minute."""
_LOOKS_BACK = 4
_CLEAR = range(400, 500)
_UNCLEAR = frozenset({408, 409})

_OUT = frozenset({"PUBLISH_COMPLETE", "SEND_TO_USER_INBOX"})


def send_film(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Ask for an upload, send all stretches in order, and follow the post."""
    variant, media = task.variant, task.part.media[0]
    assert media.facts is not None, "refused before anything was asked"
    creator = None if is_draft(variant) else (yield from creator_of(session))
    path = "/v2/post/publish/inbox/video/init/" if creator is None else "/v2/post/publish/video/init/"
    answer = yield call(session, path, _BEGIN.en, film_body(variant, creator))
    publish_id, url = data_of(answer).get(_ID), data_of(answer).get("upload_url")
    if not is_ok(answer) or not isinstance(publish_id, str) or not isinstance(url, str):
        raise SERVER.refused(answer, _BEGIN, session)
    url = trusted(url, session.account, HOSTS)
    notes = {_ID: publish_id, _USER: _user(creator, session), _BYTES: str(media.facts.size)}
    yield Remember(notes)
    _, stretches = chunks_of(media.facts.size)
    for start, length in stretches[:-1]:
        sent = yield _stretch(task, url, start, length)
        if not sent.ok:
            raise _not_taken(sent)
    sent = yield Commit(_stretch(task, url, *stretches[-1]))
    if not sent.ok:
        if sent.status in _CLEAR and sent.status not in _UNCLEAR:
            raise _not_taken(sent)
        raise SERVER.in_doubt(sent, _SEND, session)
    return (yield from _follow(task, session, notes))


def send_pictures(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Let TikTok fetch the pictures, and follow the post."""
    creator = None if is_draft(task.variant) else (yield from creator_of(session))
    body = photo_body(task, creator)
    user = _user(creator, session)
    # An id of an earlier attempt that came to nothing would answer for this one.
    yield Remember({_ASKED: "yes", _ID: "", _USER: user})
    answer = yield Commit(call(session, "/v2/post/publish/content/init/", _BEGIN.en, body))
    publish_id = data_of(answer).get(_ID)
    if not is_ok(answer) or not isinstance(publish_id, str):
        clear = known_refusal(answer)
        end = SERVER.refused(answer, _BEGIN, session) if clear else SERVER.after_commit(answer, _BEGIN, session)
        if isinstance(end, Refused):
            yield Remember({_ASKED: ""})
        raise end
    notes = {_ID: publish_id, _USER: user}
    yield Remember(notes)
    return (yield from _follow(task, session, notes))


def look_for(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Ask what became of the post: without its id only "never asked for" is certain."""
    notes = task.notes
    if not notes.get(_ID):
        return CannotKnow(_NO_ID) if notes.get(_ASKED) else NotThere()
    for look in range(_LOOKS_BACK):
        answer = yield _ask(session, notes[_ID])
        if not is_ok(answer):
            if SERVER.classify(answer) is Trouble.INVALID:
                return CannotKnow(_FORGOTTEN)
            raise SERVER.refused(answer, _LOOK, session)
        said = data_of(answer)
        if said.get("status") in _OUT:
            return Found(_receipt(task, notes, said))
        if said.get("status") == "FAILED" or _half_sent(said, notes):
            return NotThere()
        yield Wait(2.0 + 3 * look)
    raise Refused(Trouble.TRANSIENT, _STILL_AT_IT)


def _follow(task: PartTask, session: Session, notes: Mapping[str, str]) -> Flow[PartReceipt]:
    """Look at the post until it is out, and a little longer for its address. Raises Refused when TikTok gives up."""
    unseen = 0
    answer = Response(0)
    for look in range(_LOOKS):
        yield Wait(min(2.0 + look, 10.0))
        answer = yield _ask(session, notes[_ID])
        said = data_of(answer) if is_ok(answer) else {}
        if said.get("status") == "FAILED":
            raise failed(str(said.get("fail_reason") or ""))
        if said.get("status") in _OUT:
            unseen += 1
            receipt = _receipt(task, notes, said)
            public = task.variant.settings.visibility in {None, "public"}
            if receipt.url or not public or unseen >= _LOOKS_FOR_ADDRESS:
                return receipt
    if unseen:
        return PartReceipt(task.number, notes[_ID], None, notes[_ID])
    raise InDoubt(_STILL_AT_IT) if is_ok(answer) else SERVER.in_doubt(answer, _LOOK, session)


def _receipt(task: PartTask, notes: Mapping[str, str], said: Mapping[str, object]) -> PartReceipt:
    """Return the proof; until moderation is done there is no address, and TikTok's id for the upload stands for it."""
    ids = said.get("publicaly_available_post_id")  # TikTok's spelling
    found = next(
        (str(one) for one in (ids if isinstance(ids, list) else ()) if isinstance(one, int | str) and one), None
    )
    user = notes.get(_USER)
    url = f"https://www.tiktok.com/@{user}/video/{found}" if found and user else None
    return PartReceipt(task.number, found or notes[_ID], url, notes[_ID])


def _half_sent(said: Mapping[str, object], notes: Mapping[str, str]) -> bool:
    """Whether a film has not arrived as a whole: whoever sent it has died, and nobody else can send the rest."""
    arrived, whole = said.get("uploaded_bytes"), notes.get(_BYTES, "")
    return (
        said.get("status") == "PROCESSING_UPLOAD"
        and isinstance(arrived, int)
        and whole.isdigit()
        and arrived < int(whole)
    )


def _stretch(task: PartTask, url: str, start: int, length: int) -> Request:
    """Return the request that sends a stretch; its address is the only key, so the token stays here."""
    media = task.part.media[0]
    assert media.facts is not None, "refused before anything was asked"
    size = media.facts.size
    whole = start == 0 and length == size
    body = FileBody(media.file, media.facts.mime) if whole else FileBody(media.file, media.facts.mime, start, length)
    headers = {"Content-Type": media.facts.mime, "Content-Range": f"bytes {start}-{start + length - 1}/{size}"}
    return Request("PUT", url, _SEND.en, headers=headers, body=body)


def _ask(session: Session, publish_id: str) -> Request:
    return call(session, "/v2/post/publish/status/fetch/", _LOOK.en, {_ID: publish_id})


def _user(creator: Creator | None, session: Session) -> str:
    return creator.username if creator and creator.username else (session.account.channel.handle or "").lstrip("@")


def _not_taken(sent: Response) -> Refused:
    return Refused(
        Trouble.TRANSIENT,
        Sentence(
            f"TikTok did not take the film (HTTP {sent.status}); the address it gave holds for an hour. Nothing was"
            " published, and it will be tried again",
            f"TikTok non ha preso il video (HTTP {sent.status}); l'indirizzo che dà vale un'ora. Nulla è stato"
            " pubblicato, e si riproverà",
        ),
    )


_BEGIN = Sentence("begin the post", "iniziare il post")
_SEND = Sentence("send the film", "inviare il video")
_LOOK = Sentence("ask what became of the post", "chiedere che fine ha fatto il post")
_STILL_AT_IT = Sentence(
    "TikTok has the files and is still working on the post, which may take minutes: it is asked again, and nothing is"
    " sent twice",
    "TikTok ha i file e sta ancora elaborando il post, può volerci qualche minuto: si chiede di nuovo, e nulla parte"
    " due volte",
)
_NO_ID = Sentence(
    "TikTok was asked to fetch the pictures and its answer got lost, with the only id that could tell whether the post"
    " is out: look at the account and decide",
    "A TikTok è stato chiesto di prendere le immagini e la risposta si è persa, con l'unico id che direbbe se il post è"
    " uscito: guarda l'account e decidi",
)
_FORGOTTEN = Sentence(
    "TikTok no longer knows what became of this post: look at the account and decide",
    "TikTok non sa più che fine ha fatto questo post: guarda l'account e decidi",
)
