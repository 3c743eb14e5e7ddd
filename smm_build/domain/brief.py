"""What somebody else is asked to make: ``content/briefs/<id>.md``."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from smm_build.domain.media import Media
from smm_build.domain.place import Place, Places

__all__ = ["Brief", "BriefState", "Deliverable", "RightsWanted", "SafeZone"]


class BriefState(enum.StrEnum):
    """How far a brief is. Derived from the files that are there; never typed by anyone.

    ``REQUESTED``: nothing is there; ``IN_WORK``: some files are; ``DELIVERED``: all are, and something is not as it was
    asked for; ``RIGHT``: all is, and nobody has approved it; ``APPROVED``: posts may use it.
    """

    REQUESTED = "requested"
    IN_WORK = "in-work"
    DELIVERED = "delivered"
    RIGHT = "right"
    APPROVED = "approved"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SafeZone:
    """What a network's own buttons cover: shares of the height at top and bottom, of the width on each side, 0 to 1."""

    top: float = 0.0
    bottom: float = 0.0
    sides: float = 0.0


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One file that is wanted.

    ``file`` is where it has to lie, relative to the workspace root. ``targets`` are channels or networks, ``kind`` is
    ``image``, ``video``, ``document``, ``audio`` or ``text``, ``format`` a post's format such as ``reel``. ``types``
    are MIME types, ``seconds`` the shortest and the longest, ``ratio`` width divided by height. ``media`` is what lies
    there, ``None`` while nothing does. What is ``None`` or empty follows from the networks.
    """

    what: str
    file: str
    place: Place
    targets: tuple[str, ...] = ()
    kind: str = "image"
    format: str | None = None
    width: int | None = None
    height: int | None = None
    ratio: float | None = None
    seconds: tuple[float, float] | None = None
    types: tuple[str, ...] = ()
    safe_zone: SafeZone | None = None
    media: Media | None = None


@dataclass(frozen=True, slots=True)
class RightsWanted:
    """What the brand wants to be allowed to do with it. ``until`` is the last day; without it there is no end."""

    licence: str | None = None
    until: date | None = None
    paid_use: bool | None = None
    channels: tuple[str, ...] = ()
    territory: str | None = None
    credit: str | None = None
    edits: bool | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """An order for pictures, films or words.

    ``requester``, ``assignee`` and ``approved_by`` are people or roles of the team, ``role`` says which craft is asked
    for. ``draft_by`` and ``final_by`` are last days on the brand's calendar, ``revisions`` how many rounds are
    included. ``budget`` is an amount and its currency.
    """

    id: str
    path: str
    title: str
    places: Places
    prose: str = ""
    requester: str | None = None
    role: str | None = None
    assignee: str | None = None
    campaign: str | None = None
    goal: str | None = None
    message: str | None = None
    audience: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    draft_by: date | None = None
    final_by: date | None = None
    revisions: int | None = None
    rights: RightsWanted | None = None
    budget: tuple[float, str] | None = None
    done: tuple[str, ...] = ()
    approved_by: str | None = None
    cancelled: bool = False
