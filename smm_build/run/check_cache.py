"""What was found before, kept in ``.smm/cache`` until something it depends on changes.

Two things are kept: everything a whole check found, by a digest of all files it reads; and what the rules that look at
one post found there, by a digest of the post's file, its pictures and everything else but other posts. The files are
sealed with a key that never leaves the user's own cache folder, because a pull request could bring a forged cache.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import smm_build
from smm_build.domain.finding import Confidence, Edit, Finding, Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.run.errors import OperationalError
from smm_build.run.sealed import own_key, seal, unsealed
from smm_build.run.workspace_files import write_whole

if TYPE_CHECKING:
    from smm_build.checks import Check
    from smm_build.domain.post import Post
    from smm_build.domain.variant import Variant
    from smm_build.domain.workspace import Workspace

__all__ = ["CheckCache", "Remembered", "inventory"]

_FILE = ".smm/cache/check.json"
_SEEN = ".smm/cache/seen.json"
_IGNORE = ".smm/.gitignore"
_POSTS = "content/posts/"
_READ = ("brand", "content")
_TEXTS = (".csv", ".htm", ".html", ".ics", ".json", ".md", ".toml", ".tsv", ".txt", ".vtt", ".srt", ".yaml", ".yml")
_LARGEST = 1_000_000
_RACE = 2.0
"""Seconds in which a file may change twice and seem to have changed once."""


Seen = dict[str, tuple[str, str]]
"""Of texts that were read, by path: status and digest."""


# --- What a check depends on ------------------------------------------------------------------------------------------


def inventory(root: Path, seen: Seen | None = None) -> dict[str, str]:
    """Return a fingerprint of every file a check reads, by path: the digest of a text, the status of a picture.

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


