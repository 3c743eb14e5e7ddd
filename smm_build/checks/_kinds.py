"""Which files are pictures and which are films, also when nobody has seen inside."""

from __future__ import annotations

from smm_build.domain.media import Media
from smm_build.domain.variant import VariantPart

__all__ = ["films", "is_film", "pictures", "plain_type", "weight"]

_KILOBYTE = 1_000
_MEGABYTE = 1_000_000
_FILM_ENDINGS = (".avi", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".webm")


def is_film(media: Media) -> bool:
    """Tell whether ``media`` moves: by its first bytes where they are known, else by its name."""
    return media.facts.kind == "video" if media.facts else media.file.lower().endswith(_FILM_ENDINGS)


def pictures(part: VariantPart) -> tuple[Media, ...]:
    """Return the pictures of ``part`` in order."""
    return tuple(media for media in part.media if not is_film(media))


def films(part: VariantPart) -> tuple[Media, ...]:
    """Return the films of ``part`` in order."""
    return tuple(media for media in part.media if is_film(media))


def weight(size: int) -> str:
    """Write a number of bytes as people say it, ``1.95 MB`` or ``80.5 kB``."""
    return f"{size / _MEGABYTE:.2f} MB" if size >= _MEGABYTE else f"{size / _KILOBYTE:.1f} kB"


def plain_type(mime: str) -> str:
    """Write ``image/jpeg`` as ``JPEG``."""
    return mime.rpartition("/")[2].upper()
