"""What every import format offers, what it is told and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from smm_build.domain.sentence import Sentence

__all__ = ["ImportOptions", "Imported", "Importer", "Outcome", "Row", "Seed", "Source"]

Source = Mapping[str, bytes]
"""The files of the other tool by path relative to its repository, with ``/``."""

Outcome = Literal["imported", "changed", "left out"]
"""``imported`` as it was, ``changed`` so that somebody should look, ``left out`` because there is no place for it."""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one thing of the source: a file, a channel entry, a hashtag, a picture, a result.

    ``what`` is one line that names the thing, such as ``hashtag #espresso (bluesky)``. ``line`` counts from 1 and is
    ``None`` where the thing has no line of its own.
    """

    source: str
    line: int | None
    what: str
    outcome: Outcome
    detail: Sentence


@dataclass(frozen=True, slots=True)
class Seed:
    """A delivery the other tool already made: history for the ledger, recorded without posting.

    ``id`` is the network's id of the first part, ``at`` the aware moment it went out; ``None`` where nobody wrote it
    down.
    """

    post: str
    channel: str
    state: Literal["sent", "failed"]
    url: str | None = None
    id: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """The result: new files by path relative to the workspace root, history, and the report.

    ``missing_pictures`` are the web addresses of pictures that were not at hand, each once: fetched by whoever may,
    and given back as ``fetched`` to a second run.
    """

    files: Mapping[str, str | bytes]
    history: tuple[Seed, ...]
    rows: tuple[Row, ...]
    missing_pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the importer has to know of the workspace, and what the user decided.

    ``zone`` is the brand's. ``channels`` maps ids of existing channels to their network, ``posts`` ids of existing
    posts to their path. ``with_brand`` asks for a minimal ``brand/brand.yml`` because the workspace has none, called
    ``name`` and speaking ``languages``.

    ``publish_at`` (aware) is for posts whose files say no date, or, with ``publish_at_for="all"``, for every post that
    still has something to send. ``media_from`` holds pictures by URL or by file name, ``fetched`` by URL.
    ``without_media`` says that posts may go out without the pictures that were not found. ``with_history=False`` says
    that nothing counts as sent, whatever the other tool recorded.
    """

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    languages: tuple[str, ...] = ("en",)
    name: str = "Imported brand"
    with_brand: bool = False
    channels: Mapping[str, str] = field(default_factory=dict)
    posts: Mapping[str, str] = field(default_factory=dict)
    publish_at: datetime | None = None
    publish_at_for: Literal["undated", "all"] = "undated"
    without_media: bool = False
    media_from: Mapping[str, bytes] = field(default_factory=dict)
    fetched: Mapping[str, bytes] = field(default_factory=dict)
    with_history: bool = True


class Importer(Protocol):
    """A module of this package that reads one format."""

    NAME: str
    TITLE: Sentence

    def recognises(self, source: Source) -> bool:
        """Say whether these files look like this format."""
        ...

    def convert(self, source: Source, options: ImportOptions) -> Imported:
        """Turn the files into ours. Never raises for anything the files may hold: it becomes a row."""
        ...
