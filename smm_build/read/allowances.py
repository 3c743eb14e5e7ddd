"""Comments that let a finding pass: ``allow: banned-term because it is a quotation``.

In text they are HTML comments, in front matter and YAML they begin with ``#``. One that stands alone on its line is
about the next line that says something, any other about its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from smm_build.domain.rules import Allowance
from smm_build.read.front_matter import CLOSING, OPENING
from smm_build.read.source import Source

__all__ = ["read_allowances"]

_IN_TEXT = re.compile(r"<!--\s*allow:\s*(?P<said>(?:(?!-->).)*?)\s*-->", re.DOTALL)
_IN_YAML = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*allow:[ \t]*(?P<said>[^\n]*)", re.MULTILINE)
_BECAUSE = re.compile(r"(?:^|\s+)(?:because|perché|perche['’]?)(?:\s+|$)", re.IGNORECASE)
_ALONE = re.compile(r"[ \t]*(?:(?:<!--.*?-->[ \t]*)+|#.*)?", re.DOTALL)


def read_allowances(source: Source) -> Iterator[Allowance]:
    """Yield every such comment of a file, also those without a reason."""
    if "allow:" not in source.text:
        return
    start, end = _keys_of(source)
    for match in _comments(source.text, start, end):
        yield _allowance(source, match)
    for match in _IN_TEXT.finditer(source.text, end):
        yield _allowance(source, match)


def _keys_of(source: Source) -> tuple[int, int]:
    """Return between which offsets the file is YAML: all of it, or the front matter."""
    if not source.path.endswith(".md"):
        return 0, len(source.text)
    opening = OPENING.match(source.text)
    closing = CLOSING.search(source.text, opening.end()) if opening else None
    return (opening.end(), closing.start()) if opening and closing else (0, 0)


def _comments(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    found = list(_IN_YAML.finditer(text, start, end))
    values = _values(text[start:end]) if found else []
    for match in found:
        if not any(first <= match.start() - start < last for first, last in values):
            yield match


def _values(text: str) -> list[tuple[int, int]]:
    """Return where the values stand: a ``#`` inside of one is no comment."""
    try:
        tokens = list(yaml.scan(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return []
    return [(token.start_mark.index, token.end_mark.index) for token in tokens if isinstance(token, yaml.ScalarToken)]


def _allowance(source: Source, match: re.Match[str]) -> Allowance:
    words = _BECAUSE.split(match["said"], maxsplit=1)
    names = tuple(name.strip() for name in words[0].split(",") if name.strip())
    reason = words[1].strip() if len(words) > 1 else ""
    place = source.place(match.start())
    return Allowance(names, reason or None, place, _line_meant(source, match))


def _line_meant(source: Source, match: re.Match[str]) -> int:
    text = source.text
    first = text.rfind("\n", 0, match.start()) + 1
    last = _end_of_line(text, match.end())
    if not _ALONE.fullmatch(text[first:last]):
        return source.place(match.start()).line
    while last < len(text):
        first, last = last + 1, _end_of_line(text, last + 1)
        if not _ALONE.fullmatch(text[first:last]):
            break
    return source.place(min(first, len(text))).line


def _end_of_line(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
