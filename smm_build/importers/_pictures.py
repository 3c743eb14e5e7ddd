"""Pictures of imported posts: found among the files at hand, or named as missing. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from smm_build.importers._base import ImportOptions, Source
from smm_build.importers._text import clean, one_line, safe_name

__all__ = ["ASSETS", "Found", "Missing", "Wanted", "find_picture"]

ASSETS = "content/assets/imported"
"""Where imported pictures live. Their names hold a piece of their SHA-256, so two pictures never share one."""

_MAGIC: tuple[tuple[bytes, int, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "png"),
    (b"\xff\xd8\xff", 0, "jpg"),
    (b"GIF87a", 0, "gif"),
    (b"GIF89a", 0, "gif"),
    (b"WEBP", 8, "webp"),
    (b"ftypavif", 4, "avif"),
    (b"ftypqt", 4, "mov"),
    (b"ftyp", 4, "mp4"),
    (b"\x1aE\xdf\xa3", 0, "webm"),
    (b"%PDF-", 0, "pdf"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture a post names: an address or a path, the alternative text, the line it stands on."""

    name: str
    alt: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """A picture at hand: where it goes in the workspace, its bytes, and where in the source it was, if it was there."""

    path: str
    data: bytes
    alt: str
    source: str | None = None

    @property
    def file(self) -> str:
        """The path as front matter has it: relative to ``content/``."""
        return self.path.removeprefix("content/")

    def entry(self) -> Mapping[str, str]:
        """Return the item of front matter's ``media``."""
        return {"file": self.file, "alt": self.alt} if self.alt else {"file": self.file}


@dataclass(frozen=True, slots=True)
class Missing:
    """A picture that is not at hand. ``not_a_picture``: there were bytes, but they are something else."""

    wanted: Wanted
    not_a_picture: bool = False

    @property
    def address(self) -> str | None:
        """Where it could be fetched from, if it has a web address."""
        return self.wanted.name if self.wanted.name.startswith(("https://", "http://")) else None

    @property
    def comment(self) -> str:
        """What the post says in its place; a note to the team, never sent."""
        alt = f" ({one_line(self.wanted.alt)})" if self.wanted.alt.strip() else ""
        return f"<!-- picture not imported: {one_line(self.wanted.name)}{alt} -->"


def find_picture(wanted: Wanted, near: str, source: Source, options: ImportOptions) -> Found | Missing:
    """Look for the picture among the files given by the user, those fetched, and the source, in this order.

    ``near`` is the folder of the post, for paths relative to it.
    """
    inside = _path_in_source(wanted.name, near, source)
    data = next((held for held in _held(wanted.name, inside, source, options) if held), None)
    if data is None:
        return Missing(wanted)
    kind = _kind(data)
    if kind is None:
        return Missing(wanted, not_a_picture=True)
    return Found(_asset_path(wanted.name, data, kind), data, " ".join(clean(wanted.alt).split()), inside)


def _held(name: str, inside: str | None, source: Source, options: ImportOptions) -> tuple[bytes | None, ...]:
    return (
        options.media_from.get(name),
        _copy(_base_name(name), options.media_from),
        options.fetched.get(name),
        source.get(inside) if inside else None,
    )


def _copy(base: str, copies: Mapping[str, bytes]) -> bytes | None:
    """Find a copy by file name; an address without an ending, as GitHub gives them, may have got one when saved."""
    if base in copies or PurePosixPath(base).suffix or not base:
        return copies.get(base)
    return next((copies[name] for name in sorted(copies) if PurePosixPath(name).stem == base), None)


def _path_in_source(name: str, near: str, source: Source) -> str | None:
    if "://" in name or name.startswith("//"):
        return None
    path = unquote(name).lstrip("/")
    for start in (near, ""):
        parts: list[str] = []
        for part in PurePosixPath(start, path).parts:
            parts = parts[:-1] if part == ".." else [*parts, part]
        if (candidate := "/".join(parts)) in source:
            return candidate
    return None


def _base_name(name: str) -> str:
    try:
        path = urlsplit(name).path
    except ValueError:
        path = name
    return unquote(path.rpartition("/")[2])


def _asset_path(name: str, data: bytes, kind: str) -> str:
    stem = safe_name(PurePosixPath(_base_name(name)).stem, "picture")[:60].strip(".-")
    return f"{ASSETS}/{stem}-{hashlib.sha256(data).hexdigest()[:8]}.{kind}"


def _kind(data: bytes) -> str | None:
    for magic, offset, kind in _MAGIC:
        if data[offset : offset + len(magic)] == magic:
            return kind
    head = data[:1000].lstrip().lower()
    return "svg" if head.startswith((b"<svg", b"<?xml", b"<!--")) and b"<svg" in head else None
