"""What becomes of a picture or film on its way to a network: as it is, another file made of it, or nothing at all.

Pure: only what the file's header says is looked at. Checks ask it before a merge, and whoever makes the files does what
it says, so that both always agree.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from smm_build.domain.media import Media, MediaFacts
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import Limits, get_network

__all__ = [
    "MOST_PIXELS",
    "AsItIs",
    "Cannot",
    "Rendition",
    "Verdict",
    "mended",
    "mended_but_for_its_shape",
    "rendition_of",
]

MOST_PIXELS = 100_000_000
"""Pixels of the largest picture that is opened to make another of it: 400 MB of memory, more than any camera gives."""

_LEAST_BYTES = 20_000
"""No picture worth looking at is lighter; a limit below that is not met by making the picture worse."""
_READABLE = frozenset({"image/avif", "image/bmp", "image/gif", "image/jpeg", "image/png", "image/tiff", "image/webp"})
_WRITABLE = ("image/jpeg", "image/png", "image/webp")
"""Kinds that are written, the one for photographs first."""
_FILMS = frozenset({"video/mp4", "video/quicktime", "video/webm", "video/x-matroska"})
_FILM = "video/mp4"
_LEAST_BITRATE = 400_000
"""Bits a second for picture and sound together; below that a film of usual size is mush."""
_NOT_IN_THE_FEED = frozenset({"document", "reel", "story"})
"""Formats whose pictures may have any shape."""
_ROUNDING = 0.01
_CENTRE = (0.5, 0.5)


@dataclass(frozen=True, slots=True)
class AsItIs:
    """The network takes the file as it is."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """The recipe for another file: upright, in sRGB, without metadata, of the type ``mime``.

    ``most_bytes`` and ``most_pixels`` (width times height) are what the result may have at most. ``ratios`` are the
    narrowest and the widest width divided by height, met by cutting around ``focus``. ``recoded`` tells whether its
    contents have to be written anew; else only what it tells about camera and place is left out.
    """

    mime: str
    most_bytes: int | None = None
    most_pixels: int | None = None
    ratios: tuple[float, float] | None = None
    focus: tuple[float, float] | None = None
    recoded: bool = True

    @property
    def recipe(self) -> str:
        """The recipe as text, the same for the same recipe."""
        return json.dumps(asdict(self), sort_keys=True)

    def box(self, width: int, height: int) -> tuple[int, int, int, int] | None:
        """Return what to cut out of an upright picture: left, top, right, bottom in pixels; ``None``: all of it."""
        if self.ratios is None or self.focus is None:
            return None
        narrowest, widest = self.ratios
        if width / height < narrowest:
            kept = max(1, math.floor(width / narrowest))
            top = _start(self.focus[1], height, kept)
            return (0, top, width, top + kept)
        if width / height > widest:
            kept = max(1, math.floor(height * widest))
            left = _start(self.focus[0], width, kept)
            return (left, 0, left + kept, height)
        return None

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Return the width and height of the result of a picture of that size, which was cut already."""
        if self.most_pixels is None or width * height <= self.most_pixels:
            return width, height
        factor = math.sqrt(self.most_pixels / (width * height))
        return max(1, math.floor(width * factor)), max(1, math.floor(height * factor))


@dataclass(frozen=True, slots=True)
class Cannot:
    """The network does not take the file, and nothing it takes can be made of it; ``reason`` says what is missing."""

    reason: Sentence


Verdict = AsItIs | Rendition | Cannot


def rendition_of(media: Media, variant: Variant) -> Verdict:
    """Return what becomes of a file of ``variant``. A file of which nothing is known stays as it is."""
    facts = media.facts
    if facts is None or facts.kind not in {"image", "video"}:
        return AsItIs()
    network = get_network(variant.channel.network).LIMITS
    if facts.kind == "video":
        return _film(media, facts, network, variant.channel.limits)
    ratios = None if variant.settings.format in _NOT_IN_THE_FEED else network.image_ratios
    return _picture(media, facts, _Wanted.of(network, variant.channel.limits, ratios))


def mended(media: Media, variant: Variant) -> bool:
    """Whether another file is made of it, so that nobody has to export it again."""
    return isinstance(rendition_of(media, variant), Rendition)


def mended_but_for_its_shape(media: Media, variant: Variant) -> bool:
    """Whether another file is made of it, or would be if somebody said how to cut it."""
    return mended(replace(media, focus=media.focus or _CENTRE), variant)


# --- pictures --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a channel takes of pictures."""

    types: tuple[str, ...]
    bytes: int | None
    pixels: int | None
    ratios: tuple[float, float] | None

    @classmethod
    def of(cls, limits: Limits, own: Mapping[str, int], ratios: tuple[float, float] | None) -> _Wanted:
        """Return the usual limits with what this account is allowed laid over them."""
        return cls(
            limits.image_types,
            own.get("image_bytes", limits.image_bytes),
            own.get("image_pixels", limits.image_pixels),
            ratios,
        )


