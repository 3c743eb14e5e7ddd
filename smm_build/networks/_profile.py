"""What a profile is to a network: what can be read of it, what can be written, and what a person does by hand.

A network module that reads profiles has ``read_profile``, one that writes them ``write_profile`` too, with the names of
what it writes. Every network says in ``PROFILE`` where a person edits the profile and what pictures should be like.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, runtime_checkable

from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Flow, Request, Session

__all__ = [
    "LivePicture",
    "LiveProfile",
    "PictureShape",
    "ProfileChanges",
    "ProfileDesk",
    "ProfileKeeper",
    "ProfileReader",
]


@dataclass(frozen=True, slots=True)
class LivePicture:
    """A picture as the network has it: ``mark`` changes when the picture does, ``request`` fetches its bytes.

    ``request`` is ``None`` where the network does not give the picture away.
    """

    mark: str
    request: Request | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class LiveProfile:
    """What the network says of an account at this moment.

    ``fields`` are texts by the names that :func:`smm_build.compose.profiles.fields_of` uses, ``""`` for what is empty
    there; what the network does not tell is left out. ``pictures`` are by ``avatar`` and ``cover``, ``None`` where
    there is none.
    """

    fields: Mapping[str, str]
    pictures: Mapping[str, LivePicture | None] = field(default_factory=dict)
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ProfileChanges:
    """What is to be written, by the same names; everything else stays as it is."""

    fields: Mapping[str, str]
    pictures: Mapping[str, Media] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PictureShape:
    """What a picture of a profile should be made into: width and height in pixels, most bytes."""

    width: int
    height: int
    most_bytes: int = 1_000_000


@dataclass(frozen=True, slots=True)
class ProfileDesk:
    """What a person needs who edits the profile by hand: the address, where to click, and the pictures' shapes.

    ``fields`` are what a profile has there. ``{handle}`` in ``address`` stands for the handle, ``{server}`` for the
    channel's server. ``source`` says where the shapes are written, ``read_on`` when it was read.
    """

    address: str
    where: Sentence
    fields: frozenset[str]
    source: str
    read_on: date
    avatar: PictureShape | None = None
    cover: PictureShape | None = None

    def shape(self, name: str) -> PictureShape | None:
        """Return the shape of the ``avatar`` or the ``cover``."""
        return {"avatar": self.avatar, "cover": self.cover}.get(name)


@runtime_checkable
class ProfileReader(Protocol):
    """A network that tells what an account's profile says (:attr:`Capability.PROFILE_READ`)."""

    PROFILE: ProfileDesk

    def read_profile(self, session: Session) -> Flow[LiveProfile]:
        """Ask what the profile says. Raises :class:`Refused`."""
        ...


@runtime_checkable
class ProfileKeeper(ProfileReader, Protocol):
    """A network whose profiles can be changed (:attr:`Capability.PROFILE_WRITE`)."""

    PROFILE_WRITES: frozenset[str]
    """The names of what can be written; the rest is for a person."""

    def write_profile(self, changes: ProfileChanges, session: Session) -> Flow[None]:
        """Put ``changes`` in the place of what is there; nobody else's change is lost. Raises :class:`Refused`.

        Writing the same twice is the same as once, so its requests may be repeated.
        """
        ...
