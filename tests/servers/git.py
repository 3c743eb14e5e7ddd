"""Real git repositories: a bare one to push to, as many clones as a test wants."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Repository:
    """A checkout."""

    path: Path

    def git(self, *arguments: str) -> str:
        """Run git here and return what it printed; a failure is raised with what it said."""
        done = subprocess.run(
            ["git", "-C", self.path, *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise AssertionError(f"git {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout.strip()

    def write(self, files: Mapping[str, str]) -> None:
        """Write text files, making the folders they need."""
        for name, text in files.items():
            target = self.path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="")

    def commit(self, message: str, files: Mapping[str, str] | None = None) -> str:
        """Write files, commit everything there is and return the commit."""
        self.write(files or {})
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def push(self, branch: str = "main") -> None:
        """Push what is checked out to a branch of the remote."""
        self.git("push", "--quiet", "origin", f"HEAD:{branch}")


@dataclass(frozen=True)
class Remote(Repository):
    """A bare repository, with clones beside it."""

    def clone(self, name: str = "work") -> Repository:
        """Clone it and return the checkout, on the branch ``main`` even when there is no commit yet."""
        path = self.path.parent / name
        subprocess.run(["git", "clone", "--quiet", self.path, path], check=True, capture_output=True)
        return Repository(path)


def bare(path: Path) -> Remote:
    """Make an empty bare repository."""
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", path], check=True)
    return Remote(path)
