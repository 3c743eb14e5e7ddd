"""What passes between a flow and whoever drives it, and how a conversation ends.

A flow is a generator: it yields a :class:`Request` (or a :class:`Commit`, or a :class:`Wait`), is sent the
:class:`Response`, and returns a value. It reads top to bottom like the exchange it describes and does no I/O, so the
same flow is driven over HTTP for real, answered by the sandbox, and killed at every step by the tests.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.sentence import Sentence

__all__ = [
    "HIDDEN",
    "CannotKnow",
    "Commit",
    "FileBody",
    "Flow",
    "Found",
    "InDoubt",
    "NotThere",
    "Refused",
    "Remember",
    "Request",
    "Response",
    "Signer",
    "Step",
    "Wait",
]

T = TypeVar("T")


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
