"""What a network's feed looks like, as far as a preview shows it."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from smm_build.domain.sentence import Sentence

__all__ = ["Crop", "Cut", "Frame", "Gallery", "Layout"]


class Layout(enum.Enum):
    """How a post is put together: text first, picture first, or a picture that fills the screen."""

    FEED = "feed"
    CAPTION = "caption"
    SCREEN = "screen"


class Gallery(enum.Enum):
    """How several pictures are shown: in one mosaic, one at a time, or in a row that slides."""

    MOSAIC = "mosaic"
    CAROUSEL = "carousel"
    STRIP = "strip"


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a feed hides the rest of a text: after ``characters`` code points or ``lines`` lines, what comes first.

    No network promises these numbers: they are what others have observed on a phone, or what its own client is
    written to do.
    """

    characters: int | None
    lines: int | None
    more: Sentence
    source: str
    read_on: date


@dataclass(frozen=True, slots=True)
class Crop:
    """The narrowest and the widest a picture is shown: width divided by height. What is beyond is cut off."""

    narrowest: float
    widest: float

    def shown(self, ratio: float) -> float:
        """Return the shape a picture of this shape is shown in."""
        return min(self.widest, max(self.narrowest, ratio))


@dataclass(frozen=True, slots=True)
class Frame:
    """One network's feed.

    A single picture is shown in the shapes of ``crop``, or whole; several in a mosaic of the shape ``mosaic``, of which
    ``most_shown`` are seen before the rest is only a number. ``joined`` draws a line between the parts of a thread.
    ``titled`` tells that people see the post's ``title``, ``wide`` that the text begins below the face and the name,
    which has no handle beside it, ``cards_links`` that a link in a text without pictures gets a card.
    """

    layout: Layout = Layout.FEED
    cut: Cut | None = None
    gallery: Gallery = Gallery.MOSAIC
    crop: Crop | None = None
    mosaic: float = 16 / 9
    most_shown: int = 4
    joined: bool = False
    wide_card: bool = True
    named_by_handle: bool = False
    titled: bool = False
    wide: bool = False
    cards_links: bool = False
    actions: tuple[str, ...] = ("reply", "again", "heart", "share")
