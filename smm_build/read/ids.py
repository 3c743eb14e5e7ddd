"""Ids: what they may look like, and where they come from when nobody writes them."""

from __future__ import annotations

import posixpath
import re
import unicodedata

__all__ = ["is_id", "near_id", "stem"]

# The ledger makes file names of ids: nothing hidden, nothing that climbs, nothing any system refuses.
_ID = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,119}(@\d{4}-\d{2}-\d{2})?")


def is_id(text: str) -> bool:
    """Whether ``text`` can be an id: ASCII letters, digits, ``.``, ``_``, ``-``, no dot first, 120 at most.

    An occurrence of a series has ``@`` and its date behind that.
    """
    return _ID.fullmatch(text) is not None


def near_id(text: str) -> str | None:
    """Return an id that reads like ``text``, ``None`` if nothing of it can be kept."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").casefold()
    near = re.sub(r"[^a-z0-9._-]+", "-", plain).strip("-.")[:120]
    return near if is_id(near) else None


def stem(path: str) -> str:
    """Return the file's name without folders and its last ending."""
    return posixpath.splitext(posixpath.basename(path))[0]
