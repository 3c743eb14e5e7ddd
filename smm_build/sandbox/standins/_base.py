"""What every stand-in works with: the request as it arrived, the answer, and the world it keeps things in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

__all__ = ["Answer", "Asked", "Said", "Shown", "StandIn", "World"]


@dataclass(frozen=True, slots=True)
class Said:
    """A file of a multipart form."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as a stand-in sees it.

    ``path`` begins with a slash and has the stand-in's own folder taken off. ``headers`` have lower-case names.
    ``form`` and ``files`` are filled from bodies of either form encoding. ``base`` is the address of the stand-in, for
    answers that name an address. Of a parameter that comes twice ``params`` have the last value; ``query`` is all of
    the address behind the question mark.
    """

    method: str
    path: str
    base: str
    params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    form: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Said] = field(default_factory=dict)
    query: str = ""

    @property
    def json(self) -> object:
        """The JSON value in the body, ``None`` when it is not JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    @property
    def data(self) -> dict[str, object]:
        """The JSON object in the body; empty when it is something else."""
        value = self.json
        return value if isinstance(value, dict) else {}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a stand-in says: ``content`` becomes JSON unless it is bytes already."""

    status: int
    content: object = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that became visible: what a feed page shows and tests count.

    ``network`` and ``account`` say where, ``kind`` what it is in the network's words, such as ``reel`` or ``comment``.
    ``files`` are digests of the bytes that arrived (SHA-256 in hex), with their alternative texts. ``reply_to`` is the
    id of what it answers. ``visible`` is false for drafts and for what waits for its time.
    """

    network: str
    account: str
    id: str
    kind: str
    text: str
    at: datetime
    url: str | None = None
    files: tuple[tuple[str, str | None], ...] = ()
    link: str | None = None
    reply_to: str | None = None
    visible: bool = True


@dataclass(slots=True)
class World:
    """Everything one network's stand-in knows, and its clock.

    ``things`` are its objects by kind and id: uploads, containers, posts. ``fetch`` gets the bytes of a public address,
    as a network does that fetches pictures itself; ``None`` means that nothing answers there. ``keep`` is told of the
    bytes of a digest, so that a page can show them. Not safe for threads: whoever serves several requests at once takes
    turns.
    """

    clock: Callable[[], datetime]
    fetch: Callable[[str], bytes | None] = lambda _: None
    keep: Callable[[str, bytes], None] = lambda _digest, _content: None
    things: dict[str, dict[str, dict[str, object]]] = field(default_factory=dict)
    shown: dict[str, Shown] = field(default_factory=dict)
    _last: int = 17_900_000_000_000_000

    def new_id(self) -> str:
        """Return a number nothing has yet, in digits; later ones are greater."""
        self._last += 1
        return str(self._last)

    @property
    def last_id(self) -> int:
        """The number that was given last; a world that is opened again goes on from there."""
        return self._last

    @last_id.setter
    def last_id(self, number: int) -> None:
        self._last = max(self._last, number)

    def digest(self, content: bytes) -> str:
        """Return what :attr:`Shown.files` has for these bytes, and let the feed page show them.

        What arrives as a body, in a form or by ``fetch`` is known to the page anyway; this is for files that a
        stand-in has put together from several requests.
        """
        name = hashlib.sha256(content).hexdigest()
        self.keep(name, content)
        return name

    def kind(self, name: str) -> dict[str, dict[str, object]]:
        """Return all things of a kind by id; what is changed in it is kept."""
        return self.things.setdefault(name, {})

    def show(self, shown: Shown) -> None:
        """Make something visible, or change what is there under its id."""
        self.shown[shown.id] = shown

    def hide(self, name: str) -> bool:
        """Take something away; tell whether it was there."""
        return self.shown.pop(name, None) is not None


class StandIn(Protocol):
    """A module in ``smm_build.sandbox.standins``."""

    SECRETS: Mapping[str, str]
    """Credentials by suffix that this stand-in takes, for rehearsals: secrets of nobody."""

    ACCOUNT: str
    """The account id it knows, for a channel whose file names none."""

    def handle(self, asked: Asked, world: World) -> Answer:
        """Answer one request. Never raises for a bad one: it refuses, the way the network does."""
        ...
