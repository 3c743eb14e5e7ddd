"""The workspace's files: found in a fixed order, read as text, and never outside the workspace.

Nothing here trusts what it reads: links are followed only where they stay inside, only regular files are opened, and
text has a size limit.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from smm_build.domain.finding import Finding
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.read import problems
from smm_build.read.source import Source

__all__ = ["Tree", "is_hidden"]

_LARGEST_TEXT = 1_000_000
"""Bytes. The longest post any network takes is a tenth of it."""

_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""In a name: control characters, and what Python makes of bytes that are no UTF-8. Neither could be shown anywhere."""

_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A named pipe would keep us waiting for ever: this opens it at once, and its mode tells what it is."""

_AGAIN = Sentence("Save the file as UTF-8 text.", "Salva il file come testo UTF-8.")


def is_hidden(path: str) -> bool:
    """Whether a part of the path begins with a dot, as ``.git`` does."""
    return any(part.startswith(".") for part in path.split("/"))


@dataclass
class Tree:
    """The files under ``root``. Paths are relative to it, with ``/``. ``read`` holds the texts read so far.

    ``instead`` holds what files are taken to contain, whatever is on the disk: how a mend is tried before it is made.
    """

    root: Path
    instead: Mapping[str, bytes] = field(default_factory=dict)
    read: dict[str, Source] = field(init=False, default_factory=dict)
    _real: str = field(init=False)
    _listings: dict[str, frozenset[str]] = field(init=False, default_factory=dict)
    _folders: dict[str, bool] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._real = os.path.realpath(self.root)

    def contains(self, path: str) -> bool:
        """Whether ``path`` stays inside the workspace when every link on the way is followed, and out of ``.git``."""
        folder, _, name = path.rpartition("/")
        try:
            if name in {"", ".", ".."} or stat.S_ISLNK(os.lstat(self.absolute(path)).st_mode):
                return self._really_contains(path)
        except (OSError, ValueError):
            return self._really_contains(path)
        # It is no link, so it is where its folder is; following that anew for each of its files takes long.
        if folder not in self._folders:
            self._folders[folder] = self._really_contains(folder)
        return self._folders[folder] and not name.startswith(".")

    def _really_contains(self, path: str) -> bool:
        try:
            real = os.path.realpath(self.absolute(path))
        except (OSError, ValueError):
            return False
        inside = os.path.relpath(real, self._real).replace(os.sep, "/")
        return inside == "." or not is_hidden(inside)

    def exists(self, path: str) -> bool:
        """Whether there is anything at ``path``."""
        return os.path.lexists(self.absolute(path))

    def listing(self, folder: str) -> frozenset[str]:
        """Return the names in a folder, none if there is no such folder. Asked of the disk once."""
        if folder not in self._listings:
            try:
                with os.scandir(self.absolute(folder)) as entries:
                    self._listings[folder] = frozenset(
                        entry.name for entry in entries if not _UNSPEAKABLE.search(entry.name)
                    )
            except (OSError, ValueError):
                self._listings[folder] = frozenset()
        return self._listings[folder]

    def absolute(self, path: str) -> str:
        """Return where ``path`` is on this machine."""
        return f"{self._real}/{path}"

    def walk(self, folder: str, found: list[Finding]) -> Iterator[str]:
        """Yield the files under ``folder``, sorted by name at every level, without hidden ones.

        Linked folders are not entered, so there are no loops; each is a finding. So is a folder that cannot be read.
        """
        if not self.exists(folder):
            return
        if not self.contains(folder):
            found.append(problems.path_outside(Place(folder), folder))
            return
        try:
            with os.scandir(self.absolute(folder)) as entries:
                children = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            found.append(_unreadable(folder, error))
            return
        for child in children:
            if _UNSPEAKABLE.search(child.name):
                found.append(_unspeakable(folder, child.name))
            elif not child.name.startswith("."):
                yield from self._enter(f"{folder}/{child.name}", child, found)

    def _enter(self, path: str, entry: os.DirEntry[str], found: list[Finding]) -> Iterator[str]:
        if entry.is_dir(follow_symlinks=False):
            yield from self.walk(path, found)
        elif entry.is_symlink() and os.path.isdir(self.absolute(path)):  # noqa: PTH112 - says no to a loop, too
            found.append(_linked_folder(path))
        else:
            yield path

    def source(self, path: str, found: list[Finding]) -> Source | None:
        """Read one text file; ``None`` with a finding when it is not there for us or is not text."""
        source = self.glance(path, found)
        if source is not None:
            self.read[path] = source
        return source

    def glance(self, path: str, found: list[Finding]) -> Source | None:
        """Do the same, and do not count the file among those that were read."""
        if not self.contains(path):
            found.append(problems.path_outside(Place(path), path))
            return None
        try:
            data = self._bytes(path)
        except OSError as error:
            found.append(_unreadable(path, error))
            return None
        finding = _not_text(path, data)
        if finding is not None:
            found.append(finding)
            return None
        text = data.decode("utf-8").removeprefix("\ufeff")
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return Source(path, text)

    def lines(self, path: str) -> list[str]:
        """Return the lines of a file as far as they can be shown; none of what is outside or cannot be read."""
        try:
            data = self._bytes(path) if self.contains(path) else b""
        except OSError:
            return []
        return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def _bytes(self, path: str) -> bytes:
        if path in self.instead:
            return self.instead[path][: _LARGEST_TEXT + 1]
        handle = os.open(self.absolute(path), os.O_RDONLY | _AT_ONCE)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise OSError("not a regular file")
            return _read(handle, status.st_size)
        finally:
            os.close(handle)


def _read(handle: int, size: int) -> bytes:
    """Return what an open file of ``size`` bytes holds; of one that is too large, one byte more than we read."""
    # No more is asked for than there is: room for the answer is made before its length is known, a megabyte a file.
    data = os.read(handle, min(size, _LARGEST_TEXT) + 1)
    if size < len(data) <= _LARGEST_TEXT:  # it has grown since
        data += os.read(handle, _LARGEST_TEXT)
    return data


def _not_text(path: str, data: bytes) -> Finding | None:
    if len(data) > _LARGEST_TEXT:
        return problems.unreadable_file(
            Place(path),
            Sentence("The file is larger than 1 MB.", "Il file è più grande di 1 MB."),
            Sentence("Split it into several files.", "Dividilo in più file."),
        )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = Sentence("The file is UTF-16, not UTF-8.", "Il file è in UTF-16, non in UTF-8.")
        return problems.unreadable_file(Place(path), message, _AGAIN)
    if (at := data.find(b"\0")) >= 0:
        message = Sentence("The file is not text: it has a NUL character.", "Il file non è testo: ha un carattere NUL.")
        return problems.unreadable_file(_place(path, data, at), message, _AGAIN)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = Sentence("The file is not UTF-8 text from here on.", "Da qui in poi il file non è testo UTF-8.")
        return problems.unreadable_file(_place(path, data, error.start), message, _AGAIN)
    return None


def _place(path: str, data: bytes, at: int) -> Place:
    before = data[:at].decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return Source(path, before).place(len(before))


def _unreadable(path: str, error: OSError) -> Finding:
    # The system's words are in the language of the system, and name the file's place on this machine if we let them.
    why = error.strerror or str(error)
    return problems.unreadable_file(
        Place(path),
        Sentence(f"It cannot be read: {why}.", f"Non si può leggere: {why}."),
        Sentence("Check that it is there and that you may read it.", "Controlla che ci sia e che tu possa leggerlo."),
    )


def _unspeakable(folder: str, name: str) -> Finding:
    return problems.unreadable_file(
        Place(f"{folder}/{_UNSPEAKABLE.sub('�', name)}"),
        Sentence("Its name has characters that cannot be shown.", "Il nome ha caratteri che non si possono mostrare."),
        Sentence("Give it a plain name.", "Dagli un nome semplice."),
    )


def _linked_folder(path: str) -> Finding:
    return problems.unexpected_file(
        Place(path),
        Sentence(
            "This is a link to a folder; what is in it is not read.",
            "Questo è un link a una cartella; il suo contenuto non viene letto.",
        ),
        Sentence("Put the files here themselves.", "Metti qui i file stessi."),
    )
