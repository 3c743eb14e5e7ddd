"""Mastodon and servers that speak its API: facts, reading of texts and publishing.

Any account on any server will do; write the server's address into the channel's file. In its web page, under
Preferences, Development, make a new application with the scopes ``read:accounts``, ``read:statuses``,
``write:statuses`` and ``write:media`` (and ``read:search`` to quote posts of other servers) and put its access token
into the environment. It does not end until somebody revokes it there.

The unit of lengths and offsets is Mastodon's: a grapheme counts 1, a link 23, and of ``@name@server`` only ``@name``
(https://docs.joinmastodon.org/user/posting/, read on 2026-11-22). What an instance itself allows is asked at login.

Of the servers that speak this API only some heed ``Idempotency-Key``, and those for an hour. So the key is sent, and
after a lost answer the account's own posts are read before anything is sent again.

A picture's ``focus`` is kept in view. ``quote`` takes the address of a post where the server offers quotes (Mastodon
4.5), and nothing else beside it. A thread's later parts and the first comment answer the part before.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.message import Message
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
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
    PollLimits,
    ProfileLimits,
    Request,
    Scheduling,
    Session,
)
from smm_build.networks._by_hand import ByHand
from smm_build.networks._content import refuse_faults, refuse_objections
from smm_build.networks._settings import refuse_settings
from smm_build.networks.mastodon._account import TOKEN, examine, login
from smm_build.networks.mastodon._inbox import ACTIONS, as_answer, listen, moderate
from smm_build.networks.mastodon._instance import limits_of, links_length
from smm_build.networks.mastodon._metrics import AT_ONCE, audience, metrics
from smm_build.networks.mastodon._objections import objections
from smm_build.networks.mastodon._profile import PROFILE, PROFILE_WRITES, read_profile, write_profile
from smm_build.networks.mastodon._quotes import refuse_quote, resolve_quote
from smm_build.networks.mastodon._schedule import find_among_scheduled, hand_over, refuse_other_servers, take_off
from smm_build.networks.mastodon._server import SERVER, TITLE
from smm_build.networks.mastodon._statuses import Likeness, earliest, identifier, likeness, older_than
from smm_build.networks.mastodon._uploads import upload
from smm_build.text.hashtags import find_hashtags
from smm_build.text.links import find_full_links, outside
from smm_build.text.measure import Measure
from smm_build.text.mentions import at, find_fediverse_mentions
from smm_build.text.rulers import grapheme_weights, in_unit, ruler_of

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
    "PROFILE",
    "PROFILE_WRITES",
    "SCHEDULING",
    "SERVERS",
    "TITLE",
    "amend",
    "audience",
    "can_schedule",
    "examine",
    "find",
    "find_reply",
    "find_scheduled",
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
    "schedule",
    "take_back",
    "write_profile",
]

NAME = "mastodon"
LIMITS = Limits(
    characters=500,
    counted_in=Sentence("graphemes", "grafemi"),
    images=4,
    image_bytes=16_777_216,
    image_types=("image/jpeg", "image/png", "image/gif", "image/webp"),
    source="https://docs.joinmastodon.org/user/posting/",
    read_on=date(2026, 11, 22),
    videos=1,
    video_bytes=103_809_024,
    video_types=("video/mp4", "video/webm", "video/quicktime"),
    alt_characters=1_500,
    parts=25,  # no maximum is documented; a longer thread is a mistake more often than a wish
    image_pixels=33_177_600,
    # https://docs.joinmastodon.org/entities/Instance/, read on 2026-11-22
    polls=PollLimits(options=4, option_characters=50, shortest=timedelta(minutes=5), longest=timedelta(days=30)),
    profile=ProfileLimits(name=30, bio=500),
    settings=frozenset({"content_warning", "quote", "visibility"}),
)
CAPABILITIES = frozenset(
    {
        Capability.ALT_TEXT,
        Capability.DELETE,
        Capability.EDIT,
        Capability.FIND,
        Capability.FIRST_COMMENT,
        Capability.IDEMPOTENCY,
        Capability.INBOX,
        Capability.METRICS,
        Capability.PUBLISH,
        Capability.REPLY,
        Capability.SCHEDULE,
        Capability.THREAD,
        Capability.PROFILE_READ,
        Capability.PROFILE_WRITE,
    }
)
CREDENTIALS = (TOKEN,)
DEFAULTS = Settings(visibility="public")
LINKS = LinkPlace.IN_TEXT
SERVERS: tuple[str, ...] = ()
# "scheduled_at … Must be at least 5 minutes in the future":
# https://docs.joinmastodon.org/methods/statuses/#create, read on 2026-11-23. No most is named.
SCHEDULING = Scheduling(least=timedelta(minutes=5), most=timedelta(days=365))
BY_HAND = ByHand(
    composer="{server}/share?text={text}",
    source="https://github.com/mastodon/mastodon/issues/442",
    read_on=date(2026, 11, 23),
)

_LINK = 23
_PAGE = 40
_PAGES = 25
"""Own posts are looked through this many pages back; a busier account is for a person to judge."""


def measure(text: str) -> Measure:
    """Count as an instance does unless it says otherwise; entities are told in the same unit."""
    return _measure(text, _LINK)


def mention(handle: str) -> str:
    """Write ``@name@server``."""
    return at(handle)


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Upload the media, wait until they are ready, then post the status.

    Source: https://docs.joinmastodon.org/methods/statuses/#create, read on 2026-11-22.
    """
    status = yield from _ready_status(task, session)
    answer = yield Commit(
        Request(
            "POST",
            f"{session.account.server}/api/v1/statuses",
            _PUBLISH.en,
            headers={**session.headers, "Idempotency-Key": task.key},
            json=status,
        )
    )
    status_id = identifier(answer.data.get("id"))
    if answer.ok and status_id is not None:
        return PartReceipt(task.number, status_id, _url(answer.data))
    raise SERVER.after_commit(answer, _PUBLISH, session)


