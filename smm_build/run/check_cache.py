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

import smm_build
from smm_build.checks import Check
from smm_build.domain.finding import Confidence, Edit, Finding, Severity
from smm_build.domain.place import Place
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace
from smm_build.run.both_cores import find_all
from smm_build.run.errors import OperationalError
from smm_build.run.sealed import own_key, seal, unsealed
from smm_build.run.workspace_files import write_whole

__all__ = ["CheckCache", "Remembered", "inventory"]

_FILE = ".smm/cache/check.json"
_IGNORE = ".smm/.gitignore"
_POSTS = "content/posts/"
_READ = ("brand", "content")
_TEXTS = (".csv", ".htm", ".html", ".ics", ".json", ".md", ".toml", ".tsv", ".txt", ".vtt", ".srt", ".yaml", ".yml")
_LARGEST = 1_000_000
_RACE = 2.0
"""Seconds in which a file may change twice and seem to have changed once."""


# --- What a check depends on ------------------------------------------------------------------------------------------


def inventory(root: Path) -> dict[str, str]:
    """Return a fingerprint of every file a check reads, by path: the digest of a text, the status of a picture.

    The status holds the time of the last change of the file or its status, which no program can set. A picture that
    changed a moment ago is read: it may change again at what the clock calls the same time.
    """
    found: dict[str, str] = {}
    for folder in _READ:
        _walk(f"{root}/{folder}", folder, found)
    with os.scandir(root) as entries:
        for entry in entries:
            if not entry.name.startswith(".") and not entry.is_dir():
                found[entry.name] = _mark(entry)
    return found


def _walk(folder: str, shown: str, found: dict[str, str]) -> None:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        found[shown] = f"no folder: {error.errno}"
        return
    for entry in entries:
        path = f"{shown}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            _walk(entry.path, path, found)
        else:
            found[path] = _mark(entry)


def _mark(entry: os.DirEntry[str]) -> str:
    try:
        status = entry.stat()
        is_text = entry.name.lower().endswith(_TEXTS) and status.st_size <= _LARGEST
        if entry.is_file() and (is_text or time.time() - status.st_ctime < _RACE):
            with open(entry.path, "rb") as file:  # noqa: PTH123 - ten thousand of them: a Path takes as long as reading
                text = hashlib.sha256(file.read()).hexdigest()
            return f"{text} {os.path.realpath(entry.path)}" if entry.is_symlink() else text
    except OSError as error:
        return f"no file: {error.errno}"
    target = os.path.realpath(entry.path) if entry.is_symlink() else ""
    return f"{status.st_mode} {status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {target}"


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
    _kept: dict[str, object] = field(init=False)
    _fresh: dict[str, list[object]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._files = inventory(self.root)
        marks = sorted(self._files.items())
        ways = (_program(), self.asked)
        self._whole = _digest(*ways, self.besides, *(f"{path} {mark}" for path, mark in marks))
        self._others = _digest(*ways, *(f"{path} {mark}" for path, mark in marks if not _is_post(path)))
        self._kept = _read(self.root / _FILE, self.key)

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
        content = json.dumps({"whole": whole, "posts": self._fresh}, ensure_ascii=False, separators=(",", ":")).encode()
        try:
            if not (self.root / _IGNORE).exists():
                write_whole(self.root, _IGNORE, b"*\n")
            write_whole(self.root, _FILE, seal(content, self.key, _FILE) + content)
        except OperationalError:
            return


def _is_post(path: str) -> bool:
    return path.startswith(_POSTS) and path.endswith(".md")


# --- Its file ---------------------------------------------------------------------------------------------------------


def _read(file: Path, key: bytes) -> dict[str, object]:
    try:
        content = unsealed(file.read_bytes(), key, _FILE)
        kept = None if content is None else json.loads(bytes(content))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


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
