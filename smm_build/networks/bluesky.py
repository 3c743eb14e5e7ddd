"""Bluesky: facts, reading of texts and publishing.

Lengths are counted in graphemes and, a second limit, in bytes of UTF-8; offsets of entities are bytes of UTF-8, as in
the facets of a post (https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json and
richtext/facet.json, read on 2026-11-22).

A post is written once by construction: its record key is derived from the delivery and it is put with
``swapRecord: null``, which creates and never overwrites. ``createRecord`` on a key that exists answers 500, so it is
never used; neither is ``validate: false``, with which the server takes anything.
"""

from __future__ import annotations

import dataclasses
from datetime import date

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import Counterpart, refuse_content, require_secret
from smm_build.networks._base import (
    Account,
    CannotKnow,
    Capability,
    Commit,
    Credential,
    FileBody,
    Flow,
    Found,
    Limits,
    LinkPlace,
    NotThere,
    PartTask,
    ProfileLimits,
    Refused,
    Request,
    Response,
    Session,
)
from smm_build.networks._bluesky_record import COLLECTION, find_facets, post_record, record_key
from smm_build.networks._content import refuse_faults
from smm_build.text.facets import find_facet_links, find_facet_mentions, find_facet_tags
from smm_build.text.graphemes import count_graphemes
from smm_build.text.measure import Measure
from smm_build.text.mentions import at
from smm_build.text.rulers import in_unit, utf8_bytes

__all__ = [
    "CAPABILITIES",
    "CREDENTIALS",
    "DEFAULTS",
    "LIMITS",
    "LINKS",
    "NAME",
    "SERVERS",
    "TITLE",
    "find",
    "login",
    "measure",
    "mention",
    "publish",
]

NAME = "bluesky"
TITLE = "Bluesky"
LIMITS = Limits(
    characters=300,
    counted_in=Sentence("graphemes", "grafemi"),
    images=4,
    image_bytes=1_000_000,  # 2,000,000 since 2026-04-08, but older servers refuse that: a channel may raise it
    image_types=("image/jpeg", "image/png", "image/gif", "image/webp"),
    source="https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json",
    read_on=date(2026, 11, 22),
    parts=25,  # no maximum is documented; a longer thread is a mistake more often than a wish
    bytes=3_000,
    hashtag_characters=64,
    profile=ProfileLimits(name=64, bio=256),
)
CAPABILITIES = frozenset(
    {Capability.PUBLISH, Capability.FIND, Capability.THREAD, Capability.ALT_TEXT, Capability.IDEMPOTENCY}
)
PASSWORD = Credential(
    "PASSWORD",
    Sentence(
        "an app password (Settings, Privacy and security, App passwords)",
        "una password per app (Impostazioni, Privacy e sicurezza, Password per app)",
    ),
)
CREDENTIALS = (PASSWORD,)
DEFAULTS = Settings()
LINKS = LinkPlace.IN_TEXT
SERVERS: tuple[str, ...] = ()


def measure(text: str) -> Measure:
    """Count graphemes; entities are told at bytes of UTF-8."""
    ruler = utf8_bytes(text)
    return Measure(
        length=count_graphemes(text),
        links=in_unit(find_facet_links(text), ruler),
        mentions=in_unit(find_facet_mentions(text), ruler),
        hashtags=in_unit(find_facet_tags(text), ruler),
    )


def mention(handle: str) -> str:
    """Write ``@handle``; Bluesky's handles are domain names."""
    return at(handle)


def login(account: Account) -> Flow[Session]:
    """Open a session with an app password.

    Source: https://docs.bsky.app/docs/api/com-atproto-server-create-session, read on 2026-11-22.
    """
    password = require_secret(account, PASSWORD)
    who = (account.channel.account or account.channel.handle or "").lstrip("@")
    if not who:
        raise _nobody(account)
    answer = yield Request(
        "POST",
        _method(account, "com.atproto.server.createSession"),
        _LOG_IN.en,
        json={"identifier": who, "password": password},
    )
    did, token = answer.text("did"), answer.text("accessJwt")
    if not answer.ok or not did.startswith("did:") or not token:
        raise _SERVER.refused(answer, _LOG_IN, account)
    facts = {"did": did, "handle": answer.text("handle"), "service": account.server}
    return Session(account, {"Authorization": f"Bearer {token}"}, facts)


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Resolve the mentions, upload the pictures and put the record under its derived key.

    Source: https://docs.bsky.app/docs/api/com-atproto-repo-put-record, read on 2026-11-22.
    """
    _check(task)
    dids = yield from _resolve_mentions(task, session)
    blobs = yield from _upload(task, session)
    rkey = record_key(task)
    answer = yield Commit(
        Request(
            "POST",
            _method(session.account, "com.atproto.repo.putRecord"),
            _PUBLISH.en,
            headers=session.headers,
            json={
                "repo": session.facts["did"],
                "collection": COLLECTION,
                "rkey": rkey,
                "validate": True,
                "swapRecord": None,
                "record": post_record(task, find_facets(task.part.text, dids), blobs),
            },
        )
    )
    if answer.status == _BAD_REQUEST and answer.text("error") == "InvalidSwap":
        # The key is taken, and it is derived from this delivery: an earlier attempt got through.
        answer = yield _get_record(task, session)
        if (receipt := _receipt(task, session, answer)) is None:
            raise _SERVER.in_doubt(answer, _READ_BACK, session)
        return receipt
    if (receipt := _receipt(task, session, answer)) is not None:
        return receipt
    raise _SERVER.after_commit(answer, _PUBLISH, session)


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Ask for the record under its derived key."""
    answer = yield _get_record(task, session)
    if (receipt := _receipt(task, session, answer)) is not None:
        return Found(receipt)
    if answer.status == _BAD_REQUEST and answer.text("error") == "RecordNotFound":
        return NotThere()
    if answer.status == _BAD_REQUEST and _classify(answer) is None:
        return CannotKnow(_cannot_say(answer))
    raise _SERVER.refused(answer, _READ_BACK, session)


