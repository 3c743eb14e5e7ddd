"""Pictures and films a post carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smm_build.domain.place import Place, Places

__all__ = ["Captions", "Look", "Media", "MediaFacts", "Rights"]


@dataclass(frozen=True, slots=True)
class Look:
    """What only the pixels of a picture tell, measured on a small copy.

    ``sharpness`` is the variance of the Laplacian of its brightness, 0 to 255, on a copy at most 512 pixels wide or
    high: below about 20 hardly anything in it has an edge. ``colours`` are its main colours as ``#rrggbb``, the most
    frequent first, each with its share of the picture between 0 and 1. ``flashes`` is how often a picture that moves
    flashes in the second in which it does so most, by the measure of WCAG 2.3.1.
    """

    sharpness: float
    colours: tuple[tuple[str, float], ...]
    flashes: int = 0


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What the file itself says: SHA-256 in hex, bytes, MIME type from its first bytes, size in pixels if known.

    ``colours`` is how a picture keeps its colours, such as ``RGB`` or ``CMYK``, ``profile`` whether the profile it
    carries is ``sRGB`` or ``other``, ``None`` when it carries none. ``transparent`` tells whether it has an alpha
    channel, ``located`` whether it carries the place where it was taken, ``moving`` whether it has several frames.
    ``seconds`` is how long a film is. ``look`` is ``None`` until somebody asks for the pixels.
    """

    sha256: str
    size: int
    mime: str
    width: int | None = None
    height: int | None = None
    colours: str | None = None
    transparent: bool = False
    located: bool = False
    moving: bool = False
    seconds: float | None = None
    look: Look | None = None
    profile: str | None = None

    @property
    def kind(self) -> str:
        """``image``, ``video``, ``audio`` or another main type."""
        return self.mime.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Captions:
    """A file of captions beside a film (WebVTT): its path from the workspace root, SHA-256 in hex, and bytes."""

    file: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Rights:
    """What may be done with a picture or film: its sidecar ``photo.jpg.yml``.

    ``expires`` is the last day on which it may be shown. ``channels`` are the only channels it may go to, ``paid_use``
    whether it may be advertised with; ``None`` means that nothing is said. ``people`` are those to be seen in it,
    ``releases`` those of them who have agreed in writing. ``music`` is ``None`` or the kind of licence of its music.
    ``caption_file`` is there when ``captions`` names one.
    """

    path: str
    places: Places
    author: str | None = None
    source: str | None = None
    licence: str | None = None
    expires: date | None = None
    channels: tuple[str, ...] | None = None
    paid_use: bool | None = None
    people: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()
    music: str | None = None
    text_in_image: str | None = None
    captions: str | None = None
    caption_file: Captions | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """One picture or film of a post.

    ``file`` is relative to the workspace root with ``/``. ``facts`` is ``None`` when the file is missing or cannot be
    read. ``alt`` is ``None`` when nobody wrote one and ``""`` never occurs. ``rights`` is ``None`` without a sidecar.
    ``focus`` is the point that has to stay in view when the picture is cut for a network: shares of width and height
    from the top left, 0 to 1; without it nothing is ever cut off. ``convert`` allows to make another film of a film.
    """

    file: str
    alt: str | None
    place: Place
    facts: MediaFacts | None = None
    rights: Rights | None = None
    focus: tuple[float, float] | None = None
    convert: bool = False
