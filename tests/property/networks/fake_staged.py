"""Takes several steps: a container, a wait until it is ready, and its publication, which happens once."""

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


_LOOKS = 10


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Make the container, wait for it, publish it."""
    answer = yield ask(task, session, "container")
    if not answer.ok:
        raise clear_no(answer)
    for _ in range(_LOOKS):
        answer = yield ask(task, session, "container-status")
        if not answer.ok:
            raise clear_no(answer)
        if (receipt := receipt_in(answer, task)) is not None:
            return receipt
        if answer.text("state") == "ready":
            return (yield from committed(task, session, "publish-container"))
        yield Wait(5.0)
    raise Refused(Trouble.TRANSIENT, Sentence("It is not ready", "Non è pronto"))


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Ask what became of the container."""
    answer = yield ask(task, session, "container-status")
    if (receipt := receipt_in(answer, task)) is not None:
        return Found(receipt)
    if (answer.ok and answer.text("state")) or answer.status == 404:
        return NotThere()
    raise clear_no(answer)
