"""A post as its author wrote it: one Markdown file."""

from __future__ import annotations

import dataclasses
import enum
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from smm_build.domain.media import Media
from smm_build.domain.place import Place, Places

__all__ = ["Disclosure", "Evergreen", "Ignore", "PartText", "Poll", "Post", "Series", "Settings", "Status"]


class Status(enum.StrEnum):
    """What the author says of the post; everything else about its state is derived."""

    READY = "ready"
    DRAFT = "draft"
    ON_HOLD = "on-hold"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Poll:
    """A question with answers; ``duration`` is how long one can vote."""

    options: tuple[str, ...]
    duration: timedelta
    multiple: bool = False


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Why somebody might think the post is not independent, such as ``paid``, ``gift`` or ``affiliate``."""

    type: str
    partner: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """The fields one channel may have differently.

    ``None`` means "nothing said at this level". The levels are network default, channel default, post, override; a
    later one wins field by field (:meth:`over`). ``publish_at`` is aware; ``shift`` moves it instead. ``quote`` is the
    address of the post that this one quotes, ``replies`` who may answer (``everyone``, ``followed``, ``mentioned`` or
    ``nobody``), ``board`` a Pinterest board's id, ``tags`` keywords that are no part of the text (YouTube), ``cover``
    the still picture of a film.
    """

    publish_at: datetime | None = None
    shift: timedelta | None = None
    grace: timedelta | None = None
    status: Status | None = None
    publish: str | None = None
    format: str | None = None
    title: str | None = None
    link: str | None = None
    media: tuple[Media, ...] | None = None
    first_comment: str | None = None
    language: str | None = None
    poll: Poll | None = None
    location: str | None = None
    visibility: str | None = None
    content_warning: str | None = None
    disclosure: Disclosure | None = None
    ai: str | None = None
    quote: str | None = None
    replies: str | None = None
    board: str | None = None
    tags: tuple[str, ...] | None = None
    cover: Media | None = None
    made_for_kids: bool | None = None

    def over(self, lower: Settings) -> Settings:
        """Return ``lower`` with every field that this level sets replaced."""
        # Said for every variant of every post: a list is quicker than what yields one by one.
        return Settings(
            *[own if own is not None else other for own, other in zip(_fields(self), _fields(lower), strict=True)]
        )


_fields: Callable[[Settings], tuple[Any, ...]] = operator.attrgetter(*(f.name for f in dataclasses.fields(Settings)))


@dataclass(frozen=True, slots=True)
class PartText:
    """One part of a text: what stands between thread breaks, comments removed, inline pictures taken out.

    ``lines`` is the file's line of every line of ``text``; left empty, they follow ``place`` without a gap.
    """

    text: str
    media: tuple[Media, ...]
    place: Place
    lines: tuple[int, ...] = ()

    def at(self, offset: int) -> Place:
        """Return where the character at ``offset`` of the text stands in the file."""
        number = self.text.count("\n", 0, offset)
        column = offset - (self.text.rfind("\n", 0, offset) + 1)
        line = self.lines[number] if number < len(self.lines) else self.place.line + number
        return Place(self.place.path, line, column + (1 if number else self.place.column))


@dataclass(frozen=True, slots=True)
class Ignore:
    """A finding the author does not want to see, with the reason."""

    code: str
    reason: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Series:
    """A post that happens again: a rule of RFC 5545, its last day, days left out, and what differs on a day."""

    rule: str
    until: date | None = None
    skip: tuple[date, ...] = ()
    edits: Mapping[date, Settings] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evergreen:
    """A post that may come back: after the cool-down ``every``, ``cycles`` times at most, not after ``until``."""

    every: timedelta
    cycles: int
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One file under ``content/posts``.

    ``texts`` holds the parts of the common text under ``""`` and a channel's own parts under its id. ``occurrence_of``
    is the id in the file when this is one occurrence of a series or one return of an evergreen post. ``unreadable``
    are the keys that could not be taken as they are written, ``""`` for the text: findings tell of each, so that no
    rule has to call them missing.
    """

    id: str
    path: str
    title: str
    settings: Settings
    overrides: Mapping[str, Settings]
    channels: tuple[str, ...]
    texts: Mapping[str, tuple[PartText, ...]]
    places: Places
    pillar: str | None = None
    objective: str | None = None
    audience: tuple[str, ...] = ()
    campaign: str | None = None
    owner: str | None = None
    reviewers: tuple[str, ...] = ()
    brief: str | None = None
    notes: str | None = None
    series: Series | None = None
    evergreen: Evergreen | None = None
    occurrence_of: str | None = None
    ignore: tuple[Ignore, ...] = ()
    unreadable: frozenset[str] = frozenset()

    def parts_for(self, channel: str) -> tuple[PartText, ...]:
        """Return the parts written for ``channel``: its own text if there is one, else the common text."""
        return self.texts.get(channel) or self.texts.get("", ())

    def settings_for(self, channel: str) -> Settings:
        """Return the post's settings with the override for ``channel`` laid over them."""
        own = self.overrides.get(channel)
        return self.settings if own is None else own.over(self.settings)
