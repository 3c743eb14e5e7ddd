"""Mastodon and servers that speak its API: facts, reading of texts and publishing.

The unit of lengths and offsets is Mastodon's: a grapheme counts 1, a link 23, and of ``@name@server`` only ``@name``
(https://docs.joinmastodon.org/user/posting/, read on 2026-11-22). What an instance itself allows is asked at login.

Of the servers that speak this API only some heed ``Idempotency-Key``, and those for an hour. So the key is sent, and
after a lost answer the account's own posts are read before anything is sent again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from smm_build.domain.delivery import PartReceipt
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
    PollLimits,
    ProfileLimits,
    Request,
    Response,
    Session,
    Wait,
)
from smm_build.networks._content import refuse_faults
from smm_build.networks._mastodon_instance import instance_facts, limits_of, links_length
from smm_build.networks._mastodon_statuses import Likeness, earliest, identifier, likeness, older_than
from smm_build.text.hashtags import find_hashtags
from smm_build.text.links import find_full_links, outside
from smm_build.text.measure import Measure
from smm_build.text.mentions import at, find_fediverse_mentions
from smm_build.text.rulers import grapheme_weights, in_unit, ruler_of

__all__ = [
    "CAPABILITIES",
    "CREDENTIALS",
    "DEFAULTS",
    "LIMITS",
    "LINKS",
    "NAME",
    "SERVERS",
    "TITLE",
    "amend",
    "find",
    "login",
    "measure",
    "mention",
    "publish",
]

NAME = "mastodon"
TITLE = "Mastodon"
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
)
CAPABILITIES = frozenset(
    {
        Capability.EDIT,
        Capability.PUBLISH,
        Capability.FIND,
        Capability.THREAD,
        Capability.ALT_TEXT,
        Capability.IDEMPOTENCY,
    }
)
TOKEN = Credential(
    "TOKEN",
    Sentence(
        "an access token with read:accounts, read:statuses, write:statuses and write:media (Preferences, Development)",
        "un token di accesso con read:accounts, read:statuses, write:statuses e write:media (Preferenze, Sviluppo)",
    ),
)
CREDENTIALS = (TOKEN,)
DEFAULTS = Settings(visibility="public")
LINKS = LinkPlace.IN_TEXT
SERVERS: tuple[str, ...] = ()

_LINK = 23
_PAGE = 40
_PAGES = 25
"""Own posts are looked through this many pages back; a busier account is for a person to judge."""
_LOOKS = 30
"""How often an upload is looked at before it is given up: a little over four minutes."""
_VISIBILITIES = ("public", "unlisted", "private", "direct")


def measure(text: str) -> Measure:
    """Count as an instance does unless it says otherwise; entities are told in the same unit."""
    return _measure(text, _LINK)


def mention(handle: str) -> str:
    """Write ``@name@server``."""
    return at(handle)


def login(account: Account) -> Flow[Session]:
    """Learn whose token it is and what the instance allows.

    Source: https://docs.joinmastodon.org/methods/accounts/#verify_credentials and
    https://docs.joinmastodon.org/methods/instance/#v2, read on 2026-11-22.
    """
    token = require_secret(account, TOKEN)
    headers = {"Authorization": f"Bearer {token}"}
    answer = yield Request("GET", f"{account.server}/api/v1/accounts/verify_credentials", _LOG_IN.en, headers=headers)
    account_id = identifier(answer.data.get("id"))
    if not answer.ok or account_id is None:
        raise _SERVER.refused(answer, _LOG_IN, account)
    facts = yield from _instance(account, headers)
    return Session(account, headers, {**facts, "account_id": account_id})


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Upload the media, wait until they are ready, then post the status.

    Source: https://docs.joinmastodon.org/methods/statuses/#create, read on 2026-11-22.
    """
    _check(task, session)
    media: list[str] = []
    for number in range(1, len(task.part.media) + 1):
        media.append((yield from _upload(task, number, session)))  # noqa: PERF401 - a comprehension cannot yield
    answer = yield Commit(
        Request(
            "POST",
            f"{session.account.server}/api/v1/statuses",
            _PUBLISH.en,
            headers={**session.headers, "Idempotency-Key": task.key},
            json=_status(task, media),
        )
    )
    status_id = identifier(answer.data.get("id"))
    if answer.ok and status_id is not None:
        return PartReceipt(task.number, status_id, _url(answer.data))
    raise _SERVER.after_commit(answer, _PUBLISH, session)


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
            raise _SERVER.refused(answer, _READ_BACK, session)
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


