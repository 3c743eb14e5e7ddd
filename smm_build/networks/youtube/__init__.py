"""YouTube: films and Shorts, their still pictures and the first comment below them.

The text is the description and is counted in bytes of UTF-8, of which YouTube takes 5,000; ``title`` is the title of
the film (100 characters), ``tags`` are its keywords (500 characters in all). Neither may hold ``<`` or ``>``. ``cover``
is the still picture, ``visibility`` is ``public``, ``unlisted`` or ``private``, ``made_for_kids`` and ``ai`` are always
declared, and a post with ``disclosure: {type: paid}`` is marked as paid promotion. A film that is upright or square and
not longer than three minutes becomes a Short by itself; with ``format: reel`` smm makes sure that it is one
(https://developers.google.com/youtube/v3/docs/videos and https://support.google.com/youtube/answer/15424877, read on
2026-11-23).

How a film goes out: it is uploaded privately, smm waits until YouTube has worked on it and sets the still picture. Only
then, as the last step, it is made visible. What YouTube rejects is therefore never seen, an upload that broke off is
gone on with where it stopped, and however often a run dies, there is one film: its id is written down before anybody
can see it.

How to set it up: in the Google Cloud console make a project, switch on the *YouTube Data API v3*, fill in the consent
screen and **publish** it (while it is in testing, its tokens end after seven days), and make an OAuth client of the
kind *desktop app*. Sign in once with the channel's account for the scope ``youtube.force-ssl`` and keep the refresh
token (https://developers.google.com/youtube/v3/guides/auth/installed-apps). It ends when it is revoked or not used for
six months (https://developers.google.com/identity/protocols/oauth2#expiration, read on 2026-11-23). Write the channel's
id (``UC…``) as ``account`` into its file: smm then refuses the credentials of another channel.

A project that has not passed YouTube's audit may be kept to private films; smm notices and says so. A day has 100
uploads and 10,000 units for everything else, of which a film takes about 110
(https://developers.google.com/youtube/v3/determine_quota_cost, read on 2026-11-23).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks._addresses import elsewhere
from smm_build.networks._answers import refuse_content, require_secrets
from smm_build.networks._base import (
    Account,
    Advice,
    CannotKnow,
    Capability,
    Checkup,
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
    Scheduling,
    Session,
    Standing,
)
from smm_build.networks._by_hand import ByHand
from smm_build.networks._content import refuse_faults
from smm_build.networks._settings import refuse_settings
from smm_build.networks.youtube._answers import SERVER
from smm_build.networks.youtube._comments import amend_comment, find_comment, write_comment
from smm_build.networks.youtube._inbox import ACTIONS, NOT_HEARD, find_reply, listen, moderate, reply
from smm_build.networks.youtube._metrics import AT_ONCE, audience, metrics
from smm_build.networks.youtube._profile import PROFILE, PROFILE_WRITES, read_profile, write_profile
from smm_build.networks.youtube._upload import first_item, uploaded, worked_on
from smm_build.networks.youtube._video import PRIVATE, address, faults, parts, resource, wanted_privacy
from smm_build.text.measure import Measure
from smm_build.text.mentions import at as with_sign
from smm_build.text.plain import measure_plain
from smm_build.text.rulers import utf8_bytes

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
    "publish",
    "read_profile",
    "remove",
    "reply",
    "schedule",
    "take_back",
    "write_profile",
]

NAME = "youtube"
TITLE = "YouTube"
LIMITS = Limits(
    characters=5_000,
    counted_in=Sentence("bytes", "byte"),
    images=0,
    image_bytes=None,
    image_types=(),
    source="https://developers.google.com/youtube/v3/docs/videos",
    read_on=date(2026, 11, 23),
    videos=1,
    video_bytes=274_877_906_944,
    video_types=("video/mp4", "video/quicktime", "video/webm"),
    media_required=True,
    film_seconds=(1, 43_200),  # https://support.google.com/youtube/answer/71673, read on 2026-11-23
    # https://typecount.com/blog/youtube-description-character-limit, read on 2026-11-23
    comment_characters=10_000,
    profile=ProfileLimits(bio=1_000),
    settings=frozenset({"visibility"}),
)
CAPABILITIES = frozenset(
    {
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
CREDENTIALS = (
    Credential(
        "CLIENT_ID",
        Sentence(
            "the id of the OAuth client (desktop app) in the Google Cloud console",
            "l'id del client OAuth (app desktop) nella console Google Cloud",
        ),
    ),
    Credential("CLIENT_SECRET", Sentence("the secret of that OAuth client", "il segreto di quel client OAuth")),
    Credential(
        "REFRESH_TOKEN",
        Sentence(
            "the refresh token of the channel's account, with the scope youtube.force-ssl",
            "il refresh token dell'account del canale, con lo scope youtube.force-ssl",
        ),
    ),
)
DEFAULTS = Settings(visibility="public", made_for_kids=False)
LINKS = LinkPlace.IN_TEXT
SERVERS = ("https://youtube.googleapis.com", "https://www.googleapis.com")
# The reference names neither a least nor a most; a film needs a while to be uploaded and worked on.
SCHEDULING = Scheduling(least=timedelta(minutes=30), most=timedelta(days=365))
BY_HAND = ByHand(
    hosts=("youtube.com", "youtu.be"),
)

_SCOPE = "https://www.googleapis.com/auth/youtube.force-ssl"
_VISIBLE = frozenset({"public", "unlisted"})
_NOT_FOUND = 404


def measure(text: str) -> Measure:
    """Count bytes of UTF-8, as YouTube counts descriptions."""
    return measure_plain(text, utf8_bytes(text))


def mention(handle: str) -> str:
    """Write ``@handle``."""
    return with_sign(handle)


def login(account: Account) -> Flow[Session]:
    """Get an access token for an hour, and learn which channel it is for.

    Source: https://developers.google.com/identity/protocols/oauth2/native-app#offline and
    https://developers.google.com/youtube/v3/docs/channels/list, read on 2026-11-23.
    """
    require_secrets(account, CREDENTIALS)
    secrets = {suffix: account.secrets[suffix].strip() for suffix in ("CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN")}
    form = {name.lower(): secret for name, secret in secrets.items()} | {"grant_type": "refresh_token"}
    url = f"{elsewhere(account, SERVERS, 'https://oauth2.googleapis.com', 'oauth2')}/token"
    answer = yield Request("POST", url, _LOG_IN.en, form=form)
    token = answer.text("access_token")
    if not answer.ok or not token:
        raise SERVER.refused(answer, _LOG_IN, account)
    ends, scope = answer.data.get("refresh_token_expires_in"), answer.text("scope")
    session = Session(account, {"Authorization": f"Bearer {token}"})
    channel = yield from _own_channel(session)
    snippet = channel.get("snippet")
    facts = {
        "channel": str(channel.get("id")),
        "title": str(snippet.get("title")) if isinstance(snippet, dict) else "",
        "scope": scope,
        "ends_in": str(ends) if isinstance(ends, int) else "",
    }
    if account.channel.account and account.channel.account != facts["channel"]:
        raise _another_channel(account.channel.account, facts["channel"])
    return Session(account, session.headers, {name: said for name, said in facts.items() if said})


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Upload the film privately, wait for it, set its still picture, and then make it visible.

    Source: https://developers.google.com/youtube/v3/docs/videos/update, read on 2026-11-23. Making a film visible that
    is visible changes nothing, and there is only ever one with the remembered id.
    """
    _check(task)
    if task.is_comment:
        return (yield from write_comment(task, session))
    video = yield from uploaded(task, session)
    yield from worked_on(video, session)
    yield from _set_cover(task, video, session)
    answer = yield Commit(_say(task, video, session, None))
    if not answer.ok:
        raise SERVER.after_commit(answer, _PUBLISH, session)
    privacy = _privacy(answer.data)
    if privacy is None:
        raise SERVER.in_doubt(answer, _PUBLISH, session)
    if privacy == PRIVATE and wanted_privacy(task) in _VISIBLE:
        raise Refused(Trouble.PERMISSION, _KEPT_PRIVATE)
    return PartReceipt(task.number, video, address(task, video))


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Look at the film whose id was written down before it could be seen; without an id there is none.

    Source: https://developers.google.com/youtube/v3/docs/videos/list, read on 2026-11-23.
    """
    if task.is_comment:
        return (yield from find_comment(task, session))
    video = task.notes.get("video")
    if not video:
        return NotThere()
    answer = yield _look_up(video, session)
    if not answer.ok or not isinstance(answer.data.get("items"), list):
        raise SERVER.refused(answer, _READ_BACK, session)
    there = first_item(answer)
    if not there:
        return CannotKnow(_GONE)
    # Meant to be private, it looks the same before and after its last step, which then is simply taken again.
    return Found(PartReceipt(task.number, video, address(task, video))) if _privacy(there) in _VISIBLE else NotThere()


def can_schedule(variant: Variant) -> bool:
    """A film that everybody may see: only that can be given a time."""
    return variant.settings.visibility in {None, "public"} and len(variant.messages) == 1


def schedule(task: PartTask, session: Session, at: datetime) -> Flow[str]:
    """Upload the film privately, wait for it, and tell YouTube when to make it public.

    Source: https://developers.google.com/youtube/v3/docs/videos#status.publishAt, read on 2026-11-23.
    """
    _check(task)
    video = yield from uploaded(task, session)
    yield from worked_on(video, session)
    yield from _set_cover(task, video, session)
    answer = yield Commit(_say(task, video, session, None, at))
    if answer.ok and _due(answer.data):
        return video
    raise SERVER.in_doubt(answer, _SCHEDULE, session) if answer.ok else SERVER.after_commit(answer, _SCHEDULE, session)


def find_scheduled(task: PartTask, session: Session, at: datetime) -> Flow[str | CannotKnow | None]:  # noqa: ARG001 - protocol
    """Look whether the film whose id was written down has a time at which it becomes public."""
    video = task.notes.get("video")
    if not video:
        return None
    there = yield from _there(video, session)
    return video if _due(there) else None


def take_back(scheduled_id: str, session: Session) -> Flow[bool]:
    """Take the time away: the film stays, and stays private. One that is public already is left alone."""
    there = yield from _there(scheduled_id, session)
    if _privacy(there) != PRIVATE or not _due(there):
        return False
    url, body = (
        f"{session.account.server}/youtube/v3/videos",
        {"id": scheduled_id, "status": {"privacyStatus": PRIVATE}},
    )
    answer = yield Request("PUT", url, _TAKE_BACK.en, headers=session.headers, params={"part": "status"}, json=body)
    if not answer.ok or _due(answer.data):
        raise SERVER.refused(answer, _TAKE_BACK, session)
    return True


def amend(task: PartTask, receipt: PartReceipt, session: Session) -> Flow[PartReceipt]:
    """Change title, description, tags, visibility and still picture; the film itself cannot be changed.

    Source: https://developers.google.com/youtube/v3/docs/videos/update, read on 2026-11-23.
    """
    _check(task)
    if task.is_comment:
        return (yield from amend_comment(task, receipt, session))
    answer = yield _look_up(receipt.id, session)
    there = first_item(answer)
    snippet = there.get("snippet")
    if answer.ok and answer.data.get("items") == []:
        raise refuse_content(_NOT_THERE)
    if not answer.ok or not isinstance(snippet, dict):
        raise SERVER.refused(answer, _READ_BACK, session)
    if _privacy(there) == PRIVATE and wanted_privacy(task) in _VISIBLE:
        raise refuse_content(_WITHDRAWN)
    yield from _set_cover(task, receipt.id, session)
    category = snippet.get("categoryId")
    answer = yield _say(task, receipt.id, session, category if isinstance(category, str) else None)
    if answer.ok and _privacy(answer.data):
        return PartReceipt(task.number, receipt.id, receipt.url)
    raise SERVER.refused(answer, _AMEND, session)


def remove(receipt: PartReceipt, session: Session) -> Flow[None]:
    """Delete a film or a comment.

    Source: https://developers.google.com/youtube/v3/docs/videos/delete, read on 2026-11-23.
    """
    kind = "comments" if "&lc=" in (receipt.url or "") else "videos"
    url = f"{session.account.server}/youtube/v3/{kind}"
    answer = yield Request("DELETE", url, _REMOVE.en, headers=session.headers, params={"id": receipt.id})
    if not answer.ok and answer.status != _NOT_FOUND:
        raise SERVER.refused(answer, _REMOVE, session)


def examine(session: Session, at: datetime) -> Flow[Checkup]:
    """Say whether the permission is enough, how long films may be, and what a day's quota allows."""
    channel = yield from _own_channel(session)
    facts, advice = session.facts, []
    scopes = facts.get("scope", "").split()
    if scopes and _SCOPE not in scopes:
        advice.append(Advice(Standing.WRONG, _SCOPE_MISSING))
    ends = at + timedelta(seconds=int(facts["ends_in"])) if facts.get("ends_in", "").isdigit() else None
    if ends:
        advice.append(Advice(Standing.SOON, _IN_TESTING))
    status = channel.get("status")
    if isinstance(status, dict) and status.get("longUploadsStatus") not in {"allowed", "longUploadsUnspecified", None}:
        advice.append(Advice(Standing.SOON, _ONLY_SHORT_FILMS))
    return Checkup(facts.get("title"), ends, (*advice, Advice(Standing.FINE, _QUOTA)))


