"""TikTok: facts and publishing with the Content Posting API.

**To set it up** make an app at https://developers.tiktok.com, add the product *Content Posting API* with *Direct Post*,
and ask for ``video.publish`` (posts) and ``video.upload`` (drafts). Until TikTok has audited the app, five accounts a
day may use it, their accounts have to be private and every post has ``visibility: private``. Then the account logs in
to the app once, which gives an access token for 24 hours and a refresh token for a year. ``smm refresh`` exchanges
them with the app's client key and secret and saves both, because the refresh token may change: let it run every day.
Pictures are fetched by TikTok: where they are put has to be listed under *URL properties* of the app. Films are sent.

``visibility`` is ``public``, ``followers``, ``friends``, ``private`` or ``draft``: a draft waits in the account's
inbox, where a person adds a sound and the text and posts it; at most five may wait. ``disclosure`` turns on TikTok's
own label: *paid*, *gift* and *affiliate* say "Paid partnership", *own-brand* and *employee* "Promotional content".
``ai: generated`` and ``ai: manipulated`` label a film as made with AI. Comments, duets and stitches are as the account
has them, ``replies: nobody`` turns comments off. There are no alternative texts, comments, edits or deletions by
interface, and the cover of a film is its first picture.

A film becomes public when its last stretch has arrived; pictures when TikTok was asked to fetch them. Afterwards only
the id that TikTok gave in between can tell what became of the post. A public post has no address until TikTok's
moderation is done, mostly within a minute.

Offsets and lengths are UTF-16 code units, in which TikTok counts its captions
(https://developers.tiktok.com/doc/content-posting-api-reference-direct-post, read on 2026-11-22). The caption of a film
has 2,200 of them; that of pictures may have more and is held to the same.
"""

from __future__ import annotations

from datetime import date, datetime

from smm_build.domain.channel import Channel
from smm_build.domain.delivery import PartReceipt
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import (
    Account,
    CannotKnow,
    Capability,
    Checkup,
    Flow,
    Found,
    Limits,
    LinkPlace,
    NotThere,
    PartTask,
    ProfileLimits,
    Renewal,
    Session,
)
from smm_build.networks._by_hand import ByHand
from smm_build.networks.tiktok._account import CREDENTIALS, checkup, enter, exchange
from smm_build.networks.tiktok._api import SERVERS, TITLE
from smm_build.networks.tiktok._flow import look_for, send_film, send_pictures
from smm_build.networks.tiktok._metrics import AT_ONCE, audience, metrics
from smm_build.networks.tiktok._posts import check_post, is_film, objections
from smm_build.networks.tiktok._profile import PROFILE
from smm_build.text.measure import Measure
from smm_build.text.mentions import at as with_sign
from smm_build.text.plain import measure_plain
from smm_build.text.rulers import utf16_units

__all__ = [
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
    "login",
    "measure",
    "mention",
    "metrics",
    "objections",
    "publish",
    "renew",
]

NAME = "tiktok"
LIMITS = Limits(
    characters=2_200,
    counted_in=Sentence("UTF-16 code units", "unità UTF-16"),
    images=35,
    image_bytes=20_000_000,
    image_types=("image/jpeg", "image/webp"),
    source="https://developers.tiktok.com/doc/content-posting-api-reference-direct-post",
    read_on=date(2026, 11, 22),
    videos=1,
    video_bytes=4_000_000_000,
    video_types=("video/mp4", "video/webm", "video/quicktime"),
    media_required=True,
    film_seconds=(0, 600),
    profile=ProfileLimits(bio=80),  # https://everydaytools.pro/bio-character-counter, read on 2026-11-23
    comments=False,  # neither the posting nor the display interface has one
    settings=frozenset({"replies", "visibility"}),
)
CAPABILITIES = frozenset(
    {
        Capability.FIND,
        Capability.METRICS,
        Capability.PUBLISH,
    }
)
DEFAULTS = Settings()
NOT_HEARD = Sentence(
    "Comments are not read, because TikTok tells them to its business interface only: https://www.tiktok.com/inbox",
    "I commenti non si leggono, perché TikTok li dà solo alla sua API business: https://www.tiktok.com/inbox",
)
LINKS = LinkPlace.NOWHERE
BY_HAND = ByHand(
    hosts=("tiktok.com",),
)


def measure(text: str) -> Measure:
    """Count UTF-16 code units: an emoji is two or more."""
    return measure_plain(text, utf16_units(text))


def mention(handle: str) -> str:
    """Write ``@handle``."""
    return with_sign(handle)


def fetches(channel: Channel) -> frozenset[str]:  # noqa: ARG001 - the same for every channel
    """Pictures are fetched, films are sent.

    Source: https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide, read on 2026-11-22.
    """
    return frozenset({"image"})


def login(account: Account) -> Flow[Session]:
    """Take the access token; whether it is good is told by the first request, which has to be made anyway."""
    return (yield from enter(account))


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Ask what the account allows, hand the files over, and follow the post until it is out."""
    check_post(task, LIMITS)
    return (yield from (send_film if is_film(task.variant) else send_pictures)(task, session))


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Ask what became of the id that an earlier attempt was given."""
    return (yield from look_for(task, session))


def examine(session: Session, at: datetime) -> Flow[Checkup]:
    """Ask what the account allows at the moment."""
    return (yield from checkup(session, at))


def renew(account: Account, at: datetime) -> Flow[Renewal]:
    """Exchange the refresh token for a new pair."""
    return (yield from exchange(account, at))
