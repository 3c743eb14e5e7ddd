"""X: facts, reading of texts and publishing.

The unit of lengths and offsets is X's weighted character, counted over the text in NFC: 1 for Latin, Cyrillic, Greek
and their neighbours, 2 for everything else and for a whole emoji, 23 for a link, also for one without ``https://``.
Source: https://github.com/twitter/twitter-text/blob/master/config/v3.json and
https://docs.x.com/fundamentals/counting-characters, read on 2026-11-22.

How to get the four keys, once for every account:

1. At https://console.x.com, log in **with the account that is to post** and make an app; X charges for every post, so
   put some credit there, and set a limit of what may be spent.
2. In the app's settings, User authentication, choose **Read and write**. Keys made before that may only read.
3. Under Keys and tokens take the *API key and secret*, and make an *access token and secret*. They never end, until
   somebody makes new ones or takes the app's access away; nothing has to be renewed.
4. `smm doctor` says whose keys they are and whether they may write.

X charges $0.015 for a post, **$0.200 for one with a link in it**, and $0.005 for the alternative text of a picture
(https://docs.x.com/x-api/getting-started/pricing, read on 2026-11-22). Longer posts need a subscription of the account:
then say so in the channel's file, `limits: {characters: 25000}`. Apps may quote and answer only the account's own posts
and those of people who mentioned it. X takes alternative texts for pictures and animations, not for films, and chooses
a post's language itself.

X has no key that keeps a post from being made twice. After a lost answer the account's own posts are read before
anything is sent again; and X itself refuses the same words for a while.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.message import Message, MessageKind
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks._answers import refuse_content, require_secrets
from smm_build.networks._base import (
    Account,
    CannotKnow,
    Capability,
    Charge,
    Checkup,
    Commit,
    Credential,
    Flow,
    Found,
    Limits,
    LinkPlace,
    NotThere,
    PartTask,
    PollLimits,
    ProfileLimits,
    Refused,
    Remember,
    Request,
    Response,
    Session,
)
from smm_build.networks._by_hand import ByHand
from smm_build.networks._inbox import answering
from smm_build.networks.x._account import checkup_of
from smm_build.networks.x._answers import TITLE, X, is_duplicate
from smm_build.networks.x._content import objections, refuse_unsendable
from smm_build.networks.x._direct import answer_privately, find_private_answer
from smm_build.networks.x._inbox import ACTIONS, NOT_HEARD, listen, moderate
from smm_build.networks.x._media import keys_of, upload
from smm_build.networks.x._metrics import AT_ONCE, audience, metrics
from smm_build.networks.x._posts import Likeness, body_of, likeness, made_before, parameters, permalink, since
from smm_build.networks.x._prices import charges_of
from smm_build.networks.x._profile import PROFILE, PROFILE_WRITES, read_profile, write_profile
from smm_build.text.emoji import find_emoji
from smm_build.text.hashtags import find_hashtags
from smm_build.text.links import find_links, outside
from smm_build.text.measure import Measure
from smm_build.text.mentions import at, find_x_mentions
from smm_build.text.rulers import in_unit, ruler_of

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
    "charges",
    "examine",
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
    "read_profile",
    "remove",
    "reply",
    "write_profile",
]

NAME = "x"
LIMITS = Limits(
    characters=280,
    counted_in=Sentence("weighted characters", "caratteri pesati"),
    images=4,
    image_bytes=5_000_000,
    image_types=("image/jpeg", "image/png", "image/gif", "image/webp"),
    source="https://github.com/twitter/twitter-text/blob/master/config/v3.json",
    read_on=date(2026, 11, 22),
    videos=1,
    video_bytes=512_000_000,
    video_types=("video/mp4", "video/quicktime"),
    alt_characters=1_000,
    parts=25,  # no maximum is documented; a longer thread is a mistake more often than a wish
    film_seconds=(0.5, 140),
    polls=PollLimits(options=4, option_characters=25, shortest=timedelta(minutes=5), longest=timedelta(days=7)),
    # https://usefultoolkit.com/blog/social-media-character-limits-2026-complete-guide, read on 2026-11-23
    profile=ProfileLimits(name=50, bio=160),
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
        Capability.PROFILE_READ,
        Capability.PROFILE_WRITE,
        Capability.PUBLISH,
        Capability.REPLY,
        Capability.THREAD,
    }
)
CREDENTIALS = (
    Credential(
        "API_KEY",
        Sentence(
            "the API key (consumer key) of your app at console.x.com",
            "la API key (consumer key) della tua app su console.x.com",
        ),
    ),
    Credential("API_SECRET", Sentence("its secret (API key secret)", "il suo segreto (API key secret)")),
    Credential(
        "ACCESS_TOKEN",
        Sentence(
            "the access token of the account, made after the app was set to Read and write",
            "il token di accesso dell'account, creato dopo aver impostato l'app su Read and write",
        ),
    ),
    Credential("ACCESS_SECRET", Sentence("its secret (access token secret)", "il suo segreto (access token secret)")),
)
DEFAULTS = Settings()
LINKS = LinkPlace.IN_TEXT
SERVERS = ("https://api.x.com",)
BY_HAND = ByHand(
    hosts=("x.com", "twitter.com"),
    composer="https://x.com/intent/post?text={text}",
    source="https://docs.x.com/x-for-websites/post-button/guides/web-intent",
    read_on=date(2026, 11, 23),
)

_LINK = 23
_HEAVY = 2
_LIGHT = ((0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
"""The code points that weigh 1, config v3."""
_NOT_LIGHT = re.compile(f"[^{''.join(f'{chr(first)}-{chr(last)}' for first, last in _LIGHT)}]+")

_PAGES = 25
"""Own posts are looked through this many pages of 100 back; a busier account is for a person to judge."""
_SPELLINGS = ("post", "tweet")
"""What the fields of a post are called, since the summer of 2026 and before."""


def measure(text: str) -> Measure:
    """Count weighted characters of ``text`` in NFC; entities are told at weighted offsets."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    links = find_links(text)
    weights = [1] * len(text)
    for heavy in _NOT_LIGHT.finditer(text):
        weights[heavy.start() : heavy.end()] = [_HEAVY] * len(heavy[0])
    for emoji in outside(find_emoji(text), links):
        weights[emoji.start : emoji.end] = [_HEAVY, *[0] * (len(emoji.text) - 1)]
    for link in links:
        weights[link.start : link.end] = [_LINK, *[0] * (len(link.text) - 1)]
    ruler = ruler_of(weights)
    mentions, hashtags = outside(find_x_mentions(text), links), outside(find_hashtags(text), links)
    return Measure(
        length=ruler[-1],
        links=in_unit(outside(links, (*mentions, *hashtags)), ruler),
        mentions=in_unit(mentions, ruler),
        hashtags=in_unit(hashtags, ruler),
    )


