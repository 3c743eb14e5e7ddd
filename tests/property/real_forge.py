"""The ledger's branch in a real bare repository, with a real clone for each machine."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from smm_build.run.git import Git, GitFailed
from tests.property.git_in_memory import Lost
from tests.servers.git import bare

__all__ = ["RealForge"]

Effect = Callable[[str, Callable[[], bytes]], bytes]
_EFFECTS = frozenset({"fetch", "push", "update-ref", "fast-import"})


class _GitWithEffects(Git):
    """Git that asks before it does what others can see, and whose connections can break."""

    def __init__(self, directory: Path, effect: Effect) -> None:
        super().__init__(directory)
        self._effect = effect

    def __call__(self, *arguments: str, feed: bytes | None = None, seconds: float = 120) -> bytes:
        def act() -> bytes:
            return super(_GitWithEffects, self).__call__(*arguments, feed=feed, seconds=seconds)

        if arguments[0] not in _EFFECTS:
            return act()
        try:
            return self._effect(arguments[0], act)
        except Lost as lost:
            raise GitFailed(128, "fatal: the remote end hung up unexpectedly") from lost


class RealForge:
    """A forge made of real repositories in ``folder``."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._remote = bare(folder / "remote.git")

    def git(self, machine: int, effect: Effect) -> Git:
        """Return git in the clone of a machine."""
        place = self._place(machine)
        if not place.exists():
            self._remote.clone(place.name)
        return _GitWithEffects(place, effect)

    def forget(self, machine: int) -> None:
        """Throw the clone of a machine away."""
        shutil.rmtree(self._place(machine), ignore_errors=True)

    def named(self) -> frozenset[str]:
        """Return the paths of the files the ledger holds."""
        if self.head() is None:
            return frozenset()
        return frozenset(self._remote.git("ls-tree", "-r", "--name-only", "smm-ledger").split("\n"))

    def head(self) -> str | None:
        """Return the ledger's newest commit."""
        return Git(self._remote.path).line("rev-parse", "--verify", "--quiet", "refs/heads/smm-ledger")

    def _place(self, machine: int) -> Path:
        return self._remote.path.parent / f"machine-{machine}"
