"""What every network module offers, and the vocabulary of sans-I/O flows.

A flow is a generator: it yields a :class:`Request` (or a :class:`Commit`, or a :class:`Wait`), is sent the
:class:`Response`, and returns a value. It reads top to bottom like the exchange it describes and does no I/O, so the
same flow is driven over HTTP for real, answered by the sandbox, and killed at every step by the tests.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Protocol, TypeVar, runtime_checkable

from smm_build.domain.channel import Channel
from smm_build.domain.delivery import Claim, PartReceipt, Trouble
from smm_build.domain.message import Message
from smm_build.domain.post import Settings
from smm_build.domain.reading import Reading
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant, VariantPart
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

T = TypeVar("T")


# --- What passes over the wire ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FileBody:
    """A file to send, or a stretch of it: its path relative to the workspace root. Only the transport reads it.

    ``start`` and ``length`` are bytes; without a length it goes to the end. In a multipart form ``name`` is how the
    file is called there, its own name if left out. Within JSON it is sent as a string in base64.
    """

    file: str
    mime: str
    start: int = 0
    length: int | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. ``purpose`` is a short English phrase for people, such as ``upload picture 1``.

    At most one of ``json``, ``form`` and ``body`` is set. A ``form`` with a file in it is sent as multipart. Headers
    and contents stay out of ``repr`` because they may hold secrets. ``sign`` gives further headers at the moment the
    request is sent, for signatures that hold a time.

    ``url`` never holds a secret, because addresses are printed, logged and compared. Where a network wants one in the
    address itself, as Telegram does, an ellipsis stands there and ``hidden`` is what it stands for: nobody has to
    remember to take it out again, and only whoever sends asks for :attr:`address`.
    """

    method: str
    url: str
    purpose: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    params: Mapping[str, str] = field(default_factory=dict, repr=False)
    json: object = field(default=None, repr=False)
    form: Mapping[str, str | FileBody] | None = field(default=None, repr=False)
    body: FileBody | bytes | None = field(default=None, repr=False)
    sign: Signer | None = field(default=None, repr=False)
    hidden: str = field(default="", repr=False)

    @property
    def address(self) -> str:
        """Where the request is sent: ``url`` with what it hides."""
        return self.url.replace(HIDDEN, self.hidden, 1) if self.hidden else self.url


HIDDEN = "…"
"""What stands in a request's ``url`` for what it hides."""


class Signer(Protocol):
    """Signs a request when it is sent. Pure: whoever sends says what time it is and gives a number used only once.

    A flow cannot do it beforehand: it knows no time, an upload may take longer than a signature holds, and a request
    that is sent once more needs another one.
    """

    def __call__(self, request: Request, at: datetime, nonce: str) -> Mapping[str, str]:
        """Return the headers that prove who sends ``request`` at the aware instant ``at``."""
        ...


@dataclass(frozen=True, slots=True)
class Commit:
    """The one request of a flow after which the post may be visible.

    Everything before it may be repeated. Nothing after it may be repeated without asking the network first.
    """

    request: Request


@dataclass(frozen=True, slots=True)
class Wait:
    """Let this many seconds pass; used while a network works on an upload."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Remember:
    """Write these ids into the ledger before going on: an upload's, a container's.

    Yield it before the ids matter. A later attempt at the same part finds them in :attr:`PartTask.notes`.
    """

    notes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: status, headers with lower-case names, and the raw body."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def ok(self) -> bool:
        """Whether the network says that it did what was asked."""
        return self.status // 100 == 2  # noqa: PLR2004 - the class of status codes that mean success

    @property
    def data(self) -> dict[str, object]:
        """The JSON object in the body; empty when the body is something else, such as an HTML error page."""
        value = self.value
        return value if isinstance(value, dict) else {}

    @property
    def value(self) -> object:
        """The JSON value in the body, ``None`` when it is not JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):  # the second: brackets in brackets without end
            return None

    def text(self, key: str) -> str:
        """Return a string field of the JSON object, ``""`` when it is absent or of another type."""
        value = self.data.get(key)
        return value if isinstance(value, str) else ""


Step = Request | Commit | Wait | Remember
Flow = Generator[Step, Response, T]
"""A conversation with a network that returns a ``T``. After a :class:`Wait` or a :class:`Remember` an empty one is
sent."""


# --- How a conversation ends -----------------------------------------------------------------------------------------


class Refused(Exception):  # noqa: N818 - named as the outcome it is
    """The network said no, and nothing has become visible. ``wait`` is how long it asked us to stay away."""

    def __init__(self, trouble: Trouble, reason: Sentence, wait: timedelta | None = None) -> None:
        super().__init__(reason.en)
        self.trouble = trouble
        self.reason = reason
        self.wait = wait