@functools.cache
def _program() -> str:
    """Return a digest of this program: version, Python, and size and time of every module."""
    digest = hashlib.sha256(f"{smm_build.__version__} {sys.version}".encode())
    top = Path(smm_build.__file__).parent
    for folder in ("checks", "compose", "domain", "networks", "read", "run", "text"):
        for file in sorted((top / folder).rglob("*")):
            if file.suffix != ".pyc":
                status = file.stat()
                digest.update(f"{file} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _digest(*words: object) -> str:
    return hashlib.sha256("\0".join(map(str, words)).encode("utf-8", "surrogatepass")).hexdigest()


# --- The cache --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a check of everything found, and as much of the workspace as reports tell.

    ``posts`` holds path and title by id, ``rules`` what each of the brand's own rules says, by code.
    """

    findings: tuple[Finding, ...]
    posts: Mapping[str, tuple[str, str]]
    variants: int
    rules: Mapping[str, str]


@dataclass
class CheckCache:
    """The cache of one workspace for one way of asking; ``asked`` says which.

    ``besides`` is what else the whole result depends on, such as the state of the ledgers.
    """

    root: Path
    asked: str
    besides: str
    key: bytes
    _whole: str = field(init=False)
    _others: str = field(init=False)
    _files: dict[str, str] = field(init=False)
    _kept: dict[str, Any] = field(init=False)
    _fresh: dict[str, list[object]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._files = self._inventory()
        marks = sorted(self._files.items())
        ways = (_program(), self.asked)
        self._whole = _digest(*ways, self.besides, *(f"{path} {mark}" for path, mark in marks))
        self._others = _digest(*ways, *(f"{path} {mark}" for path, mark in marks if not _is_post(path)))
        self._kept = _read(self.root, _FILE, self.key)

    def _inventory(self) -> dict[str, str]:
        """Return what there is; only texts whose status is another than last time are read."""
        before = {path: (mark, text) for path, (mark, text) in _read(self.root, _SEEN, self.key).items()}
        seen = dict(before)
        files = inventory(self.root, seen)
        if seen != before:
            _write(self.root, _SEEN, {path: said for path, said in seen.items() if path in files}, self.key)
        return files

    @classmethod
    def of(cls, root: Path, asked: str, besides: str, home: Path) -> CheckCache | None:
        """Return the cache; ``None`` where ``home``, the user's folder for caches, cannot hold a key."""
        key = own_key(home)
        return None if key is None else cls(root, asked, besides, key)

    def everything(self) -> Remembered | None:
        """Return what a check found when all files were exactly as they are."""
        whole = self._kept.get("whole")
        if not isinstance(whole, dict) or whole.get("digest") != self._whole:
            return None
        posts = {post: (path, title) for post, path, title in whole["posts"]}
        return Remembered(tuple(map(_finding, whole["findings"])), posts, whole["variants"], whole["rules"])

    def find(self, workspace: Workspace, variants: Sequence[Variant], checks: Sequence[Check]) -> Iterator[Finding]:
        """Apply rules; posts that are as they were are not looked at again by rules that look at one post."""
        kept = self._kept.get("posts")
        known: Mapping[str, list[object]] = kept if isinstance(kept, dict) else {}
        others = _digest(self._others, *(check.code for check in checks))
        keys = {post.id: self._key_of(post, others) for post in workspace.posts}
        unknown = [post for post in workspace.posts if keys[post.id] not in known]
        # Where nothing has changed no rule is needed, and importing all of them takes as long as everything else.
        from smm_build.run.both_cores import find_all  # noqa: PLC0415

        found = find_all(workspace, unknown, variants, checks)
        yield from found.together
        anew: dict[str, list[Finding]] = {}
        for finding in found.one_by_one:
            anew.setdefault(keys[finding.post or ""], []).append(finding)
        for post in workspace.posts:
            mark = keys[post.id]
            if mark in known:
                self._fresh[mark] = known[mark]
                yield from map(_finding, known[mark])
            else:
                self._fresh[mark] = [_row(finding) for finding in anew.get(mark, ())]
                yield from anew.get(mark, ())

    def _key_of(self, post: Post, others: str) -> str:
        # Pictures are among the others: what a post says of them depends on their files.
        return _digest(others, post.id, post.path, self._files.get(post.path))[:32]

    def keep(self, result: Remembered) -> None:
        """Write down what was found; a disk that does not take it is no reason to stop."""
        whole = {
            "digest": self._whole,
            "findings": [_row(finding) for finding in result.findings],
            "posts": [(post, path, title) for post, (path, title) in result.posts.items()],
            "variants": result.variants,
            "rules": dict(result.rules),
        }
        _write(self.root, _FILE, {"whole": whole, "posts": self._fresh}, self.key)


def _is_post(path: str) -> bool:
    return path.startswith(_POSTS) and path.endswith(".md")


# --- Its files --------------------------------------------------------------------------------------------------------


def _read(root: Path, path: str, key: bytes) -> dict[str, Any]:
    try:
        content = unsealed((root / path).read_bytes(), key, path)
        kept = None if content is None else json.loads(bytes(content))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(root: Path, path: str, kept: Mapping[str, object], key: bytes) -> None:
    """Write down what is to be kept; a disk that does not take it is no reason to stop."""
    # In ASCII, because names of files need not be Unicode.
    content = json.dumps(kept, separators=(",", ":")).encode()
    try:
        if not (root / _IGNORE).exists():
            write_whole(root, _IGNORE, b"*\n")
        write_whole(root, path, seal(content, key, path) + content)
    except OperationalError:
        return


def _row(finding: Finding) -> list[object]:
    return [
        finding.code,
        finding.name,
        finding.severity.value,
        _spot(finding.place),
        finding.message,
        finding.fix,
        finding.post,
        finding.channel,
        finding.confidence.value,
        [[_spot(edit.place), edit.old, edit.new, edit.safe] for edit in finding.edits],
    ]


def _spot(place: Place) -> list[object]:
    return [place.path, place.line, place.column]


def _finding(row: object) -> Finding:
    assert isinstance(row, list)  # the seal says that we wrote it
    code, name, severity, place, message, fix, post, channel, confidence, edits = row
    return Finding(
        code,
        name,
        Severity(severity),
        Place(*place),
        Sentence(*message),
        Sentence(*fix) if fix else None,
        post,
        channel,
        Confidence(confidence),
        tuple(Edit(Place(*at), old, new, safe) for at, old, new, safe in edits),
    )
