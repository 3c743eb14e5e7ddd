"""What pictures and films say about themselves: kind, size, fingerprint.

Only headers are understood; nothing is decoded, so no file can make us fill the memory.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import stat
import struct
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smm_build.domain.finding import Finding
from smm_build.domain.media import Look, Media, MediaFacts, Rights
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.read import problems
from smm_build.read.files import Tree, is_hidden
from smm_build.read.films import seconds_of
from smm_build.read.rights import read_rights

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

__all__ = ["Shelf", "facts_of", "mime_of"]

_LARGEST = 2_000_000_000
"""Bytes. No network takes more through the ways we speak to it."""

_HEAD = 4096
_CHUNK = 1 << 20
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_ORIENTATION = 0x0112
_TURNED = range(5, 9)
"""Values of EXIF orientation that swap width and height: TIFF 6.0, tag 274."""
_GPS = 0x8825
"""The tag of EXIF under which the place is: https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf, read 2026-11-23."""


class _BrokenFile(Exception):  # noqa: N818 - never leaves this module
    """The file is there and cannot be used; the reason is a clause."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass
class Shelf:
    """The workspace's pictures and films, each looked at once. ``look`` opens a picture to see its pixels."""

    tree: Tree
    look: Callable[[Path, str], Look | None] | None = None
    _facts: dict[str, MediaFacts | Sentence] = field(init=False, default_factory=dict)
    _rights: dict[str, tuple[Rights | None, Sequence[Finding]]] = field(init=False, default_factory=dict)

    def media(self, folder: str, written: str, alt: str | None, place: Place, found: list[Finding]) -> Media | None:
        """Return the medium that ``written`` names from ``folder``; ``None`` when it names no file of ours."""
        file = self.path(folder, written, place, found)
        if file is None:
            return None
        rights, wrong = self._rights_of(file)
        found.extend(wrong)
        return Media(file, alt or None, place, self._facts_of(file, place, found), rights)

    def _rights_of(self, file: str) -> tuple[Rights | None, Sequence[Finding]]:
        if file not in self._rights:
            wrong: list[Finding] = []
            self._rights[file] = (read_rights(self.tree, file, wrong), wrong)
        return self._rights[file]

    def wrong_beside(self) -> Iterator[Sequence[Finding]]:
        """Yield what is wrong with the files beside pictures. It is said of everyone who shows the picture."""
        return (wrong for _, wrong in self._rights.values())

    def files(self) -> frozenset[str]:
        """Return the paths of all that was asked for, also of what is not there."""
        return frozenset(self._rights)

    def path(self, folder: str, written: str, place: Place, found: list[Finding]) -> str | None:
        """Return the path from the root for a file named ``written`` in a file of ``folder``; it need not exist."""
        if _DRIVE.match(written) or _CONTROL.search(written):
            found.append(problems.path_outside(place, written))
            return None
        if _SCHEME.match(written):
            found.append(problems.remote_media(place, written))
            return None
        path = posixpath.normpath(posixpath.join(folder, written))
        if written.startswith("/") or is_hidden(path) or not self.tree.contains(path):
            found.append(problems.path_outside(place, written))
            return None
        return path

    def there(self, path: str, place: Place, found: list[Finding]) -> bool:
        """Whether a file is where ``path`` says, in exactly these capitals; a finding if it is not."""
        folder, _, name = path.rpartition("/")
        neighbours = self.tree.listing(folder)
        if name in neighbours:
            return True
        found.append(problems.missing_media(place, path, neighbours))
        return False

    def _facts_of(self, path: str, place: Place, found: list[Finding]) -> MediaFacts | None:
        if not self.there(path, place, found):
            return None
        if path not in self._facts:
            self._facts[path] = self._seen(Path(self.tree.absolute(path)))
        facts = self._facts[path]
        if isinstance(facts, MediaFacts):
            return facts
        found.append(problems.broken_media(place, path, facts))
        return None

    def _seen(self, path: Path) -> MediaFacts | Sentence:
        facts = facts_of(path)
        if self.look is None or not isinstance(facts, MediaFacts) or facts.mime not in _SIZED:
            return facts
        return replace(facts, look=self.look(path, facts.sha256))


def facts_of(path: Path) -> MediaFacts | Sentence:
    """Return what a file anywhere on this machine says about itself, or why it cannot be used, as a clause."""
    try:
        return _look_at(path)
    except _BrokenFile as broken:
        return broken.reason
    except OSError as error:
        why = error.strerror or "?"
        return Sentence(f"it cannot be read ({why})", f"non si può leggere ({why})")


