"""What changes whenever this program could do anything otherwise: kept work is not believed across it."""

from __future__ import annotations

import functools
import hashlib
import sys
from importlib import resources
from pathlib import Path

from smm_build.site.output import stamps

__all__ = ["program_mark"]

_INSTALLED = frozenset({"site-packages", "dist-packages"})


@functools.cache
def program_mark() -> str:
    """Return a digest of Python, of every file of this program as it lies on the disk, and of what is installed."""
    files = sorted(stamps(Path(str(resources.files("smm_build")))))
    own = [(name, stamp) for name, stamp in files if "__pycache__/" not in name]
    # Installing, removing or replacing a package changes the time of the folder it is in.
    installed = [(path, Path(path).stat().st_mtime_ns) for path in sys.path if Path(path).name in _INSTALLED]
    return hashlib.sha256(repr((sys.version, own, installed)).encode()).hexdigest()
