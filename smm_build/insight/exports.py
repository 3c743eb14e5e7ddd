"""Reading an export: which columns count what, which posts the rows are about, and what cannot be read.

Columns are found by their headers, in whatever order. Dates of posts are not needed and not read, so their order of
day and month does not matter. What is not understood is said with line and column, and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from smm_build.domain.reading import Metric, Reading
from smm_build.domain.sentence import Sentence
from smm_build.insight._table import Line, NoTable, lines_of
from smm_build.insight.layouts import Layout, choose, plain
from smm_build.insight.posts import Known, about

__all__ = ["Export", "Fault", "Posts", "read_export"]

_HEADER_WITHIN = 6
"""Lines; some exports begin with a title or an explanation."""
_TOTALS = frozenset({"total", "totale", "totali", "totals"})
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "n.d.", "null", "--"})
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’\s]\d{3})+")
_WHOLE = re.compile(r"\d+(?:[.,]0+)?")
_FRACTION = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)\.(\d+)|(\d+|\d{1,3}(?:\.\d{3})+),(\d+)")
_THOUSANDTHS = 3
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]{2}")
"""Two letters on end: more than a unit such as K."""
_LONGEST_CELL = 20
"""Characters worth repeating of what is no number: it may be anything."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be read, at a line and a column counted from 1 (0: the whole file), and what to do."""

    line: int
    column: int
    what: Sentence


@dataclass(frozen=True, slots=True)
class Posts:
    """What is out: by its keys (:func:`smm_build.insight.posts.index_posts`), and the network of every channel."""

    index: Mapping[str, frozenset[Known]]
    networks: Mapping[str, str]

    def of(self, network: str | None) -> frozenset[str]:
        """Return the channels of a network; of all, if it is not said which."""
        return frozenset(name for name, kind in self.networks.items() if network in {None, kind})


@dataclass(frozen=True, slots=True)
class Export:
    """What an export held.

    ``used`` are headers by metric, ``ignored`` the other headers, ``unknown`` the lines of rows about no post of ours.
    """

    layout: str
    readings: tuple[Reading, ...] = ()
    faults: tuple[Fault, ...] = ()
    rows: int = 0
    used: tuple[tuple[str, Metric], ...] = ()
    ignored: tuple[str, ...] = ()
    unknown: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Head:
    layout: Layout
    headers: tuple[str, ...]
    line: int
    columns: tuple[tuple[int, Metric], ...]
    named_by: tuple[int, ...]


def read_export(
    content: bytes,
    posts: Posts,
    at: datetime,
    name: str | None = None,
    own: Mapping[str, Metric] | None = None,
) -> Export:
    """Return the readings of an export that was made at the aware instant ``at``.

    ``name`` says which layout it has, if headers do not tell; ``own`` what further columns count, by their headers.
    """
    try:
        lines = lines_of(content)
    except NoTable as error:
        return Export(name or "", faults=(Fault(0, 0, error.sentence),))
    head = _head(lines, name, {plain(header): metric for header, metric in (own or {}).items()})
    if isinstance(head, Fault):
        return Export(name or "", faults=(head,))
    rows = [line for line in lines if line.number > head.line and not _is_total(line, head)]
    faults: list[Fault] = []
    found: dict[tuple[Known, Metric], Reading] = {}
    twice: set[Known] = set()
    unknown: list[int] = []
    for row in rows:
        post = _post_of(row, head, posts)
        if isinstance(post, Fault):
            faults.append(post)
        elif post is None:
            unknown.append(row.number)
        else:
            _keep(found, twice, faults, row, _readings(row, head, post, at, faults), post)
    readings = tuple(reading for (post, _), reading in found.items() if post not in twice)
    used = tuple((head.headers[column], metric) for column, metric in head.columns)
    counted = {column for column, _ in head.columns} | set(head.named_by)
    ignored = tuple(header for column, header in enumerate(head.headers) if column not in counted and header)
    return Export(head.layout.name, readings, tuple(faults), len(rows), used, ignored, tuple(unknown))


def _keep(
    found: dict[tuple[Known, Metric], Reading],
    twice: set[Known],
    faults: list[Fault],
    row: Line,
    readings: Sequence[Reading],
    post: Known,
) -> None:
    """Keep a row's readings; a post with two rows that differ is counted by day, and no total is in either."""
    different = [one for one in readings if found.get((post, one.metric), one) != one]
    if different and post not in twice:
        twice.add(post)
        faults.append(Fault(row.number, 0, _per_day(post)))
    for reading in readings:
        found.setdefault((post, reading.metric), reading)


