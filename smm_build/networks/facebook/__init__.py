"""Facebook pages: facts, reading of texts and publishing.

Offsets and lengths are Unicode code points. That a text may have 63,206 characters is what every client says; the Pages
reference gives no number. A text is shown as it is written, its link becomes a card unless pictures take its place.

What you need: a page, a role on it that may create content, and an app of the type "Business"
(https://developers.facebook.com/apps), switched to Live: what an app in development publishes is seen only by people
with a role in the app. Own pages need no app review. Give the app the permissions `pages_show_list`,
`pages_read_engagement` and `pages_manage_posts`, `pages_manage_engagement` for first comments and answers,
`pages_read_user_content` and `pages_messaging` for the inbox, `read_insights` for numbers.

Where the token comes from: for a business, make a system user (Business settings, Users, System users), assign it the
page and the app, and generate a token that never expires. Otherwise make a user token in the Graph API Explorer,
exchange it for a long-lived one and take the page's token from `me/accounts`: it has no last day either, but it ends
when that person changes their password, loses the role or removes the app. A token of a person or system user is
exchanged for the page's own at every log-in. `account:` in the channel's file is the page's id (Page transparency).

Facebook takes files from this machine, nothing has to be published beforehand. It knows no idempotency key: photos and
films are found again by their ids, words by reading the page's list, and of a story only a person can say for sure
that it is not there. Only words can be changed later, and only in posts that the same app has made.

A story is one file without text; a reel lasts 3 to 90 seconds. `location` is the id of a place's page. That a film is
`ai: generated` is told to Facebook, which has no such field for pictures; a paid partnership has to be said in the
text.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks._answers import refuse_content, require_secret
from smm_build.networks._base import (
    Account,
    Advice,
    CannotKnow,
    Capability,
    Checkup,
    Credential,
    Flow,
    Found,
    Limits,
    LinkPlace,
    NotThere,
    PartTask,
    Refused,
    Request,
    Response,
    Scheduling,
    Session,
    Standing,
)
from smm_build.networks._by_hand import ByHand
from smm_build.networks._content import refuse_faults
from smm_build.networks._meta import APP_SECRET, asking, code_of, counterpart, graph, proof, subcode_of
from smm_build.networks._meta_token import examine_token, usage_advice
from smm_build.networks._settings import refuse_settings
from smm_build.networks.facebook._content import Kind, kind_of
from smm_build.networks.facebook._find import find_armed
from smm_build.networks.facebook._inbox import ACTIONS, NOT_HEARD, find_reply, listen, moderate, reply
from smm_build.networks.facebook._metrics import AT_ONCE, audience, metrics
from smm_build.networks.facebook._objections import objections, refuse_unusable
from smm_build.networks.facebook._profile import PROFILE, PROFILE_WRITES, read_profile, write_profile
from smm_build.networks.facebook._publish import armed, publish_as, upload_photos
from smm_build.networks.facebook._schedule import find_among_scheduled, hand_over, seen_published, take_off
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

NAME = "facebook"
TITLE = "Facebook"
LIMITS = Limits(
    characters=63_206,
    counted_in=Sentence("characters", "caratteri"),
    images=10,  # no maximum is documented; other clients stop here
    # "Files can not exceed 10MB": https://developers.facebook.com/docs/page-stories-api, read on 2026-11-23
    image_bytes=10_000_000,
    image_types=("image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff"),
    source="https://developers.facebook.com/docs/pages-api/posts",
    read_on=date(2026, 11, 22),
    videos=1,
    # "up to 10GB and 4 hours long": https://developers.facebook.com/docs/graph-api/video-uploads, read on 2026-11-23
    video_bytes=10_000_000_000,
    video_types=("video/mp4", "video/quicktime"),
    film_seconds=(0, 14_400),
    # What other clients say: https://marketplace.gohighlevel.com/docs/ghl/social-planner/comments, read on 2026-11-23
    comment_characters=8_000,
    settings=frozenset(),
)
CAPABILITIES = frozenset(
    {
        Capability.ALT_TEXT,
        Capability.DELETE,
        Capability.EDIT,
        Capability.FIND,
        Capability.FIRST_COMMENT,
        Capability.INBOX,
        Capability.METRICS,
        Capability.PROFILE_READ,
        Capability.PROFILE_WRITE,
        Capability.PUBLISH,
        Capability.REPLY,
        Capability.SCHEDULE,
    }
)
TOKEN = Credential(
    "TOKEN",
    Sentence(
        "an access token of the page, or of a system user or person who may create content on it, with"
        " pages_manage_posts, pages_read_engagement, pages_show_list and, for comments, pages_manage_engagement",
        "un token di accesso della pagina, o di un utente di sistema o di una persona che può crearvi contenuti, con"
        " pages_manage_posts, pages_read_engagement, pages_show_list e, per i commenti, pages_manage_engagement",
    ),
)
CREDENTIALS = (TOKEN, APP_SECRET)
DEFAULTS = Settings()
LINKS = LinkPlace.CARD
SERVERS = ("https://graph.facebook.com",)
# "between 10 minutes and 30 days": https://developers.facebook.com/docs/pages-api/posts, read on 2026-11-23
SCHEDULING = Scheduling(least=timedelta(minutes=10), most=timedelta(days=30))
# No reference names this address; it is the one that pages everywhere link to. It only knows a link.
BY_HAND = ByHand(
    hosts=("facebook.com", "fb.watch"),
    composer="https://www.facebook.com/sharer/sharer.php?u={link}",
    source="https://developers.facebook.com/documentation/sharing/reference/share-dialog",
    read_on=date(2026, 11, 23),
)

_PERMISSIONS = {
    "pages_manage_posts": Standing.WRONG,
    "pages_read_engagement": Standing.WRONG,
    "pages_show_list": Standing.SOON,
    "pages_manage_engagement": Standing.SOON,
    "pages_read_user_content": Standing.SOON,
    "pages_messaging": Standing.SOON,
    "read_insights": Standing.SOON,
}


def measure(text: str) -> Measure:
    """Count code points; links need ``https://``."""
    return measure_plain(text, code_points(text))


