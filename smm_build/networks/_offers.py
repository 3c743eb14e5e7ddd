"""What a network may offer beyond publishing, a protocol each: a module offers it by having its functions."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Protocol, runtime_checkable

from smm_build.domain.channel import Channel
from smm_build.domain.delivery import PartReceipt
from smm_build.domain.message import Message
from smm_build.domain.reading import Reading
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks._tasks import Account, PartTask, Session
from smm_build.networks._wire import CannotKnow, Flow, Found, NotThere

__all__ = [
    "Advice",
    "Amender",
    "Charge",
    "Checkup",
    "Examiner",
    "Fetcher",
    "Heard",
    "Keeper",
    "Listener",
    "Measured",
    "Moderator",
    "Namer",
    "Objector",
    "Priced",
    "Remover",
    "Renewal",
    "Renewer",
    "Replier",
    "Scheduler",
    "Scheduling",
    "Standing",
    "Told",
]


@runtime_checkable
class Amender(Protocol):
    """A network whose posts can be changed after they are out (:attr:`Capability.EDIT`)."""

    def amend(self, task: PartTask, receipt: PartReceipt, session: Session) -> Flow[PartReceipt]:
        """Make what is online say what ``task`` says. May be repeated. Raises :class:`Refused`."""
        ...


@runtime_checkable
class Remover(Protocol):
    """A network whose posts can be taken away after they are out (:attr:`Capability.DELETE`)."""

    def remove(self, receipt: PartReceipt, session: Session) -> Flow[None]:
        """Take one part away; that it is gone already is fine. May be repeated. Raises :class:`Refused`."""
        ...


@dataclass(frozen=True, slots=True)
class Scheduling:
    """How far ahead a network takes posts that it publishes itself at their time: at least and at most."""

    least: timedelta
    most: timedelta


@runtime_checkable
class Scheduler(Protocol):
    """A network that takes a post now and makes it visible at its time (:attr:`Capability.SCHEDULE`).

    Only deliveries of one message are handed over: nobody could answer a post that has no id yet.
    """

    SCHEDULING: Scheduling

    def can_schedule(self, variant: Variant) -> bool:
        """Tell whether the network takes this kind of post ahead of its time."""
        ...

    def schedule(self, task: PartTask, session: Session, at: datetime) -> Flow[str]:
        """Hand the message over for the aware instant ``at``, with exactly one :class:`Commit`; return its id there.

        The id is that of what lies there; once visible it may have another. Raises :class:`Refused` or
        :class:`InDoubt`.
        """
        ...

    def find_scheduled(self, task: PartTask, session: Session, at: datetime) -> Flow[str | CannotKnow | None]:
        """Look for what an earlier attempt handed over for ``at``: its id, or ``None`` when it does not lie there."""
        ...

    def take_back(self, scheduled_id: str, session: Session) -> Flow[bool]:
        """Take away what lies there; tell whether it was there. May be repeated. Raises :class:`Refused`."""
        ...


@runtime_checkable
class Namer(Protocol):
    """A network whose mentions hold the name of who is mentioned, besides the handle."""

    def mention_by_name(self, handle: str, name: str) -> str:
        """Write a mention of ``handle``, who is called ``name``."""
        ...


@runtime_checkable
class Objector(Protocol):
    """A network that can tell before anything is sent which settings of a post it would not take."""

    def objections(self, variant: Variant) -> Iterator[tuple[str, Sentence]]:
        """Yield the front matter key at fault and what is wrong with it, in words that need no network's name."""
        ...


@runtime_checkable
class Fetcher(Protocol):
    """A network that does not take files but fetches them from a public address."""

    def fetches(self, channel: Channel) -> frozenset[str]:
        """Return which kinds of files it fetches for this channel: ``image``, ``video``."""
        ...


class Standing(enum.Enum):
    """How a fact about an account is: all right, worth a look soon, or in the way of publishing."""

    FINE = "fine"
    SOON = "soon"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Advice:
    """One fact about an account that ``smm doctor`` tells, and what to do about it, if anything."""

    standing: Standing
    what: Sentence


@dataclass(frozen=True, slots=True)
class Checkup:
    """What an account's own network says about it: its name there, when its credentials end (aware), and advice."""

    name: str | None
    expires_at: datetime | None = None
    advice: tuple[Advice, ...] = ()


