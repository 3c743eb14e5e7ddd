"""Writing files of the workspace: inside of it only, and whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from smm_build.domain.sentence import Sentence
from smm_build.run.errors import OperationalError

__all__ = ["write_whole"]


def write_whole(root: Path, path: str, content: bytes | memoryview) -> None:
    """Put ``content`` into the file at ``path``, relative to ``root``; what was there stays until all of it is there.

    A link is followed, and the file keeps its mode. Raises :class:`OperationalError` when the file is outside of the
    workspace or cannot be written.
    """
    real_root = root.resolve()
    target = (real_root / path).resolve()
    if not target.is_relative_to(real_root) or ".git" in target.relative_to(real_root).parts:
        raise OperationalError(
            Sentence(f"{path} is outside of the workspace", f"{path} è fuori dallo spazio di lavoro")
        )
    try:
        _write(target, content)
    except OSError as error:
        why = error.strerror or "?"
        raise OperationalError(
            Sentence(f"{path} cannot be written: {why}", f"{path} non si può scrivere: {why}")
        ) from error


def _write(target: Path, content: bytes | memoryview) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    mode = target.stat().st_mode & 0o7777 if target.exists() else 0o644
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
