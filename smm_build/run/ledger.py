"""The ledger: every delivery and its history, one JSON file each on a git branch of its own.

The branch has no common history with the plan. It is read and written with git plumbing and never checked out. Git's
refusal of a push that is not a fast-forward is the compare-and-swap between runners: of two that claim the same
delivery, one push arrives and the other is refused, before either has sent anything.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from smm_build.domain.delivery import DeliveryKey, Event, Record
from smm_build.domain.sentence import Sentence
from smm_build.run.errors import LedgerError, LedgerMovedError
from smm_build.run.git import Git, GitFailed
from smm_build.run.ledger_file import file_path, read_record, write_record
from smm_build.run.verify import verify

__all__ = ["BRANCH", "Ledger"]

BRANCH = "smm-ledger"
_FOLDER = "deliveries"
_NOTHING = "0" * 40
_TRIES = 20


class Ledger:
    """One ledger branch. With a ``remote`` the remote's branch is the truth, without one the local branch is.

    Every method raises :class:`LedgerError` when the ledger cannot be trusted; then nothing may be sent.
    """

    def __init__(
        self,
        repository: Path,
        remote: str | None = None,
        branch: str = BRANCH,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._git = Git(repository)
        self._sleep = sleep
        self._remote = remote
        self._branch = branch
        self._ref = f"refs/smm/{remote}/{branch}" if remote else f"refs/heads/{branch}"
        self._head: str | None = None
        self.name = f"{remote}/{branch}" if remote else branch

    # --- reading

    def refresh(self) -> None:
        """Learn the newest state, from the remote if there is one."""
        known = self._resolve()
        if self._remote:
            self._fetch(self._remote)
        self._head = self._resolve()
        if known and not self._head:
            self._git("update-ref", self._ref, known)
            raise LedgerError(_vanished(self._remote or "", self._branch, self._ref))
        if known and self._head != known and not self._grew(known):
            self._git("update-ref", self._ref, known)
            raise LedgerError(_rewritten(self.name, known))

    def _grew(self, known: str) -> bool:
        """Whether the newest state has everything in its past that was known before."""
        try:
            self._git("merge-base", "--is-ancestor", known, self._head or "")
        except GitFailed:
            return False
        return True

    def verify(self) -> Iterable[tuple[str, Sentence]]:
        """Yield a place and what is wrong there, for everything in the ledger's past that cannot be."""
        return verify(self._git, self._head) if self._head else ()

    @property
    def head(self) -> str | None:
        """The commit of the state that was learnt last, ``None`` while there is no ledger."""
        return self._head

    def look(self) -> None:
        """Use the state that was learnt last, without asking the remote: good for looking, not for sending."""
        self._head = self._resolve()

    def _resolve(self) -> str | None:
        return self._git.line("rev-parse", "--verify", "--quiet", self._ref)

    def _fetch(self, remote: str) -> None:
        # The star makes git accept that the branch does not exist yet; --prune makes it say when it has gone.
        refspec = f"+refs/heads/{self._branch}*:refs/smm/{remote}/{self._branch}*"
        try:
            self._git("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--prune", remote, refspec)
        except GitFailed as error:
            raise LedgerError(_unreachable(remote, error)) from error

    def read(self, keys: Iterable[DeliveryKey]) -> dict[DeliveryKey, Record]:
        """Return the histories of those of ``keys`` that have one."""
        return {record.key: record for record in self._read_files(file_path(key) for key in keys)}

    def read_all(self) -> dict[DeliveryKey, Record]:
        """Return every history of the ledger."""
        if not self._head:
            return {}
        listing = self._git("ls-tree", "-r", "-z", "--name-only", self._head, "deliveries/")
        paths = [path for path in listing.decode("utf-8").split("\0") if path.endswith(".json")]
        return {record.key: record for record in self._read_files(paths)}

    def _read_files(self, paths: Iterable[str]) -> list[Record]:
        wanted = list(paths)
        if not self._head or not wanted:
            return []
        # Git says "missing" of a path nobody wrote and of a ledger that is gone alike; the folder tells them apart.
        names = [_FOLDER, *wanted]
        feed = "".join(f"{self._head}:{name}\n" for name in names).encode("utf-8")
        try:
            answer = self._git("cat-file", "--batch", feed=feed)
        except GitFailed as error:
            raise LedgerError(_unreadable(self.name, error.last_line)) from error
        found = dict(_batch(names, answer))
        if found.pop(_FOLDER, None) is None:
            raise LedgerError(_unreadable(self.name, f"{self._head} has no {_FOLDER}"))
        return [self._parse(path, content) for path, content in found.items()]

    def _parse(self, path: str, content: bytes) -> Record:
        try:
            record = read_record(content)
        except ValueError as error:
            raise LedgerError(_unreadable(f"{self.name}:{path}", str(error))) from error
        if file_path(record.key) != path:
            raise LedgerError(_unreadable(f"{self.name}:{path}", "the file is about another delivery"))
        return record

    # --- writing

    def claim(self, records: Sequence[Record], message: str) -> None:
        """Write histories that were decided on the state read last.

        Raises :class:`LedgerMovedError` when somebody was faster; nothing is written then.
        """
        self._publish(self._commit(records, message))

    def append(self, entries: Mapping[DeliveryKey, Event], message: str) -> None:
        """Add one event to each delivery, whatever others have written about other deliveries meanwhile."""
        for attempt in range(_TRIES):
            present = self.read(entries)
            grown = [_grow(present.get(key), key, event) for key, event in entries.items()]
            missing = [record for record in grown if record != present.get(record.key)]
            if not missing:
                return
            try:
                self._publish(self._commit(missing, message))
            except LedgerMovedError:
                self._sleep(min(0.05 * 2**attempt, 2))
                self.refresh()
            else:
                return
        raise LedgerError(_busy(self.name))

    def _commit(self, records: Sequence[Record], message: str) -> str:
        """Write a commit with these files on top of the state read last and return its id; no branch moves yet."""
        scratch = f"refs/smm/writing/{os.getpid()}-{time.monotonic_ns()}"
        stream = [f"commit {scratch}\nmark :1\ncommitter smm <smm@localhost> {int(time.time())} +0000\n".encode()]
        stream.append(_data(message.encode("utf-8")))
        if self._head:
            stream.append(f"from {self._head}\n".encode())
        stream.extend(
            f"M 100644 inline {file_path(record.key)}\n".encode() + _data(write_record(record)) for record in records
        )
        stream.append(f"get-mark :1\nreset {scratch}\nfrom {_NOTHING}\n\ndone\n".encode())
        try:
            return self._git("fast-import", "--quiet", "--done", feed=b"".join(stream)).decode().strip()
        except GitFailed as error:
            raise LedgerError(_unwritable(self.name, error)) from error

    def _publish(self, commit: str) -> None:
        if self._remote:
            self._push(self._remote, commit)
        try:
            self._git("update-ref", self._ref, commit, *([] if self._remote else [self._head or _NOTHING]))
        except GitFailed as error:
            if "but expected" in error.said or "already exists" in error.said or "cannot lock" in error.said:
                raise LedgerMovedError from error
            raise LedgerError(_unwritable(self.name, error)) from error
        self._head = commit

    def _push(self, remote: str, commit: str) -> None:
        try:
            self._git("push", "--quiet", "--porcelain", "--no-verify", remote, f"{commit}:refs/heads/{self._branch}")
        except GitFailed as error:
            if _was_faster(error.said):
                raise LedgerMovedError from error
            raise LedgerError(_unwritable(self.name, error)) from error