def mention(handle: str) -> str:
    """Write ``@handle``."""
    return at(handle)


def charges(variant: Variant) -> tuple[Charge, ...]:
    """Return what X charges for the variant, in US dollars."""
    return tuple(charges_of(variant, measure))


def login(account: Account) -> Flow[Session]:
    """Learn whose keys they are; keys of another account than the channel's file names are refused.

    Source: https://docs.x.com/x-api/users/get-my-user, read on 2026-11-23.
    """
    require_secrets(account, CREDENTIALS)
    answer = yield Request("GET", f"{account.server}/2/users/me", _LOG_IN.en, sign=keys_of(Session(account)))
    user = _object(answer.data.get("data"))
    user_id, username = user.get("id"), user.get("username")
    if not answer.ok or not isinstance(user_id, str) or not isinstance(username, str) or not user_id.isdigit():
        raise X.refused(answer, _LOG_IN, account)
    if account.channel.account not in {None, user_id}:
        raise Refused(Trouble.AUTH, _other_account(account, username, user_id))
    return Session(account, {}, {"user_id": user_id, "username": username})


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Upload the media, then post. Later parts and the first comment answer the part before them.

    Source: https://docs.x.com/x-api/posts/create-post, read on 2026-11-23.
    """
    _check(task)
    media: list[str] = []
    for number, file in enumerate(task.part.media, start=1):
        what = Sentence(f"file {number}", f"il file {number}")
        media.append((yield from upload(file, what, session)))
    cover = yield from _cover(task, session)
    body = body_of(task, tuple(media), cover)
    answer = yield Commit(
        Request("POST", f"{session.account.server}/2/tweets", _PUBLISH.en, json=body, sign=keys_of(session))
    )
    if (receipt := _receipt(task, answer, session)) is not None:
        return receipt
    if is_duplicate(answer):
        if _REFUSED_ONCE in task.notes:
            # The list of own posts was read since and does not hold it: it is an older post that has these words.
            raise X.refused(answer, _PUBLISH, session)
        yield Remember({_REFUSED_ONCE: "as a duplicate"})
    raise X.after_commit(answer, _PUBLISH, session)


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Read the account's own posts back to before the delivery was planned and look for this part.

    Source: https://docs.x.com/x-api/users/get-posts, read on 2026-11-23.
    """
    fields, page, alike = _SPELLINGS[0], None, False
    for _ in range(_PAGES):
        answer = yield _own_posts(task, session, fields, page)
        if answer.status == _BAD_REQUEST and page is None and fields == _SPELLINGS[0]:
            fields = _SPELLINGS[1]
            continue
        meta = answer.data.get("meta")
        if not answer.ok or not isinstance(meta, dict):
            raise X.refused(answer, _READ_BACK, session)
        same, nearly = _among(answer, task)
        if same is not None:
            return Found(PartReceipt(task.number, same, permalink(session, same)))
        alike = alike or nearly
        following = meta.get("next_token")
        if not isinstance(following, str) or not following or following == page:
            return _absent(task, alike=alike)
        page = following
    return CannotKnow(_CUT_OFF)


