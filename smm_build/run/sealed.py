"""Files only this user's own program can have written: sealed with a key that never leaves the user's cache folder.

What lies in a workspace may come with a pull request, from a stranger. Whatever is kept there to save work, and would
be believed, is therefore sealed.
"""

from __future__ import annotations

import hmac
import os
import secrets
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Safe", "own_key", "safe_of", "seal", "unsealed"]

_SEAL_BYTES = 65
"""How long a seal is: SHA-256 in hex, and a line end."""

_KEY_BYTES = 32
_FOLDER = ".smm/cache"
_IGNORE = ".smm/.gitignore"


@dataclass(frozen=True, slots=True)
class Safe:
    """The files in ``.smm/cache`` of one workspace that hold for one program, named by its ``mark``."""

    root: Path
    key: bytes
    mark: str

    def read(self, name: str) -> memoryview | None:
        """Return what was written under ``name``, ``None`` if there is nothing that can be believed."""
        try:
            file = (self.root / _FOLDER / name).read_bytes()
        except OSError:
            return None
        return unsealed(file, self.key, self._purpose(name))

    def write(self, name: str, content: bytes) -> None:
        """Write down what is to be kept; a disk that does not take it is no reason to stop."""
        target = self.root / _FOLDER / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.parent.resolve().is_relative_to(self.root.resolve()):
                _ignore(self.root / _IGNORE)
                _replace(target, [seal(content, self.key, self._purpose(name)), content])
        except OSError:
            return

    def _purpose(self, name: str) -> str:
        return f"{name} {self.mark}"


def safe_of(root: Path, mark: str) -> Safe | None:
    """Return the safe of a workspace, ``None`` for somebody who has no place for a key."""
    try:
        key = own_key(Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"))
    except RuntimeError:  # nor a home
        return None
    return None if key is None else Safe(root, key, mark)


def _ignore(file: Path) -> None:
    if not os.path.lexists(file):
        with file.open("x", encoding="utf-8") as new:  # a link would lead anywhere
            new.write("*\n")


def _replace(target: Path, pieces: Iterable[bytes]) -> None:
    # Whatever is cut off by a power failure bears no seal, so nobody has to wait for the disk.
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def own_key(home: Path) -> bytes | None:
    """Return the user's key, made on first use below the cache folder ``home``; ``None`` where it cannot be kept."""
    file = home / "smm" / "key"
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as new:
                new.write(secrets.token_bytes(_KEY_BYTES))
        key = file.read_bytes()
    except OSError:
        return None
    return key if len(key) == _KEY_BYTES else None


def seal(content: bytes | memoryview, key: bytes, purpose: str) -> bytes:
    """Return the seal of a file that holds ``content``; it fits in no place of another ``purpose``."""
    made = hmac.new(key, purpose.encode() + b"\0", "sha256")
    made.update(content)
    return made.hexdigest().encode() + b"\n"


def unsealed(file: bytes, key: bytes, purpose: str) -> memoryview | None:
    """Return what stands behind the seal of a file, ``None`` when it is not as it was written for this purpose."""
    # A view, because some of these files are large.
    content = memoryview(file)[_SEAL_BYTES:]
    return content if hmac.compare_digest(file[:_SEAL_BYTES], seal(content, key, purpose)) else None
