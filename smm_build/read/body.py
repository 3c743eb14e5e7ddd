"""The text of a post taken apart: comments, headings of channels, parts of a thread, pictures. Pure.

Comments and pictures are masked rather than cut, so that every character keeps its offset and every piece knows where
it stands in the file.
"""

from __future__ import annotations

import re
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
_EACH_NAME = re.compile(_NAME)
_HEADING = re.compile(rf"##[ \t]+({_NAME}(?:[ \t]*,[ \t]*{_NAME})*)")
_LIKE_HEADING = re.compile(r"[ \t]*(?:#{2,6}[ \t]*|#[ \t]+)\S")
_BREAK = re.compile(r"---[ \t]*")
_PERHAPS_SPECIAL = re.compile(r"\n([ \t\0]*(?:#[#\0 \t]|-[-\0])[^\n]*)")
"""A line of which, with what was taken out of it gone, one of the three above may be true: few are."""
_LIKE_PICTURE = re.compile(r"!\[")
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
    """One part of a thread: its text, ready to be sent, its pictures, where it begins, and its lines' lines.

    No ``lines`` are told where they follow ``place`` without a gap.
    """

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
    """Take apart what follows offset ``start``, where a line begins."""
    masked, unclosed = _without_comments(source.text[start:])
    pictures: list[tuple[int, Picture]] = []
    if "![" in masked:
        masked = _without_pictures(masked, source, start, pictures)
    reader = _Reader(source, start, masked, pictures)
    for line in _PERHAPS_SPECIAL.finditer("\n" + masked):
        reader.take(line.start(), line[1])
    reader.end_section(len(masked))
    return Body(
        tuple(reader.sections),
        tuple(reader.like_headings),
        tuple(source.place(start + match.start()) for match in _LIKE_PICTURE.finditer(masked)),
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


_SPACE_AROUND = re.compile(r"[ \t]\0+(?=[ \t])")
_AT_THE_BEGINNING = re.compile(r"^\0+[ \t]*")


def _unmasked(line: str) -> str:
    if _MASK not in line:
        return line.rstrip(_BLANK)
    line = _AT_THE_BEGINNING.sub("", line)
    return _SPACE_AROUND.sub("", line).replace(_MASK, "").rstrip(_BLANK)


@dataclass
class _Reader:
    """Cuts the text into parts at the lines that are none of it, and collects parts into sections."""

    source: Source
    start: int
    masked: str
    pictures: list[tuple[int, Picture]]
    sections: list[Section] = field(default_factory=list)
    like_headings: list[tuple[str, Place]] = field(default_factory=list)
    _headings: tuple[Heading, ...] = ()
    _parts: list[RawPart] = field(default_factory=list)
    _begin: int = 0
    _next_picture: int = 0

    def take(self, offset: int, line: str) -> None:
        """Look at a line that may be a heading, end a part, or be meant as a heading."""
        text = _unmasked(line)
        if heading := _HEADING.fullmatch(text):
            self.end_section(offset)
            self._headings = self._names(heading, offset + max(line.find("##"), 0))
            self._begin = offset + len(line) + 1
        elif _BREAK.fullmatch(text):
            self._end_part(offset)
            self._begin = offset + len(line) + 1
        elif _LIKE_HEADING.match(text):
            self.like_headings.append((text, self._place(offset + _masked_before(line))))

    def _place(self, offset: int) -> Place:
        return self.source.place(self.start + offset)

    def _names(self, heading: re.Match[str], offset: int) -> tuple[Heading, ...]:
        return tuple(
            Heading(name[0], self._place(offset + heading.start(1) + name.start()))
            for name in _EACH_NAME.finditer(heading[1])
        )

    def _end_part(self, end: int) -> None:
        pictures = []
        while self._next_picture < len(self.pictures) and self.pictures[self._next_picture][0] < end:
            pictures.append(self.pictures[self._next_picture][1])
            self._next_picture += 1
        written = self.masked[self._begin : end]
        text, offset, lines = _mended(written) if _MASK in written else (*_as_it_stands(written), ())
        if text:
            numbers = tuple([self._place(self._begin + line).line for line in lines])
            self._parts.append(RawPart(text, tuple(pictures), self._place(self._begin + offset), numbers))
        elif pictures:
            self._parts.append(RawPart("", tuple(pictures), pictures[0].place, ()))

    def end_section(self, end: int) -> None:
        """Close the section that ends before offset ``end``."""
        self._end_part(end)
        self.sections.append(Section(self._headings, tuple(self._parts)))
        self._parts = []


def _as_it_stands(written: str) -> tuple[str, int]:
    """Return the text of a part from which nothing was taken out, and at which offset its first line begins."""
    first = written.rfind("\n", 0, len(written) - len(written.lstrip(_BLANK + "\n"))) + 1
    text = written[first:]
    if " \n" in text or "\t\n" in text or text.endswith((" ", "\t")):
        text = "\n".join([line.rstrip(_BLANK) for line in text.split("\n")])
    return text.rstrip("\n"), first


def _mended(written: str) -> tuple[str, int, list[int]]:
    """Return the text of a part with holes in it, and the offsets of its first character and of each of its lines.

    A comment or picture on lines of its own leaves one blank line where it had one on both sides.
    """
    texts: list[str] = []
    lines: list[int] = []
    first = offset = 0
    something_gone = False
    for line in written.split("\n"):
        text = _unmasked(line)
        if text and not texts:
            first = offset + _masked_before(line)
        something_gone = not text and (something_gone or _MASK in line)
        after_blank = not texts or not texts[-1]
        if text or (texts and _MASK not in line and not (something_gone and after_blank)):
            texts.append(text)
            lines.append(offset)
        offset += len(line) + 1
    text = "\n".join(texts).rstrip("\n")
    return text, first, lines[: text.count("\n") + 1]


def _masked_before(line: str) -> int:
    masked = _AT_THE_BEGINNING.match(line)
    return masked.end() if masked else 0
