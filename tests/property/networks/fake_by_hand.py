"""A network whose posts only a person can publish."""

from __future__ import annotations

from smm_build.domain.post import Settings
from smm_build.networks import Capability, Credential, LinkPlace
from tests.property.fake_network import LIMITS, measure, mention

__all__ = [
    "CAPABILITIES",
    "CREDENTIALS",
    "DEFAULTS",
    "LIMITS",
    "LINKS",
    "NAME",
    "SERVERS",
    "TITLE",
    "measure",
    "mention",
]

NAME = "fake_by_hand"
TITLE = "fake_by_hand"
CAPABILITIES: frozenset[Capability] = frozenset()
CREDENTIALS: tuple[Credential, ...] = ()
DEFAULTS = Settings()
LINKS = LinkPlace.NOWHERE
SERVERS: tuple[str, ...] = ()