def _picture(media: Media, facts: MediaFacts, wanted: _Wanted) -> Verdict:
    cut = _is_cut(facts, wanted.ratios)
    other_type = bool(wanted.types) and facts.mime not in wanted.types
    too_heavy = wanted.bytes is not None and facts.size > wanted.bytes
    too_large = wanted.pixels is not None and _pixels(facts) > wanted.pixels
    colours = facts.colours == "CMYK" or facts.profile == "other"
    refused = cut or other_type or too_heavy or too_large
    if not (refused or colours or facts.located):
        return AsItIs()
    hindrance = _hindrance(media, facts, wanted, cut=cut)
    if hindrance:
        return Cannot(hindrance) if refused else AsItIs()
    mime = _type_for(facts, wanted, lighter=too_heavy)
    return Rendition(
        mime=mime,
        most_bytes=wanted.bytes,
        most_pixels=wanted.pixels,
        ratios=wanted.ratios if cut else None,
        focus=media.focus if cut else None,
        recoded=refused or colours,
    )


def _hindrance(media: Media, facts: MediaFacts, wanted: _Wanted, *, cut: bool) -> Sentence | None:
    """Return why no picture can be made of this one, if none can."""
    if facts.mime not in _READABLE or facts.width is None:
        return _NOT_READABLE
    if facts.moving:
        return _MOVES
    if _pixels(facts) > MOST_PIXELS:
        return _TOO_LARGE
    if cut and media.focus is None:
        return _NO_FOCUS
    if wanted.bytes is not None and wanted.bytes < min(facts.size, _LEAST_BYTES):
        return _TOO_LIGHT
    if wanted.types and not any(mime in wanted.types for mime in _WRITABLE):
        return _NOT_WRITABLE
    return None


def _is_cut(facts: MediaFacts, ratios: tuple[float, float] | None) -> bool:
    if ratios is None or not facts.width or not facts.height:
        return False
    return not ratios[0] - _ROUNDING <= facts.width / facts.height <= ratios[1] + _ROUNDING


def _type_for(facts: MediaFacts, wanted: _Wanted, *, lighter: bool) -> str:
    """Keep the type where it can be kept; what is seen through stays so where the network knows how."""
    taken = [mime for mime in _WRITABLE if not wanted.types or mime in wanted.types]
    if facts.transparent:
        return next((mime for mime in ("image/png", "image/webp") if mime in taken), taken[0])
    if facts.mime in taken and not (lighter and facts.mime == "image/png"):
        return facts.mime
    return taken[0]


def _pixels(facts: MediaFacts) -> int:
    return (facts.width or 0) * (facts.height or 0)


def _start(centre: float, whole: int, kept: int) -> int:
    return min(max(0, round(centre * whole - kept / 2)), whole - kept)


# --- films -----------------------------------------------------------------------------------------------------------


def _film(media: Media, facts: MediaFacts, limits: Limits, own: Mapping[str, int]) -> Verdict:
    most = own.get("video_bytes", limits.video_bytes)
    other_type = bool(limits.video_types) and facts.mime not in limits.video_types
    too_heavy = most is not None and facts.size > most
    if not (other_type or too_heavy):
        return AsItIs()
    if not media.convert:
        return Cannot(_NOT_ALLOWED)
    if facts.mime not in _FILMS:
        return Cannot(_NOT_READABLE)
    if limits.video_types and _FILM not in limits.video_types:
        return Cannot(_NOT_WRITABLE)
    if most is not None and facts.seconds and most * 8 / facts.seconds < _LEAST_BITRATE:
        return Cannot(_TOO_LIGHT)
    return Rendition(_FILM, most_bytes=most)


_NOT_READABLE = Sentence("smm cannot open this kind of file", "smm non sa aprire questo tipo di file")
_NOT_WRITABLE = Sentence(
    "the network takes no kind of file that smm can make", "il social non accetta nessun tipo di file che smm sa creare"
)
_MOVES = Sentence("it moves, and would stop moving", "si muove, e smetterebbe di muoversi")
_TOO_LARGE = Sentence("it has too many pixels to be opened", "ha troppi pixel per essere aperta")
_NO_FOCUS = Sentence(
    "it has to be cut, and `focus` does not say what has to stay in view",
    "va ritagliata, e `focus` non dice che cosa deve restare visibile",
)
_TOO_LIGHT = Sentence(
    "it would have to be so light that nobody could make anything out", "dovrebbe pesare così poco da non vedersi più"
)
_NOT_ALLOWED = Sentence(
    "`convert: true` does not allow to make another film of it",
    "senza `convert: true` non se ne può ricavare un altro video",
)
