"""Pictures and films a post carries."""

from __future__ import annotations

from dataclasses import dataclass

from smm_build.domain.place import Place

__all__ = ["Media", "MediaFacts"]


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What the file itself says: SHA-256 in hex, bytes, MIME type from its first bytes, size in pixels if known."""

    sha256: str
    size: int
    mime: str
    width: int | None = None
    height: int | None = None

    @property
    def kind(self) -> str:
        """``image``, ``video``, ``audio`` or another main type."""
        return self.mime.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Media:
    """One picture or film of a post.

    ``file`` is relative to the workspace root with ``/``. ``facts`` is ``None`` when the file is missing or cannot be
    read. ``alt`` is ``None`` when nobody wrote one and ``""`` never occurs.
    """

    file: str
    alt: str | None
    place: Place
    facts: MediaFacts | None = None
