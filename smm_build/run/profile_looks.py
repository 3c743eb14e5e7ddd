"""What profiles were seen to say, one small file a channel on the git branch ``smm-profiles``.

Names of fields only: whoever broke into an account may have written anything there, and git never forgets.
The newest look is the one that counts, so a file is written over; nothing is decided on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from smm_build.domain.time import utc_text
from smm_build.plan.profile_standing import Look

__all__ = ["BRANCH", "read_looks", "write_looks"]

BRANCH = "smm-profiles"
_FOLDER = "profiles/"
_VERSION = 1


class Files(Protocol):
    """A git branch of files, as :class:`smm_build.run.branch.FileBranch` is one."""

    def read(self, folder: str) -> Iterable[tuple[str, bytes]]:
        """Yield path and content of every file under ``folder``."""
        ...

    def add(self, files: Mapping[str, bytes], message: str) -> None:
        """Write files, whatever others write at the same time."""
        ...


def read_looks(branch: Files) -> Mapping[str, Look]:
    """Return the last look at each channel's profile; a file that cannot be understood is as good as none."""
    found = ((path, _look(content)) for path, content in branch.read(_FOLDER))
    return {path.removeprefix(_FOLDER).removesuffix(".json"): look for path, look in found if look is not None}


def write_looks(branch: Files, looks: Mapping[str, Look]) -> None:
    """Write down looks by channel id. Raises :class:`~smm_build.run.errors.OperationalError`."""
    if looks:
        files = {f"{_FOLDER}{channel}.json": _written(look) for channel, look in looks.items()}
        branch.add(files, f"look at {', '.join(sorted(looks))}")


def _written(look: Look) -> bytes:
    content = {
        "version": _VERSION,
        "at": utc_text(look.at),
        "digest": look.digest,
        "events": look.events,
        "fields": list(look.fields),
    }
    return (json.dumps(content, indent=1) + "\n").encode("utf-8")


def _look(content: bytes) -> Look | None:
    try:
        said = json.loads(content)
        if said["version"] != _VERSION:
            return None
        at = datetime.fromisoformat(said["at"])
        fields = tuple(str(name) for name in said["fields"])
        return Look(at, str(said["digest"]), fields, int(said["events"])) if at.tzinfo else None
    except (ValueError, KeyError, TypeError):
        return None
