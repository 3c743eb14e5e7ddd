"""A git branch that files are only ever added to, read and written with plumbing and never checked out.

It is kept the way the ledger is (docs/decisions/0002-ledger-by-plumbing.md), but nothing is decided on it: of two
that write at once, the later one writes on top of the other's files.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from smm_build.domain.sentence import Sentence
from smm_build.run.errors import OperationalError
from smm_build.run.git import Git, GitFailed

__all__ = ["FileBranch"]

_NOTHING = "0" * 40
_TRIES = 10
_FASTER = (
    "fetch first",
    "non-fast-forward",
    "cannot lock ref",
    "failed to update ref",
    "incorrect old value",
    "but expected",
    "already exists",
)
"""How git says that the branch is no longer where it was."""


class FileBranch:
    """One branch of files. With a ``remote`` the remote's branch is the truth, without one the local branch is.

    Every method raises :class:`OperationalError` when git cannot do it.
    """

    def __init__(
        self, repository: Path, branch: str, remote: str | None = None, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._git = Git(repository)
        self._branch = branch
        self._remote = remote
        self._sleep = sleep
        self._ref = f"refs/smm/{remote}/{branch}" if remote else f"refs/heads/{branch}"
        self.name = f"{remote}/{branch}" if remote else branch

    @property
    def head(self) -> str | None:
        """The commit of the state that was learnt last, ``None`` while there is none."""
        return self._git.line("rev-parse", "--verify", "--quiet", self._ref)

    def refresh(self) -> None:
        """Learn the newest state, from the remote if there is one."""
        if self._remote is None:
            return
        # The star makes git accept that the branch does not exist yet.
        refspec = f"+refs/heads/{self._branch}*:refs/smm/{self._remote}/{self._branch}*"
        try:
            self._git("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", self._remote, refspec)
        except GitFailed as error:
            raise OperationalError(_unreachable(self.name, error)) from error

    def read(self, folder: str) -> Iterator[tuple[str, bytes]]:
        """Yield path and content of every file under ``folder``, in the order of their paths."""
        head = self.head
        if head is None:
            return
        try:
            listing = self._git("ls-tree", "-r", "-z", head, folder)
            entries = [entry.split("\t", 1) for entry in listing.decode("utf-8").split("\0") if entry]
            feed = "".join(f"{fields.split()[2]}\n" for fields, _ in entries).encode()
            answer = self._git("cat-file", "--batch", feed=feed) if entries else b""
        except GitFailed as error:
            raise OperationalError(_unreadable(self.name, error)) from error
        position = 0
        for _, path in entries:
            end = answer.index(b"\n", position)
            size = int(answer[position:end].rpartition(b" ")[2])
            yield path, answer[end + 1 : end + 1 + size]
            position = end + size + 2

    def add(self, files: Mapping[str, bytes], message: str) -> None:
        """Write files in one commit, on top of whatever others have written meanwhile."""
        for attempt in range(_TRIES):
            before = self.head
            try:
                self._publish(self._commit(files, message, before), before)
                return
            except GitFailed as error:
                if not any(sign in error.said for sign in _FASTER):
                    raise OperationalError(_unwritable(self.name, error)) from error
                self._sleep(min(0.05 * 2**attempt, 2))
                self.refresh()
        raise OperationalError(_busy(self.name))

    def _commit(self, files: Mapping[str, bytes], message: str, before: str | None) -> str:
        """Write a commit with these files on top of ``before`` and return its id; no branch moves yet."""
        scratch = f"refs/smm/writing/{os.getpid()}-{time.monotonic_ns()}"
        stream = [f"commit {scratch}\nmark :1\ncommitter smm <smm@localhost> {int(time.time())} +0000\n".encode()]
        stream.append(_data(message.encode("utf-8")))
        if before:
            stream.append(f"from {before}\n".encode())
        stream.extend(f"M 100644 inline {path}\n".encode() + _data(content) for path, content in files.items())
        stream.append(f"get-mark :1\nreset {scratch}\nfrom {_NOTHING}\n\ndone\n".encode())
        return self._git("fast-import", "--quiet", "--done", feed=b"".join(stream)).decode().strip()

    def _publish(self, commit: str, before: str | None) -> None:
        if self._remote:
            where = f"{commit}:refs/heads/{self._branch}"
            self._git("push", "--quiet", "--porcelain", "--no-verify", self._remote, where)
            self._git("update-ref", self._ref, commit)
        else:
            self._git("update-ref", self._ref, commit, before or _NOTHING)


def _data(content: bytes) -> bytes:
    return f"data {len(content)}\n".encode() + content + b"\n"


def _unreachable(name: str, error: GitFailed) -> Sentence:
    return Sentence(
        f"The branch {name} cannot be reached ({error.last_line}). Check the network and the remote's address",
        f"Il ramo {name} non è raggiungibile ({error.last_line}). Controlla la rete e l'indirizzo del remote",
    )


def _unreadable(name: str, error: GitFailed) -> Sentence:
    return Sentence(
        f"The branch {name} cannot be read ({error.last_line}). Check the repository with: git fsck",
        f"Il ramo {name} non si legge ({error.last_line}). Controlla il repository con: git fsck",
    )


def _unwritable(name: str, error: GitFailed) -> Sentence:
    return Sentence(
        f"The branch {name} cannot be written ({error.last_line}). Check that you may push to it",
        f"Il ramo {name} non si può scrivere ({error.last_line}). Controlla di poter fare push",
    )


def _busy(name: str) -> Sentence:
    return Sentence(
        f"The branch {name} is written by others all the time; nothing was added. Run it again",
        f"Il ramo {name} è scritto di continuo da altri; non è stato aggiunto nulla. Riprova",
    )
