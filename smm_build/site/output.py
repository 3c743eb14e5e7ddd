"""A folder of files that is brought up to date: what is unchanged is not written again.

What was written is remembered in the workspace's ``.smm/cache``, with the size and the time of change of every file. So
a file that somebody else touched is never taken for ours; nor is a memory that somebody committed, because nobody can
foretell the time at which a checkout writes the mark.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from smm_build.domain.sentence import Sentence

__all__ = ["MARK", "Output", "OutsideError", "Stamp", "is_foreign", "stamps"]

MARK = ".smm-site"
"""Stands in every folder this module has written, so that it never empties another."""

_FORMAT = 1


class OutsideError(Exception):
    """A path would be written outside the folder. ``sentence`` says which, in every language."""

    def __init__(self, path: str) -> None:
        self.sentence = Sentence(f"{path} would be written outside the site", f"{path} finirebbe fuori dal sito")
        super().__init__(self.sentence.en)


class Stamp(NamedTuple):
    """How a file stands on the disk: its size in bytes and when it was changed, in nanoseconds."""

    size: int
    changed_ns: int


class _Known(NamedTuple):
    """A file as it was left, and the key of what it was made from."""

    key: str
    stamp: Stamp


@dataclass
class Output:
    """One round of bringing ``out`` up to date: name every file with :meth:`put`, then :meth:`finish`.

    ``notes`` is anything in JSON that the next round finds again, as long as it finds the folder as this round left it.
    ``written`` lists the files that had to be written.
    """

    out: Path
    memory: Path
    notes: dict[str, Any] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    _there: Mapping[str, Stamp] = field(default_factory=dict)
    _before: Mapping[str, _Known] = field(default_factory=dict)
    _now: dict[str, _Known] = field(default_factory=dict)
    _folders: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, out: Path, cache: Path) -> Output:
        """Look at the folder as it is, without changing it; ``cache`` is where memories are kept."""
        name = hashlib.sha256(str(out.resolve()).encode()).hexdigest()[:16]
        memory = cache / f"site-{name}.json"
        there = dict(stamps(out))
        said = _remembered(memory, there.get(MARK))
        files = {path: _Known(key, Stamp(size, at)) for path, (key, size, at) in said.get("files", {}).items()}
        before = {path: known for path, known in files.items() if there.get(path) == known.stamp}
        return cls(out, memory, said.get("notes", {}), _there=there, _before=before)

    def has(self, path: str) -> bool:
        """Whether the file is there as the last round left it."""
        return path in self._before

    def put_if_same(self, path: str, key: str) -> bool:
        """Leave the file as it is if it was made from ``key``, and say whether it was."""
        known = self._before.get(path)
        if known is None or known.key != key:
            return False
        self._now[path] = known
        return True

    def put(self, path: str, key: str, make: Callable[[], bytes]) -> None:
        """Let the file be what ``make`` returns; it is not asked when the file was made from the same ``key``."""
        if not self.put_if_same(path, key):
            self.wrote(path, key, self.write(path, make()))

    def write(self, path: str, content: bytes) -> Stamp:
        """Write a file, in this process or in one split off from it; :meth:`wrote` has to be told of it in this one."""
        self._begin()
        target = f"{self.out}/{_inside(path)}"
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            (self.out / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        if path not in self._there:
            return _written(target, content)
        # Whoever reads the old file meanwhile reads a whole one.
        fresh = f"{self.out}/{MARK}-new-{os.getpid()}"
        stamp = _written(fresh, content)
        os.replace(fresh, target)  # noqa: PTH105 - paths as text: there are ten thousand
        return stamp

    def wrote(self, path: str, key: str, stamp: Stamp) -> None:
        """Remember a file that :meth:`write` has written, and what it was made from."""
        self._now[path] = _Known(key, stamp)
        self.written.append(path)

    def finish(self) -> None:
        """Remove what this round has not named, and remember the rest."""
        self._begin()
        gone = self._there.keys() - self._now.keys() - {MARK}
        for path in gone:
            (self.out / path).unlink(missing_ok=True)
        for folder in sorted({parent for path in gone for parent in PurePosixPath(path).parents}, reverse=True):
            _remove_if_empty(self.out / folder)
        mark = self.out / MARK
        mark.write_text("Made by smm; the next build brings this folder up to date.\n", "utf-8")
        self._remember(mark.stat().st_mtime_ns)

    def _begin(self) -> None:
        if self._folders:
            return
        self.out.mkdir(parents=True, exist_ok=True)
        (self.out / MARK).touch()
        self._folders.add("")
        # Whatever stops this round, the next one must not believe in the state before it.
        self.memory.unlink(missing_ok=True)

    def _remember(self, mark_ns: int) -> None:
        files = {path: (known.key, *known.stamp) for path, known in self._now.items()}
        said = {"format": _FORMAT, "mark": mark_ns, "notes": self.notes, "files": files}
        self.memory.parent.mkdir(parents=True, exist_ok=True)
        (self.memory.parent / ".gitignore").write_text("*\n", "utf-8")
        self.memory.write_text(json.dumps(said, separators=(",", ":")), "utf-8")


def _written(target: str, content: bytes) -> Stamp:
    with open(target, "wb", buffering=0) as file:  # noqa: PTH123
        left = memoryview(content)
        while left:
            left = left[file.write(left) :]
        status = os.fstat(file.fileno())
    return Stamp(status.st_size, status.st_mtime_ns)


def is_foreign(out: Path) -> bool:
    """Whether the folder holds files that are none of ours; raises :class:`OSError`."""
    return out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / MARK).exists()))


def _inside(path: str) -> str:
    if path.startswith("/") or ".." in path.split("/") or not path.strip("./"):
        raise OutsideError(path)
    return path


def stamps(folder: Path, prefix: str = "") -> Iterator[tuple[str, Stamp]]:
    """Yield every file below ``folder`` with its stamp; links are not followed, and what vanishes is left out."""
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from stamps(Path(entry.path), f"{prefix}{entry.name}/")
            else:
                status = entry.stat(follow_symlinks=False)
                yield prefix + entry.name, Stamp(status.st_size, status.st_mtime_ns)
        except FileNotFoundError:
            continue


def _remembered(memory: Path, mark: Stamp | None) -> dict[str, Any]:
    try:
        said = json.loads(memory.read_text("utf-8"))
        fits = said["format"] == _FORMAT and mark is not None and said["mark"] == mark.changed_ns
        return said if fits else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:  # something is in it
        return
