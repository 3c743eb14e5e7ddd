"""Where something stands in a file of the workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Place", "Places"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file: path relative to the workspace root with ``/``, line and column counted from 1.

    The column counts Unicode code points, as editors do.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Places:
    """The spots of a file's keys and values, by dotted path such as ``media.0.alt`` or ``overrides.x.publish_at``."""

    path: str
    values: Mapping[str, Place]
    keys: Mapping[str, Place]

    def of(self, key: str) -> Place:
        """Return where the value of ``key`` stands, else its nearest parent, else the start of the file."""
        return _nearest(self.values, key, self.path)

    def of_key(self, key: str) -> Place:
        """Return where the name of ``key`` itself stands, else its nearest parent, else the start of the file."""
        return _nearest(self.keys, key, self.path)


def _nearest(places: Mapping[str, Place], key: str, path: str) -> Place:
    while key:
        if key in places:
            return places[key]
        key = key.rpartition(".")[0]
    return Place(path)
