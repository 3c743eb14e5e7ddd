"""What was made of posts, kept from one look at a workspace to the next.

What is kept of a post holds for as long as its file says the same and every file that is no post is as it was. So after
one edit one post is read, composed and checked. ``smm serve`` keeps it in memory, ``smm check`` and ``smm build`` in
``.smm/cache``: sealed (see :mod:`smm_build.run.sealed`), so that nothing is believed that this very program has not
written for this user.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from smm_build.checks import Check, Choice
from smm_build.cli._posts import SHARE, Entry, Posts, cores_for, names_of
from smm_build.cli._shared import Checked, open_workspace
from smm_build.domain.post import Post
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace
from smm_build.read.loader import Desk
from smm_build.read.post_files import media_in
from smm_build.run.both_cores import Way, done
from smm_build.run.inventory import Inventory, take_inventory
from smm_build.run.packed import Names, pack, unpack
from smm_build.run.sealed import Safe
from smm_build.site.memory import Memory

__all__ = ["Kept"]

_WALKED = ("brand/", "content/")
_FILE = "posts.kept"
_SITE = "site.kept"
_TOO_FEW = 0.01
"""The share of posts below which making their pages once more is quicker than writing all pages' parts down again."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What was made of a file, and the mark the file had in the inventory."""

    mark: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Packet:
    """What was made of some files as bytes, and the marks of these files by path."""

    marks: Mapping[str, str]
    content: bytes


class Kept:
    """Knows what was made of posts before; ``safe`` is where that is written down, without one it lives in memory."""

    def __init__(self, safe: Safe | None = None) -> None:
        self.anew = 0
        """How many files were looked at the last time."""
        self._safe = safe
        self._holds_for: tuple[str, ...] = ()
        self._files: dict[str, _Known] = {}
        self._packets: list[_Packet] = []
        self._workspace: Workspace | None = None
        self._memory: Memory | None = None
        content = safe.read(_FILE) if safe else None
        if content is not None:
            holds_for, packets = pickle.loads(content)  # noqa: S301 - the seal says that we wrote it
            self._holds_for, self._packets = holds_for, [_Packet(*packet) for packet in packets]

    def open(self, root: Path, choice: Choice | None = None, inventory: Inventory | None = None) -> Checked:
        """Read and check the workspace, as :func:`~smm_build.cli._shared.open_workspace` does.

        ``inventory`` is what there was before.
        """
        there = inventory or take_inventory(root, self._safe)
        marks = there.posts()
        posts = Posts(partial(self._recall, there.around(), marks))
        checked = open_workspace(root, choice, posts=posts)
        self.anew = posts.anew
        self._workspace = checked.workspace
        self._settle(checked, marks, posts.entries.values())
        return checked

    @property
    def count(self) -> int:
        """How many files it knows."""
        return len(self._files)

    @property
    def memory(self) -> Memory:
        """What pages are made of, kept of the last sites of the workspace that was opened."""
        if self._memory is None:
            content = self._safe.read(_SITE) if self._safe else None
            self._memory = unpack(content, self._names()) if content is not None else Memory()
        return self._memory

    def keep_memory(self) -> None:
        """Write down what pages are made of, unless little of it is new."""
        if self._safe and self.anew > self.count * _TOO_FEW:
            self._safe.write(_SITE, pack(self.memory, self._names()))

    def _names(self) -> Names:
        """Return how posts and variants are called in what pages are made of: they are written down already."""
        assert self._workspace, "nothing has been opened"
        known = {(path, one.mark): one.entry for path, one in self._files.items()}
        named = {(*key, at): value for key, entry in known.items() for at, value in enumerate(_values(entry))}
        names = {id(value): name for name, value in named.items()}
        way = (lambda value: names.get(id(value)), named.get)
        return {**names_of(self._workspace), Post: way, Variant: way}

    def _recall(self, around: str, marks: Mapping[str, str], desk: Desk, rules: Sequence[Check]) -> Mapping[str, Entry]:
        """Return what is known of the files that are as they were, by path."""
        asked = " ".join(check.code for check in rules)
        holds_for = (around, asked, str(desk.workspace.lexicon is not None))
        if holds_for != self._holds_for:
            self._holds_for, self._files, self._packets = holds_for, {}, []
        if not self._files:
            self._files = dict(self._unpacked(desk.workspace))
        return {path: known.entry for path, known in self._files.items() if marks.get(path) == known.mark}

    def _unpacked(self, workspace: Workspace) -> Iterator[tuple[str, _Known]]:
        names = names_of(workspace)
        for packet in self._packets:
            entries = unpack(packet.content, names)
            yield from ((path, _Known(mark, entries[path])) for path, mark in packet.marks.items())

    def _settle(self, checked: Checked, marks: Mapping[str, str], entries: Iterable[Entry]) -> None:
        """Keep what is true of the files that are there."""
        before = self._files
        self._files = {
            path: _Known(marks[path], entry)
            for entry in entries
            if (path := entry.file.path) in marks
            and ((path in before and before[path].entry is entry) or _can_be_kept(entry, marks[path], checked.root))
        }
        if self._safe and self.anew:
            self._write(self._safe, checked.workspace)

    def _write(self, safe: Safe, workspace: Workspace) -> None:
        """Write everything down; what is packed already is not packed again, unless half of it is out of date."""
        still = (self._still(packet) for packet in self._packets)
        packets = [packet for packet in still if 2 * len(packet.marks) >= SHARE]
        packed = {path for packet in packets for path in packet.marks}
        rest = [path for path in self._files if path not in packed]
        self._packets = [*packets, *self._packed(rest, names_of(workspace))]
        said = (self._holds_for, [(packet.marks, packet.content) for packet in self._packets])
        safe.write(_FILE, pickle.dumps(said, protocol=pickle.HIGHEST_PROTOCOL))

    def _still(self, packet: _Packet) -> _Packet:
        """Return the packet without what is out of date."""
        marks = {
            path: mark for path, mark in packet.marks.items() if path in self._files and self._files[path].mark == mark
        }
        return _Packet(marks, packet.content)

    def _packed(self, paths: Sequence[str], names: Names) -> Iterator[_Packet]:
        shares = [paths[start : start + SHARE] for start in range(0, len(paths), SHARE)]
        tasks = [partial(pack, {path: self._files[path].entry for path in share}, names) for share in shares]
        contents = done(tasks, Way(bytes, bytes), cores_for(len(paths)))
        for share, content in zip(shares, contents, strict=True):
            yield _Packet({path: self._files[path].mark for path in share}, content)


def _values(entry: Entry) -> Iterator[Post | Variant]:
    """Yield the posts and variants made of a file, always in the same order."""
    for post, made in zip(entry.file.posts, entry.made, strict=True):
        yield post
        yield from made.variants


def _can_be_kept(entry: Entry, mark: str, root: Path) -> bool:
    """Whether what was made of a file depends on nothing that could change unnoticed."""
    file = entry.file
    # What is wrong with a file may be told by the names of others.
    if file.post is None or file.found or file.found_in_series:
        return False
    everywhere = all(medium.file.startswith(_WALKED) for post in (file.post, *file.posts) for medium in media_in(post))
    return everywhere and _is_of(mark, file.sources[0].text, root / file.path)


def _is_of(mark: str, text: str, file: Path) -> bool:
    """Whether ``text`` was read from the very file that the inventory has marked."""
    if hashlib.sha256(text.encode()).hexdigest() == mark:
        return True
    try:
        content = file.read_bytes()
        read = content.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    except (OSError, UnicodeDecodeError):
        return False
    return hashlib.sha256(content).hexdigest() == mark and read == text
