"""Takes posts ahead of their time, without any key, and publishes them itself, a little late.

Between taking one off its list and showing it, it shows it nowhere.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import utc_text
from smm_build.domain.variant import Variant
from smm_build.networks import (
    CannotKnow,
    Capability,
    Commit,
    Credential,
    Flow,
    Found,
    InDoubt,
    LinkPlace,
    NotThere,
    PartTask,
    Request,
    Response,
    Scheduling,
    Session,
    Wait,
)
from tests.property.fake_network import LIMITS, ask, clear_no, committed, login, measure, mention, receipt_in

__all__ = [
    "CAPABILITIES",
    "CREDENTIALS",
    "DEFAULTS",
    "LIMITS",
    "LINKS",
    "NAME",
    "SCHEDULING",
    "SERVERS",
    "TITLE",
    "can_schedule",
    "find",
    "find_scheduled",
    "login",
    "measure",
    "mention",
    "publish",
    "schedule",
    "take_back",
]

NAME = "fake_scheduling"
TITLE = "fake_scheduling"
CAPABILITIES = frozenset({Capability.PUBLISH, Capability.FIND, Capability.THREAD, Capability.SCHEDULE})
CREDENTIALS: tuple[Credential, ...] = ()
DEFAULTS = Settings()
LINKS = LinkPlace.NOWHERE
SERVERS: tuple[str, ...] = ()
SCHEDULING = Scheduling(least=timedelta(minutes=5), most=timedelta(days=30))

_SETTLED = 240.0
"""Seconds: a request of a run that died is through by then."""


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Create once under the part's key."""
    return (yield from committed(task, session, "create-once"))


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Ask for the part's key."""
    answer = yield ask(task, session, "get")
    receipt = receipt_in(answer, task)
    if receipt:
        return Found(receipt)
    if answer.status == 404:
        return NotThere()
    raise clear_no(answer)


def can_schedule(variant: Variant) -> bool:
    """Everything."""
    return bool(variant.parts)


def schedule(task: PartTask, session: Session, at: datetime) -> Flow[str]:
    """Hand it over: every request of the kind makes another post."""
    request = ask(task, session, "schedule")
    assert isinstance(request.json, dict)
    answer = yield Commit(Request("POST", request.url, "schedule", json={**request.json, "at": utc_text(at)}))
    if answer.ok and answer.text("id"):
        return answer.text("id")
    if 400 <= answer.status < 500:
        raise clear_no(answer)
    raise InDoubt(Sentence(f"HTTP {answer.status}", f"HTTP {answer.status}"))


def find_scheduled(task: PartTask, session: Session, at: datetime) -> Flow[str | CannotKnow | None]:
    """Look through what lies there, at once and again when nothing can be on its way any more."""
    found = _among((yield ask(task, session, "list-scheduled")), task, at)
    if found is None:
        yield Wait(_SETTLED)
        found = _among((yield ask(task, session, "list-scheduled")), task, at)
    return found


def take_back(scheduled_id: str, session: Session) -> Flow[bool]:
    """Take it off the list."""
    answer = yield Request("POST", session.account.server, "take-back", json={"id": scheduled_id})
    if not answer.ok and answer.status != 404:
        raise clear_no(answer)
    if answer.ok and answer.data.get("gone") is not True:
        raise clear_no(Response(503))
    return answer.ok


def _among(answer: Response, task: PartTask, at: datetime) -> str | CannotKnow | None:
    items = answer.data.get("items")
    if not answer.ok or not isinstance(items, list):
        raise clear_no(answer)
    same = [item for item in items if item["text"] == task.part.text and item["at"] == utc_text(at)]
    if same:
        return str(same[0]["id"])
    return CannotKnow(Sentence("It had other words", "Aveva altre parole")) if task.changed else None