class InDoubt(Exception):  # noqa: N818 - named as the outcome it is
    """The commit was sent and its answer does not say whether the post is visible: ask before trying again."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Found:
    """The part is on the network."""

    receipt: PartReceipt


@dataclass(frozen=True, slots=True)
class NotThere:
    """The part is certainly not on the network: it may be sent."""


@dataclass(frozen=True, slots=True)
class CannotKnow:
    """The network cannot tell. Nobody but a person may decide."""

    reason: Sentence


# --- What a network is like ------------------------------------------------------------------------------------------


class Capability(enum.StrEnum):
    """What our code can do on a network. What is missing becomes a task for a person, never an error."""

    PUBLISH = "publish"
    FIND = "find"
    THREAD = "thread"
    ALT_TEXT = "alt_text"
    SCHEDULE = "schedule"
    EDIT = "edit"
    DELETE = "delete"
    FIRST_COMMENT = "first_comment"
    IDEMPOTENCY = "idempotency"
    PROFILE_READ = "profile_read"
    PROFILE_WRITE = "profile_write"
    METRICS = "metrics"
    INBOX = "inbox"
    REPLY = "reply"


class LinkPlace(enum.Enum):
    """Where a post's ``link`` goes: attached as a card, written at the end of the text, or nowhere.

    ``CARD`` is attached to a message of words alone; pictures and films take the card's place, and then the link is
    written at the end of the text.
    """

    ATTACHED = "attached"
    CARD = "card"
    IN_TEXT = "in text"
    NOWHERE = "nowhere"

    def beside(self, *, media: bool) -> LinkPlace:
        """Return where the link of one message goes, which has pictures or films or has none."""
        if self is not LinkPlace.CARD:
            return self
        return LinkPlace.IN_TEXT if media else LinkPlace.ATTACHED


@dataclass(frozen=True, slots=True)
class PollLimits:
    """What a poll may be: most answers, longest answer in characters, shortest and longest time to vote."""

    options: int
    option_characters: int
    shortest: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class ProfileLimits:
    """The longest name and the longest bio of an account in characters; ``None``: not known."""

    name: int | None = None
    bio: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a network accepts, in its own units, with where that is written and when it was read.

    ``characters`` is counted as the network's ``measure`` counts, and so are ``comment_characters`` and
    ``caption_characters``, which are set when a comment, or the text beside pictures and films, may be of another
    length. ``None`` means that no limit is known, for ``polls`` that there are none.
    ``links`` counts different ones in a message. ``image_ratios`` are the narrowest and the widest width divided by
    height of a picture in the feed, ``image_width`` is the least in pixels, ``image_pixels`` the most (width times
    height). ``film_seconds`` are the shortest and the longest film. ``mixed`` tells whether one message may have
    pictures and films, ``comments`` whether the author can comment on a post. ``settings`` are those of
    ``content_warning``, ``quote``, ``replies`` and ``visibility`` that a post can have there, ``warnings`` the only
    content warnings there are; ``None``: nothing is known against it. ``documents`` are the types of the one document
    that a message may have in the place of pictures.
    """

    characters: int
    counted_in: Sentence
    images: int
    image_bytes: int | None
    image_types: tuple[str, ...]
    source: str
    read_on: date
    videos: int = 0
    video_bytes: int | None = None
    video_types: tuple[str, ...] = ()
    alt_characters: int | None = None
    hashtags: int | None = None
    parts: int = 1
    media_required: bool = False
    bytes: int | None = None
    links: int | None = None
    mentions: int | None = None
    hashtag_characters: int | None = None
    image_width: int | None = None
    image_pixels: int | None = None
    image_ratios: tuple[float, float] | None = None
    film_seconds: tuple[float, float] | None = None
    mixed: bool = False
    comments: bool = True
    comment_characters: int | None = None
    caption_characters: int | None = None
    polls: PollLimits | None = None
    profile: ProfileLimits = ProfileLimits()
    settings: frozenset[str] | None = None
    warnings: tuple[str, ...] | None = None
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Credential:
    """A secret a channel needs: the environment variable is the channel's prefix, ``_`` and ``suffix``.

    Without an ``optional`` one a channel can work all the same; its network says at login what is missing, if anything.
    """

    suffix: str
    what: Sentence
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """A channel ready to be spoken to: its server without a trailing slash and its secrets by suffix."""

    channel: Channel
    server: str
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Session:
    """What logging in gave: headers for further requests and facts about the account, kept for one run."""

    account: Account
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PartTask:
    """One part to publish or to look for.

    ``number`` counts from 1. ``earlier`` holds the receipts of all parts before it. ``at`` is the aware instant of
    the present claim. ``claim.seed`` and ``claim.planned_at`` stay the same over every attempt: derive keys from them.
    ``changed`` tells that an earlier attempt had other words: who looks for a part by its words cannot say that it is
    not there. ``notes`` are what flows of this part have remembered, in this attempt's past and in earlier attempts.
    ``staged`` tells the public address of each file, by its path, that the network fetches itself (:class:`Fetcher`).
    """

    variant: Variant
    number: int
    earlier: tuple[PartReceipt, ...]
    claim: Claim
    at: datetime
    changed: bool = False
    notes: Mapping[str, str] = field(default_factory=dict)
    staged: Mapping[str, str] = field(default_factory=dict)

    @property
    def part(self) -> VariantPart:
        """What this part says."""
        return self.variant.messages[self.number - 1]

    @property
    def is_comment(self) -> bool:
        """Whether this is the first comment, which comes after all parts."""
        return self.number > len(self.variant.parts)

    @property
    def key(self) -> str:
        """A key that is the same whenever this part of this delivery is tried: 64 hex digits, dash, number."""
        return f"{self.claim.seed}-{self.number}"


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
    """Messages of other people, and in ``unheard`` what the network did not let us hear this time, and why."""

    messages: tuple[Message, ...] = ()
    unheard: tuple[Sentence, ...] = ()


@runtime_checkable
class Listener(Protocol):
    """A network that tells what people write to an account (:attr:`Capability.INBOX`).

    What it never tells stands in ``NOT_HEARD`` of its module. Asking changes nothing and may be repeated.
    """

    def listen(self, session: Session, since: datetime) -> Flow[Heard]:
        """Return what others wrote since the aware instant ``since``. Raises :class:`Refused`, without their words."""
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

    def moderate(self, action: str, message: Message, session: Session) -> Flow[None]:
        """Do it. May be repeated. Raises :class:`Refused`, without people's words."""
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
