"""Where staged files lie: in a folder that a server of ours serves, or on a branch that a host of pages serves.

What was put there in one go has one name, which begins with its time, so that whoever comes later can tell what a run
left that died.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from smm_build.domain.sentence import Sentence
from smm_build.run.errors import OperationalError
from smm_build.run.git import Git, GitFailed

__all__ = ["BranchPlace", "FolderPlace", "NoPlace", "StagingPlace", "left_behind", "name_of"]

_NAME = re.compile(r"smm-(\d{8}T\d{6}Z)-[\w-]+")
_STAMP = "%Y%m%dT%H%M%SZ"
_NOTHING = "0" * 40
_TRIES = 8


class StagingPlace(Protocol):
    """A place that is public. Every method raises :class:`OperationalError` when it cannot do what is asked."""

    def put(self, name: str, files: Mapping[str, Path]) -> None:
        """Make files public under ``name``, each under its own name."""
        ...

    def take_away(self, names: frozenset[str]) -> None:
        """Take everything away that was put under these names; what is gone already is fine."""
        ...

    def names(self) -> frozenset[str]:
        """Return what lies there that a run of ours has put."""
        ...


def name_of(at: datetime, token: str) -> str:
    """Return a name that begins with its time and that nobody can guess."""
    return f"smm-{at.astimezone(UTC).strftime(_STAMP)}-{token}"


def left_behind(names: frozenset[str], now: datetime, after: timedelta) -> frozenset[str]:
    """Return those names that were put longer ago than ``after``: no run that lives needs them."""
    matches = ((name, _NAME.fullmatch(name)) for name in names)
    return frozenset(name for name, match in matches if match and _put_at(match[1]) < now - after)


def _put_at(stamp: str) -> datetime:
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)  # not ours


class NoPlace:
    """What stands for a place that cannot be used: whoever needs it is told why."""

    def __init__(self, why: Sentence) -> None:
        self._why = why

    def put(self, name: str, files: Mapping[str, Path]) -> None:  # noqa: ARG002 - the same for every place
        """Say why not."""
        raise OperationalError(self._why)

    def take_away(self, names: frozenset[str]) -> None:
        """Do nothing: nothing was put."""

    def names(self) -> frozenset[str]:
        """Return nothing: nothing was put."""
        return frozenset()


class FolderPlace:
    """A folder that a server on this machine serves."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, files: Mapping[str, Path]) -> None:
        """Copy the files into a folder of their own that everybody may read."""
        home = self._folder / name
        try:
            if not self._folder.is_dir():
                raise OperationalError(_no_folder(self._folder))
            home.mkdir()
            home.chmod(0o755)  # whatever umask this process has, a server is somebody else
            for called, source in files.items():
                shutil.copyfile(source, home / called)
                (home / called).chmod(0o644)
        except OSError as error:
            raise OperationalError(_not_writable(self._folder, error)) from error

    def take_away(self, names: frozenset[str]) -> None:
        """Delete the folders."""
        for name in names:
            home = self._folder / name
            if not _NAME.fullmatch(name) or home.is_symlink():
                continue
            try:
                shutil.rmtree(home)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise OperationalError(_not_writable(self._folder, error)) from error

    def names(self) -> frozenset[str]:
        """List the folders."""
        try:
            return frozenset(entry.name for entry in self._folder.iterdir() if _NAME.fullmatch(entry.name))
        except OSError as error:
            raise OperationalError(_not_writable(self._folder, error)) from error


