"""Changes of text by place, leaving every other byte as it is. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from smm_build.domain.finding import Edit

__all__ = ["Edited", "apply_edits"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\r|\n|\Z)")
_MEANINGFUL = frozenset(":#'\"{}[],&*!|>%`\\\n\t")
"""Characters that mean something in YAML: one that was not there before may not come in."""


class Edited(NamedTuple):
    """The new content of a file, and which of the groups of edits are in it, by their number."""

    content: bytes
    applied: frozenset[int]


class _Span(NamedTuple):
    start: int
    end: int
    new: str


def apply_edits(content: bytes, groups: Sequence[Sequence[Edit]]) -> Edited:
    """Apply groups of edits to a file, each group as a whole or not at all; the first of two that overlap wins.

    A group is left out when something else stands where it expects its old text, or when its new text would mean
    something to YAML in the front matter. ``content`` is UTF-8; byte order mark and line ends stay as they are.
    """
    text = content.decode("utf-8")
    lines = [match.span() for match in _LINE.finditer(text)]
    yaml_ends = _yaml_ends(text, lines, groups)
    taken: list[_Span] = []
    applied = set()
    for number, group in enumerate(groups):
        spans = [_span(text, lines, edit, yaml_ends) for edit in group]
        found = [span for span in spans if span is not None]
        if len(found) == len(spans) and not _overlapping([*taken, *found]):
            taken += found
            applied.add(number)
    for span in sorted(taken, reverse=True):
        text = text[: span.start] + span.new + text[span.end :]
    return Edited(text.encode("utf-8"), frozenset(applied))


def _yaml_ends(text: str, lines: Sequence[tuple[int, int]], groups: Sequence[Sequence[Edit]]) -> int:
    """Return the line before which the file is YAML: all of a YAML file, the front matter of another."""
    path = next((edit.place.path for group in groups for edit in group), "")
    if path.endswith((".yml", ".yaml")):
        return len(lines)
    fences = [
        number for number, (start, end) in enumerate(lines) if _FENCE.fullmatch(text, _after_mark(text, start), end)
    ]
    return fences[1] if len(fences) > 1 and fences[0] == 0 else 0


def _after_mark(text: str, start: int) -> int:
    return 1 if start == 0 and text.startswith("\ufeff") else start


def _span(text: str, lines: Sequence[tuple[int, int]], edit: Edit, yaml_ends: int) -> _Span | None:
    row = edit.place.line - 1
    if row >= len(lines) or edit.old == edit.new or not edit.old:
        return None
    in_yaml = row < yaml_ends
    if in_yaml and (set(edit.new) - set(edit.old)) & _MEANINGFUL:
        return None
    first, last = lines[row]
    start = _after_mark(text, first) + edit.place.column - 1
    if not text.startswith(edit.old, start, last):
        start = _only_one(text, edit.old, start, last)
    return None if start < 0 else _Span(start, start + len(edit.old), edit.new)


def _only_one(text: str, old: str, start: int, end: int) -> int:
    """Return where ``old`` stands between two offsets if it does so once, else -1."""
    at = text.find(old, start, end)
    return at if at >= 0 and text.find(old, at + 1, end) < 0 else -1


def _overlapping(spans: Sequence[_Span]) -> bool:
    ordered = sorted(spans)
    return any(earlier.end > later.start for earlier, later in pairwise(ordered))