def _check(task: PartTask) -> None:
    refuse_settings(task, TITLE, LIMITS)
    refuse_faults(task, TITLE, LIMITS, tuple(measure(part.text).length for part in task.variant.messages))
    for fault in faults(task):
        raise refuse_content(fault)


def _own_channel(session: Session) -> Flow[dict[str, object]]:
    answer = yield Request(
        "GET",
        f"{session.account.server}/youtube/v3/channels",
        _LOG_IN.en,
        headers=session.headers,
        params={"part": "snippet,status", "mine": "true"},
    )
    channel = dict(first_item(answer))
    if answer.ok and "error" not in answer.data and answer.data.get("kind") and not channel:
        raise Refused(Trouble.PERMISSION, _NO_CHANNEL)
    if not answer.ok or not isinstance(channel.get("id"), str):
        raise SERVER.refused(answer, _LOG_IN, session.account)
    return channel


def _set_cover(task: PartTask, video: str, session: Session) -> Flow[None]:
    """Set the still picture.

    Source: https://developers.google.com/youtube/v3/docs/thumbnails/set, read on 2026-11-23.
    """
    cover = task.variant.settings.cover
    if cover is None or cover.facts is None:
        return
    answer = yield Request(
        "POST",
        f"{session.account.server}/upload/youtube/v3/thumbnails/set",
        _COVER.en,
        headers=session.headers,
        params={"videoId": video, "uploadType": "media"},
        body=FileBody(cover.file, cover.facts.mime),
    )
    if not answer.ok:
        raise SERVER.refused(answer, _COVER, session)