def _grow(record: Record | None, key: DeliveryKey, event: Event) -> Record:
    if record is None:
        return Record(key, (event,))
    return record if event in record.events else record.and_then(event)


def _data(content: bytes) -> bytes:
    return f"data {len(content)}\n".encode() + content + b"\n"


def _batch(paths: Sequence[str], answer: bytes) -> Iterable[tuple[str, bytes]]:
    """Take apart what ``git cat-file --batch`` answers; paths that do not exist are left out."""
    position = 0
    for path in paths:
        end = answer.index(b"\n", position)
        header = answer[position:end].split(b" ")
        position = end + 1
        if header[-1] == b"missing":
            continue
        size = int(header[-1])
        yield path, answer[position : position + size]
        position += size + 1


def _was_faster(said: str) -> bool:
    """Whether git refused a push because the branch is no longer where it was."""
    signs = ("fetch first", "non-fast-forward", "cannot lock ref", "failed to update ref", "incorrect old value")
    return any(sign in said for sign in signs)


def _unreachable(remote: str, error: GitFailed) -> Sentence:
    return Sentence(
        f"The ledger on {remote} cannot be reached, so nothing was sent ({error.last_line})."
        " Check the network and the remote's address, then run it again",
        f"Il registro su {remote} non è raggiungibile, quindi nulla è stato inviato ({error.last_line})."
        " Controlla la rete e l'indirizzo del remote, poi riprova",
    )


def _unreadable(what: str, why: str) -> Sentence:
    return Sentence(
        f"The ledger cannot be read, so nothing was sent: {what}: {why}",
        f"Il registro non si legge, quindi nulla è stato inviato: {what}: {why}",
    )


def _unwritable(name: str, error: GitFailed) -> Sentence:
    return Sentence(
        f"The ledger {name} cannot be written ({error.last_line}). Check that this run may push to that branch",
        f"Il registro {name} non si può scrivere ({error.last_line}). Controlla di poter fare push su quel ramo",
    )


def _vanished(remote: str, branch: str, ref: str) -> Sentence:
    return Sentence(
        f"The branch {branch} has disappeared from {remote}, and with it the memory of what was sent; nothing was sent."
        f" Put it back with: git push {remote} {ref}:refs/heads/{branch}",
        f"Il ramo {branch} è sparito da {remote}, e con lui la memoria di ciò che è uscito; nulla è stato inviato."
        f" Rimettilo con: git push {remote} {ref}:refs/heads/{branch}",
    )


def _rewritten(name: str, known: str) -> Sentence:
    return Sentence(
        f"The past of the ledger {name} was rewritten: it has lost {known[:12]}; nothing was"
        " sent. Find out who pushed over it, and bring that commit back",
        f"Il passato del registro {name} è stato riscritto: ha perso {known[:12]}; nulla è stato"
        " inviato. Scopri chi l'ha sovrascritto e rimetti quel commit",
    )


def _busy(name: str) -> Sentence:
    return Sentence(
        f"The ledger {name} is written by others all the time; this run's result could not be added",
        f"Il registro {name} è scritto di continuo da altri; il risultato di questa esecuzione non è entrato",
    )
