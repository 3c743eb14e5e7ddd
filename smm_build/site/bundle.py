"""The styles and scripts of every page, one file each: on a phone each further file is another wait."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from smm_build.site.engine import packaged

__all__ = ["SCRIPT", "STYLE", "bundled"]

STYLE = "assets/smm.css"
SCRIPT = "assets/smm.js"
_JOINED = {".css": (STYLE, b"\n"), ".js": (SCRIPT, b";\n")}
"""By extension: where its files go together, and what stands between them. Scripts end their last statement."""


def bundled() -> dict[str, bytes]:
    """Return what lies beside every site: the joined styles and scripts, and any other file as it is."""
    files = dict(_others())
    for extension, (path, between) in _JOINED.items():
        files[path] = between.join(file.read_bytes() for file in _files() if file.suffix == extension)
    return files


def _others() -> Iterator[tuple[str, bytes]]:
    yield from ((f"assets/{file.name}", file.read_bytes()) for file in _files() if file.suffix not in _JOINED)


def _files() -> list[Path]:
    # By name: which of two rules comes later decides.
    return sorted(path for path in packaged("assets").iterdir() if path.is_file())
