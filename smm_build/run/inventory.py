"""What a workspace is made of: a mark of every file a check reads, which changes whenever the file does."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from smm_build.run.sealed import Safe

__all__ = ["Inventory", "Seen", "inventory", "take_inventory"]

_SEEN = "seen.json"
_POSTS = "content/posts/"
_READ = ("brand", "content")
_TEXTS = (".csv", ".htm", ".html", ".ics", ".json", ".md", ".toml", ".tsv", ".txt", ".vtt", ".srt", ".yaml", ".yml")
_LARGEST = 1_000_000
_RACE = 2.0
"""Seconds in which a file may change twice and seem to have changed once."""

Seen = dict[str, tuple[str, str]]
"""Of texts that were read, by path: status and digest."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """The mark of every file by path: the SHA-256 of a text in hex, the status of anything else.

    Taken before the files are read, it never promises too much.
    """

    files: Mapping[str, str] = field(default_factory=dict)

    def posts(self) -> Mapping[str, str]:
        """Return the marks of the files of posts."""
        return {path: mark for path, mark in self.files.items() if _is_post(path)}

    def around(self) -> str:
        """Return a digest of every file that is no post."""
        return _digest({path: mark for path, mark in self.files.items() if not _is_post(path)})

    def everything(self) -> str:
        """Return a digest of every file."""
        return _digest(self.files)


def _is_post(path: str) -> bool:
    return path.startswith(_POSTS) and path.endswith(".md")


def _digest(marks: Mapping[str, str]) -> str:
    lines = "".join(f"{path}\0{mark}\0" for path, mark in sorted(marks.items()))
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()


def take_inventory(root: Path, safe: Safe | None, seen: Seen) -> Inventory:
    """Return what there is; only texts whose status is another than last time are read.

    ``seen`` is what is known of texts, and what was kept in the ``safe`` if it is empty; it is brought up to date.
    """
    kept = safe.read(_SEEN) if safe and not seen else None
    if kept is not None:
        seen.update((path, (status, text)) for path, (status, text) in json.loads(bytes(kept)).items())
    before = dict(seen)
    files = inventory(root, seen)
    if seen != before:
        for path in seen.keys() - files.keys():
            del seen[path]
        if safe:
            # In ASCII, because names of files need not be Unicode.
            safe.write(_SEEN, json.dumps(seen, separators=(",", ":")).encode())
    return Inventory(files)


def inventory(root: Path, seen: Seen | None = None) -> dict[str, str]:
    """Return the mark of every file a check reads, by path.

    The status holds the time of the last change of the file or its status, which no program can set. A picture that
    changed a moment ago is read: it may change again at what the clock calls the same time. ``seen`` holds the status
    and the digest of texts by path: those with the same status are not read again, the others are entered.
    """
    found: dict[str, str] = {}
    seen = {} if seen is None else seen
    for folder in _READ:
        _walk(f"{root}/{folder}", folder, found, seen)
    with os.scandir(root) as entries:
        for entry in entries:
            if not entry.name.startswith(".") and not entry.is_dir():
                found[entry.name] = _mark(entry, entry.name, seen)
    return found


def _walk(folder: str, shown: str, found: dict[str, str], seen: Seen) -> None:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        found[shown] = f"no folder: {error.errno}"
        return
    for entry in entries:
        path = f"{shown}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            _walk(entry.path, path, found, seen)
        else:
            found[path] = _mark(entry, path, seen)


def _mark(entry: os.DirEntry[str], path: str, seen: Seen) -> str:
    try:
        status = entry.stat()
        mark = f"{status.st_mode} {status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"
        settled = time.time() - status.st_ctime >= _RACE
        is_text = entry.name.lower().endswith(_TEXTS) and status.st_size <= _LARGEST
        if entry.is_symlink():
            mark += f" {os.path.realpath(entry.path)}"
        if not entry.is_file() or (settled and not is_text):
            return mark
        if settled and path in seen and seen[path][0] == mark:
            return seen[path][1]
        with open(entry.path, "rb") as file:  # noqa: PTH123 - ten thousand of them: a Path takes as long as reading
            text = hashlib.sha256(file.read()).hexdigest()
    except OSError as error:
        return f"no file: {error.errno}"
    text = f"{text} {os.path.realpath(entry.path)}" if entry.is_symlink() else text
    if settled:
        seen[path] = (mark, text)
    return text
