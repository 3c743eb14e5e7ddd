"""The bytes of an export as rows of cells, whatever a spreadsheet has done to them."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass

from smm_build.domain.sentence import Sentence

__all__ = ["Line", "NoTable", "lines_of"]

_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .xls files begin."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",;\t"
_LOOKED_AT = 400
"""Bytes; half of them are zero where two make a letter."""
_HEAD = 10
"""Lines in which delimiters are counted."""


class NoTable(Exception):  # noqa: N818 - named as what it is
    """The bytes are no table of text. ``sentence`` says what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the number of the file's line that it ends on, and its cells without spaces around them."""

    number: int
    cells: tuple[str, ...]


def lines_of(content: bytes) -> list[Line]:
    """Return the rows that hold anything; raises :class:`NoTable`.

    A first line ``sep=;`` is Excel's way to say the delimiter; else the one that the first lines have most counts.
    """
    if content.startswith(_SPREADSHEETS):
        raise NoTable(_SPREADSHEET)
    text = _decoded(content)
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"').lower()
    skipped = 0
    if said.startswith("sep=") and len(said) == len("sep=") + 1:
        delimiter, text, skipped = said[-1], rest, 1
    else:
        head = "\n".join(text.splitlines()[:_HEAD])
        delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = [Line(reader.line_num + skipped, tuple(cell.strip() for cell in row)) for row in reader]
    except csv.Error as error:
        raise NoTable(_broken(str(error))) from error
    return [row for row in rows if any(row.cells)]


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    head = content[:_LOOKED_AT]
    if head.count(0) * 3 > len(head):
        return content.decode("utf-16-le" if head[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # what Excel on Windows saves


_SPREADSHEET = Sentence(
    "This is a spreadsheet, not CSV: open it and save the sheet with the posts as CSV",
    "Questo è un foglio di calcolo, non un CSV: aprilo e salva come CSV il foglio con i post",
)


def _broken(why: str) -> Sentence:
    return Sentence(f"This is no CSV that can be read ({why})", f"Questo non è un CSV leggibile ({why})")