def _look_at(path: Path) -> MediaFacts:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise _BrokenFile(Sentence("it is not a file", "non è un file"))
    if status.st_size == 0:
        raise _BrokenFile(Sentence("it is empty", "è vuoto"))
    if status.st_size > _LARGEST:
        raise _BrokenFile(Sentence("it is larger than 2 GB", "è più grande di 2 GB"))
    with path.open("rb") as file:
        head = file.read(_HEAD)
        digest = hashlib.sha256(head)
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
        mime = mime_of(head)
        seconds = seconds_of(file, status.st_size) if mime in _TIMED else None
    header = _header_of(path, mime) if mime in _SIZED else {}
    return MediaFacts(digest.hexdigest(), status.st_size, mime, seconds=seconds, **header)


# --- Kinds -----------------------------------------------------------------------------------------------------------

# First bytes: https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern and the sections after it, read
# 2026-11-23; brands of the ISO container: https://mp4ra.org/registered-types/brands, read 2026-11-23.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "application/ogg"),
)
_BRANDS = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heif",
    b"qt  ": "video/quicktime",
    b"M4A ": "audio/mp4",
}
_SVG = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]", re.DOTALL
)
_SIZED = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/tiff", "image/avif"})
_TIMED = frozenset({"video/mp4", "video/quicktime"})
_PERHAPS_UNKNOWN_TO_PILLOW = frozenset({"image/avif"})


def mime_of(head: bytes) -> str:
    """Return the MIME type that a file's first bytes tell, ``application/octet-stream`` if they tell nothing."""
    for beginning, mime in _BEGINNINGS:
        if head.startswith(beginning):
            return mime
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return next((_BRANDS[brand] for brand in _brands(head) if brand in _BRANDS), "video/mp4")
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"webm" in head[:64] else "video/x-matroska"
    return "image/svg+xml" if _SVG.match(head) else "application/octet-stream"


def _brands(head: bytes) -> Iterator[bytes]:
    (size,) = struct.unpack(">I", head[:4])
    if head[8:12] in {b"mif1", b"msf1"}:  # a general brand: the compatible ones say which kind it is
        compatible = (head[at : at + 4] for at in range(16, min(size, len(head)), 4))
        yield from (brand for brand in compatible if brand not in {b"mif1", b"msf1"})
    yield head[8:12]


def _header_of(path: Path, mime: str) -> Mapping[str, Any]:
    """Return what the header of a picture says, as fields of :class:`MediaFacts`."""
    # Pillow takes longer to import than most workspaces take to read, so only pictures pay for it.
    from PIL import Image  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about sizes only dangerous to those who decode
            with Image.open(path) as image:
                return _said(image, mime)
    except Image.DecompressionBombError:
        raise _BrokenFile(
            Sentence("it has more pixels than any network takes", "ha più pixel di quanti ne accetti qualunque social")
        ) from None
    except Exception as error:  # its readers of formats raise whatever comes to them on damaged files
        if mime in _PERHAPS_UNKNOWN_TO_PILLOW:
            return {}
        raise _BrokenFile(Sentence("the file is damaged", "il file è danneggiato")) from error


def _said(image: Picture, mime: str) -> Mapping[str, Any]:
    # Asking a PNG for its EXIF makes Pillow decode it; of the others it is in the header.
    exif = image.getexif() if mime in {"image/jpeg", "image/webp"} else {}
    turned = mime == "image/jpeg" and exif.get(_ORIENTATION) in _TURNED
    width, height = image.size[::-1] if turned else image.size
    return {
        "width": width,
        "height": height,
        "colours": image.mode,
        "transparent": image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info,
        "located": _GPS in exif,
        "moving": mime in {"image/gif", "image/webp", "image/png"} and bool(getattr(image, "is_animated", False)),
        "profile": _profile(image.info.get("icc_profile")),
    }


def _profile(icc: bytes | None) -> str | None:
    """Tell whether a profile is one of the many that call themselves sRGB: in ASCII (ICC 2) or UTF-16 (ICC 4).

    Source: https://www.color.org/specification/ICC.1-2022-05.pdf, 10.15, recalled and tried 2026-11-23.
    """
    if not icc:
        return None
    return "sRGB" if b"sRGB" in icc or "sRGB".encode("utf-16-be") in icc else "other"
