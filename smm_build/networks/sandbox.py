"""The sandbox: the network that needs no account, where channels without a server are rehearsed on this machine.

Lengths and offsets are Unicode code points. It takes everything; what the real network would not take is the business
of the checks. Its address is ``sandbox:``, which no transport ever sends anywhere: ``PUT
sandbox:/channels/<channel>/posts/<key>`` creates a post and never overwrites one (201 new, 200 the same is there, 409
another is there), ``GET`` gives it back or answers 404.
"""

from __future__ import annotations

from datetime import date, timedelta

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.media import Media
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import utc_text
from smm_build.networks._answers import Counterpart
from smm_build.networks._base import (
    Account,
    CannotKnow,
    Capability,
    Commit,
    Credential,
    Flow,
    Found,
    Limits,
    LinkPlace,
    NotThere,
    PartTask,
    PollLimits,
    Request,
    Response,
    Session,
)
from smm_build.text.measure import Measure
from smm_build.text.mentions import at
from smm_build.text.plain import measure_plain
from smm_build.text.rulers import code_points

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
    "remove",
]

NAME = "sandbox"
TITLE = "Sandbox"
LIMITS = Limits(
    characters=100_000,
    counted_in=Sentence("characters", "caratteri"),
    images=100,
    image_bytes=None,
    image_types=("image/jpeg", "image/png", "image/gif", "image/webp"),
    source="smm_build/sandbox",
    read_on=date(2026, 11, 23),
    videos=100,
    video_types=("video/mp4", "video/webm", "video/quicktime"),
    parts=100,
    mixed=True,
    polls=PollLimits(options=100, option_characters=1_000, shortest=timedelta(0), longest=timedelta(days=366)),
)
CAPABILITIES = frozenset(
    {
        Capability.DELETE,
        Capability.EDIT,
        Capability.FIRST_COMMENT,
        Capability.PUBLISH,
        Capability.FIND,
        Capability.THREAD,
        Capability.ALT_TEXT,
        Capability.IDEMPOTENCY,
    }
)
CREDENTIALS: tuple[Credential, ...] = ()
DEFAULTS = Settings()
LINKS = LinkPlace.ATTACHED
SERVERS: tuple[str, ...] = ()


def measure(text: str) -> Measure:
    """Count code points; links need ``https://``."""
    return measure_plain(text, code_points(text))


def mention(handle: str) -> str:
    """Write ``@handle``."""
    return at(handle)


def login(account: Account) -> Flow[Session]:
    """Open a session: nobody is asked for anything."""
    yield from ()
    return Session(account)


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Create the post under the part's own key."""
    answer = yield Commit(Request("PUT", _address(task), _PUBLISH.en, json=_post(task)))
    # 409: the key is derived from this delivery, so what is there is an earlier attempt that got through.
    receipt = _receipt(task, answer) if answer.ok or answer.status == _CONFLICT else None
    if receipt is not None:
        return receipt
    raise _STORE.after_commit(answer, _PUBLISH, session)


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Ask for the post under the part's own key."""
    answer = yield Request("GET", _address(task), _READ_BACK.en)
    receipt = _receipt(task, answer) if answer.ok else None
    if receipt is not None:
        return Found(receipt)
    if answer.status == _NOT_FOUND and answer.text("error"):
        return NotThere()
    raise _STORE.refused(answer, _READ_BACK, session)


def amend(task: PartTask, receipt: PartReceipt, session: Session) -> Flow[PartReceipt]:  # noqa: ARG001 - protocol
    """Put other content in the place of what is there."""
    answer = yield Request("PATCH", _address(task), _AMEND.en, json=_post(task))
    there = _receipt(task, answer) if answer.ok else None
    if there is not None:
        return there
    raise _STORE.refused(answer, _AMEND, session)


def remove(receipt: PartReceipt, session: Session) -> Flow[None]:
    """Take a post away."""
    answer = yield Request("DELETE", receipt.url or "", _REMOVE.en)
    if not answer.ok and answer.status != _NOT_FOUND:
        raise _STORE.refused(answer, _REMOVE, session)


def _address(task: PartTask) -> str:
    return f"sandbox:/channels/{task.variant.channel.id}/posts/{task.key}"


def _post(task: PartTask) -> dict[str, object]:
    variant = task.variant
    return {
        "network": variant.channel.network,
        "post": variant.post.id,
        "part": task.number,
        "comment": task.is_comment,
        "text": task.part.text,
        "media": [_file(media) for media in task.part.media],
        "link": variant.link if task.number == 1 else None,
        "reply_to": task.earlier[-1].id if task.earlier else None,
        "language": variant.settings.language,
        "at": utc_text(task.at),
    }


def _file(media: Media) -> dict[str, object]:
    return {"file": media.file, "alt": media.alt, "mime": media.facts.mime if media.facts else None}


def _receipt(task: PartTask, answer: Response) -> PartReceipt | None:
    if not answer.text("id"):
        return None
    return PartReceipt(task.number, answer.text("id"), answer.text("url") or None)


def _said(answer: Response) -> str:
    return answer.text("error")


_NOT_FOUND = 404
_CONFLICT = 409
_STORE = Counterpart(TITLE, _said)
_PUBLISH = Sentence("keep the post", "conservare il post")
_AMEND = Sentence("change the post", "modificare il post")
_REMOVE = Sentence("take the post away", "togliere il post")
_READ_BACK = Sentence("find out whether the post is there", "sapere se il post c'è")