@runtime_checkable
class Examiner(Protocol):
    """A network that can be asked about an account without posting."""

    def examine(self, session: Session, at: datetime) -> Flow[Checkup]:
        """Ask for token kind, permissions, days left and quota at the aware instant ``at``. Raises Refused."""
        ...


@dataclass(frozen=True, slots=True)
class Renewal:
    """New secrets by suffix, to be saved before they are used, and when they end (aware), if the network says."""

    secrets: Mapping[str, str] = field(repr=False)
    expires_at: datetime | None = None


@runtime_checkable
class Renewer(Protocol):
    """A network whose credentials end and can be exchanged for new ones that have to be kept."""

    def renew(self, account: Account, at: datetime) -> Flow[Renewal]:
        """Exchange the credentials. The old ones may be spent afterwards. Raises :class:`Refused`."""
        ...


@dataclass(frozen=True, slots=True)
class Charge:
    """What a network asks for publishing one message, in US dollars: its number, the price and what it is for.

    ``saved`` is how much less it would be without the link in it.
    """

    number: int
    dollars: Decimal
    saved: Decimal
    what: Sentence


@runtime_checkable
class Priced(Protocol):
    """A network that charges for every post."""

    def charges(self, variant: Variant) -> tuple[Charge, ...]:
        """Return what publishing each message of the variant costs, by the network's published prices."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """Numbers that a network told, and in ``untold`` why it did not tell others. What it did not tell is in neither."""

    readings: tuple[Reading, ...] = ()
    untold: tuple[Sentence, ...] = ()


@runtime_checkable
class Measured(Protocol):
    """A network that tells how posts do (:attr:`Capability.METRICS`). Asking changes nothing and may be repeated."""

    AT_ONCE: int
    """How many messages one question may be about."""

    def metrics(self, receipts: Mapping[str, tuple[PartReceipt, ...]], session: Session, at: datetime) -> Flow[Told]:
        """Ask for the numbers of posts, by post id, at the aware instant ``at``. Raises :class:`Refused`."""
        ...

    def audience(self, session: Session, at: datetime) -> Flow[Told]:
        """Ask for the numbers of the account itself. Raises :class:`Refused`."""
        ...


@dataclass(frozen=True, slots=True)
class Heard:
    """Messages of other people, and in ``unheard`` what the network did not let us hear this time, and why.

    ``mark`` is not empty where the network tells more only after it has been told that these are kept.
    """

    messages: tuple[Message, ...] = ()
    unheard: tuple[Sentence, ...] = ()
    mark: str = ""


@runtime_checkable
class Listener(Protocol):
    """A network that tells what people write to an account (:attr:`Capability.INBOX`).

    What it never tells stands in ``NOT_HEARD`` of its module. Asking changes nothing and may be repeated.
    """

    def listen(self, session: Session, since: datetime) -> Flow[Heard]:
        """Return what others wrote since the aware instant ``since``. Raises :class:`Refused`, without their words."""
        ...


@runtime_checkable
class Keeper(Protocol):
    """A network that forgets what it has told once it is told that somebody keeps it."""

    def kept(self, mark: str, session: Session) -> Flow[None]:
        """Say that everything up to :attr:`Heard.mark` is kept. May be repeated. Raises :class:`Refused`."""
        ...


@runtime_checkable
class Replier(Protocol):
    """A network where an account can answer (:attr:`Capability.REPLY`). The task's text is what is sent."""

    def reply(self, task: PartTask, session: Session, to: Message) -> Flow[PartReceipt]:
        """Answer ``to``, with exactly one :class:`Commit`. Raises :class:`Refused` or :class:`InDoubt`."""
        ...

    def find_reply(self, task: PartTask, session: Session, to: Message) -> Flow[Found | NotThere | CannotKnow]:
        """Ask whether an earlier attempt made this answer visible."""
        ...


@runtime_checkable
class Moderator(Protocol):
    """A network where what people write can be hidden or liked; ``ACTIONS`` are those of ``hide`` and ``like``."""

    ACTIONS: frozenset[str]

    def moderate(self, action: str, message: Message, session: Session, at: datetime) -> Flow[None]:
        """Do it at the aware instant ``at``. May be repeated. Raises :class:`Refused`, without people's words."""
        ...
