"""Knows an idempotency key for an hour and lists posts by their words: like Mastodon."""

from __future__ import annotations

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.post import Settings
from smm_build.networks import CannotKnow, Capability, Credential, Flow, Found, LinkPlace, NotThere, PartTask, Session
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

NAME = "fake_forgetful"
TITLE = "fake_forgetful"
CAPABILITIES = frozenset({Capability.PUBLISH, Capability.FIND, Capability.THREAD, Capability.IDEMPOTENCY})
CREDENTIALS: tuple[Credential, ...] = ()
DEFAULTS = Settings()
LINKS = LinkPlace.NOWHERE
SERVERS: tuple[str, ...] = ()


def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
    """Create with the key."""
    return (yield from committed(task, session, "create-with-key"))


def find(task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
    """Look through the account's posts."""
    return listed((yield ask(task, session, "list")), task)