def _head(lines: Sequence[Line], name: str | None, own: Mapping[str, Metric]) -> _Head | Fault:
    """Find the line of headers: the first that some layout knows, or that has what somebody said of its columns."""
    for line in lines[:_HEADER_WITHIN]:
        headers = tuple(plain(cell) for cell in line.cells)
        layout = choose(headers, name)
        if layout is None and set(own) & set(headers):
            layout = choose((), "other")
        if layout is None:
            continue
        named_by = tuple(n for n, header in enumerate(headers) if header in {*layout.ids, *layout.links})
        columns = _columns(headers, {**own, **{h: m for h, m in layout.columns.items() if h not in own}})
        if named_by and columns:
            return _Head(layout, headers, line.number, columns, named_by)
    return _no_head(lines)


def _columns(headers: Sequence[str], known: Mapping[str, Metric]) -> tuple[tuple[int, Metric], ...]:
    """Return which column counts what: for each metric the first header that the file has."""
    found: dict[Metric, int] = {}
    for header, metric in known.items():
        if header in headers and metric not in found:
            found[metric] = headers.index(header)
    return tuple((column, metric) for metric, column in found.items())


def _no_head(lines: Sequence[Line]) -> Fault:
    first = max(lines[:_HEADER_WITHIN], key=lambda line: len(line.cells), default=Line(0, ()))
    named = not any(_DIGIT.search(cell) for cell in first.cells)  # else it is a row, and may hold somebody's words
    headers = ", ".join(cell for cell in first.cells if cell) if named else ""
    headers = headers or "-"
    return Fault(first.number, 0, _unknown_headers(headers))


def _is_total(row: Line, head: _Head) -> bool:
    return any(plain(cell) in _TOTALS for column, cell in enumerate(row.cells) if column in head.named_by)


def _post_of(row: Line, head: _Head, posts: Posts) -> Known | Fault | None:
    named = [row.cells[column] for column in head.named_by if column < len(row.cells)]
    found = about(named, posts.index, posts.of(head.layout.network))
    if len(found) > 1:
        return Fault(row.number, head.named_by[0] + 1, _ambiguous(sorted(found, key=lambda one: one.channel)))
    return next(iter(found), None)


def _readings(row: Line, head: _Head, post: Known, at: datetime, faults: list[Fault]) -> list[Reading]:
    found = []
    for column, metric in head.columns:
        cell = row.cells[column] if column < len(row.cells) else ""
        if cell.casefold() in _NOTHING:
            continue
        header = head.headers[column]
        scale = head.layout.scales.get(header, 1)
        value = _fraction(cell) if scale != 1 else _count(cell)
        if value is None:
            faults.append(Fault(row.number, column + 1, _no_number(header, cell)))
            continue
        found.append(Reading(post.channel, post.post, metric, value * scale, at, header, head.layout.source, post.part))
    return found


def _count(cell: str) -> float | None:
    """Read a whole number; whatever stands between groups of three digits separates thousands."""
    if _GROUPED.fullmatch(cell):
        return float(re.sub(r"\D", "", cell))
    return float(cell.replace(",", ".")) if _WHOLE.fullmatch(cell) else None


def _fraction(cell: str) -> float | None:
    """Read a number with decimals. Three digits after one comma could be either, and are not read."""
    match = _FRACTION.fullmatch(cell)
    if match is None:
        return float(cell) if cell.isascii() and cell.isdigit() else None
    if match[3] is not None and len(match[4]) == _THOUSANDTHS and "." not in match[3]:
        return None
    whole, rest = (match[1], match[2]) if match[1] is not None else (match[3], match[4])
    return float(f"{re.sub(r'[.,]', '', whole)}.{rest}")


def _unknown_headers(headers: str) -> Sentence:
    return Sentence(
        f"No column says which post a row is about, or none counts anything that is known. The columns are: {headers}."
        " Say what a column counts with --column, such as --column 'Copertura=reach', and where it is from with --from",
        "Nessuna colonna dice di quale post è una riga, o nessuna conta qualcosa di noto. Le colonne sono:"
        f" {headers}. Di' che cosa conta una colonna con --column, per esempio --column 'Copertura=reach', e da dove"
        " viene con --from",
    )


def _ambiguous(found: Sequence[Known]) -> Sentence:
    names = ", ".join(f"{one.post} ({one.channel})" for one in found)
    return Sentence(
        f"This row could be about {names}: it was left out. Say which network with --from",
        f"Questa riga può riguardare {names}: è stata lasciata fuori. Di' quale rete con --from",
    )


def _per_day(post: Known) -> Sentence:
    return Sentence(
        f"{post.post} has several rows with different numbers, as in an export by day: it was left out. Export lifetime"
        " totals, one row a post",
        f"{post.post} ha più righe con numeri diversi, come in un'esportazione per giorno: è stato lasciato fuori."
        " Esporta i totali, una riga per post",
    )


def _no_number(header: str, cell: str) -> Sentence:
    # Where a row has slipped, names and words of people stand under a number: they are not repeated.
    cell = "…" if _LETTERS.search(cell) else cell[:_LONGEST_CELL]
    return Sentence(
        f"“{cell}” under “{header}” is no number that can be read for sure: it was left out",
        f"“{cell}” sotto “{header}” non è un numero leggibile con certezza: è stato lasciato fuori",
    )
