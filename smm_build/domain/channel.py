"""One account on a network: ``brand/channels/<id>.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from smm_build.domain.media import Media
from smm_build.domain.place import Places
from smm_build.domain.post import Settings

__all__ = ["Cadence", "Channel", "Contact", "Profile", "QuietHours"]


@dataclass(frozen=True, slots=True)
class Contact:
    """How the brand can be reached: what an account shows to everybody."""

    email: str | None = None
    phone: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What the account should say about itself.

    ``hours`` is what is open on each day, ``mon`` to ``sun``, as ``08:00-13:00, 15:00-19:00`` or ``closed``;
    a day that is left out is closed.
    ``pinned`` is the post that should stand first: its id here, or its address. ``pictures`` holds the files of
    ``avatar`` and ``cover`` under these names, as far as they can be read.
    """

    name: str | None = None
    bio: str | None = None
    link: str | None = None
    avatar: str | None = None
    cover: str | None = None
    category: str | None = None
    contact: Contact = Contact()
    hours: Mapping[str, str] = field(default_factory=dict)
    pinned: str | None = None
    pictures: Mapping[str, Media] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often the channel speaks: posts a week, and the times that suit it as ``tue 18:30``."""

    per_week: float | None = None
    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A daily stretch, ``HH:MM`` to ``HH:MM`` on the brand's clock, in which nothing goes out."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Channel:
    """An account, where it lives and how it is spoken to.

    ``server`` is the base URL publishing goes to; ``None`` means that nothing leaves the machine: the channel is
    rehearsed in the embedded sandbox. ``credentials`` is the prefix of its environment variables. ``limits`` holds
    what this account is allowed beyond the network's usual limits, such as ``characters: 5000``. ``distance`` is the
    least time between two of its posts. ``schedule_ahead`` is how long before its time a post is handed to the
    network's own scheduling; ``None``: never, smm sends it at its time.
    """

    id: str
    path: str
    network: str
    handle: str | None
    server: str | None
    credentials: str
    publish: str
    defaults: Settings
    limits: Mapping[str, int]
    cadence: Cadence
    quiet_hours: QuietHours | None
    profile: Profile
    places: Places
    name: str | None = None
    account: str | None = None
    url: str | None = None
    distance: timedelta | None = None
    schedule_ahead: timedelta | None = None

    @property
    def rehearsed(self) -> bool:
        """Whether deliveries go to the sandbox on this machine and to nobody else."""
        return self.server is None