def amend(task: PartTask, receipt: PartReceipt, session: Session) -> Flow[PartReceipt]:
    """Change the words of a status; its files stay, because an edit that names none would take them away.

    Source: https://docs.joinmastodon.org/methods/statuses/#edit, read on 2026-11-23.
    """
    _check(task, session)
    url = f"{session.account.server}/api/v1/statuses/{receipt.id}"
    there = yield Request("GET", url, _READ_BACK.en, headers=session.headers)
    files = there.data.get("media_attachments")
    if not there.ok or not isinstance(files, list):
        raise _SERVER.refused(there, _READ_BACK, session)
    ids = [identifier(file.get("id")) for file in files if isinstance(file, dict)]
    if len(ids) != len(task.part.media):
        raise refuse_content(_OTHER_FILES)
    said = _status(task, [known for known in ids if known])
    body = {key: said[key] for key in _AMENDABLE if key in said}
    answer = yield Request("PUT", url, _AMEND.en, headers=session.headers, json=body)
    status_id = identifier(answer.data.get("id"))
    if answer.ok and status_id is not None:
        return PartReceipt(task.number, status_id, _url(answer.data) or receipt.url)
    raise _SERVER.refused(answer, _AMEND, session)


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


def _instance(account: Account, headers: Mapping[str, str]) -> Flow[dict[str, str]]:
    """Return what the instance says it allows; a server that does not say so is taken for a usual one."""
    for version in ("v2", "v1"):
        answer = yield Request("GET", f"{account.server}/api/{version}/instance", "ask for limits", headers=headers)
        if answer.status == _TOO_MANY:
            raise _SERVER.refused(answer, _LOG_IN, account)
        facts = instance_facts(answer.data) if answer.ok else {}
        if facts:
            return facts
    return {}


def _check(task: PartTask, session: Session) -> None:
    said = task.variant.settings
    if said.visibility and said.visibility not in _VISIBILITIES:
        raise refuse_content(
            Sentence(
                f"Mastodon knows no visibility “{said.visibility}”, only {', '.join(_VISIBILITIES)}.",
                f"Mastodon non conosce la visibilità “{said.visibility}”, solo {', '.join(_VISIBILITIES)}.",
            )
        )
    link = links_length(session.facts, _LINK)
    warning = measure(said.content_warning or "").length
    lengths = tuple(warning + _measure(part.text, link).length for part in task.variant.messages)
    refuse_faults(task, TITLE, limits_of(session, LIMITS), lengths)


def _upload(task: PartTask, number: int, session: Session) -> Flow[str]:
    """Return the id of an upload, once the instance has finished with it.

    Source: https://docs.joinmastodon.org/methods/media/#v2, read on 2026-11-22.
    """
    media = task.part.media[number - 1]
    asked = Sentence(f"upload file {number}", f"caricare il file {number}")
    assert media.facts is not None, "refused by _check before anything was asked"
    form: dict[str, str | FileBody] = {"file": FileBody(media.file, media.facts.mime)}
    if media.alt:
        form["description"] = media.alt
    server = session.account.server
    answer = yield Request("POST", f"{server}/api/v2/media", asked.en, headers=session.headers, form=form)
    media_id = identifier(answer.data.get("id"))
    if not answer.ok or media_id is None:
        raise _SERVER.refused(answer, asked, session)
    for look in range(_LOOKS):
        if answer.status not in _NOT_READY:
            return media_id
        yield Wait(min(1.0 + look, 10.0))
        answer = yield Request("GET", f"{server}/api/v1/media/{media_id}", asked.en, headers=session.headers)
        if not answer.ok or identifier(answer.data.get("id")) != media_id:
            raise _SERVER.refused(answer, asked, session)
    raise _SERVER.refused(answer, asked, session)


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


def _said(answer: Response) -> str:
    return answer.text("error_description") or answer.text("error")


_TOO_MANY = 429
_NOT_READY = frozenset({202, 206})
_SERVER = Counterpart(TITLE, _said)
_LOG_IN = Sentence("log in", "accedere")
_PUBLISH = Sentence("publish the post", "pubblicare il post")
_AMEND = Sentence("change the post", "modificare il post")
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
