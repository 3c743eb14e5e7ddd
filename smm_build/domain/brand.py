"""Who speaks: the brand, its voice and its links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from smm_build.domain.place import Place, Places
from smm_build.domain.sentence import Language

__all__ = ["About", "Approval", "Brand", "Colour", "LinkRules", "Logo", "Person", "Staging", "Term", "Voice"]


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of the palette, ``value`` as ``#rrggbb``, with what it is for."""

    name: str
    value: str
    use: str | None = None


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo file, relative to the workspace root."""

    name: str
    file: str
    use: str | None = None


@dataclass(frozen=True, slots=True)
class LinkRules:
    """How links leave the house: which hosts are ours and the UTM parameters added to links to them.

    Values of ``utm`` may use ``{network}``, ``{channel}``, ``{campaign}``, ``{post}`` and ``{pillar}``.
    """

    hosts: tuple[str, ...] = ()
    utm: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Term:
    """A word the brand writes in one way: ``avoid`` lists what to replace with ``use`` (``None``: just avoid)."""

    use: str | None
    avoid: tuple[str, ...]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Tone and words: ``brand/voice.yml``.

    ``disclosure`` and ``ai`` are the wordings by language for advertising and for what a machine has made. ``words``
    are the brand's own, right in this spelling. ``reading_ease`` (0 hard to 100 easy) and ``sentence_words`` are its
    limits for texts. ``spelling`` is where it asks for words to be looked up in dictionaries, ``None`` if it does not.
    """

    tone: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    emoji_max: int | None = None
    emoji_allowed: tuple[str, ...] | None = None
    hashtags_max: int | None = None
    hashtags: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    disclosure: Mapping[str, str] = field(default_factory=dict)
    ai: Mapping[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    reading_ease: int | None = None
    sentence_words: int | None = None
    spelling: Place | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """What has to be true of a post before it goes out.

    ``local``: it is in the folder. ``merged``: it is on ``branch`` exactly so. ``reviewed``: moreover, that very
    content was approved by ``reviews`` people of the team with one of ``roles``. ``tolerance`` is how far its time may
    have moved since.
    """

    policy: Literal["local", "merged", "reviewed"] = "local"
    branch: str = "main"
    reviews: int = 1
    roles: tuple[str, ...] = ("approver",)
    tolerance: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Staging:
    """Where files lie for a moment so that networks can fetch them.

    ``base`` is the public address, without a slash at its end, of ``folder`` on this machine or of the ``branch`` that
    a host of pages serves. Exactly one of the two is set.
    """

    base: str
    folder: str | None = None
    branch: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What the brand says of itself where an account's file has no words of its own: ``short`` where room is small."""

    short: str | None = None
    long: str | None = None


@dataclass(frozen=True, slots=True)
class Brand:
    """``brand/brand.yml``: the name, the zone every time is shown in and the defaults of every post.

    ``rights_required`` tells whether every picture and film has to have a sidecar with its rights. ``repository`` is
    where the forge shows the workspace's files, ``country`` the ISO 3166 code whose public holidays the calendar marks.
    ``staging`` is ``None`` where nobody said how networks may fetch files. ``about`` is for profiles.
    """

    name: str
    zone: ZoneInfo
    locale: Language
    languages: tuple[str, ...]
    site: str | None
    description: str | None
    grace: timedelta
    palette: tuple[Colour, ...]
    fonts: Mapping[str, str]
    logos: tuple[Logo, ...]
    links: LinkRules
    voice: Voice
    places: Places
    rights_required: bool = False
    repository: str | None = None
    country: str | None = None
    approval: Approval = field(default_factory=Approval)
    staging: Staging | None = None
    about: About = About()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be mentioned: the handle by network, or by channel where one network has several."""

    entity: str
    name: str
    handles: Mapping[str, str]
    places: Places
