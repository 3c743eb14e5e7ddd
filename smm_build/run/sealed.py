"""Files only this user's own program can have written: sealed with a key that never leaves the user's cache folder.

What lies in a workspace may come with a pull request, from a stranger. Whatever is kept there to save work, and would
be believed, is therefore sealed.
"""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

__all__ = ["SEAL_BYTES", "own_key", "seal", "seal_of", "unsealed"]

SEAL_BYTES = 65
"""How long a seal is: SHA-256 in hex, and a line end."""

_KEY_BYTES = 32


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
    return seal_of([content], key, purpose)


def seal_of(pieces: Iterable[bytes | memoryview], key: bytes, purpose: str) -> bytes:
    """Return the same seal for a content that comes in pieces."""
    made = hmac.new(key, purpose.encode() + b"\0", "sha256")
    for piece in pieces:
        made.update(piece)
    return made.hexdigest().encode() + b"\n"


def unsealed(file: bytes, key: bytes, purpose: str) -> memoryview | None:
    """Return what stands behind the seal of a file, ``None`` when it is not as it was written for this purpose."""
    # A view, because some of these files are large.
    content = memoryview(file)[SEAL_BYTES:]
    return content if hmac.compare_digest(file[:SEAL_BYTES], seal(content, key, purpose)) else None