def can_schedule(variant: Variant) -> bool:
    """Every post of one message."""
    return len(variant.messages) == 1


def schedule(task: PartTask, session: Session, at: datetime) -> Flow[str]:
    """Upload the media, then hand the status over for its time.

    The key names what and when: it is another one after every change, because what was taken back must not come again.
    """
    refuse_other_servers(session)
    status = yield from _ready_status(task, session)
    key = f"{task.key}-{task.variant.digest[:16]}-{int(at.timestamp())}-{int(task.at.timestamp())}"
    return (yield from hand_over(status, key, session, at))


def find_scheduled(task: PartTask, session: Session, at: datetime) -> Flow[str | CannotKnow | None]:
    """Look for the message among the scheduled statuses."""
    return (yield from find_among_scheduled(task, session, at))


def take_back(scheduled_id: str, session: Session) -> Flow[bool]:
    """Delete a scheduled status; what it became is left alone, because that has another id."""
    return (yield from take_off(scheduled_id, session))


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Read the account's own posts back to before the delivery was planned and look for this part.

    Source: https://docs.joinmastodon.org/methods/accounts/#statuses, read on 2026-11-22.
    """
    since = earliest(task)
    before: str | None = None
    for _ in range(_PAGES):
        answer = yield _own_statuses(session, before)
        page = answer.value
        if not answer.ok or not isinstance(page, list):
            raise SERVER.refused(answer, _READ_BACK, session)
        statuses = [status for status in page if isinstance(status, dict)]
        found = _among(statuses, task)
        if found is not None:
            return found
        last = identifier(statuses[-1].get("id")) if statuses else None
        if not page or any(older_than(status, since) for status in statuses):
            return CannotKnow(_CHANGED) if task.changed else NotThere()
        if last is None or last == before:
            return CannotKnow(_CUT_OFF)
        before = last
    return CannotKnow(_CUT_OFF)


def reply(task: PartTask, session: Session, to: Message) -> Flow[PartReceipt]:
    """Publish an answer: a status that hangs on theirs."""
    return (yield from publish(as_answer(task, to), session))


def find_reply(task: PartTask, session: Session, to: Message) -> Flow[Found | NotThere | CannotKnow]:
    """Look for an answer among the account's own posts."""
    return (yield from find(as_answer(task, to), session))


def amend(task: PartTask, receipt: PartReceipt, session: Session) -> Flow[PartReceipt]:
    """Change the words of a status; its files stay, because an edit that names none would take them away.

    Source: https://docs.joinmastodon.org/methods/statuses/#edit, read on 2026-11-23.
    """
    _check(task, session)
    url = f"{session.account.server}/api/v1/statuses/{receipt.id}"
    there = yield Request("GET", url, _READ_BACK.en, headers=session.headers)
    files = there.data.get("media_attachments")
    if not there.ok or not isinstance(files, list):
        raise SERVER.refused(there, _READ_BACK, session)
    ids = [identifier(file.get("id")) for file in files if isinstance(file, dict)]
    if len(ids) != len(task.part.media):
        raise refuse_content(_OTHER_FILES)
    said = _status(task, [known for known in ids if known])
    body = {key: said[key] for key in _AMENDABLE if key in said}
    answer = yield Request("PUT", url, _AMEND.en, headers=session.headers, json=body)
    status_id = identifier(answer.data.get("id"))
    if answer.ok and status_id is not None:
        return PartReceipt(task.number, status_id, _url(answer.data) or receipt.url)
    raise SERVER.refused(answer, _AMEND, session)


def remove(receipt: PartReceipt, session: Session) -> Flow[None]:
    """Delete a status; one that is gone already is fine.

    Source: https://docs.joinmastodon.org/methods/statuses/#delete, read on 2026-11-23.
    """
    url = f"{session.account.server}/api/v1/statuses/{receipt.id}"
    answer = yield Request("DELETE", url, _REMOVE.en, headers=session.headers)
    if not answer.ok and answer.status != _GONE:
        raise SERVER.refused(answer, _REMOVE, session)


