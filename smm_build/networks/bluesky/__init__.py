"""Bluesky: facts, reading of texts and publishing, on bsky.social or any other server of the AT Protocol.

Every account can be published to; no app has to be registered. Make an app password under Settings, Privacy and
security, App passwords, for each channel its own, and put it into the environment; it does not end until somebody
revokes it there. Write the account's handle into the channel's file, and ``server: https://bsky.social`` for an account
that Bluesky hosts. Films need a confirmed e-mail address.

Lengths are counted in graphemes and, a second limit, in bytes of UTF-8; offsets of entities are bytes of UTF-8, as in
the facets of a post (https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json and
richtext/facet.json, read on 2026-11-22).

A post is written once by construction: its record key is derived from the delivery and it is put with
``swapRecord: null``, which creates and never overwrites. ``createRecord`` on a key that exists answers 500, so it is
never used; neither is ``validate: false``, with which the server takes anything. Where ``replies`` limits who may
answer, the post and the record that says so are created together or not at all.

``link`` is shown as a card with the post's ``title`` and, if there is one, its ``cover``; nothing is fetched from the
linked page. Pictures and a film take the card's place. More than four pictures become a gallery, which servers know
since June 2026; a channel on an older one says ``limits: {images: 4}``. ``quote`` takes the address of a post on
bsky.app. ``content_warning`` has to be one of the labels Bluesky knows. A film goes to the account's own server as one
file and can be watched a few seconds after the post. Captions go with it where the film's sidecar names a file of them
(``captions: steam.it.vtt``).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.message import Message
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import refuse_content
from smm_build.networks._base import (
    CannotKnow,
    Capability,
    Commit,
    Flow,
    Found,
    Limits,
    LinkPlace,
    NotThere,
    PartTask,
    ProfileLimits,
    Request,
    Response,
    Session,
)
from smm_build.networks._by_hand import ByHand
from smm_build.networks._content import refuse_faults, refuse_objections
from smm_build.networks._inbox import answering
from smm_build.networks._settings import refuse_settings
from smm_build.networks.bluesky._account import PASSWORD, examine, login
from smm_build.networks.bluesky._embed import Attached, link_card
from smm_build.networks.bluesky._inbox import listen
from smm_build.networks.bluesky._lookups import resolve_mentions, resolve_quote
from smm_build.networks.bluesky._metrics import AT_ONCE, audience, metrics
from smm_build.networks.bluesky._moderation import ACTIONS, moderate
from smm_build.networks.bluesky._objections import objections
from smm_build.networks.bluesky._profile import PROFILE, PROFILE_WRITES, read_profile, write_profile
from smm_build.networks.bluesky._record import COLLECTION, GATES, find_facets, gate_record, post_record, record_key
from smm_build.networks.bluesky._server import BAD_REQUEST, SERVER, TITLE, classify, method
from smm_build.networks.bluesky._uploads import upload_captions, upload_files, upload_thumb
from smm_build.text.facets import find_facet_links, find_facet_mentions, find_facet_tags
from smm_build.text.graphemes import count_graphemes
from smm_build.text.measure import Measure
from smm_build.text.mentions import at
from smm_build.text.rulers import in_unit, utf8_bytes

__all__ = [
    "ACTIONS",
    "AT_ONCE",
    "BY_HAND",
    "CAPABILITIES",
    "CREDENTIALS",
    "DEFAULTS",
    "LIMITS",
    "LINKS",
    "NAME",
    "NOT_HEARD",
    "PROFILE",
    "PROFILE_WRITES",
    "SERVERS",
    "TITLE",
    "audience",
    "examine",
    "find",
    "find_reply",
    "link_card",
    "listen",
    "login",
    "measure",
    "mention",
    "metrics",
    "moderate",
    "objections",
    "publish",
    "read_profile",
    "remove",
    "reply",
    "write_profile",
]

NAME = "bluesky"
LIMITS = Limits(
    characters=300,
    counted_in=Sentence("graphemes", "grafemi"),
    # Four as `images`; ten as `gallery` since 2026-06-03, of which its lexicon says that clients keep to ten.
    images=10,
    image_bytes=1_000_000,  # 2,000,000 since 2026-04-08, but older servers refuse that: a channel may raise it
    image_types=("image/jpeg", "image/png", "image/gif", "image/webp"),
    source="https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json",
    read_on=date(2026, 11, 23),
    videos=1,
    # What Bluesky's own servers take as one file (https://docs.bsky.app/docs/advanced-guides/rate-limits, read on
    # 2026-11-22); the lexicon allows more, through a service for films.
    video_bytes=52_428_800,
    video_types=("video/mp4",),
    parts=25,  # no maximum is documented; a longer thread is a mistake more often than a wish
    bytes=3_000,
    hashtag_characters=64,
    profile=ProfileLimits(name=64, bio=256),
    settings=frozenset({"content_warning", "quote", "replies"}),
    # https://github.com/bluesky-social/atproto/blob/main/lexicons/com/atproto/label/defs.json, read on 2026-11-23;
    # those that an author gives to warn of a post.
    warnings=("graphic-media", "nudity", "porn", "sexual"),
)
CAPABILITIES = frozenset(
    {
        Capability.ALT_TEXT,
        Capability.DELETE,
        Capability.FIND,
        Capability.FIRST_COMMENT,
        Capability.IDEMPOTENCY,
        Capability.INBOX,
        Capability.METRICS,
        Capability.PUBLISH,
        Capability.REPLY,
        Capability.THREAD,
        Capability.PROFILE_READ,
        Capability.PROFILE_WRITE,
    }
)
CREDENTIALS = (PASSWORD,)
DEFAULTS = Settings()
NOT_HEARD = Sentence(
    "Private messages are not read: https://bsky.app/messages",
    "I messaggi privati non si leggono: https://bsky.app/messages",
)
LINKS = LinkPlace.CARD
SERVERS: tuple[str, ...] = ()
BY_HAND = ByHand(
    hosts=("bsky.app",),
    composer="https://bsky.app/intent/compose?text={text}",
    source="https://docs.bsky.app/docs/advanced-guides/intent-links",
    read_on=date(2026, 11, 23),
)


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


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Resolve mentions and the quoted post, upload the files and put the record under its derived key.

    Source: https://docs.bsky.app/docs/api/com-atproto-repo-put-record and com-atproto-repo-apply-writes, read on
    2026-11-22 and 2026-11-23.
    """
    _check(task)
    dids = yield from resolve_mentions(task, session)
    quoted = yield from resolve_quote(task, session)
    blobs = yield from upload_files(task, session)
    captions = yield from upload_captions(task, session)
    thumb = yield from upload_thumb(task, session)
    record = post_record(task, find_facets(task.part.text, dids), Attached(blobs, thumb, captions, quoted))
    answer = yield Commit(_write(task, session, record))
    if answer.status == BAD_REQUEST and answer.text("error") == "InvalidSwap":
        # The key is taken, and it is derived from this delivery: an earlier attempt got through.
        answer = yield _get_record(task, session)
        if (receipt := _receipt(task, session, answer.data, answer)) is None:
            raise SERVER.in_doubt(answer, _READ_BACK, session)
        return receipt
    if (receipt := _receipt(task, session, _first_result(answer), answer)) is not None:
        return receipt
    raise SERVER.after_commit(answer, _PUBLISH, session)


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Ask for the record under its derived key."""
    answer = yield _get_record(task, session)
    if (receipt := _receipt(task, session, answer.data, answer)) is not None:
        return Found(receipt)
    if answer.status == BAD_REQUEST and answer.text("error") == "RecordNotFound":
        return NotThere()
    if answer.status == BAD_REQUEST and classify(answer) is None:
        return CannotKnow(_cannot_say(answer))
    raise SERVER.refused(answer, _READ_BACK, session)


def reply(task: PartTask, session: Session, to: Message) -> Flow[PartReceipt]:
    """Publish an answer: a post that hangs on theirs, and on the one their conversation began with."""
    return (yield from publish(answering(task, to.thread), session))


def find_reply(task: PartTask, session: Session, to: Message) -> Flow[Found | NotThere | CannotKnow]:
    """Ask for the answer under its derived key."""
    return (yield from find(answering(task, to.thread), session))


def remove(receipt: PartReceipt, session: Session) -> Flow[None]:
    """Delete the record, and the one that says who may answer it; deleting what is not there is no error.

    Source: https://docs.bsky.app/docs/api/com-atproto-repo-delete-record, read on 2026-11-23.
    """
    repo, _, rkey = receipt.id.removeprefix("at://").partition(f"/{COLLECTION}/")
    if repo != session.facts["did"] or not rkey:
        raise refuse_content(_NOT_OURS)
    for collection in (COLLECTION, GATES) if receipt.part == 1 else (COLLECTION,):
        answer = yield Request(
            "POST",
            method(session.account, "com.atproto.repo.deleteRecord"),
            _REMOVE.en,
            headers=session.headers,
            json={"repo": repo, "collection": collection, "rkey": rkey},
        )
        if not answer.ok:
            raise SERVER.refused(answer, _REMOVE, session)


def _check(task: PartTask) -> None:
    said, own = task.variant.settings, task.variant.channel.limits
    if said.poll is not None:
        raise refuse_content(Sentence("Bluesky has no polls.", "Bluesky non ha sondaggi."))
    refuse_settings(task, TITLE, LIMITS)
    if said.content_warning and said.content_warning.strip().lower() not in (LIMITS.warnings or ()):
        raise refuse_content(_unknown_warning(said.content_warning))
    refuse_objections(objections(task.variant))
    limits = dataclasses.replace(
        LIMITS,
        images=own.get("images", LIMITS.images),
        image_bytes=own.get("image_bytes", LIMITS.image_bytes),
    )
    refuse_faults(task, TITLE, limits, tuple(count_graphemes(part.text) for part in task.variant.messages))


def _write(task: PartTask, session: Session, record: Mapping[str, object]) -> Request:
    """Return the request that creates the post; together with the one that says who may answer, if somebody may not.

    Both ways create only: the first by ``swapRecord: null``, the second because what is there cannot be created.
    """
    repo, rkey = session.facts["did"], record_key(task)
    gate = gate_record(task, _address(task, session))
    if gate is None:
        name = "com.atproto.repo.putRecord"
        body: dict[str, object] = {"collection": COLLECTION, "rkey": rkey, "swapRecord": None, "record": record}
    else:
        name = "com.atproto.repo.applyWrites"
        body = {"writes": [_creation(COLLECTION, rkey, record), _creation(GATES, rkey, gate)]}
    return Request(
        "POST",
        method(session.account, name),
        _PUBLISH.en,
        headers=session.headers,
        json={"repo": repo, "validate": True, **body},
    )


def _creation(collection: str, rkey: str, value: Mapping[str, object]) -> dict[str, object]:
    kind = "com.atproto.repo.applyWrites#create"
    return {"$type": kind, "collection": collection, "rkey": rkey, "value": value}


def _get_record(task: PartTask, session: Session) -> Request:
    return Request(
        "GET",
        method(session.account, "com.atproto.repo.getRecord"),
        _READ_BACK.en,
        headers=session.headers,
        params={"repo": session.facts["did"], "collection": COLLECTION, "rkey": record_key(task)},
    )


def _first_result(answer: Response) -> Mapping[str, object]:
    """Return what an answer says of the post: of several records that were written it is the first."""
    results = answer.data.get("results")
    return results[0] if isinstance(results, list) and results and isinstance(results[0], dict) else answer.data


def _receipt(task: PartTask, session: Session, told: Mapping[str, object], answer: Response) -> PartReceipt | None:
    """Return the proof in an answer that names our record, ``None`` when it does not."""
    address, cid = _address(task, session), told.get("cid")
    if not answer.ok or not isinstance(cid, str) or not cid or told.get("uri") != address:
        return None
    handle = session.facts.get("handle") or ""
    who = handle if "." in handle and handle != "handle.invalid" else session.facts["did"]
    return PartReceipt(task.number, address, f"https://bsky.app/profile/{who}/post/{record_key(task)}", cid)


def _address(task: PartTask, session: Session) -> str:
    return f"at://{session.facts['did']}/{COLLECTION}/{record_key(task)}"


def _cannot_say(answer: Response) -> Sentence:
    return Sentence(
        f"Bluesky cannot say whether the post is there (HTTP {answer.status}): look at the account and decide",
        f"Bluesky non sa dire se il post c'è (HTTP {answer.status}): guarda l'account e decidi",
    )


def _unknown_warning(said: str) -> Sentence:
    known = ", ".join(LIMITS.warnings or ())
    return Sentence(
        f"Bluesky does not know the content warning “{said}”, only {known}.",
        f"Bluesky non conosce l'avviso sui contenuti “{said}”, solo {known}.",
    )


_PUBLISH = Sentence("publish the post", "pubblicare il post")
_READ_BACK = Sentence("find out whether the post is there", "sapere se il post c'è")
_REMOVE = Sentence("delete the post", "cancellare il post")
_NOT_OURS = Sentence(
    "This is no post of the channel's account, so it was not deleted.",
    "Questo non è un post dell'account del canale, quindi non è stato cancellato.",
)
