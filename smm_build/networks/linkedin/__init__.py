"""LinkedIn pages and people: facts, reading of texts and publishing with the Posts API.

**To set it up** somebody who administers the page makes an app at https://www.linkedin.com/developers/apps, lets the
page verify it, and asks for the product *Community Management API*: LinkedIn gives it to registered firms, first in a
development tier of 500 requests a day. With its *OAuth token tools* that person then makes tokens with all of
``w_organization_social``, ``r_organization_social`` and ``rw_organization_admin`` at once, because a later change of
permissions ends every earlier token. A refresh token lives a year and is not changed by use; an access token alone
lives 60 days. ``account:`` of the channel is ``urn:li:organization:`` and the number in the address of the page's admin
view. A person's own profile is ``urn:li:person:`` and needs the product *Share on LinkedIn* with ``w_member_social``;
nobody but LinkedIn may read it, so after a lost answer a person has to look.

``brand/people.yml`` mentions a page as ``linkedin: urn:li:organization:1234``, with ``name`` exactly as LinkedIn writes
it, or as ``"[Exact name](urn:li:organization:1234)"``; in a first comment the name stands alone. A link becomes a card
with the post's title and, if there is one, its ``cover``: LinkedIn does not look at the page itself. ``format:
document`` makes pages to leaf through, of a PDF or of pictures. ``visibility`` is ``public``, ``logged-in`` or, for a
person, ``connections``. LinkedIn has no field for paid partnerships or for content made by a machine: the text has to
say so.

Offsets and lengths are Unicode code points of the text people see, not of LinkedIn's escaped notation. LinkedIn's own
page on posts names no number for the text; 3,000 is what its predecessor said and clients confirm.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import refuse_content
from smm_build.networks._base import (
    Account,
    CannotKnow,
    Capability,
    Checkup,
    Commit,
    Flow,
    Found,
    Limits,
    LinkPlace,
    NotThere,
    PartTask,
    PollLimits,
    Remember,
    Request,
    Response,
    Session,
)
from smm_build.networks._by_hand import ByHand
from smm_build.networks.linkedin._account import CREDENTIALS, checkup, enter
from smm_build.networks.linkedin._api import (
    SERVER,
    SERVERS,
    TITLE,
    author_of,
    duplicate_of,
    in_path,
    permalink,
    rest,
    spoken,
    version_ends,
)
from smm_build.networks.linkedin._find import (
    comment_id,
    comment_receipt,
    find_comment,
    find_post,
    intent,
    was_sent,
)
from smm_build.networks.linkedin._inbox import NOT_HEARD, find_reply, listen, reply
from smm_build.networks.linkedin._metrics import AT_ONCE, audience, metrics
from smm_build.networks.linkedin._posts import (
    Kind,
    check_post,
    files_of,
    kind_of,
    link_card,
    objections,
    post_body,
    words_of,
)
from smm_build.networks.linkedin._profile import PROFILE
from smm_build.networks.linkedin._text import find_named_mentions, mention_of, to_little, visible
from smm_build.networks.linkedin._uploads import DOCUMENT, upload
from smm_build.text.hashtags import find_hashtags
from smm_build.text.links import find_full_links, outside
from smm_build.text.measure import Measure
from smm_build.text.mentions import at, find_mentions
from smm_build.text.rulers import Ruler, code_points, in_unit, ruler_of

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
    "amend",
    "audience",
    "examine",
    "find",
    "find_reply",
    "link_card",
    "listen",
    "login",
    "measure",
    "mention",
    "mention_by_name",
    "metrics",
    "objections",
    "publish",
    "remove",
    "reply",
    "version_ends",
]

NAME = "linkedin"
LIMITS = Limits(
    characters=3_000,
    counted_in=Sentence("characters", "caratteri"),
    images=20,
    image_bytes=None,  # limited in pixels: fewer than 36,152,320
    image_types=("image/jpeg", "image/png", "image/gif"),
    source="https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api",
    read_on=date(2026, 11, 22),
    videos=1,
    video_bytes=500_000_000,
    video_types=("video/mp4",),
    alt_characters=4_086,
    image_pixels=36_152_319,
    film_seconds=(3, 1_800),
    comment_characters=1_250,  # clients' reports, read on 2026-11-22; LinkedIn's page on comments names no number
    polls=PollLimits(options=4, option_characters=30, shortest=timedelta(days=1), longest=timedelta(days=14)),
    settings=frozenset({"quote", "visibility"}),
    documents=(DOCUMENT,),
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
        Capability.PUBLISH,
        Capability.REPLY,
    }
)
DEFAULTS = Settings()
LINKS = LinkPlace.CARD
# No reference names this address; it is the one that pages everywhere link to. It only knows a link.
BY_HAND = ByHand(
    hosts=("linkedin.com",),
    composer="https://www.linkedin.com/sharing/share-offsite/?url={link}",
    source="https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve/plugins/share-plugin",
    read_on=date(2026, 11, 23),
)


def measure(text: str) -> Measure:
    """Count the code points people see; links need ``https://``, a mention counts as its name."""
    named = find_named_mentions(text)
    links = outside(find_full_links(text), named)
    ruler = _ruler(text)
    others = outside(find_mentions(text), (*links, *named))
    return Measure(
        length=ruler[-1],
        links=in_unit(links, ruler),
        mentions=in_unit(sorted((*named, *others), key=lambda entity: entity.start), ruler),
        hashtags=in_unit(outside(find_hashtags(text), (*links, *named)), ruler),
    )