def mention(handle: str) -> str:
    """Write ``@handle``; Facebook offers the page while a person types it."""
    return at(handle)


def login(account: Account) -> Flow[Session]:
    """Learn which page it is, and get the page's own token: it is what everything else is asked with.

    Source: https://developers.facebook.com/docs/pages-api/overview, read on 2026-11-23.
    """
    token = require_secret(account, TOKEN)
    page = account.channel.account or "me"
    fields = {"fields": "id,name,access_token"} | proof(token, account.secrets.get(APP_SECRET.suffix))
    headers = _bearer(token)
    answer = yield Request("GET", graph(account, page), _LOG_IN.en, headers=headers, params=fields)
    page_id = answer.text("id")
    if code_of(answer) == _INVALID and page == "me":
        raise Refused(Trouble.AUTH, _WHICH_PAGE)  # a person and a system user have no `access_token`
    if not answer.ok or not page_id:
        raise _SERVER.refused(answer, _LOG_IN, account)
    if page.isdigit() and page != page_id:
        raise _other_page(account)
    own = answer.text("access_token")
    return Session(account, _bearer(own or token), {"page_id": page_id, "name": answer.text("name")})


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Publish a message as what it is: words, photos, a film, a reel, a story or the first comment."""
    _check(task)
    return (yield from publish_as(kind_of(task), task, session))


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Look for the message by its own id, the ids of its photos or film, else by its words."""
    if known := (yield from seen_published(task, session)):
        return known
    return (yield from find_armed(task, session))


def can_schedule(variant: Variant) -> bool:
    """Words, a link or photos in the feed; films and stories are sent at their time."""
    kinds = {media.facts.kind for part in variant.parts for media in part.media if media.facts}
    return kinds <= {"image"} and variant.settings.format in {None, "post", "carousel"} and len(variant.messages) == 1


def schedule(task: PartTask, session: Session, at: datetime) -> Flow[str]:
    """Upload the photos, then hand the post over for its time."""
    _check(task)
    photos = yield from upload_photos(task, session)
    # What lies there becomes visible without us: if its id got lost, it is found like everything else.
    yield armed(task, photos)
    return (yield from hand_over(task, session, photos, at))


def find_scheduled(task: PartTask, session: Session, at: datetime) -> Flow[str | CannotKnow | None]:
    """Look for the message among what the page has scheduled."""
    return (yield from find_among_scheduled(task, session, at))