def reply(task: PartTask, session: Session, to: Message) -> Flow[PartReceipt]:
    """Publish an answer: a post that hangs on theirs, or a private message."""
    if to.kind is MessageKind.DIRECT:
        return (yield from answer_privately(task, session, to))
    return (yield from publish(answering(task, to.thread), session))


def find_reply(task: PartTask, session: Session, to: Message) -> Flow[Found | NotThere | CannotKnow]:
    """Look for an answer of an earlier attempt."""
    if to.kind is MessageKind.DIRECT:
        return (yield from find_private_answer(task, session, to))
    return (yield from find(answering(task, to.thread), session))


def remove(receipt: PartReceipt, session: Session) -> Flow[None]:
    """Delete a post; that it is gone already is fine.

    Source: https://docs.x.com/x-api/posts/delete-post, read on 2026-11-23.
    """
    url = f"{session.account.server}/2/tweets/{receipt.id}"
    answer = yield Request("DELETE", url, _REMOVE.en, sign=keys_of(session))
    gone = answer.status == _NOT_FOUND or _object(answer.data.get("data")).get("deleted") is True
    if not gone:
        raise X.refused(answer, _REMOVE, session)


def examine(session: Session, at: datetime) -> Flow[Checkup]:
    """Ask whose keys they are, whether they may write, and how much of the present window is left.

    Sources: https://docs.x.com/x-api/users/get-my-user and https://docs.x.com/x-api/fundamentals/rate-limits, read on
    2026-11-23.
    """
    answer = yield Request(
        "GET",
        f"{session.account.server}/2/users/me",
        _LOOK.en,
        params={"user.fields": "name,protected,subscription_type,username"},
        sign=keys_of(session),
    )
    user = _object(answer.data.get("data"))
    if not answer.ok or not isinstance(user.get("username"), str):
        raise X.refused(answer, _LOOK, session)
    return checkup_of(user, answer.headers, session.account.channel, at)