def mention(handle: str) -> str:
    """Write a mention: of ``[Name](urn)`` one that LinkedIn links, of anything else plain words."""
    return mention_of(handle, None) or at(handle)


def mention_by_name(handle: str, name: str) -> str:
    """Write a mention of who is called ``name`` there."""
    return mention_of(handle, name) or at(handle)


def login(account: Account) -> Flow[Session]:
    """Get an access token, or take the one that is given."""
    return (yield from enter(account))


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Upload the files, wait until they are ready, then post; a first comment is one request.

    Source: https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api, read on
    2026-11-22.
    """
    check_post(task, LIMITS)
    if task.is_comment:
        return (yield from _comment(task, session))
    urns: list[str] = []
    for number, media in enumerate(files_of(task.variant), start=1):
        urns.append((yield from upload(media, number, session)))
    yield Remember(intent(task, urns))
    body = post_body(task, urns)
    answer = yield Commit(Request("POST", rest(session, "posts"), _PUBLISH.en, headers=spoken(session), json=body))
    urn = answer.headers.get("x-restli-id") if answer.ok else _our_twin(task, answer)
    if urn:
        return PartReceipt(task.number, urn, permalink(urn))
    raise SERVER.after_commit(answer, _PUBLISH, session)


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Say at once that it is not there when no attempt came to its commit; otherwise read posts or comments."""
    if not was_sent(task):
        return NotThere()
    return (yield from (find_comment(task, session) if task.is_comment else find_post(task, session)))


def amend(task: PartTask, receipt: PartReceipt, session: Session) -> Flow[PartReceipt]:
    """Change the words of a post or comment; LinkedIn keeps everything else as it is.

    Source: https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api (Update Posts)
    and …/comments-api (Edit a Comment), read on 2026-11-22.
    """
    check_post(task, LIMITS)
    if kind_of(task.variant) is Kind.POLL and not task.is_comment:
        raise refuse_content(_NO_POLL)
    headers = spoken(session, method="PARTIAL_UPDATE")
    if task.is_comment:
        patch: dict[str, object] = {"message": {"$set": {"text": visible(task.part.text)}}}
        url, params = _comment_address(receipt, session)
    else:
        patch = {"$set": {"commentary": to_little(words_of(task.variant))}}
        url, params = rest(session, f"posts/{in_path(receipt.id)}"), {}
    answer = yield Request("POST", url, _AMEND.en, headers=headers, params=params, json={"patch": patch})
    if not answer.ok:
        raise SERVER.refused(answer, _AMEND, session)
    return receipt


def remove(receipt: PartReceipt, session: Session) -> Flow[None]:
    """Delete a post or comment.

    Source: https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api (Delete Posts:
    that it is gone already is fine), read on 2026-11-22.
    """
    if receipt.id.startswith(_A_COMMENT):
        url, params = _comment_address(receipt, session)
    else:
        url, params = rest(session, f"posts/{in_path(receipt.id)}"), {}
    answer = yield Request("DELETE", url, _REMOVE.en, headers=spoken(session, method="DELETE"), params=params)
    if not answer.ok and answer.status != _NOT_FOUND:
        raise SERVER.refused(answer, _REMOVE, session)


def examine(session: Session, at: datetime) -> Flow[Checkup]:
    """Ask for the page's name, permissions and days left, and look at the end of our version."""
    return (yield from checkup(session, at))


def _comment(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Comment on the post, in plain words: comments do not know LinkedIn's notation.

    Source: https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/comments-api, read on
    2026-11-22.
    """
    post = task.earlier[0].id
    yield Remember(intent(task, ()))
    body = {"actor": author_of(session.account), "object": post, "message": {"text": visible(task.part.text)}}
    url = rest(session, f"socialActions/{in_path(post)}/comments")
    answer = yield Commit(Request("POST", url, _COMMENT.en, headers=spoken(session), json=body))
    receipt = comment_receipt(task, answer.data, answer.headers.get("x-restli-id")) if answer.ok else None
    if receipt is not None:
        return receipt
    raise SERVER.after_commit(answer, _COMMENT, session)


def _our_twin(task: PartTask, answer: Response) -> str | None:
    """Return the post that stands in the way, if it can only be this one: an attempt was made whose answer got lost."""
    return duplicate_of(answer) if was_sent(task) else None


def _comment_address(receipt: PartReceipt, session: Session) -> tuple[str, dict[str, str]]:
    post, number = comment_id(receipt.id)
    return rest(session, f"socialActions/{in_path(post)}/comments/{number}"), {"actor": author_of(session.account)}


def _ruler(text: str) -> Ruler:
    """Return where each character stands in what people see: of a mention's notation only the name counts."""
    named = find_named_mentions(text)
    if not named:
        return code_points(text)
    weights = [1] * len(text)
    for entity in named:
        name = len(visible(entity.text))
        weights[entity.start : entity.end] = [0, 0, *[1] * name, *[0] * (len(entity.text) - name - 2)]
    return ruler_of(weights)


_NOT_FOUND = 404
_A_COMMENT = "urn:li:comment:"
_PUBLISH = Sentence("publish the post", "pubblicare il post")
_COMMENT = Sentence("write the first comment", "scrivere il primo commento")
_AMEND = Sentence("change the words", "modificare le parole")
_REMOVE = Sentence("delete it", "cancellarlo")
_NO_POLL = Sentence(
    "A poll on LinkedIn cannot be changed once it is out: delete it there or leave it.",
    "Un sondaggio uscito su LinkedIn non si può cambiare: cancellalo lì o lascialo.",
)
