"""Creates under a key that the delivery gives, and never twice: like Bluesky."""

from __future__ import annotations

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.post import Settings
from smm_build.networks import CannotKnow, Capability, Credential, Flow, Found, LinkPlace, NotThere, PartTask, Session
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

NAME = "fake_keyed"
TITLE = "fake_keyed"
CAPABILITIES = frozenset({Capability.PUBLISH, Capability.FIND, Capability.THREAD, Capability.IDEMPOTENCY})
CREDENTIALS: tuple[Credential, ...] = ()
DEFAULTS = Settings()
LINKS = LinkPlace.NOWHERE
SERVERS: tuple[str, ...] = ()


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Create under the key; that it is taken leaves a doubt, which asking ends."""
    return (yield from committed(task, session, "create-once"))


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Ask for the key."""
    answer = yield ask(task, session, "get")
    if (receipt := receipt_in(answer, task)) is not None:
        return Found(receipt)
    if answer.status == 404:
        return NotThere()
    raise clear_no(answer)