class BranchPlace:
    """A branch of the repository's remote without a past: it has one commit, with what lies there now.

    The commit before is not kept, so what was taken away is on no branch any more. A push that somebody else was faster
    than is refused (``--force-with-lease``) and made again on what they have put.
    """

    def __init__(self, repository: Path, remote: str, branch: str, sleep: Callable[[float], None] = time.sleep) -> None:
        self._git = Git(repository)
        self._remote = remote
        self._branch = branch
        self._ref = f"refs/smm/{remote}/{branch}"
        self._sleep = sleep

    def put(self, name: str, files: Mapping[str, Path]) -> None:
        """Push the files with everything else that lies there."""
        blobs = {f"{name}/{called}": self._blob(path) for called, path in files.items()}
        self._change(frozenset(), blobs)

    def take_away(self, names: frozenset[str]) -> None:
        """Push everything but these folders, if any of them is there."""
        if names & self.names():
            self._change(names, {})

    def names(self) -> frozenset[str]:
        """Ask the remote what lies there."""
        return frozenset(name for name in self._folders(self._fetched()) if _NAME.fullmatch(name))

    def _change(self, without: frozenset[str], blobs: Mapping[str, str]) -> None:
        for attempt in range(_TRIES):
            head = self._fetched()
            folders = {name: tree for name, tree in self._folders(head).items() if name not in without}
            commit = self._commit(folders, blobs)
            lease = f"--force-with-lease=refs/heads/{self._branch}:{head or ''}"
            try:
                self._run("push", "--quiet", "--no-verify", lease, self._remote, f"{commit}:refs/heads/{self._branch}")
            except GitFailed as error:
                if "stale info" not in error.said and "cannot lock ref" not in error.said:
                    raise OperationalError(_not_pushed(self._remote, self._branch, error)) from error
                self._sleep(min(0.1 * 2**attempt, 3))
                continue
            self._run("update-ref", self._ref, commit)
            return
        raise OperationalError(_busy(self._remote, self._branch))

    def _run(self, *arguments: str, feed: bytes | None = None) -> bytes:
        return self._git(*arguments, feed=feed, seconds=600)

    def _fetched(self) -> str | None:
        """Return the commit the remote has now, ``None`` when the branch is not there yet."""
        refspec = f"+refs/heads/{self._branch}*:{self._ref}*"
        try:
            self._run("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--prune", self._remote, refspec)
        except GitFailed as error:
            raise OperationalError(_not_pushed(self._remote, self._branch, error)) from error
        return self._git.line("rev-parse", "--verify", "--quiet", self._ref)

    def _folders(self, commit: str | None) -> dict[str, str]:
        """Return the trees that lie in a commit, by name."""
        if commit is None:
            return {}
        listing = self._run("ls-tree", "-d", "-z", commit).decode("utf-8").split("\0")
        rows = (row.partition("\t") for row in listing if row)
        return {name: facts.split(" ")[2] for facts, _, name in rows}

    def _blob(self, path: Path) -> str:
        # Read by git itself: a film need not fit into our memory. No filter may change what was checked.
        return self._run("hash-object", "-w", "--no-filters", "--", str(path.resolve())).decode().strip()

    def _commit(self, folders: Mapping[str, str], blobs: Mapping[str, str]) -> str:
        """Write a commit without a parent and return its id; no branch of this repository moves."""
        scratch = f"refs/smm/writing/{os.getpid()}-{time.monotonic_ns()}"
        rows = [
            f"commit {scratch}\nmark :1\ncommitter smm <smm@localhost> {int(time.time())} +0000\ndata 5\nfiles\n",
            # Pages would leave out names that begin with an underscore, and a token may:
            # https://docs.github.com/en/pages/getting-started-with-github-pages/what-is-github-pages (2026-11-23)
            "M 100644 inline .nojekyll\ndata 0\n\n",
            *(f"M 040000 {tree} {name}\n" for name, tree in folders.items()),
            *(f"M 100644 {blob} {path}\n" for path, blob in blobs.items()),
            f"get-mark :1\nreset {scratch}\nfrom {_NOTHING}\n\ndone\n",
        ]
        return self._run("fast-import", "--quiet", "--done", feed="".join(rows).encode()).decode().strip()


def _no_folder(folder: Path) -> Sentence:
    return Sentence(
        f"`staging.folder` in brand.yml is {folder}, and there is no such folder on this machine",
        f"`staging.folder` in brand.yml è {folder}, e su questa macchina non c'è",
    )


def _not_writable(folder: Path, error: OSError) -> Sentence:
    why = error.strerror or "?"
    return Sentence(f"{folder} cannot be used: {why}", f"{folder} non si può usare: {why}")


def _not_pushed(remote: str, branch: str, error: GitFailed) -> Sentence:
    return Sentence(
        f"the branch {branch} on {remote} cannot be written ({error.last_line}); check that this run may push to it",
        f"il ramo {branch} su {remote} non si può scrivere ({error.last_line}); controlla di poterci fare push",
    )


def _busy(remote: str, branch: str) -> Sentence:
    return Sentence(
        f"the branch {branch} on {remote} is written by others all the time",
        f"il ramo {branch} su {remote} è scritto di continuo da altri",
    )
