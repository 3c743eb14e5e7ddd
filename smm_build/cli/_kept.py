"""What was read, composed and found of every post, kept until something it depends on changes.

What is kept of a post holds for as long as its file says the same and every file that is no post is as it was; rules
that look at one post see nothing else. So a site is brought up to date after one edit without looking at every post
again. ``smm serve`` keeps it in memory, ``smm build`` in ``.smm/cache``: sealed (see :mod:`smm_build.run.sealed`), so
that nothing is believed that this very program has not written for this user.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import partial
from itertools import chain
from pathlib import Path

from smm_build.checks import ONE_BY_ONE, Check, find
from smm_build.cli._shared import Checked, open_workspace
from smm_build.compose import compose_post, in_order
from smm_build.domain.finding import Finding
from smm_build.domain.post import Post
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace
from smm_build.read.loader import Desk
from smm_build.read.post_files import PostFile, media_in
from smm_build.run.both_cores import find_posts_on_all_cores
from smm_build.run.check_cache import inventory
from smm_build.run.errors import OperationalError
from smm_build.run.sealed import SEAL_BYTES, own_key, seal_of, unsealed
from smm_build.run.workspace_files import write_whole
from smm_build.site.memory import Memory
from smm_build.site.program import program_mark

__all__ = ["Kept", "surroundings"]

_WALKED = ("brand/", "content/")
_POSTS = "content/posts/"
_FILE = ".smm/cache/plan.kept"
_IGNORE = ".smm/.gitignore"
_PIECE = 1 << 20
_TOO_FEW = 0.01
"""The share of posts below which looking at them once more is quicker than writing everything down again."""


def surroundings(root: Path) -> str:
    """Return a digest of every file that is no post; taken before they are read, it never promises too much."""
    digest = hashlib.blake2b(digest_size=20)
    for path, mark in sorted(inventory(root).items()):
        if not (path.startswith(_POSTS) and path.endswith(".md")):
            digest.update(f"{path}\0{mark}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@dataclass(slots=True)
class _Read:
    """What was made of a post's file, and what its text was."""

    text: bytes
    file: PostFile


@dataclass(slots=True)
class _Made:
    """What was made of one post: its variants, and what rules about one post found, by the codes that were asked."""

    post: Post
    variants: tuple[Variant, ...]
    asked: str = ""
    found: tuple[Finding, ...] = ()


def kept_in(root: Path) -> Kept:
    """Return what the last build of the workspace in ``root`` kept, nothing when that cannot be believed."""
    key = _key()
    try:
        content = unsealed((root / _FILE).read_bytes(), key, _purpose()) if key else None
    except OSError:
        content = None
    if content is None:
        return Kept()
    kept = pickle.loads(content)  # noqa: S301 - the seal says that we wrote it
    assert isinstance(kept, Kept)
    return kept


def keep_in(root: Path, kept: Kept) -> None:
    """Write down what is kept, unless little of it is new; a disk that does not take it is no reason to stop."""
    key = _key()
    if key is None or kept.anew <= kept.count * _TOO_FEW:
        return
    try:
        if not (root / _IGNORE).exists():
            write_whole(root, _IGNORE, b"*\n")
        _write(root, kept, key)
    except (OperationalError, OSError):
        return


def _write(root: Path, kept: Kept, key: bytes) -> None:
    folder = (root / _FILE).parent
    folder.mkdir(parents=True, exist_ok=True)
    if not folder.resolve().is_relative_to(root.resolve()):
        return
    # Straight into the file: it is a hundred megabytes for ten thousand posts.
    handle, name = tempfile.mkstemp(dir=folder, prefix=".plan.kept.")
    try:
        with os.fdopen(handle, "w+b") as file:
            file.write(bytes(SEAL_BYTES))
            _Pickler(file, protocol=pickle.HIGHEST_PROTOCOL).dump(kept)
            file.seek(SEAL_BYTES)
            mark = seal_of(iter(partial(file.read, _PIECE), b""), key, _purpose())
            file.seek(0)
            file.write(mark)
        Path(name).replace(root / _FILE)
    except OSError:
        Path(name).unlink(missing_ok=True)


class _Pickler(pickle.Pickler):
    """Writes a frozen dataclass as a call with its fields: read in half the time that its own way takes."""

    def reducer_override(self, value: object) -> tuple[type, tuple[object, ...]]:
        names = _fields_of(type(value))
        return (type(value), tuple(getattr(value, name) for name in names)) if names else NotImplemented


