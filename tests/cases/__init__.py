"""What can be published on each network: one file a network with its ``CASES``, found by name.

The same cases are published to the stand-ins, killed after every request, and listed in the docs as what is supported.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, field

from smm_build.domain.post import Settings

__all__ = ["KINDS", "Case", "File", "all_cases"]

KINDS = (
    "text",
    "link",
    "image",
    "images",
    "gif",
    "video",
    "reel",
    "story image",
    "story video",
    "carousel",
    "gallery",
    "document",
    "poll",
    "thread",
    "quote",
    "first comment",
    "content warning",
    "draft",
    "alternative text",
    "disclosure",
)
"""What a post can be. The table in the docs has one column for each."""


@dataclass(frozen=True, slots=True)
class File:
    """A picture or film that a test writes before the flow runs: its name below ``content/assets`` and alt text.

    ``width``, ``height`` in pixels; a film (``.mp4``) has ``seconds``. ``size`` in bytes fills it up, for uploads in
    several requests.
    """

    name: str
    alt: str | None = None
    width: int = 1080
    height: int = 1080
    seconds: float | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A post of one kind. ``also`` are further kinds it shows. ``id`` names the test."""

    kind: str
    id: str
    parts: tuple[str, ...] = ("Un caffè e due chiacchiere ☕",)
    files: tuple[File, ...] = ()
    settings: Settings = field(default_factory=Settings)
    link: str | None = None
    comment: str | None = None
    also: tuple[str, ...] = ()
    channel: Mapping[str, str] = field(default_factory=dict)


def all_cases() -> Mapping[str, tuple[Case, ...]]:
    """Return the cases of every network that has a file here."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return {name: importlib.import_module(f"{__name__}.{name}").CASES for name in names}
