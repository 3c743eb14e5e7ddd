"""Containers: what Instagram makes of the files before anything is visible, and how far one is.

A container is published at most once and keeps saying so, which makes its id the key by which a delivery is found.

Sources: https://developers.facebook.com/documentation/instagram-platform/content-publishing,
…/content-publishing/resumable-uploads (2026-03-15) and …/reference/ig-container, read on 2026-11-23.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from smm_build.domain.delivery import Trouble
from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.networks._addresses import elsewhere, trusted
from smm_build.networks._base import FileBody, Flow, PartTask, Refused, Remember, Request, Response, Session, Wait
from smm_build.networks._meta import VERSION, asking, counterpart, token_of
from smm_build.networks._meta_codes import BY_SUBCODE, EXPLAINED
from smm_build.networks.instagram._content import (
    Kind,
    by_instagram_login,
    child_form,
    container_form,
    is_film,
    kind_of,
    staged,
)

__all__ = ["CONTAINERS", "Quota", "State", "quota_left", "ready_container", "state_of"]

SERVERS = ("https://graph.facebook.com", "https://graph.instagram.com")
CONTAINERS = "containers"
"""The note that holds the ids of the containers of every attempt, with commas, the newest last."""

_UPLOADS = ("rupload.facebook.com",)
_LOOKS = 40
"""How often a container is looked at: about six minutes. Instagram advises five."""
_CODE = re.compile(r"\b2207\d{3}\b")
_SERVER = counterpart("Instagram")
_CREATE = Sentence("prepare the post", "preparare il post")
_LOOK = Sentence("find out how far the post is", "sapere a che punto è il post")
_UPLOAD = Sentence("upload the film", "caricare il video")
_SLOW = Sentence(
    "Instagram is still working on the files; nothing was published and it will be tried again",
    "Instagram sta ancora lavorando sui file; nulla è stato pubblicato e si riproverà",
)
_GONE = Sentence(
    "What was prepared on Instagram has expired; nothing was published and the next attempt prepares it again",
    "Ciò che era preparato su Instagram è scaduto; nulla è stato pubblicato e il prossimo tentativo lo rifà",
)
_WAITS = (1, 3, 6, 12, 23)
"""Hours after which the moving day of 24 hours is looked at for a free place."""


@dataclass(frozen=True, slots=True)
class State:
    """What Instagram says of a container: ``IN_PROGRESS``, ``FINISHED``, ``PUBLISHED``, ``ERROR``, ``EXPIRED`` or "".

    ``why`` holds its words about an error.
    """

    code: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Quota:
    """How many posts were published in the last 24 hours, and how many may be."""

    used: int
    total: int

    @property
    def full(self) -> bool:
        """Whether no post can be published now."""
        return self.used >= self.total


def ready_container(task: PartTask, session: Session) -> Flow[str]:
    """Return the id of a container that can be published; one of an earlier attempt with the same words goes on."""
    known = task.notes.get(CONTAINERS, "").rpartition(",")[2]
    if known and not task.changed and (yield from state_of(known, session)).code in {"IN_PROGRESS", "FINISHED"}:
        yield from _finished(known, session)
        return known
    yield from _refuse_without_quota(task, session)
    files = yield from _files(task, session)
    container = yield from _created(session, container_form(task, session) | files)
    if kind_of(task) is not Kind.CAROUSEL:
        yield from _send_film(task.part.media[0], container, session)
    yield Remember({CONTAINERS: ",".join(filter(None, (task.notes.get(CONTAINERS), container)))})
    yield from _finished(container, session)
    return container


def state_of(container: str, session: Session) -> Flow[State]:
    """Ask how far a container is; one that nobody can read has the code ""."""
    answer = yield asking(session, "GET", container, _LOOK.en, {"fields": "status_code,status"})
    return State(answer.text("status_code"), answer.text("status")) if answer.ok else State("")


def quota_left(session: Session, since: int | None = None) -> Flow[Quota | None]:
    """Ask how much of the day's quota is used, ``None`` when Instagram does not say; ``since`` in seconds since 1970.

    Source: https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/\
