"""Cannot be asked at all."""

from __future__ import annotations

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.networks import CannotKnow, Capability, Credential, Flow, Found, LinkPlace, NotThere, PartTask, Session
from tests.property.fake_network import LIMITS, committed, login, measure, mention

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

NAME = "fake_blind"
TITLE = "fake_blind"
CAPABILITIES = frozenset({Capability.PUBLISH, Capability.THREAD})
CREDENTIALS: tuple[Credential, ...] = ()
DEFAULTS = Settings()
LINKS = LinkPlace.NOWHERE
SERVERS: tuple[str, ...] = ()


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Create, without any key."""
    return (yield from committed(task, session, "create"))


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Say that it cannot be known."""
    yield from ()
    return CannotKnow(Sentence("Nobody can know", "Non si può sapere"))
