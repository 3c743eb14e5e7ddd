"""Knows no key and lists a post up to a minute late, so its absence means something only after a while."""

from __future__ import annotations

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.post import Settings
from smm_build.networks import (
    CannotKnow,
    Capability,
    Credential,
    Flow,
    Found,
    LinkPlace,
    NotThere,
    PartTask,
    Session,
    Wait,
)
from tests.property.fake_network import LIMITS, ask, committed, listed, login, measure, mention

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

NAME = "fake_listing"
TITLE = "fake_listing"
CAPABILITIES = frozenset({Capability.PUBLISH, Capability.FIND, Capability.THREAD})
CREDENTIALS: tuple[Credential, ...] = ()
DEFAULTS = Settings()
LINKS = LinkPlace.NOWHERE
SERVERS: tuple[str, ...] = ()


_SETTLED = 240.0
"""Seconds: a request of a run that died is through by then, and what it published is listed."""


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Create, without any key."""
    return (yield from committed(task, session, "create"))


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Look through the account's posts, at once and again when everything must be listed."""
    found = listed((yield ask(task, session, "list-late")), task)
    if isinstance(found, NotThere):
        yield Wait(_SETTLED)
        found = listed((yield ask(task, session, "list-late")), task)
    return found
