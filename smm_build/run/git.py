"""A thin way to call git: one process a call, never a prompt, never a hook, never an upkeep run in between."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from smm_build.domain.sentence import Sentence
from smm_build.run.errors import OperationalError

__all__ = ["Git", "GitFailed", "find_repository", "ledger_remote"]

_CREDENTIALS_IN_URL = re.compile(r"(?<=://)[^/@\s]+@")
_QUIET = ("-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "core.hooksPath=/dev/null")


class GitFailed(Exception):  # noqa: N818 - named as the outcome it is
    """Git ended with an error. ``said`` is what it printed, without credentials that stand in URLs."""

    def __init__(self, status: int, said: str) -> None:
        self.status = status
        self.said = _CREDENTIALS_IN_URL.sub("", said.strip())
        super().__init__(self.said)

    @property
    def last_line(self) -> str:
        """The last line git printed that is no advice, which usually is the reason."""
        lines = [line for line in self.said.splitlines() if line.strip() and not line.startswith("hint:")]
        return lines[-1].strip() if lines else f"exit status {self.status}"


class Git:
    """Git in one repository, working or bare."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def __call__(self, *arguments: str, feed: bytes | None = None, seconds: float = 120) -> bytes:
        """Run ``git arguments`` and return what it prints. Raises :class:`GitFailed`."""
        command = ["git", *_QUIET, "-C", str(self.directory), *arguments]
        environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        try:
            done = subprocess.run(
                command, input=feed or b"", capture_output=True, env=environment, timeout=seconds, check=False
            )
        except FileNotFoundError as error:
            raise OperationalError(
                Sentence("git is not installed; the ledger needs it", "git non è installato; il registro ne ha bisogno")
            ) from error
        except subprocess.TimeoutExpired as error:
            raise GitFailed(124, f"git {arguments[0]} did not answer within {seconds:.0f} seconds") from error
        if done.returncode:
            raise GitFailed(done.returncode, b"\n".join((done.stdout, done.stderr)).decode("utf-8", "replace"))
        return done.stdout

    def line(self, *arguments: str) -> str | None:
        """Return the first line git prints, ``None`` when it fails or prints nothing."""
        try:
            return self(*arguments).decode("utf-8", "replace").partition("\n")[0].strip() or None
        except GitFailed:
            return None


def find_repository(root: Path) -> Path | None:
    """Return the top folder of the git repository that ``root`` is in, ``None`` when it is in none."""
    if shutil.which("git") is None:
        return None
    top = Git(root).line("rev-parse", "--show-toplevel")
    return Path(top) if top else None


def ledger_remote(git: Git) -> str | None:
    """Return the remote the ledger is shared through: ``smm.remote``, else ``origin``, else the only one there is."""
    configured = git.line("config", "--get", "smm.remote")
    if configured:
        return configured
    remotes = git("remote").decode().split()
    if not remotes or "origin" in remotes:
        return "origin" if remotes else None
    if len(remotes) == 1:
        return remotes[0]
    raise OperationalError(
        Sentence(
            f"Which of the remotes {', '.join(remotes)} holds the ledger? Say it with: git config smm.remote NAME",
            f"Quale dei remote {', '.join(remotes)} tiene il registro? Dillo con: git config smm.remote NOME",
        )
    )