def _check(task: PartTask) -> None:
    if task.variant.settings.poll is not None:
        raise refuse_content(Sentence("Bluesky has no polls.", "Bluesky non ha sondaggi."))
    largest = task.variant.channel.limits.get("image_bytes", LIMITS.image_bytes)
    limits = dataclasses.replace(LIMITS, image_bytes=largest)
    refuse_faults(task, TITLE, limits, tuple(count_graphemes(part.text) for part in task.variant.messages))


def _resolve_mentions(task: PartTask, session: Session) -> Flow[dict[str, str]]:
    """Return the account ids of those who are mentioned; a handle that nobody has stays plain text."""
    dids: dict[str, str] = {}
    for handle in dict.fromkeys(entity.value for entity in find_facet_mentions(task.part.text)):
        answer = yield Request(
            "GET",
            _method(session.account, "com.atproto.identity.resolveHandle"),
            f"look up @{handle}",
            params={"handle": handle},
        )
        did = answer.text("did")
        if answer.ok and did.startswith("did:"):
            dids[handle] = did
        elif answer.status not in {_BAD_REQUEST, _NOT_FOUND} or not answer.data or _classify(answer) is not None:
            asked = Sentence(f"look up @{handle}", f"cercare @{handle}")
            raise _SERVER.refused(answer, asked, session)
    return dids


def _upload(task: PartTask, session: Session) -> Flow[list[dict[str, object]]]:
    """Return the blobs of the part's pictures, in order."""
    blobs: list[dict[str, object]] = []
    for number, media in enumerate(task.part.media, start=1):
        asked = Sentence(f"upload picture {number}", f"caricare l'immagine {number}")
        assert media.facts is not None, "refused by _check before anything was asked"
        answer = yield Request(
            "POST",
            _method(session.account, "com.atproto.repo.uploadBlob"),
            asked.en,
            headers=session.headers,
            body=FileBody(media.file, media.facts.mime),
        )
        blob = answer.data.get("blob")
        if not answer.ok or not isinstance(blob, dict) or not blob.get("ref"):
            raise _SERVER.refused(answer, asked, session)
        blobs.append(blob)
    return blobs


def _get_record(task: PartTask, session: Session) -> Request:
    return Request(
        "GET",
        _method(session.account, "com.atproto.repo.getRecord"),
        _READ_BACK.en,
        headers=session.headers,
        params={"repo": session.facts["did"], "collection": COLLECTION, "rkey": record_key(task)},
    )


def _receipt(task: PartTask, session: Session, answer: Response) -> PartReceipt | None:
    """Return the proof in an answer that names our record, ``None`` when it does not."""
    rkey = record_key(task)
    uri, cid = answer.text("uri"), answer.text("cid")
    if not answer.ok or not cid or uri != f"at://{session.facts['did']}/{COLLECTION}/{rkey}":
        return None
    handle = session.facts.get("handle") or ""
    who = handle if "." in handle and handle != "handle.invalid" else session.facts["did"]
    return PartReceipt(task.number, uri, f"https://bsky.app/profile/{who}/post/{rkey}", cid)


def _method(account: Account, name: str) -> str:
    return f"{account.server}/xrpc/{name}"


def _said(answer: Response) -> str:
    return answer.text("message") or answer.text("error")


def _classify(answer: Response) -> Trouble | None:
    """Classify by the error's name: an expired session, for one, is answered with 400.

    Source: https://atproto.com/specs/xrpc#error-responses and the servers' own answers, read on 2026-11-22.
    """
    return _BY_NAME.get(answer.text("error"))


def _cannot_say(answer: Response) -> Sentence:
    return Sentence(
        f"Bluesky cannot say whether the post is there (HTTP {answer.status}): look at the account and decide",
        f"Bluesky non sa dire se il post c'è (HTTP {answer.status}): guarda l'account e decidi",
    )


def _nobody(account: Account) -> Refused:
    channel = account.channel.id
    return Refused(
        Trouble.AUTH,
        Sentence(
            f"The channel {channel} does not say whose account it is: write its handle into brand/channels",
            f"Il canale {channel} non dice di chi è l'account: scrivi il suo handle in brand/channels",
        ),
    )


_BAD_REQUEST = 400
_NOT_FOUND = 404
_BY_NAME = {
    "AuthenticationRequired": Trouble.AUTH,
    "AuthFactorTokenRequired": Trouble.AUTH,
    "AuthMissing": Trouble.AUTH,
    "ExpiredToken": Trouble.AUTH,
    "InvalidToken": Trouble.AUTH,
    "AccountDeactivated": Trouble.POLICY,
    "AccountSuspended": Trouble.POLICY,
    "AccountTakedown": Trouble.POLICY,
    "RateLimitExceeded": Trouble.RATE_LIMIT,
}
_SERVER = Counterpart(TITLE, _said, _classify)
_LOG_IN = Sentence("log in", "accedere")
_PUBLISH = Sentence("publish the post", "pubblicare il post")
_READ_BACK = Sentence("find out whether the post is there", "sapere se il post c'è")