def _there(video: str, session: Session) -> Flow[Mapping[str, object]]:
    answer = yield _look_up(video, session)
    if not answer.ok or not isinstance(answer.data.get("items"), list):
        raise SERVER.refused(answer, _READ_BACK, session)
    return first_item(answer)


def _say(task: PartTask, video: str, session: Session, category: str | None, at: datetime | None = None) -> Request:
    privacy = wanted_privacy(task) if at is None else PRIVATE
    return Request(
        "PUT",
        f"{session.account.server}/youtube/v3/videos",
        _PUBLISH.en,
        headers=session.headers,
        params={"part": parts(task)},
        json={"id": video, **resource(task, privacy, category, at)},
    )


def _look_up(video: str, session: Session) -> Request:
    url = f"{session.account.server}/youtube/v3/videos"
    return Request("GET", url, _READ_BACK.en, headers=session.headers, params={"part": "snippet,status", "id": video})


def _due(video: Mapping[str, object]) -> bool:
    status = video.get("status")
    return isinstance(status, dict) and bool(status.get("publishAt"))


def _privacy(video: object) -> str | None:
    status = video.get("status") if isinstance(video, dict) else None
    privacy = status.get("privacyStatus") if isinstance(status, dict) else None
    return privacy if isinstance(privacy, str) else None