def _ready_status(task: PartTask, session: Session) -> Flow[dict[str, object]]:
    """Return the body of a status whose media are uploaded and whose quote is found. Raises :class:`Refused`."""
    _check(task, session)
    quoted = yield from resolve_quote(task, session)
    media: list[str] = []
    for number in range(1, len(task.part.media) + 1):
        media.append((yield from upload(task, number, session)))  # noqa: PERF401 - a comprehension cannot yield
    return _status(task, media) | ({"quoted_status_id": quoted} if quoted else {})


def _measure(text: str, link_length: int) -> Measure:
    links = find_full_links(text)
    mentions = outside(find_fediverse_mentions(text), links)
    weights = grapheme_weights(text)
    for link in links:
        weights[link.start : link.end] = [link_length, *[0] * (len(link.text) - 1)]
    for someone in mentions:
        shown = 1 + len(someone.value.partition("@")[0])
        weights[someone.start + shown : someone.end] = [0] * (len(someone.text) - shown)
    ruler = ruler_of(weights)
    return Measure(
        length=ruler[-1],
        links=in_unit(links, ruler),
        mentions=in_unit(mentions, ruler),
        hashtags=in_unit(outside(find_hashtags(text), links), ruler),
    )


def _check(task: PartTask, session: Session) -> None:
    refuse_settings(task, TITLE, LIMITS)
    refuse_objections(objections(task.variant))
    refuse_quote(task, session)
    link = links_length(session.facts, _LINK)
    warning = measure(task.variant.settings.content_warning or "").length
    lengths = tuple(warning + _measure(part.text, link).length for part in task.variant.messages)
    refuse_faults(task, TITLE, limits_of(session, LIMITS), lengths)


def _status(task: PartTask, media: list[str]) -> dict[str, object]:
    """Return the body of the status; what is not said is left out."""
    said = task.variant.settings
    status: dict[str, object] = {"status": task.part.text, "visibility": said.visibility or "public"}
    if media:
        status["media_ids"] = media
    if task.earlier:
        status["in_reply_to_id"] = task.earlier[-1].id
    if said.language:
        status["language"] = said.language
    if said.content_warning:
        status["spoiler_text"] = said.content_warning
        status["sensitive"] = True
    if said.poll and task.number == 1:
        status["poll"] = {
            "options": list(said.poll.options),
            "expires_in": int(said.poll.duration.total_seconds()),
            "multiple": said.poll.multiple,
        }
    return status


def _own_statuses(session: Session, before: str | None) -> Request:
    params = {"limit": str(_PAGE), "exclude_reblogs": "true"}
    if before is not None:
        params["max_id"] = before
    url = f"{session.account.server}/api/v1/accounts/{session.facts['account_id']}/statuses"
    return Request("GET", url, _READ_BACK.en, headers=session.headers, params=params)


def _among(statuses: list[dict[str, object]], task: PartTask) -> Found | CannotKnow | None:
    """Return what one page of own posts says: there, perhaps there, or nothing like it."""
    alike = [(likeness(status, task), status) for status in statuses if not older_than(status, earliest(task))]
    for how, status in alike:
        status_id = identifier(status.get("id"))
        if how is Likeness.SAME and status_id is not None:
            return Found(PartReceipt(task.number, status_id, _url(status)))
    if any(how is not Likeness.OTHER for how, _ in alike):
        return CannotKnow(_ALIKE)
    return None


def _url(status: Mapping[str, object]) -> str | None:
    url = status.get("url") or status.get("uri")
    return url if isinstance(url, str) else None


_GONE = 404
_PUBLISH = Sentence("publish the post", "pubblicare il post")
_AMEND = Sentence("change the post", "modificare il post")
_REMOVE = Sentence("delete the post", "cancellare il post")
_AMENDABLE = ("status", "spoiler_text", "sensitive", "language", "media_ids")
_OTHER_FILES = Sentence(
    "The number of pictures changed, and only words can be changed once a post is out: delete it there or leave it",
    "È cambiato il numero di immagini, e di un post uscito si cambiano solo le parole: cancellalo lì o lascialo",
)
_READ_BACK = Sentence("list the account's posts", "elencare i post dell'account")
_CUT_OFF = Sentence(
    "Mastodon does not list the account's posts far enough back to say whether this one is there: look and decide",
    "Mastodon non elenca i post dell'account abbastanza indietro per dire se questo c'è: guarda e decidi",
)
_CHANGED = Sentence(
    "An earlier attempt had other words, and Mastodon finds a post by its words: look whether it is there and decide",
    "Un tentativo precedente aveva altre parole, e su Mastodon un post si trova dalle parole: guarda se c'è e decidi",
)
_ALIKE = Sentence(
    "Mastodon has a post of this account that is nearly the same: look whether it is this one and decide",
    "Su Mastodon c'è un post di questo account quasi uguale: guarda se è questo e decidi",
)
