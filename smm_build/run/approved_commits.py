"""What a workspace says in commits: on the approved branch, and where somebody reviewed it."""

from __future__ import annotations

import io
import re
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from smm_build.domain.delivery import DeliveryKey
from smm_build.domain.pause import Pause
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.run.errors import OperationalError
from smm_build.run.git import Git, GitFailed, find_repository, ledger_remote

__all__ = ["Commits", "Snapshot"]

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_MISSING = re.compile("Needed a single revision|couldn't find remote ref", re.IGNORECASE)
"""How git says that a branch does not exist: here, and at a remote (the environment makes it speak English)."""
_KEPT = 50
"""Snapshots kept: a run that lives for months sees many commits."""
_MOST = 200
"""Commits looked at for one post; what was reviewed longer ago than so many changes is reviewed again."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a workspace says in one commit: its variants, and what it pauses."""

    variants: Mapping[DeliveryKey, Variant] = field(default_factory=dict)
    pauses: tuple[Pause, ...] = ()


class Commits:
    """The commits of the repository that the workspace in ``root`` is in, as far as approval asks for them.

    ``branch`` is the approved one, ``snapshot_of`` reads the workspace in a folder, ``known`` keeps what commits say,
    which never changes. Methods raise :class:`OperationalError` when git cannot answer.
    """

    def __init__(
        self, root: Path, branch: str, snapshot_of: Callable[[Path], Snapshot], known: dict[str, Snapshot]
    ) -> None:
        self._root = root
        self._name = branch
        self._snapshot_of = snapshot_of
        self._known = known

    def newest(self) -> str:
        """Return the newest commit of the approved branch, from the remote if there is one."""
        git, name = self._git(), self._name
        remote = ledger_remote(git)
        try:
            if remote is None:
                return git("rev-parse", "--verify", f"refs/heads/{name}^{{commit}}").decode().strip()
            ref = f"refs/smm/{remote}/approved"
            git("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", remote, f"+refs/heads/{name}:{ref}")
            return git("rev-parse", "--verify", f"{ref}^{{commit}}").decode().strip()
        except GitFailed as error:
            missing = _MISSING.search(error.said) is not None
            raise OperationalError(
                _not_there(name, remote) if missing else _no_branch(name, error.last_line)
            ) from error

    def snapshot(self, commit: str) -> Snapshot:
        """Return what the workspace says in a commit that is known here."""
        if commit not in self._known:
            while len(self._known) >= _KEPT:
                self._known.pop(next(iter(self._known)))
            with tempfile.TemporaryDirectory(prefix="smm-approved-") as folder:
                place = self._unpack(commit, Path(folder))
                self._known[commit] = self._snapshot_of(place) if place.is_dir() else Snapshot()
        return self._known[commit]

    def reviewed(self, commit: str, ref: str | None) -> Snapshot | None:
        """Return what the workspace says in a commit that somebody reviewed, ``None`` when it is nowhere any more.

        After a squash or a rebase it is on no branch: it is fetched by its id, else by ``ref``. What a forge says is
        never an option for git.
        """
        if not _COMMIT.fullmatch(commit):
            return None
        try:
            self._fetch(commit, ref)
            return self.snapshot(commit)
        except OperationalError:
            return None

    def changing(self, branch: str, paths: Iterable[str]) -> list[str]:
        """Return the commits before ``branch`` that changed any of ``paths`` of the workspace, the newest first."""
        git = self._git()
        self._fetch_whole_past(git)
        top = git.directory.resolve()
        there = [(self._root / path).resolve() for path in paths]
        within = [path.relative_to(top).as_posix() for path in there if path.is_relative_to(top)]
        return git("log", "--format=%H", f"--max-count={_MOST}", branch, "--", *within).decode().split()

    def _git(self) -> Git:
        repository = find_repository(self._root)
        if repository is None:
            raise OperationalError(_NO_REPOSITORY)
        return Git(repository)

    def _unpack(self, commit: str, folder: Path) -> Path:
        """Write the workspace as it is in a commit into ``folder`` and return where it begins there."""
        git = self._git()
        within = self._root.resolve().relative_to(git.directory.resolve())
        try:
            archive = git("archive", "--format=tar", commit, *([] if within == Path() else [within.as_posix()]))
            with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
                tar.extractall(folder, filter="data")
        except GitFailed as error:
            if "did not match" in error.said or "pathspec" in error.said:
                return folder / within
            raise OperationalError(_no_branch(commit, error.last_line)) from error
        except tarfile.TarError as error:  # such as a link that leads out of the workspace
            raise OperationalError(_no_branch(commit, str(error))) from error
        return folder / within

    def _fetch_whole_past(self, git: Git) -> None:
        """In a shallow clone every file seems to come with its last commit: get the rest."""
        if git.line("rev-parse", "--is-shallow-repository") != "true":
            return
        try:
            git("fetch", "--quiet", "--unshallow", "--no-tags", "--no-recurse-submodules", ledger_remote(git) or ".")
        except GitFailed as error:
            raise OperationalError(_no_branch(self._name, error.last_line)) from error

    def _fetch(self, commit: str, ref: str | None) -> None:
        git = self._git()
        remote = ledger_remote(git)
        for wanted in (commit, ref):
            known = commit in self._known or git.line("cat-file", "-t", commit) == "commit"
            if known or remote is None or wanted is None:
                return
            git.line("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", remote, wanted)


def _no_branch(name: str, why: str) -> Sentence:
    return Sentence(
        f"What was approved cannot be looked up on {name}, so nothing was sent ({why})",
        f"Non si può vedere che cosa è approvato su {name}, quindi nulla è stato inviato ({why})",
    )


def _not_there(name: str, remote: str | None) -> Sentence:
    """Say what failed, the likely cause, and what to do about it."""
    where = (
        Sentence(f"on {remote}", f"su {remote}") if remote else Sentence("in this repository", "in questo repository")
    )
    first = f"git push {remote} {name}" if remote else "git commit"
    return Sentence(
        f"What was approved cannot be looked up, so nothing was sent: there is no branch {name} {where.en}. Probably"
        f" nothing has been committed there yet, or the approved branch has another name. Begin it with `{first}`, or"
        " write its name into brand/brand.yml: `approval: {branch: …}`",
        f"Non si può vedere che cosa è approvato, quindi nulla è stato inviato: {where.it} non c'è il ramo {name}."
        " Probabilmente non c'è ancora nessun commit, oppure il ramo approvato si chiama in un altro modo. Crealo con"
        f" `{first}`, o scrivi il suo nome in brand/brand.yml: `approval: {{branch: …}}`",
    )


_NO_REPOSITORY = Sentence(
    "The brand asks for approval, and there is no git repository to look for it: run `git init`, or set"
    " `approval: {policy: local}`",
    "Il brand chiede l'approvazione, e non c'è un repository git in cui cercarla: esegui `git init`, o metti"
    " `approval: {policy: local}`",
)
