"""What is known of a workspace from before: what was made of its posts, all of it, and what pages are made of.

What is kept of a post holds for as long as its file says the same and every file that is no post is as it was. So after
one edit one post is read, composed and checked, and after none nothing is. ``smm serve`` keeps it in memory,
``smm check`` and ``smm build`` in ``.smm/cache``: sealed (see :mod:`smm_build.run.sealed`), so that nothing is believed
that this very program has not written for this user.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from smm_build.cli._made import Entry, Known, all_names
from smm_build.cli._packets import Packets
from smm_build.cli._shared import Checked, open_workspace
from smm_build.read.dictionaries import are_installed
from smm_build.read.post_files import PostFile, media_in
from smm_build.run.inventory import Inventory, Seen, take_inventory
from smm_build.run.packed import Names, pack, unpack
from smm_build.run.sealed import Safe
from smm_build.site.memory import Memory

if TYPE_CHECKING:
    from smm_build.checks import Check, Choice
    from smm_build.domain.workspace import Workspace
    from smm_build.read.loader import Desk

__all__ = ["Kept"]

_WALKED = ("brand/", "content/")
_WHOLE = "workspace.kept"
_SITE = "site.kept"
_TOO_FEW = 0.01
"""The share of posts below which making something of them once more is quicker than writing everything down again."""


class Kept:
    """Knows what was made of posts before; ``safe`` is where that is written down, without one it lives in memory."""

    def __init__(self, safe: Safe | None = None) -> None:
        self.anew = 0
        """How many files were looked at the last time."""
        self.watched = True
        """Whether everything that was looked at the last time lies where a change is noticed."""
        self._safe = safe
        self._packets = Packets(safe) if safe else None
        self._seen: Seen = {}
        self._holds_for: tuple[str, ...] = ()
        self._files: dict[str, Known] = {}
        self._workspace: Workspace | None = None
        self._memory: Memory | None = None

    @property
    def count(self) -> int:
        """How many files it knows."""
        return len(self._files)

    # --- Workspaces ---------------------------------------------------------------------------------------------------

    def open(self, root: Path, choice: Choice | None = None, inventory: Inventory | None = None) -> Checked:
        """Read and check the workspace, as :func:`~smm_build.cli._shared.open_workspace` does.

        ``inventory`` is what there was before.
        """
        from smm_build.cli._posts import Posts  # imports every rule

        there = inventory or take_inventory(root, self._safe, self._seen)
        posts = Posts(partial(self._recall, there))
        checked = open_workspace(root, choice, posts=posts)
        self.anew = posts.anew
        self._workspace = checked.workspace
        self._settle(checked, there, posts.entries.values())
        return checked

    def open_again(self, root: Path) -> Checked:
        """The same for somebody who looks often: where nothing at all has changed, what there was is what there is."""
        there = take_inventory(root, self._safe, self._seen)
        holds_for = f"{there.everything()} {are_installed()}"
        checked = self._unchanged(root, holds_for)
        if checked is None:
            checked = self.open(root, inventory=there)
            self._keep_whole(checked, there, holds_for)
        return checked

    def _recall(self, there: Inventory, desk: Desk, rules: Sequence[Check]) -> Mapping[str, Entry]:
        """Return what is known of the files that are as they were, by path."""
        self.watched = all(_is_watched(file, there, desk.tree.root) for file in desk.around.shelf.files())
        asked = " ".join(check.code for check in rules)
        around = there.around() if self.watched else secrets.token_hex()
        holds_for = (around, asked, str(desk.workspace.lexicon is not None))
        if holds_for != self._holds_for:
            self._holds_for, self._files = holds_for, {}
            if self._packets and self._packets.holds_for == holds_for:
                self._files = dict(self._packets.read(desk.workspace.channels))
        return {path: known.entry for path, known in self._files.items() if there.files.get(path) == known.mark}

    def _settle(self, checked: Checked, there: Inventory, entries: Iterable[Entry]) -> None:
        """Keep what is true of the files that are there."""
        before = self._files
        self._files = {}
        for entry in entries:
            path = entry.file.path
            known = before.get(path)
            if known is not None and known.entry is entry:
                self._files[path] = known
            elif path in there.files and _can_be_kept(entry, there, checked.root):
                self._files[path] = Known(there.files[path], entry)
            elif not all(_is_watched(shown, there, checked.root) for shown in _shown(entry.file)):
                self.watched = False
        if self._packets and (self.anew or len(before) != len(self._files)):
            self._packets.write(self._holds_for, self._files, checked.workspace.channels)

    # --- When nothing has changed -------------------------------------------------------------------------------------

    def _keep_whole(self, checked: Checked, there: Inventory, holds_for: str) -> None:
        """Write down how what was made of posts goes together, and everything else there is.

        Not after some edits: more are likely to come, and writing it down takes a fifth of what it saves.
        """
        workspace = checked.workspace
        if self._safe is None or workspace.lexicon is not None or not self.watched or self._little_is_new():
            return
        # What changed meanwhile may have been read as it is or as it was.
        if take_inventory(checked.root, self._safe, self._seen) != there:
            return
        texts = [(path, None if self._text_of(path) is text else text) for path, text in workspace.texts.items()]
        around = pack(replace(workspace, posts=(), texts={}))
        posts = pack((workspace.posts, checked.variants, checked.findings, texts), self._names())
        said = (holds_for, self._holds_for, around, posts)
        self._safe.write(_WHOLE, pickle.dumps(said, protocol=pickle.HIGHEST_PROTOCOL))

    def _unchanged(self, root: Path, holds_for: str) -> Checked | None:
        content = self._safe.read(_WHOLE) if self._safe else None
        if content is None or self._packets is None:
            return None
        held_for, packets_hold_for, around, posts = pickle.loads(content)  # noqa: S301 - the seal says that we wrote it
        if held_for != holds_for or packets_hold_for != self._packets.holds_for:
            return None
        self._workspace = workspace = unpack(around)
        self._holds_for, self._files = packets_hold_for, dict(self._packets.read(workspace.channels))
        those, variants, findings, written = unpack(posts, self._names())
        if any(one is None for one in (*those, *variants)):  # what was kept of a post since is of another text
            return None
        texts = {path: self._text_of(path) if text is None else text for path, text in written}
        return Checked(root, replace(workspace, posts=those, texts=texts), variants, findings)

    def _text_of(self, path: str) -> str | None:
        known = self._files.get(path)
        return known.entry.file.sources[0].text if known else None

    # --- Sites --------------------------------------------------------------------------------------------------------

    @property
    def memory(self) -> Memory:
        """What pages are made of, kept of the last sites of the workspace that was opened."""
        if self._memory is None:
            content = self._safe.read(_SITE) if self._safe else None
            self._memory = unpack(content, self._names()) if content is not None else Memory()
        return self._memory

    def keep_memory(self) -> None:
        """Write down what pages are made of, unless little of it is new."""
        if self._safe and self.anew and not self._little_is_new():
            self._safe.write(_SITE, pack(self.memory, self._names()))

    def _little_is_new(self) -> bool:
        return 0 < self.anew <= self.count * _TOO_FEW

    def _names(self) -> Names:
        assert self._workspace, "nothing has been opened"
        return all_names(self._workspace.channels, self._files)


def _is_watched(file: str, there: Inventory, root: Path) -> bool:
    """Whether a change of a picture is noticed, or its coming: it may lie elsewhere, or be linked to."""
    return file in there.files or (file.startswith(_WALKED) and not os.path.lexists(root / file))


def _shown(file: PostFile) -> Iterator[str]:
    for post in (file.post, *file.posts) if file.post else ():
        yield from (medium.file for medium in media_in(post))


def _can_be_kept(entry: Entry, there: Inventory, root: Path) -> bool:
    """Whether what was made of a file depends on nothing that could change unnoticed."""
    file = entry.file
    # What is wrong with a file may be told by the names of others.
    if file.post is None or file.found or file.found_in_series:
        return False
    watched = all(_is_watched(shown, there, root) for shown in _shown(file))
    return watched and _is_of(there.files[file.path], file.sources[0].text, root / file.path)


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
