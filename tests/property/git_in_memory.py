"""Git as the ledger uses it, without processes: enough repositories for thousands of crashes in a minute.

It knows the commands :class:`~smm_build.run.ledger.Ledger` gives and no other, so the real ledger runs on it unchanged.
``test_git_in_memory.py`` holds it against real git.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from smm_build.run.git import GitFailed

__all__ = ["Clone", "Commit", "GitInMemory", "Lost", "Remote"]

_NOTHING = "0" * 40
_COMMIT = re.compile(rb"commit [^\n]+\nmark :1\ncommitter [^\n]+\ndata (\d+)\n")


class Lost(Exception):  # noqa: N818 - named as the outcome it is
    """The connection broke; ``after`` tells whether the other side had done what it was asked."""

    def __init__(self, *, after: bool) -> None:
        super().__init__("the connection broke")
        self.after = after


@dataclass(frozen=True)
class Commit:
    """One state of the ledger: its files, and the state it grew from."""

    parent: str | None
    files: Mapping[str, bytes]
    message: str


@dataclass
class Remote:
    """What the forge holds: branches, and every commit anybody ever made."""

    heads: dict[str, str] = field(default_factory=dict)
    commits: dict[str, Commit] = field(default_factory=dict)

    def files(self, branch: str) -> Mapping[str, bytes]:
        """Return the files of a branch, nothing when it does not exist."""
        head = self.heads.get(branch)
        return self.commits[head].files if head else {}

    def descends(self, commit: str, ancestor: str | None) -> bool:
        """Whether a branch may move from ``ancestor`` to ``commit``."""
        at: str | None = commit
        while at is not None:
            if at == ancestor:
                return True
            at = self.commits[at].parent
        return ancestor is None


@dataclass
class Clone:
    """One machine's repository: only its references, for commits never differ."""

    remote: Remote
    refs: dict[str, str] = field(default_factory=dict)


Effect = Callable[[str, Callable[[], bytes]], bytes]


def _at_once(_: str, act: Callable[[], bytes]) -> bytes:
    return act()


class GitInMemory:
    """Stands where :class:`~smm_build.run.git.Git` stands. ``effect`` is asked to carry out what leaves the process."""

    def __init__(self, clone: Clone, effect: Effect = _at_once) -> None:
        self._clone = clone
        self._remote = clone.remote
        self._effect = effect

    def line(self, *arguments: str) -> str | None:
        """Return the first line git prints, ``None`` when it fails or prints nothing."""
        try:
            return self(*arguments).decode().partition("\n")[0] or None
        except GitFailed:
            return None

    def __call__(self, *arguments: str, feed: bytes | None = None, **_: float) -> bytes:
        """Run ``git arguments``. Raises :class:`GitFailed`, and :class:`LookupError` for a command it does not know."""
        match arguments:
            case ("rev-parse", "--verify", "--quiet", ref):
                return self._resolve(ref)
            case ("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--prune", _, refspec):
                return self._over_the_wire("fetch", lambda: self._fetch(refspec))
            case ("push", "--quiet", "--porcelain", "--no-verify", _, refspec):
                return self._over_the_wire("push", lambda: self._push(*refspec.split(":refs/heads/")))
            case ("update-ref", ref, commit, *old):
                return self._effect("update-ref", lambda: self._update(ref, commit, *old))
            case ("fast-import", "--quiet", "--done"):
                return self._effect("fast-import", lambda: self._import(feed or b""))
            case ("cat-file", "--batch"):
                return b"".join(self._cat(name) for name in (feed or b"").decode().splitlines())
            case ("merge-base", "--is-ancestor", ancestor, commit):
                if not self._remote.descends(commit, ancestor):
                    raise GitFailed(1, "")
                return b""
            case ("ls-tree", "-r", "-z", "--name-only", commit, folder):
                files = self._remote.commits[commit].files
                return "".join(f"{path}\0" for path in sorted(files) if path.startswith(folder)).encode()
        raise LookupError(f"nobody taught this git: {arguments}")

    def _over_the_wire(self, name: str, act: Callable[[], bytes]) -> bytes:
        try:
            return self._effect(name, act)
        except Lost as lost:
            raise GitFailed(128, "fatal: the remote end hung up unexpectedly") from lost

    def _resolve(self, ref: str) -> bytes:
        if ref not in self._clone.refs:
            raise GitFailed(1, "")
        return self._clone.refs[ref].encode() + b"\n"

    def _fetch(self, refspec: str) -> bytes:
        source, target = (side.removesuffix("*") for side in refspec.lstrip("+").split(":"))
        for ref in [ref for ref in self._clone.refs if ref.startswith(target)]:
            del self._clone.refs[ref]
        for branch, commit in self._remote.heads.items():
            if f"refs/heads/{branch}".startswith(source):
                self._clone.refs[target + f"refs/heads/{branch}".removeprefix(source)] = commit
        return b""

    def _push(self, commit: str, branch: str) -> bytes:
        if not self._remote.descends(commit, self._remote.heads.get(branch)):
            raise GitFailed(1, f"!\t{commit}:refs/heads/{branch}\t[rejected] (fetch first)\nDone")
        self._remote.heads[branch] = commit
        return b""

    def _update(self, ref: str, commit: str, *old: str) -> bytes:
        if old and self._clone.refs.get(ref, _NOTHING) != old[0]:
            raise GitFailed(128, f"fatal: cannot lock ref '{ref}': is at something else but expected {old[0]}")
        self._clone.refs[ref] = commit
        return b""

    def _import(self, stream: bytes) -> bytes:
        head = _COMMIT.match(stream)
        assert head, "the ledger writes one commit"
        end = head.end() + int(head[1])
        message, rest = stream[head.end() : end].decode(), stream[end + 1 :]
        parent: str | None = None
        if rest.startswith(b"from "):
            line, _, rest = rest.partition(b"\n")
            parent = line.removeprefix(b"from ").decode()
        files = dict(self._remote.commits[parent].files) if parent else {}
        while rest.startswith(b"M 100644 inline "):
            named, _, rest = rest.partition(b"\n")
            size, _, rest = rest.partition(b"\n")
            length = int(size.removeprefix(b"data "))
            files[named.removeprefix(b"M 100644 inline ").decode()] = rest[:length]
            rest = rest[length + 1 :]
        # Two commits of one content at one second are one commit in git, too; here they never are.
        name = hashlib.sha1(stream + str(len(self._remote.commits)).encode(), usedforsecurity=False).hexdigest()
        self._remote.commits[name] = Commit(parent, MappingProxyType(files), message)
        return name.encode() + b"\n"

    def _cat(self, name: str) -> bytes:
        ref, _, path = name.partition(":")
        commit = self._remote.commits.get(ref)
        content = commit.files.get(path) if commit else None
        if commit and any(file.startswith(f"{path}/") for file in commit.files):
            content = b"a folder"
        if content is None:
            return f"{name} missing\n".encode()
        return (
            f"{hashlib.sha1(content, usedforsecurity=False).hexdigest()} blob {len(content)}\n".encode()
            + content
            + b"\n"
        )
