"""Threads: facts, reading of texts and publishing.

The unit of lengths and offsets is a character, where an emoji counts as many as it has bytes in UTF-8
(https://developers.facebook.com/docs/threads/overview, read on 2026-11-22).

How to get the token, once for every account:

1. At https://developers.facebook.com/apps make an app with the use case **Access the Threads API**. Your own account
   needs no review by Meta: add it under App roles, Roles, as a *Threads tester*, and accept the invitation in Threads
   (Settings, Account, Website permissions, Invites).
2. In the use case add the permissions threads_basic, threads_content_publish, threads_manage_replies (threads and first
   comments) and threads_delete; for the inbox threads_read_replies and threads_manage_mentions, for numbers
   threads_manage_insights.
3. Under Settings of the use case, User token generator, make a token for the account. It ends after **60 days**;
   `smm doctor` says when. From its second day on it can be exchanged for a new one.
4. Threads fetches pictures and films from a public address: say in `brand.yml` where they may lie.

Threads takes 250 posts and 1,000 answers of an account in 24 hours. The first hashtag becomes the post's topic, and
Threads itself decides how long a poll runs. Apps may quote the account's own posts only, because Threads gives the ids
of no others.

A post is made in two steps: a container, whose id is written down, and its publishing. After a lost answer the
container itself says whether it is out, so nothing is ever published twice.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from smm_build.domain.channel import Channel
from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.message import Message
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import require_secret
from smm_build.networks._base import (
    Account,
    Advice,
    CannotKnow,
    Capability,
    Checkup,
    Commit,
    Credential,
    Flow,
    Found,
    InDoubt,
    Limits,
    LinkPlace,
    NotThere,
    PartTask,
    PollLimits,
    ProfileLimits,
    Refused,
    Remember,
    Renewal,
    Request,
    Session,
    Standing,
    Wait,
)
from smm_build.networks._by_hand import ByHand
from smm_build.networks._inbox import answering
from smm_build.networks._meta_token import token_advice, usage_advice
from smm_build.networks.threads._api import (
    THREADS,
    TITLE,
    ask,
    container_state,
    create,
    said_id,
    tell,
    wait_until_finished,
)
from smm_build.networks.threads._inbox import ACTIONS, NOT_HEARD, listen, moderate
from smm_build.networks.threads._lists import is_gone, listed, quoted_id, state_of
from smm_build.networks.threads._metrics import AT_ONCE, audience, metrics
from smm_build.networks.threads._posts import container_of, item_of, objections, refuse_unsendable
from smm_build.networks.threads._profile import PROFILE
from smm_build.networks.threads._quota import quota_advice
from smm_build.text.emoji import find_emoji
from smm_build.text.measure import Measure
from smm_build.text.mentions import at as with_sign
from smm_build.text.plain import measure_plain
from smm_build.text.rulers import ruler_of

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
    "SERVERS",
    "TITLE",
    "audience",
    "examine",
    "fetches",
    "find",
    "find_reply",
    "listen",
    "login",
    "measure",
    "mention",
    "metrics",
    "moderate",
    "objections",
    "publish",
    "remove",
    "renew",
    "reply",
]

NAME = "threads"
LIMITS = Limits(
    characters=500,
    counted_in=Sentence("characters, emoji as UTF-8 bytes", "caratteri, emoji come byte UTF-8"),
    images=20,
    image_bytes=8_000_000,
    image_types=("image/jpeg", "image/png"),
    source="https://developers.facebook.com/docs/threads/overview",
    read_on=date(2026, 11, 22),
    videos=20,
    video_bytes=1_000_000_000,
    video_types=("video/mp4", "video/quicktime"),
    alt_characters=1_000,
    parts=25,  # no maximum is documented; a longer thread is a mistake more often than a wish
    links=5,  # since 2025-12-22: THREADS_API__LINK_LIMIT_EXCEEDED
    image_width=320,
    image_ratios=(1 / 10, 10),
    film_seconds=(0, 300),
    mixed=True,
    # https://developers.facebook.com/docs/threads/create-posts/polls, read on 2026-11-23; of how long it runs it says
    # nothing, and no parameter sets it
    polls=PollLimits(options=4, option_characters=25, shortest=timedelta(0), longest=timedelta(days=366)),
    profile=ProfileLimits(bio=150),  # https://mojicnt.click/en/blog/sns-character-limits.html, read on 2026-11-23
    settings=frozenset({"quote", "replies"}),
)
CAPABILITIES = frozenset(
    {
        Capability.ALT_TEXT,
        Capability.DELETE,
        Capability.FIND,
        Capability.FIRST_COMMENT,
        Capability.INBOX,
        Capability.METRICS,
        Capability.PUBLISH,
        Capability.REPLY,
        Capability.THREAD,
    }
)
TOKEN = Credential(
    "TOKEN",
    Sentence(
        "a long-lived token of the account with threads_basic, threads_content_publish, threads_manage_replies and"
        " threads_delete (ends after 60 days)",
        "un token di lunga durata dell'account con threads_basic, threads_content_publish, threads_manage_replies e"
        " threads_delete (dura 60 giorni)",
    ),
)
CREDENTIALS = (TOKEN,)
DEFAULTS = Settings()
LINKS = LinkPlace.CARD
SERVERS = ("https://graph.threads.net",)
BY_HAND = ByHand(
    hosts=("threads.com", "threads.net"),
    composer="https://www.threads.com/intent/post?text={text}",
    source="https://developers.facebook.com/documentation/threads/threads-web-intents",
    read_on=date(2026, 11, 23),
)

_PERMISSIONS = {
    "threads_basic": Standing.WRONG,
    "threads_content_publish": Standing.WRONG,
    "threads_manage_replies": Standing.SOON,
    "threads_delete": Standing.SOON,
    "threads_read_replies": Standing.SOON,
    "threads_manage_mentions": Standing.SOON,
    "threads_manage_insights": Standing.SOON,
}
_LISTED_LATER = 3
"""How often a list is read again when a container is out that it does not show yet."""


def measure(text: str) -> Measure:
    """Count characters, and every emoji as its bytes in UTF-8."""
    weights = [1] * len(text)
    for emoji in find_emoji(text):
        size = len(emoji.text.encode())
        weights[emoji.start : emoji.end] = [size, *[0] * (emoji.end - emoji.start - 1)]
    return measure_plain(text, ruler_of(weights))


def mention(handle: str) -> str:
    """Write ``@handle``."""
    return with_sign(handle)


def fetches(channel: Channel) -> frozenset[str]:  # noqa: ARG001 - the same for every account
    """Return that Threads fetches pictures and films itself."""
    return frozenset({"image", "video"})


def login(account: Account) -> Flow[Session]:
    """Learn whose token it is; the token of another account than the channel's file names is refused.

    Source: https://developers.facebook.com/docs/threads/threads-profiles, read on 2026-11-23.
    """
    token = require_secret(account, TOKEN)
    session = Session(account, {"Authorization": f"Bearer {token}"})
    answer = yield ask(session, "me", _LOG_IN, fields="id,username")
    user_id = said_id(answer)
    if user_id is None:
        raise THREADS.refused(answer, _LOG_IN, account)
    if account.channel.account not in {None, user_id}:
        raise Refused(Trouble.AUTH, _other_account(account, answer.text("username"), user_id))
    return Session(account, session.headers, {"user_id": user_id, "username": answer.text("username")})


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Make a container, wait until Threads has worked on it, then publish it.

    Source: https://developers.facebook.com/docs/threads/posts, read on 2026-11-23.
    """
    _check(task)
    container = yield from _container(task, session)
    form = {"creation_id": container}
    answer = yield Commit(tell(session, f"{session.facts['user_id']}/threads_publish", _PUBLISH, form))
    post_id = said_id(answer)
    if post_id is not None:
        return PartReceipt(task.number, post_id, (yield from _permalink(post_id, session)))
    state = yield from container_state(session, container)
    if state.text("status") == "PUBLISHED":
        raise THREADS.in_doubt(answer, _PUBLISH, session)
    raise THREADS.after_commit(answer, _PUBLISH, session)


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Ask the container that was written down whether it is out, and the account's list which post it became.

    A container is written down before it is published, so without one nothing was. Source:
    https://developers.facebook.com/docs/threads/troubleshooting and
    https://developers.facebook.com/docs/threads/retrieve-and-discover-posts, read on 2026-11-23.
    """
    container = task.notes.get(_CONTAINER)
    state = "" if container is None else (yield from state_of(container, session))
    if container is not None and state in {"FINISHED", "EXPIRED", "ERROR"}:
        return NotThere()
    for again in range(_LISTED_LATER if state == "PUBLISHED" else 1):
        if again:
            yield Wait(5.0 * again)
        alike, whole = yield from listed(task, session)
        if len(alike) == 1:
            return Found(alike[0])
        if alike or not whole:
            return CannotKnow(_ALIKE if alike else _CUT_OFF)
    if state == "PUBLISHED":
        return CannotKnow(_OUT_BUT_NOT_LISTED)
    return CannotKnow(_CHANGED) if container is not None and task.changed else NotThere()


def reply(task: PartTask, session: Session, to: Message) -> Flow[PartReceipt]:
    """Publish an answer: a post that hangs on theirs."""
    return (yield from publish(answering(task, to.thread), session))


def find_reply(task: PartTask, session: Session, to: Message) -> Flow[Found | NotThere | CannotKnow]:
    """Look for an answer of an earlier attempt."""
    return (yield from find(answering(task, to.thread), session))


def remove(receipt: PartReceipt, session: Session) -> Flow[None]:
    """Delete a post; that it is gone already is fine.

    Source: https://developers.facebook.com/docs/threads/posts/delete-posts, read on 2026-11-23.
    """
    url = f"{session.account.server}/v1.0/{receipt.id}"
    answer = yield Request("DELETE", url, _REMOVE.en, headers=session.headers)
    if not is_gone(answer) and not (answer.ok and answer.data.get("success") is True):
        raise THREADS.refused(answer, _REMOVE, session)


def examine(session: Session, at: datetime) -> Flow[Checkup]:
    """Ask when the token ends, what it may do, and how much of the day's posts is left.

    Sources: https://developers.facebook.com/docs/threads/troubleshooting and
    https://developers.facebook.com/docs/threads/get-started/long-lived-tokens, read on 2026-11-23.
    """
    given = require_secret(session.account, TOKEN)
    told = yield ask(session, "debug_token", _LOOK, input_token=given)
    ends, advice = token_advice(told, _PERMISSIONS, at)
    fields = "quota_usage,config,reply_quota_usage,reply_config,delete_quota_usage,delete_config"
    answer = yield ask(session, f"{session.facts['user_id']}/threads_publishing_limit", _LOOK, fields=fields)
    if not answer.ok:
        raise THREADS.refused(answer, _LOOK, session)
    return Checkup(_named(session), ends, (*advice, *quota_advice(answer), *usage_advice(answer), *_own(session)))


def renew(account: Account, at: datetime) -> Flow[Renewal]:
    """Exchange the token for one that lasts another 60 days; it has to be a day old and still valid.

    Source: https://developers.facebook.com/docs/threads/get-started/long-lived-tokens, read on 2026-11-23.
    """
    token = require_secret(account, TOKEN)
    answer = yield Request(
        "GET",
        f"{account.server}/refresh_access_token",
        _RENEW.en,
        headers={"Authorization": f"Bearer {token}"},
        params={"grant_type": "th_refresh_token"},
    )
    renewed, seconds = answer.text("access_token"), answer.data.get("expires_in")
    if not answer.ok or not renewed:
        raise THREADS.refused(answer, _RENEW, account)
    lasts = timedelta(seconds=seconds) if isinstance(seconds, int) and seconds > 0 else None
    return Renewal({TOKEN.suffix: renewed}, at.astimezone(UTC) + lasts if lasts else None)


def _check(task: PartTask) -> None:
    refuse_unsendable(task, LIMITS, tuple(measure(part.text).length for part in task.variant.messages))


def _container(task: PartTask, session: Session) -> Flow[str]:
    """Return the container to publish: the one written down if it can still be published, else a new one."""
    known = task.notes.get(_CONTAINER)
    if known is not None and not task.changed:
        state = yield from state_of(known, session)
        if state == "PUBLISHED":
            raise InDoubt(_OUT_BUT_NOT_LISTED)
        if state == "FINISHED":
            return known
    quoted = yield from quoted_id(task, session)
    children = yield from _children(task, session)
    container = yield from create(session, container_of(task, children, quoted), _PREPARE)
    if (yield from wait_until_finished(session, container, _PREPARE)) == "EXPIRED":
        raise Refused(Trouble.TRANSIENT, _EXPIRED)
    yield Remember({_CONTAINER: container})
    return container


def _children(task: PartTask, session: Session) -> Flow[tuple[str, ...]]:
    """Make a container for each picture and film of a carousel, then wait for all of them."""
    if len(task.part.media) < _A_CAROUSEL:
        return ()
    made: list[str] = []
    for number, media in enumerate(task.part.media, start=1):
        asked = _prepare_file(number)
        made.append((yield from create(session, item_of(media, task.staged), asked)))
    for number, container in enumerate(made, start=1):
        yield from wait_until_finished(session, container, _prepare_file(number))
    return tuple(made)


def _permalink(post_id: str, session: Session) -> Flow[str | None]:
    """Ask for the public address of what was just published. It is best effort: the post is out."""
    answer = yield ask(session, post_id, _LOOK_AT_IT, fields="id,permalink")
    return answer.text("permalink") or None


def _own(session: Session) -> tuple[Advice, ...]:
    """Tell when the token is that of another account than the channel names."""
    channel, username = session.account.channel, session.facts.get("username", "")
    own = (channel.handle or "").lstrip("@")
    if not own or not username or own.casefold() == username.casefold():
        return ()
    said = Sentence(
        f"The token belongs to @{username}, but {channel.path} says @{own}",
        f"Il token è di @{username}, ma {channel.path} dice @{own}",
    )
    return (Advice(Standing.WRONG, said),)


def _named(session: Session) -> str | None:
    return f"@{session.facts['username']}" if session.facts.get("username") else None


def _other_account(account: Account, username: str, user_id: str) -> Sentence:
    channel = account.channel
    return Sentence(
        f"The token belongs to @{username} ({user_id}), but {channel.id} is the account {channel.account}: nothing was"
        f" published. Make a token for the right account, or correct `account` in {channel.path}",
        f"Il token è di @{username} ({user_id}), ma {channel.id} è l'account {channel.account}: nulla è stato"
        f" pubblicato. Crea un token per l'account giusto, o correggi `account` in {channel.path}",
    )


def _prepare_file(number: int) -> Sentence:
    return Sentence(f"prepare file {number}", f"preparare il file {number}")


_CONTAINER = "container"
_A_CAROUSEL = 2
_LOG_IN = Sentence("log in", "accedere")
_LOOK = Sentence("look at the account", "guardare l'account")
_LOOK_AT_IT = Sentence("look at the post", "guardare il post")
_PREPARE = Sentence("prepare the post", "preparare il post")
_PUBLISH = Sentence("publish the post", "pubblicare il post")
_REMOVE = Sentence("delete the post", "cancellare il post")
_RENEW = Sentence("renew the token", "rinnovare il token")
_EXPIRED = Sentence(
    "What Threads had prepared expired before it was published. Nothing was published, and it will be tried again",
    "Ciò che Threads aveva preparato è scaduto prima della pubblicazione. Nulla è stato pubblicato, e si riproverà",
)
_OUT_BUT_NOT_LISTED = Sentence(
    "Threads says that the post is out, but does not list it: look at the account, then record its address",
    "Threads dice che il post è uscito, ma non lo elenca: guarda l'account, poi registra il suo indirizzo",
)
_CUT_OFF = Sentence(
    "The account has posted too much since to find this post among the rest: look whether it is there and decide",
    "Da allora l'account ha pubblicato troppo per trovare questo post tra gli altri: guarda se c'è e decidi",
)
_CHANGED = Sentence(
    "An earlier attempt had other words, and Threads finds a post by its words: look whether it is there and decide",
    "Un tentativo precedente aveva altre parole, e su Threads un post si trova dalle parole: guarda se c'è e decidi",
)
_ALIKE = Sentence(
    "Threads has several posts of this account with the same words: look whether one is this one and decide",
    "Su Threads ci sono più post di questo account con le stesse parole: guarda se uno è questo e decidi",
)