def _another_channel(wanted: str, found: str) -> Refused:
    return Refused(
        Trouble.AUTH,
        Sentence(
            f"The credentials are of the channel {found}, and its file says {wanted}: sign in with the other account",
            f"Le credenziali sono del canale {found}, e il suo file dice {wanted}: accedi con l'altro account",
        ),
    )


_LOG_IN = Sentence("log in", "accedere")
_PUBLISH = Sentence("make the film visible", "rendere visibile il video")
_SCHEDULE = Sentence("hand over the film", "consegnare il video")
_TAKE_BACK = Sentence("take back the scheduled film", "ritirare il video programmato")
_COVER = Sentence("set the still picture", "impostare la copertina")
_READ_BACK = Sentence("look up the film", "leggere il video")
_AMEND = Sentence("change the film's details", "modificare i dati del video")
_REMOVE = Sentence("delete it", "cancellarlo")
_GONE = Sentence(
    "The film was uploaded and is not there any more: somebody took it away. Look at YouTube Studio and decide",
    "Il video era caricato e non c'è più: qualcuno l'ha tolto. Guarda YouTube Studio e decidi",
)
_KEPT_PRIVATE = Sentence(
    "YouTube keeps the film private: the Google project has not passed YouTube's audit, or the channel's settings say"
    " so. Ask for the audit, or make the film public in YouTube Studio and record it with `smm ledger seed`",
    "YouTube tiene il video privato: il progetto Google non ha superato la verifica di YouTube, o lo dicono le"
    " impostazioni del canale. Chiedi la verifica, o rendi pubblico il video in YouTube Studio e registralo con"
    " `smm ledger seed`",
)
_NOT_THERE = Sentence(
    "The film is not there any more: somebody deleted it on YouTube.",
    "Il video non c'è più: qualcuno l'ha cancellato su YouTube.",
)
_WITHDRAWN = Sentence(
    "The film is private now: somebody has withdrawn it on YouTube, and changing its words would show it again.",
    "Il video ora è privato: qualcuno l'ha ritirato su YouTube, e cambiarne le parole lo mostrerebbe di nuovo.",
)
_NO_CHANNEL = Sentence(
    "The Google account has no YouTube channel: make one, or sign in with the account that has it",
    "L'account Google non ha un canale YouTube: creane uno, o accedi con l'account che ce l'ha",
)
_SCOPE_MISSING = Sentence(
    "The permission does not cover everything: sign in again and grant the scope youtube.force-ssl",
    "Il permesso non copre tutto: accedi di nuovo e concedi lo scope youtube.force-ssl",
)
_IN_TESTING = Sentence(
    "The refresh token ends: the Google project is still in testing. Publish it in the consent screen, then sign in"
    " again",
    "Il refresh token ha una scadenza: il progetto Google è ancora in test. Pubblicalo nella schermata di consenso, poi"
    " accedi di nuovo",
)
_ONLY_SHORT_FILMS = Sentence(
    "Films longer than 15 minutes are not allowed for this channel: verify it at youtube.com/verify",
    "Questo canale non può caricare video oltre i 15 minuti: verificalo su youtube.com/verify",
)
_QUOTA = Sentence(
    "A film takes one of 100 uploads and about 110 of 10,000 units a day of the Google project; a project without"
    " YouTube's audit may be kept to private films",
    "Un video usa uno dei 100 caricamenti e circa 110 delle 10.000 unità al giorno del progetto Google; un progetto"
    " senza la verifica di YouTube può essere limitato a video privati",
)
