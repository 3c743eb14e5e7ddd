"""A file's text, and which line and column an offset in it is."""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass

from smm_build.domain.place import Place

__all__ = ["Source"]

_BREAK = re.compile("\n")


@dataclass(frozen=True)
class Source:
    """One file: its path from the workspace root with ``/`` and its text with Unix line ends and no BOM."""

    path: str
    text: str

    @functools.cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    def place(self, offset: int) -> Place:
        """Return the line and column of the character at ``offset``, counted in code points from 0."""
        line = bisect.bisect_right(self._line_starts, offset)
        return Place(self.path, line, offset - self._line_starts[line - 1] + 1)