def _check(task: PartTask) -> None:
    refuse_unsendable(task, LIMITS, tuple(measure(part.text).length for part in task.variant.messages))


def _cover(task: PartTask, session: Session) -> Flow[str | None]:
    """Upload the still picture of a film, if the post has both."""
    cover = task.variant.settings.cover
    films = [media for media in task.part.media if media.facts and media.facts.kind == "video"]
    if cover is None or not films or task.number != 1:
        return None
    if cover.facts is None:
        raise refuse_content(_no_cover(cover.file))
    return (yield from upload(cover, Sentence("the cover", "la copertina"), session))


def _own_posts(task: PartTask, session: Session, fields: str, page: str | None) -> Request:
    return Request(
        "GET",
        f"{session.account.server}/2/users/{session.facts['user_id']}/tweets",
        _READ_BACK.en,
        params=parameters(fields, since(task), page),
        sign=keys_of(session),
    )


def _among(answer: Response, task: PartTask) -> tuple[str | None, bool]:
    """Return the id of the part on a page of own posts, and whether there is something like it."""
    posts = answer.data.get("data")
    nearly = False
    for post in posts if isinstance(posts, list) else ():
        if not isinstance(post, dict) or made_before(post, since(task)):
            continue
        how, post_id = likeness(post, task), post.get("id")
        if how is Likeness.SAME and isinstance(post_id, str):
            return post_id, False
        nearly = nearly or how is not Likeness.OTHER
    return None, nearly


def _absent(task: PartTask, *, alike: bool) -> NotThere | CannotKnow:
    if alike:
        return CannotKnow(_ALIKE)
    return CannotKnow(_CHANGED) if task.changed else NotThere()


def _receipt(task: PartTask, answer: Response, session: Session) -> PartReceipt | None:
    post_id = _object(answer.data.get("data")).get("id")
    if not answer.ok or not isinstance(post_id, str) or not post_id.isdigit():
        return None
    return PartReceipt(task.number, post_id, permalink(session, post_id))


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _other_account(account: Account, username: str, user_id: str) -> Sentence:
    channel = account.channel
    return Sentence(
        f"The keys belong to @{username} ({user_id}), but {channel.id} is the account {channel.account}: nothing was"
        f" published. Make the access token while logged in with the right account, or correct `account` in"
        f" {channel.path}",
        f"Le chiavi sono di @{username} ({user_id}), ma {channel.id} è l'account {channel.account}: nulla è stato"
        f" pubblicato. Crea il token di accesso con l'account giusto, o correggi `account` in {channel.path}",
    )


def _no_cover(file: str) -> Sentence:
    return Sentence(f"The cover {file} is missing or cannot be read.", f"La copertina {file} manca o non si legge.")


_BAD_REQUEST = 400
_NOT_FOUND = 404
_REFUSED_ONCE = "refused"
_LOG_IN = Sentence("log in", "accedere")
_LOOK = Sentence("look at the account", "guardare l'account")
_PUBLISH = Sentence("publish the post", "pubblicare il post")
_REMOVE = Sentence("delete the post", "cancellare il post")
_READ_BACK = Sentence("list the account's posts", "elencare i post dell'account")
_CUT_OFF = Sentence(
    "X does not list the account's posts far enough back to say whether this one is there: look and decide",
    "X non elenca i post dell'account abbastanza indietro per dire se questo c'è: guarda e decidi",
)
_CHANGED = Sentence(
    "An earlier attempt had other words, and X finds a post by its words: look whether it is there and decide",
    "Un tentativo precedente aveva altre parole, e su X un post si trova dalle parole: guarda se c'è e decidi",
)
_ALIKE = Sentence(
    "X has a post of this account that is nearly the same: look whether it is this one and decide",
    "Su X c'è un post di questo account quasi uguale: guarda se è questo e decidi",
)
