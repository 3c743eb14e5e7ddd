"""Instagram: facts, reading of texts and publishing.

Offsets and lengths are Unicode code points. There is no post without a picture or film, and no link in a caption can be
followed. A film alone becomes a reel. Alternative texts go with pictures, not with reels and stories.

What you need: a professional account (business or creator; Settings, Account type) and an app of the type "Business"
(https://developers.facebook.com/apps). There are two ways, and the channel's `server:` decides:

- `https://graph.facebook.com`, Facebook Login: the account is linked to a Facebook page. The token is the page's, or
  that of a system user, with `instagram_basic`, `instagram_content_publish`, `pages_read_engagement` and, for first
  comments, `instagram_manage_comments`. It can be made so that it never ends. Films are uploaded from this machine.
- `https://graph.instagram.com`, Instagram Login: no page is needed. The token comes from the app's page "Instagram",
  "API setup with Instagram login", with `instagram_business_basic`, `instagram_business_content_publish` and, for first
  comments, `instagram_business_manage_comments`. It ends after 60 days unless it is renewed, from a day after it was
  made; renew it every week. Films, like pictures, have to lie at a public address.

`account:` is the number of the Instagram account (an IG user id, not the handle); with Instagram Login it may be left
out, and with a page's token too. Pictures are fetched by Instagram: `staging` in brand/brand.yml says where from, and
that place must not turn Meta's crawler away. What was published cannot be changed or deleted by an app: that is done by
hand. The account may publish a limited number of posts in 24 hours, which is asked before every post.

A story is one file without text. `location` is the id of a Facebook page with an address. `ai: generated` becomes
Instagram's own label, and so does `disclosure: {type: paid}` with Facebook Login; with Instagram Login say it in the
text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from smm_build.domain.channel import Channel
from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import refuse_content, require_secret
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
    Limits,
    LinkPlace,
    NotThere,
    PartTask,
    ProfileLimits,
    Refused,
    Remember,
    Renewal,
    Request,
    Response,
    Session,
    Standing,
)
from smm_build.networks._by_hand import ByHand
from smm_build.networks._content import refuse_faults
from smm_build.networks._meta import APP_SECRET, asking, code_of, counterpart, graph, proof
from smm_build.networks._meta_token import examine_token, usage_advice
from smm_build.networks._settings import refuse_settings
from smm_build.networks.instagram._containers import Quota, quota_left, ready_container, state_of
from smm_build.networks.instagram._content import by_instagram_login
from smm_build.networks.instagram._find import ARMED, UNKNOWN, find_comment, find_post, published_as
from smm_build.networks.instagram._inbox import ACTIONS, NOT_HEARD, find_reply, listen, moderate, reply
from smm_build.networks.instagram._metrics import AT_ONCE, audience, metrics
from smm_build.networks.instagram._objections import objections, refuse_unusable
from smm_build.networks.instagram._profile import PROFILE
from smm_build.text.measure import Measure
from smm_build.text.mentions import at
from smm_build.text.plain import measure_plain
from smm_build.text.rulers import code_points

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
    "renew",
    "reply",
]

NAME = "instagram"
TITLE = "Instagram"
LIMITS = Limits(
    characters=2_200,
    counted_in=Sentence("characters", "caratteri"),
    images=10,
    image_bytes=8_000_000,
    image_types=("image/jpeg",),
    source="https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media",
    read_on=date(2026, 11, 22),
    videos=10,
    video_bytes=300_000_000,
    video_types=("video/mp4", "video/quicktime"),
    alt_characters=1_000,
    hashtags=30,
    media_required=True,
    mentions=20,
    image_width=320,
    image_ratios=(4 / 5, 1.91),
    film_seconds=(3, 900),
    mixed=True,
    profile=ProfileLimits(bio=150),  # https://everydaytools.pro/bio-character-counter, read on 2026-11-23
    settings=frozenset(),
)
CAPABILITIES = frozenset(
    {
        Capability.ALT_TEXT,
        Capability.FIND,
        Capability.FIRST_COMMENT,
        Capability.INBOX,
        Capability.METRICS,
        Capability.PUBLISH,
        Capability.REPLY,
    }
)
TOKEN = Credential(
    "TOKEN",
    Sentence(
        "an access token for publishing: of the linked page or a system user with server https://graph.facebook.com,"
        " of the Instagram account with server https://graph.instagram.com",
        "un token di accesso per pubblicare: della pagina collegata o di un utente di sistema con server"
        " https://graph.facebook.com, dell'account Instagram con server https://graph.instagram.com",
    ),
)
CREDENTIALS = (TOKEN, APP_SECRET)
DEFAULTS = Settings()
LINKS = LinkPlace.NOWHERE
SERVERS = ("https://graph.facebook.com", "https://graph.instagram.com")
BY_HAND = ByHand(
    hosts=("instagram.com",),
)

_PERMISSIONS = {
    "instagram_basic": Standing.WRONG,
    "instagram_content_publish": Standing.WRONG,
    "pages_read_engagement": Standing.SOON,
    "instagram_manage_comments": Standing.SOON,
    "instagram_manage_messages": Standing.SOON,
    "instagram_manage_insights": Standing.SOON,
}
_OF_THE_PAGE = "instagram_business_account{id,username}"


def measure(text: str) -> Measure:
    """Count code points; links are told although nobody can follow them."""
    return measure_plain(text, code_points(text))


def mention(handle: str) -> str:
    """Write ``@handle``."""
    return at(handle)


def fetches(channel: Channel) -> frozenset[str]:
    """Return what Instagram fetches: pictures always, films only with Instagram Login."""
    films = (channel.server or "").rstrip("/").endswith("graph.instagram.com")
    return frozenset({"image", "video"}) if films else frozenset({"image"})


def login(account: Account) -> Flow[Session]:
    """Learn which account it is.

    Sources: https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/get-started and
    https://developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/get-started, read on
    2026-11-23.
    """
    token = require_secret(account, TOKEN)
    direct = by_instagram_login(account)
    # The proof of the app's secret is only documented for the other host.
    spoken = replace(account, secrets={TOKEN.suffix: token}) if direct else account
    who = account.channel.account or "me"
    fields = "user_id,username" if direct else "id,username" if account.channel.account else _OF_THE_PAGE
    params = {"fields": fields} | proof(token, spoken.secrets.get(APP_SECRET.suffix))
    headers = {"Authorization": f"Bearer {token}"}
    answer = yield Request("GET", graph(account, who), _LOG_IN.en, headers=headers, params=params)
    ig_id, username = _who(answer)
    if who == "me" and not direct and (code_of(answer) == _INVALID or (answer.text("id") and not ig_id)):
        raise Refused(Trouble.AUTH, _WHICH_ACCOUNT)
    if not answer.ok or not ig_id:
        raise _SERVER.refused(answer, _LOG_IN, account)
    return Session(spoken, headers, {"ig_id": ig_id, "username": username})


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Make a container of the files, wait until it is ready and publish it; or write the first comment.

    Source: https://developers.facebook.com/documentation/instagram-platform/content-publishing, read on 2026-11-23.
    """
    _check(task)
    if task.is_comment:
        return (yield from _comment(task, session))
    container = yield from ready_container(task, session)
    path, form = f"{session.facts['ig_id']}/media_publish", {"creation_id": container}
    answer = yield Commit(asking(session, "POST", path, _PUBLISH.en, form))
    media = answer.text("id")
    if answer.ok and media:
        return PartReceipt(task.number, media, (yield from _address(media, session)))
    # Errors have been seen here with the post online: the container knows.
    if (yield from state_of(container, session)).code == "PUBLISHED":
        return (yield from published_as(task, container, session))
    raise _SERVER.after_commit(answer, _PUBLISH, session)


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Ask the containers of earlier attempts; look for a comment by its words."""
    return (yield from find_comment(task, session) if task.is_comment else find_post(task, session))


def examine(session: Session, at: datetime) -> Flow[Checkup]:
    """Ask for the day's quota and, with Facebook Login, when the token ends and what it may do."""
    path = session.facts["ig_id"]
    answer = yield asking(session, "GET", path, "look at the account", {"fields": "username"})
    if not answer.ok:
        raise _SERVER.refused(answer, _LOOK, session)
    quota = yield from quota_left(session)
    advice = (*_quota_advice(quota), *usage_advice(answer))
    if by_instagram_login(session.account):
        return Checkup(answer.text("username") or None, None, (*advice, Advice(Standing.FINE, _RENEW_WEEKLY)))
    given = require_secret(session.account, TOKEN)
    ends, more = yield from examine_token(session, _PERMISSIONS, at, given)
    return Checkup(answer.text("username") or None, ends, (*more, *advice))


