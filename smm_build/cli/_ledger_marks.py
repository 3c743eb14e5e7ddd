"""Where the ledgers are and in what state, without reading them: quick, because every check asks."""

from __future__ import annotations

import secrets
from pathlib import Path

from smm_build.run.git import Git, GitFailed, find_repository

__all__ = ["ledger_marks", "sandbox_home"]


def ledger_marks(root: Path) -> str:
    """Return something that changes whenever what ``Ledgers.known`` tells could."""
    homes = [home for home in (find_repository(root), sandbox_home(root)) if home is not None and home.exists()]
    refs = ("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads/smm-ledger*", "refs/smm")
    try:
        asked = [Git(home)(*words) for home in homes for words in (refs, ("config", "--list"))]
    except GitFailed:
        return secrets.token_hex()  # nobody knows, so nothing that was kept fits
    return b"\0".join(asked).decode("utf-8", "replace")


def sandbox_home(root: Path) -> Path:
    """Return where the sandbox's ledger of a workspace is."""
    return root / ".smm" / "sandbox" / "ledger.git"
