"""Hiding answers on Bluesky, and liking what people write.

An answer is hidden by whoever began the conversation, who names it in the record that says who may answer (a thread
gate): apps then show it apart from the others. A like is a record of its own, whose key is derived from what is liked,
so a second attempt writes nothing. Sources:
https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/threadgate.json (``hiddenReplies``, 300 at
most) and feed/like.json, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from smm_build.domain.delivery import Trouble
from smm_build.domain.message import Message
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import utc_text
from smm_build.networks._base import Flow, Refused, Request, Response, Session
from smm_build.networks._inbox import inner, objects, quiet, text_of
from smm_build.networks.bluesky._record import COLLECTION, GATES, key_of
from smm_build.networks.bluesky._server import BAD_REQUEST, SERVER, method

__all__ = ["ACTIONS", "moderate"]

ACTIONS = frozenset({"hide", "like"})
_LIKES = "app.bsky.feed.like"
_MOST_HIDDEN = 300
_TRIES = 3
"""Somebody may change the record between our reading and our writing it; more often it is no coincidence."""
_SERVER = quiet(SERVER)


def moderate(action: str, message: Message, session: Session, at: datetime) -> Flow[None]:
    """Hide an answer below one of the account's own posts, or like a message."""
    yield from (_hide if action == "hide" else _like)(message, session, at)


def _hide(message: Message, session: Session, at: datetime) -> Flow[None]:
    began = message.thread[0].id if message.thread else ""
    repo, _, rkey = began.removeprefix("at://").partition(f"/{COLLECTION}/")
    if repo != session.facts["did"] or not rkey:
        raise Refused(Trouble.POLICY, _NOT_OURS)
    for _ in range(_TRIES):
        there = yield _gate(rkey, session)
        if not there.ok and not _is(there, "RecordNotFound"):
            raise _SERVER.refused(there, _HIDE, session)
        gate = inner(there.data, "value") if there.ok else {"$type": GATES, "post": began, "createdAt": utc_text(at)}
        hidden = gate.get("hiddenReplies")
        known = [one for one in hidden if isinstance(one, str)] if isinstance(hidden, list) else []
        if message.id in known:
            return
        if len(known) >= _MOST_HIDDEN:
            raise Refused(Trouble.POLICY, _FULL)
        record = {**gate, "hiddenReplies": [*known, message.id]}
        answer = yield _put(session, (GATES, rkey), record, there.text("cid") if there.ok else None, _HIDE)
        if answer.ok:
            return
        if not _is(answer, "InvalidSwap"):
            raise _SERVER.refused(answer, _HIDE, session)
    raise Refused(Trouble.TRANSIENT, _CHANGING)


def _like(message: Message, session: Session, at: datetime) -> Flow[None]:
    asked = f"{method(session.account, 'app.bsky.feed.getPosts')}?{urlencode([('uris', message.id)])}"
    answer = yield Request("GET", asked, _LIKE.en, headers=session.headers)
    if not answer.ok or not isinstance(answer.data.get("posts"), list):
        raise _SERVER.refused(answer, _LIKE, session)
    post = next((one for one in objects(answer.data["posts"]) if one.get("uri") == message.id), None)
    if post is None:
        raise Refused(Trouble.INVALID, _GONE)
    if text_of(inner(post, "viewer"), "like"):
        return  # by this account already, perhaps by hand
    subject = {"uri": message.id, "cid": text_of(post, "cid")}
    record = {"$type": _LIKES, "subject": subject, "createdAt": utc_text(at)}
    answer = yield _put(session, (_LIKES, key_of(message.at, message.id)), record, None, _LIKE)
    if not answer.ok and not _is(answer, "InvalidSwap"):
        raise _SERVER.refused(answer, _LIKE, session)


def _gate(rkey: str, session: Session) -> Request:
    where = {"repo": session.facts["did"], "collection": GATES, "rkey": rkey}
    asked = method(session.account, "com.atproto.repo.getRecord")
    return Request("GET", asked, _HIDE.en, headers=session.headers, params=where)


def _put(
    session: Session, key: tuple[str, str], record: Mapping[str, object], instead_of: str | None, what: Sentence
) -> Request:
    """Return the request that writes a record; ``None`` before it: only where there is none yet."""
    body = {
        "repo": session.facts["did"],
        "collection": key[0],
        "rkey": key[1],
        "validate": True,
        "swapRecord": instead_of,
        "record": dict(record),
    }
    asked = method(session.account, "com.atproto.repo.putRecord")
    return Request("POST", asked, what.en, headers=session.headers, json=body)


def _is(answer: Response, error: str) -> bool:
    return answer.status == BAD_REQUEST and answer.text("error") == error


_HIDE = Sentence("hide the answer", "nascondere la risposta")
_LIKE = Sentence("like the message", "mettere mi piace al messaggio")
_NOT_OURS = Sentence(
    "Bluesky lets an account hide answers to its own posts only: mute or report this one there",
    "Su Bluesky un account può nascondere solo le risposte ai propri post: questo silenzialo o segnalalo lì",
)
_GONE = Sentence(
    "The message is not on Bluesky any more, or its author does not let the account see it",
    "Il messaggio non è più su Bluesky, o chi l'ha scritto non lo mostra all'account",
)
_FULL = Sentence(
    f"{_MOST_HIDDEN} answers are hidden below this post already, and Bluesky takes no more: close its answers there",
    f"Sotto questo post sono già nascoste {_MOST_HIDDEN} risposte, e Bluesky non ne accetta altre: chiudi lì le"
    " risposte",
)
_CHANGING = Sentence(
    "Somebody else keeps changing who may answer this post: try again in a minute",
    "Qualcun altro continua a cambiare chi può rispondere a questo post: riprova tra un minuto",
)
