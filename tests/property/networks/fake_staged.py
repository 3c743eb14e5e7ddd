"""Takes several steps: a container it names itself, whose name is written down, a wait, and its publication, once."""

from __future__ import annotations

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.networks import (
    CannotKnow,
    Capability,
    Credential,
    Flow,
    Found,
    LinkPlace,
    NotThere,
    PartTask,
    Refused,
    Remember,
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
    "SERVERS",
    "TITLE",
    "find",
    "login",
    "measure",
    "mention",
    "publish",
]

NAME = "fake_staged"
TITLE = "fake_staged"
CAPABILITIES = frozenset({Capability.PUBLISH, Capability.FIND, Capability.THREAD})
CREDENTIALS: tuple[Credential, ...] = ()
DEFAULTS = Settings()
LINKS = LinkPlace.NOWHERE
SERVERS: tuple[str, ...] = ()


_LOOKS = 10


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Make the container or go on with the one that was made, wait for it, publish it."""
    container = task.notes.get("container") or (yield from _new_container(task, session))
    for _ in range(_LOOKS):
        answer = yield ask(task, session, "container-status", container)
        if not answer.ok:
            raise clear_no(answer)
        if answer.text("state") == "ready":
            return (yield from committed(task, session, "publish-container", container))
        yield Wait(5.0)
    raise Refused(Trouble.TRANSIENT, Sentence("It is not ready", "Non è pronto"))


def _new_container(task: PartTask, session: Session) -> Flow[str]:
    answer = yield ask(task, session, "new-container")
    if not answer.ok or not answer.text("id"):
        raise clear_no(answer)
    yield Remember({"container": answer.text("id")})
    return answer.text("id")


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Ask what became of the container; without one nothing can have been published."""
    container = task.notes.get("container")
    if container is None:
        return NotThere()
    answer = yield ask(task, session, "container-status", container)
    if (receipt := receipt_in(answer, task)) is not None:
        return Found(receipt)
    if answer.ok and answer.text("state"):
        return NotThere()
    raise clear_no(answer)