def renew(account: Account, at: datetime) -> Flow[Renewal]:
    """Make a token of Instagram Login good for 60 more days; with Facebook Login there is nothing to renew.

    Source: https://developers.facebook.com/docs/instagram-platform/reference/refresh_access_token, read on 2026-11-23:
    the token has to be a day old, and can only be sent as a parameter.
    """
    if not by_instagram_login(account):
        return Renewal({})
    params = {"grant_type": "ig_refresh_token", "access_token": require_secret(account, TOKEN)}
    answer = yield Request("GET", f"{account.server}/refresh_access_token", _RENEW.en, params=params)
    token, seconds = answer.text("access_token"), answer.data.get("expires_in")
    if not answer.ok or not token:
        raise _SERVER.refused(answer, _RENEW, account)
    ends = at + timedelta(seconds=seconds) if isinstance(seconds, int) else None
    return Renewal({TOKEN.suffix: token}, ends)


def _check(task: PartTask) -> None:
    refuse_unusable(task)
    refuse_settings(task, TITLE, LIMITS)
    refuse_faults(task, TITLE, LIMITS, tuple(len(part.text) for part in task.variant.messages))


def _who(answer: Response) -> tuple[str, str]:
    """Return number and name of the account in an answer about it or about its page."""
    linked = answer.data.get("instagram_business_account")
    said: Mapping[str, object] = linked if isinstance(linked, dict) else answer.data
    number, name = said.get("user_id") or said.get("id"), said.get("username")
    asked_page = "username" not in said and linked is None
    return ("" if asked_page else str(number or "")), name if isinstance(name, str) else ""


