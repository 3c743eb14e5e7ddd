"""The text of a post taken apart: comments, headings of channels, parts of a thread, pictures. Pure.

Comments and pictures are masked rather than cut, so that every character keeps its offset and every piece knows where
it stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from smm_build.domain.place import Place
from smm_build.read.source import Source

__all__ = ["Body", "Heading", "Picture", "RawPart", "Section", "read_body"]

_MASK = "\0"
"""Stands for what was taken out. No file has it: reading refuses NUL."""

_BLANK = " \t"
"""What may go unseen at the end of a line; a no-break space is there on purpose."""

_NAME = r"[A-Za-z0-9._-]+"
_HEADING = re.compile(rf"##[ \t]+({_NAME}(?:[ \t]*,[ \t]*{_NAME})*)")
_LIKE_HEADING = re.compile(r"[ \t]*(?:#{2,6}[ \t]*|#[ \t]+)\S")
_BREAK = re.compile(r"---[ \t]*")
_PICTURE = re.compile(
    r"!\[(?P<alt>(?:[^\[\]\\\0]|\\[^\0]|\[[^\[\]\0]*\])*)\]"
    r"\([ \t]*(?:<(?P<angle>[^<>\n\0]*)>|(?P<bare>[^\s()<>\0]*(?:\([^\s()\0]*\)[^\s()<>\0]*)*))"
    r"(?:[ \t]+(?:\"[^\"\0]*\"|'[^'\0]*'|\([^()\0]*\)))?[ \t]*\)"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Picture:
    """``![alt](target)``: the target as written, with ``%20`` and its kind decoded, relative to the post."""

    alt: str
    target: str
    place: Place


@dataclass(frozen=True, slots=True)
class RawPart:
    """One part of a thread: its text, ready to be sent, its pictures, where it begins, and its lines' lines."""

    text: str
    pictures: tuple[Picture, ...]
    place: Place
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """One name in a heading of channels, as written."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Section:
    """The parts below a heading of channels; no headings: the common text."""

    headings: tuple[Heading, ...]
    parts: tuple[RawPart, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A post's text: the common section first, then the channels' own.

    ``like_headings`` are lines that begin as a heading does and are none. ``like_pictures`` are places of ``![`` that
    stayed in the text. ``unclosed`` is where a comment begins that never ends; nothing after it is part of the text.
    """

    sections: tuple[Section, ...]
    like_headings: tuple[tuple[str, Place], ...] = ()
    like_pictures: tuple[Place, ...] = ()
    unclosed: Place | None = None


def read_body(source: Source, start: int) -> Body:
    """Take apart what follows offset ``start``."""
    masked, unclosed = _without_comments(source.text[start:])
    pictures: list[tuple[int, Picture]] = []
    if "![" in masked:
        masked = _without_pictures(masked, source, start, pictures)
    reader = _Reader(source, start, pictures)
    for offset, line in _lines(masked):
        reader.take(offset, line)
    reader.end_section(len(masked))
    return Body(
        tuple(reader.sections),
        tuple(reader.like_headings),
        tuple(source.place(start + match.start()) for match in re.finditer(r"!\[", masked)),
        None if unclosed is None else source.place(start + unclosed),
    )


def _without_comments(text: str) -> tuple[str, int | None]:
    # By hand because a pattern would look for the end of every unclosed beginning, again and again.
    pieces, done = [], 0
    while (opening := text.find("<!--", done)) >= 0:
        pieces.append(text[done:opening])
        # "<!-->" is a whole comment: https://spec.commonmark.org/0.31.2/#html-comment, read 2026-11-23.
        closing = text.find("-->", opening + 2)
        if closing < 0:
            return "".join(pieces) + _MASK * (len(text) - opening), opening
        done = closing + 3
        pieces.append(_MASK * (done - opening))
    return "".join(pieces) + text[done:], None


def _without_pictures(text: str, source: Source, start: int, pictures: list[tuple[int, Picture]]) -> str:
    def note(match: re.Match[str]) -> str:
        if "\n\n" in match["alt"]:
            return match[0]
        target = match["angle"] if match["angle"] is not None else match["bare"]
        alt = " ".join(_ESCAPED.sub(r"\1", match["alt"]).split())
        place = source.place(start + match.start())
        pictures.append((match.start(), Picture(alt, unquote(_ESCAPED.sub(r"\1", target)), place)))
        return _MASK * len(match[0])

    return _PICTURE.sub(note, text)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1


_SPACE_AROUND = re.compile(r"[ \t]\0+(?=[ \t])")
_AT_THE_BEGINNING = re.compile(r"^\0+[ \t]*")


def _unmasked(line: str) -> str:
    if _MASK not in line:
        return line.rstrip(_BLANK)
    line = _AT_THE_BEGINNING.sub("", line)
    return _SPACE_AROUND.sub("", line).replace(_MASK, "").rstrip(_BLANK)


@dataclass
class _Reader:
    """Collects lines into parts and parts into sections."""

    source: Source
    start: int
    pictures: list[tuple[int, Picture]]
    sections: list[Section] = field(default_factory=list)
    like_headings: list[tuple[str, Place]] = field(default_factory=list)
    _headings: tuple[Heading, ...] = ()
    _parts: list[RawPart] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)
    _place: Place | None = None
    _next_picture: int = 0
    _something_gone: bool = False

    def take(self, offset: int, line: str) -> None:
        text = _unmasked(line)
        if not text:
            self._blank(offset, gone=_MASK in line)
        elif heading := _HEADING.fullmatch(text):
            self.end_section(offset)
            self._headings = self._names(heading, offset + max(line.find("##"), 0))
        elif _BREAK.fullmatch(text):
            self._end_part(offset)
        else:
            self._text(offset, line, text)

    def _blank(self, offset: int, *, gone: bool) -> None:
        # A comment or picture on lines of its own leaves one blank line where it had one on both sides.
        after_blank = not self._lines or not self._lines[-1]
        if gone:
            self._something_gone = True
        elif not (self._something_gone and after_blank):
            self._add(offset, "")

    def _text(self, offset: int, line: str, text: str) -> None:
        masked_before = _AT_THE_BEGINNING.match(line)
        place = self.source.place(self.start + offset + (masked_before.end() if masked_before else 0))
        if self._place is None:
            self._place = place
        if _LIKE_HEADING.match(text):
            self.like_headings.append((text, place))
        self._add(offset, text)
        self._something_gone = False

    def _add(self, offset: int, text: str) -> None:
        if text or self._lines:
            self._lines.append(text)
            self._numbers.append(self.source.place(self.start + offset).line)

    def _names(self, heading: re.Match[str], offset: int) -> tuple[Heading, ...]:
        return tuple(
            Heading(name[0], self.source.place(self.start + offset + heading.start(1) + name.start()))
            for name in re.finditer(_NAME, heading[1])
        )

    def _end_part(self, offset: int) -> None:
        pictures = []
        while self._next_picture < len(self.pictures) and self.pictures[self._next_picture][0] < offset:
            pictures.append(self.pictures[self._next_picture][1])
            self._next_picture += 1
        text = "\n".join(self._lines).strip("\n")
        place = self._place or (pictures[0].place if pictures else None)
        if place is not None:
            lines = tuple(self._numbers[: text.count("\n") + 1])
            self._parts.append(RawPart(text, tuple(pictures), place, lines))
        self._lines, self._numbers, self._place, self._something_gone = [], [], None, False

    def end_section(self, offset: int) -> None:
        self._end_part(offset)
        self.sections.append(Section(self._headings, tuple(self._parts)))
        self._headings, self._parts = (), []
