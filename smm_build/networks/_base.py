"""What every network module offers, and the words its flows are written in, gathered from where they are defined."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.post import Settings
from smm_build.networks._limits import Capability, Limits, LinkPlace, PollLimits, ProfileLimits
from smm_build.networks._offers import (
    Advice,
    Amender,
    Charge,
    Checkup,
    Examiner,
    Fetcher,
    Heard,
    Keeper,
    Listener,
    Measured,
    Moderator,
    Namer,
    Objector,
    Priced,
    Remover,
    Renewal,
    Renewer,
    Replier,
    Scheduler,
    Scheduling,
    Standing,
    Told,
)
from smm_build.networks._tasks import Account, Credential, PartTask, Session
from smm_build.networks._wire import (
    HIDDEN,
    CannotKnow,
    Commit,
    FileBody,
    Flow,
    Found,
    InDoubt,
    NotThere,
    Refused,
    Remember,
    Request,
    Response,
    Signer,
    Step,
    Wait,
)
from smm_build.text.measure import Measure

__all__ = [
    "HIDDEN",
    "Account",
    "Advice",
    "Amender",
    "CannotKnow",
    "Capability",
    "Charge",
    "Checkup",
    "Commit",
    "Credential",
    "Examiner",
    "Fetcher",
    "FileBody",
    "Flow",
    "Found",
    "Heard",
    "InDoubt",
    "Keeper",
    "Limits",
    "LinkPlace",
    "Listener",
    "Measured",
    "Moderator",
    "Namer",
    "Network",
    "NotThere",
    "Objector",
    "PartTask",
    "PollLimits",
    "Priced",
    "ProfileLimits",
    "Publisher",
    "Refused",
    "Remember",
    "Remover",
    "Renewal",
    "Renewer",
    "Replier",
    "Request",
    "Response",
    "Scheduler",
    "Scheduling",
    "Session",
    "Signer",
    "Standing",
    "Step",
    "Told",
    "Wait",
]


@runtime_checkable
class Network(Protocol):
    """A module in ``smm_build.networks``: facts about the network and how it reads a text."""

    NAME: str
    TITLE: str
    LIMITS: Limits
    CAPABILITIES: frozenset[Capability]
    CREDENTIALS: tuple[Credential, ...]
    DEFAULTS: Settings
    LINKS: LinkPlace
    SERVERS: tuple[str, ...]
    """The addresses that ``server`` of a channel may be, the usual one first; empty: every server of the kind."""

    def measure(self, text: str) -> Measure:
        """Count and take apart ``text`` the way the network does."""
        ...

    def mention(self, handle: str) -> str:
        """Write a mention of ``handle`` the way the network recognises it."""
        ...


@runtime_checkable
class Publisher(Network, Protocol):
    """A network whose posts this product can publish itself."""

    def login(self, account: Account) -> Flow[Session]:
        """Open a session; once per channel and run. Raises :class:`Refused`."""
        ...

    def publish(self, task: PartTask, session: Session) -> Flow[PartReceipt]:
        """Publish one part, with exactly one :class:`Commit`. Raises :class:`Refused` or :class:`InDoubt`."""
        ...

    def find(self, task: PartTask, session: Session) -> Flow[Found | NotThere | CannotKnow]:
        """Ask whether an earlier attempt made this part visible."""
        ...