_FIELDS: dict[type, tuple[str, ...]] = {}


def _fields_of(kind: type) -> tuple[str, ...]:
    """Return the fields of a frozen dataclass that can be called with them, nothing for anything else."""
    if kind not in _FIELDS:
        parameters = getattr(kind, "__dataclass_params__", None)
        frozen = parameters is not None and parameters.frozen and all(one.init for one in fields(kind))
        _FIELDS[kind] = tuple(one.name for one in fields(kind)) if frozen else ()
    return _FIELDS[kind]


def _purpose() -> str:
    return f"{_FILE} {program_mark()}"


def _key() -> bytes | None:
    try:
        return own_key(Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"))
    except RuntimeError:  # somebody without a home
        return None


@dataclass
class Kept:
    """Reads, composes and checks like those it asks, and asks them only about posts that are new to it.

    ``anew`` counts the posts that were looked at again. What is kept of a post that is gone is let go of. ``memory`` is
    for the pages that are made of them.
    """

    _around: str = ""
    _files: dict[str, _Read] = field(default_factory=dict)
    _posts: dict[str, _Made] = field(default_factory=dict)
    _seen: dict[str, _Read] = field(default_factory=dict)
    _used: dict[str, _Made] = field(default_factory=dict)
    anew: int = 0
    memory: Memory = field(default_factory=Memory)

    @property
    def count(self) -> int:
        """How many posts it knows."""
        return len(self._posts)

    def open(self, root: Path) -> Checked:
        """Read and check the workspace in ``root``, as :func:`~smm_build.cli._shared.open_workspace` does."""
        self._begin(surroundings(root))
        checked = open_workspace(root, kept=self)
        self._end()
        return checked

    def _begin(self, around: str) -> None:
        """Forget everything if the surroundings are others than last time."""
        if around != self._around:
            self._files, self._posts = {}, {}
        self._around = around
        self._seen, self._used, self.anew = {}, {}, 0

    def _end(self) -> None:
        # What is wrong with a file may be told by the names of others, so it is looked at again.
        self._files = {path: known for path, known in self._seen.items() if not known.file.found and _is_ours(known)}
        self._posts = self._used
        self._seen, self._used = {}, {}

    def read(self, desk: Desk, paths: Sequence[str]) -> Iterator[PostFile]:
        """Do what :meth:`~smm_build.read.loader.Desk.read` does."""
        for path in paths:
            source = desk.tree.glance(path, [])
            text = hashlib.blake2b((source.text if source else "").encode("utf-8", "surrogatepass"), digest_size=16)
            known = self._files.get(path)
            if known is None or known.text != text.digest():
                known = _Read(text.digest(), *desk.read([path]))
            self._seen[path] = known
            yield known.file

    def compose(self, workspace: Workspace) -> tuple[Variant, ...]:
        """Do what :func:`~smm_build.compose.compose_all` does."""
        for post in workspace.posts:
            known = self._posts.get(post.id)
            if known is None or not (known.post is post or known.post == post):
                known = _Made(post, tuple(compose_post(workspace, post)))
            self._used[post.id] = known
        return in_order(chain.from_iterable(made.variants for made in self._used.values()))

    def find(self, workspace: Workspace, variants: Sequence[Variant], checks: Sequence[Check]) -> Iterator[Finding]:
        """Do what :func:`~smm_build.checks.find` does, for the variants :meth:`compose` made."""
        rules = [check for check in checks if check.level in ONE_BY_ONE]
        yield from find(workspace, variants, [check for check in checks if check.level not in ONE_BY_ONE])
        asked = " ".join(check.code for check in rules)
        unknown = [post for post in workspace.posts if self._used[post.id].asked != asked]
        self.anew = len(unknown)
        anew: dict[str, list[Finding]] = {post.id: [] for post in unknown}
        for finding in find_posts_on_all_cores(workspace, unknown, variants, rules):
            anew[finding.post or ""].append(finding)
        for name, findings in anew.items():
            self._used[name].asked, self._used[name].found = asked, tuple(findings)
        for post in workspace.posts:
            yield from self._used[post.id].found


def _is_ours(known: _Read) -> bool:
    """Whether everything the post shows lies where changes are noticed."""
    post = known.file.post
    return post is None or all(medium.file.startswith(_WALKED) for medium in media_in(post))