def take_back(scheduled_id: str, session: Session) -> Flow[bool]:
    """Delete what lies there, unless it is visible already."""
    return (yield from take_off(scheduled_id, session))


def amend(task: PartTask, receipt: PartReceipt, session: Session) -> Flow[PartReceipt]:
    """Change the words of a post, film or comment.

    Sources: https://developers.facebook.com/docs/pages-api/posts ("Update a Page Post") and
    https://developers.facebook.com/docs/graph-api/reference/video#Updating, read on 2026-11-23.
    """
    _check(task)
    kind = kind_of(task)
    if kind in {Kind.PHOTO_STORY, Kind.VIDEO_STORY}:
        raise refuse_content(_NO_WORDS)
    field = "description" if kind in {Kind.VIDEO, Kind.REEL} else "message"
    answer = yield asking(session, "POST", receipt.id, _AMEND.en, {field: task.part.text})
    if not answer.ok:
        raise _SERVER.refused(answer, _AMEND, session)
    return receipt


def remove(receipt: PartReceipt, session: Session) -> Flow[None]:
    """Delete a post, film, story or comment.

    Source: https://developers.facebook.com/docs/pages-api/posts ("Delete a Page Post"), read on 2026-11-23.
    """
    answer = yield asking(session, "DELETE", receipt.id, _REMOVE.en)
    if answer.ok:
        return
    if _cannot_be_seen(answer):
        # The same answer is given for what is gone and for what may not be deleted: what can be read is still there.
        there = yield asking(session, "GET", receipt.id, _REMOVE.en, {"fields": "id"})
        if _cannot_be_seen(there):
            return
    raise _SERVER.refused(answer, _REMOVE, session)


def examine(session: Session, at: datetime) -> Flow[Checkup]:
    """Ask whether people can see the page, when the token ends and which permissions it lacks."""
    fields = {"fields": "id,name,is_published"}
    answer = yield asking(session, "GET", session.facts["page_id"], "look at the page", fields)
    if not answer.ok:
        raise _SERVER.refused(answer, _LOOK, session)
    given = require_secret(session.account, TOKEN)
    ends, advice = yield from examine_token(session, _PERMISSIONS, at, given)
    hidden = (Advice(Standing.WRONG, _HIDDEN),) if answer.data.get("is_published") is False else ()
    return Checkup(answer.text("name") or None, ends, (*hidden, *advice, *usage_advice(answer)))


def _check(task: PartTask) -> None:
    refuse_unusable(task)
    refuse_settings(task, TITLE, LIMITS)
    lengths = tuple(len(part.text) for part in task.variant.messages)
    refuse_faults(task, TITLE, LIMITS, lengths)


def _bearer(token: str) -> Mapping[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _cannot_be_seen(answer: Response) -> bool:
    return code_of(answer) == _INVALID and subcode_of(answer) == _NOT_SEEN


def _other_page(account: Account) -> Refused:
    channel = account.channel
    return Refused(
        Trouble.AUTH,
        Sentence(
            f"The token of {channel.id} belongs to another page than `account: {channel.account}` in its file says",
            f"Il token di {channel.id} è di un'altra pagina, non di quella in `account: {channel.account}` nel file",
        ),
    )


_INVALID, _NOT_SEEN = 100, 33
_SERVER = counterpart(TITLE)
_LOG_IN = Sentence("log in", "accedere")
_AMEND = Sentence("change the post", "modificare il post")
_REMOVE = Sentence("delete the post", "cancellare il post")
_LOOK = Sentence("look at the page", "guardare la pagina")
_WHICH_PAGE = Sentence(
    "The token belongs to a person or a system user, who may have many pages: write the page's id as `account:` into"
    " the channel's file",
    "Il token è di una persona o di un utente di sistema, che può avere molte pagine: scrivi l'id della pagina come"
    " `account:` nel file del canale",
)
_HIDDEN = Sentence(
    "The page is not published, so nobody sees its posts: switch it on in its settings on Facebook",
    "La pagina non è pubblicata, quindi nessuno vede i suoi post: attivala nelle sue impostazioni su Facebook",
)
_NO_WORDS = Sentence(
    "On Facebook only words can be changed, and a story has none.",
    "Su Facebook si possono cambiare solo le parole, e una storia non ne ha.",
)