content_publishing_limit, read on 2026-11-23. The guide says 100 posts, the reference 50: so it is asked.
    """
    said = {"fields": "config,quota_usage"} | ({} if since is None else {"since": str(since)})
    path = f"{session.facts['ig_id']}/content_publishing_limit"
    answer = yield asking(session, "GET", path, "ask how many posts are left today", said)
    return _quota(answer)


def _quota(answer: Response) -> Quota | None:
    data = answer.data.get("data")
    first = data[0] if answer.ok and isinstance(data, list) and data else None
    config = first.get("config") if isinstance(first, dict) else None
    used = first.get("quota_usage") if isinstance(first, dict) else None
    total = config.get("quota_total") if isinstance(config, dict) else None
    return Quota(used, total) if isinstance(used, int) and isinstance(total, int) else None


def _refuse_without_quota(task: PartTask, session: Session) -> Flow[None]:
    """Raise :class:`Refused` when the day's posts are used up, with the time until one is free again."""
    quota = yield from quota_left(session)
    if quota is None or not quota.full:
        return
    now = int(task.at.timestamp())
    for hours in _WAITS:
        later = yield from quota_left(session, now - 24 * 3600 + hours * 3600)
        if later is not None and not later.full:
            raise _quota_refusal(quota, hours)
    raise _quota_refusal(quota, 24)


def _quota_refusal(quota: Quota, hours: int) -> Refused:
    return Refused(
        Trouble.RATE_LIMIT,
        Sentence(
            f"The account has reached its limit of {quota.total} posts in 24 hours: nothing was published, and it is"
            f" tried again in {hours} h",
            f"L'account ha raggiunto il limite di {quota.total} post in 24 ore: nulla è stato pubblicato, e si riprova"
            f" tra {hours} h",
        ),
        timedelta(hours=hours),
    )


def _files(task: PartTask, session: Session) -> Flow[dict[str, str]]:
    """Return where the files come from: the children of a carousel, finished, or the one file's source."""
    if kind_of(task) is not Kind.CAROUSEL:
        return _source(task, task.part.media[0], session)
    children: list[str] = []
    for media in task.part.media:
        child = yield from _created(session, child_form(media) | _source(task, media, session))
        yield from _send_film(media, child, session)
        children.append(child)
    for child in children:
        yield from _finished(child, session)
    return {"children": ",".join(children)}


def _source(task: PartTask, media: Media, session: Session) -> dict[str, str]:
    if not is_film(media):
        return {"image_url": staged(task, media)}
    if by_instagram_login(session.account):
        return {"video_url": staged(task, media)}
    return {"upload_type": "resumable"}


def _created(session: Session, form: dict[str, str]) -> Flow[str]:
    answer = yield asking(session, "POST", f"{session.facts['ig_id']}/media", _CREATE.en, form)
    if not answer.ok or not answer.text("id"):
        raise _SERVER.refused(answer, _CREATE, session)
    return answer.text("id")


def _send_film(media: Media, container: str, session: Session) -> Flow[None]:
    """Upload the bytes of a film into its container, where Instagram does not fetch it."""
    if not is_film(media) or by_instagram_login(session.account):
        return
    assert media.facts is not None, "refused before anything was asked"
    host = elsewhere(session.account, SERVERS, "https://rupload.facebook.com", "rupload")
    where = trusted(f"{host}/ig-api-upload/{VERSION}/{container}", session.account, _UPLOADS)
    headers = {
        "Authorization": f"OAuth {token_of(session)}",
        "offset": "0",
        "file_size": str(media.facts.size),
    }
    body = FileBody(media.file, media.facts.mime)
    answer = yield Request("POST", where, _UPLOAD.en, headers=headers, body=body)
    if not answer.ok or answer.data.get("success") is False:
        raise _SERVER.refused(answer, _UPLOAD, session)


def _finished(container: str, session: Session) -> Flow[None]:
    """Wait until a container can be published: publishing earlier is refused."""
    for look in range(_LOOKS):
        state = yield from state_of(container, session)
        if state.code in {"FINISHED", "PUBLISHED"}:
            return
        if state.code == "ERROR":
            raise _spoiled(state.why)
        if state.code == "EXPIRED":
            raise Refused(Trouble.TRANSIENT, _GONE)
        yield Wait(min(2.0 + look, 10.0))
    raise Refused(Trouble.TRANSIENT, _SLOW)


def _spoiled(why: str) -> Refused:
    """Return what to raise for a container with an error; its words hold Instagram's code."""
    found = _CODE.search(why)
    code = int(found[0]) if found else 0
    known = EXPLAINED.get(code)
    trouble = BY_SUBCODE.get(code, Trouble.INVALID)
    more = known or Sentence(
        "Nothing was published. Look at the files: kind, size, length and shape",
        "Nulla è stato pubblicato. Guarda i file: tipo, dimensioni, durata e proporzioni",
    )
    quoted = f" (“{' '.join(why.split())[:200]}”)" if why else ""
    return Refused(
        trouble,
        Sentence(
            f"Instagram could not use the files{quoted}. {more.en}",
            f"Instagram non è riuscito a usare i file{quoted}. {more.it}",
        ),
    )