def _comment(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Write the first comment.

    Source: https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media/comments,
    read on 2026-11-23.
    """
    post = task.earlier[-1].id
    if post.startswith(UNKNOWN):
        raise refuse_content(_NO_POST)
    yield Remember({ARMED: "comment"})
    answer = yield Commit(asking(session, "POST", f"{post}/comments", _WRITE.en, {"message": task.part.text}))
    comment = answer.text("id")
    if answer.ok and comment:
        return PartReceipt(task.number, comment)
    raise _SERVER.after_commit(answer, _WRITE, session)


def _address(media: str, session: Session) -> Flow[str | None]:
    """Return the post's address; right after publishing it is sometimes not told, and that is no failure."""
    answer = yield asking(session, "GET", media, "ask for the post's address", {"fields": "permalink"})
    return answer.text("permalink") or None


def _quota_advice(quota: Quota | None) -> tuple[Advice, ...]:
    if quota is None:
        return ()
    return (
        Advice(
            Standing.SOON if quota.full else Standing.FINE,
            Sentence(
                f"{quota.used} of {quota.total} posts of these 24 hours are used",
                f"Usati {quota.used} dei {quota.total} post di queste 24 ore",
            ),
        ),
    )


_INVALID = 100
_SERVER = counterpart(TITLE)
_LOG_IN = Sentence("log in", "accedere")
_WHICH_ACCOUNT = Sentence(
    "The token's page has no Instagram account linked, or the token is no page's: link the account in the page's"
    " settings, or write its number as `account:` into the channel's file",
    "La pagina del token non ha un account Instagram collegato, o il token non è di una pagina: collega l'account nelle"
    " impostazioni della pagina, o scrivi il suo numero come `account:` nel file del canale",
)
_LOOK = Sentence("look at the account", "guardare l'account")
_PUBLISH = Sentence("publish the post", "pubblicare il post")
_WRITE = Sentence("write the first comment", "scrivere il primo commento")
_RENEW = Sentence("renew the token", "rinnovare il token")
_RENEW_WEEKLY = Sentence(
    "Instagram does not say when this token ends: it lives 60 days, so renew it every week",
    "Instagram non dice quando scade questo token: vale 60 giorni, quindi rinnovalo ogni settimana",
)
_NO_POST = Sentence(
    "Instagram has published the post but does not say which of the account's it is: write the comment by hand.",
    "Instagram ha pubblicato il post ma non dice quale sia tra quelli dell'account: scrivi il commento a mano.",
)
