"""Numbers as they were read, in CSV files on the git branch ``smm-metrics`` that only ever gains files.

Every append is a file of its own that nobody changes afterwards, ``readings/2026-11/23T214800Z-<digest>.csv``: named
by month and time of its first reading and by its content. So two runs that write at once never meet in a file, and the
same numbers written twice are there once. The columns are :data:`COLUMNS`; ``post`` is empty for the account itself,
``at`` is UTC as in ``2026-11-23T21:48:00Z``. Of every export that was read there is a file of facts in ``imports/``.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Protocol

from smm_build.domain.reading import Metric, Reading
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import utc_text

__all__ = [
    "BRANCH",
    "COLUMNS",
    "Branch",
    "StoreError",
    "append",
    "imported_before",
    "load",
    "remember_import",
    "tables",
]

BRANCH = "smm-metrics"
COLUMNS = ("channel", "post", "part", "metric", "value", "at", "name", "source")
_FOLDER = "readings/"
_IMPORTS = "imports/"
_HEADER = ",".join(COLUMNS) + "\n"
_DIGEST = 12
"""Hex digits of a file's content that its name holds."""


class Branch(Protocol):
    """A git branch of files, as :class:`smm_build.run.branch.FileBranch` is one."""

    def read(self, folder: str) -> Iterable[tuple[str, bytes]]:
        """Yield path and content of every file under ``folder``, in the order of their paths."""
        ...

    def add(self, files: Mapping[str, bytes], message: str) -> None:
        """Write files, whatever others write at the same time."""
        ...


class StoreError(Exception):
    """What lies on the branch was not written by this version of the product."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


def append(branch: Branch, readings: Iterable[Reading], message: str = "read numbers") -> int:
    """Add those ``readings`` that are not there yet and return how many were new. Raises what ``branch`` raises."""
    files: dict[str, bytes] = {}
    count = 0
    for month, lines in _by_month(readings).items():
        new = sorted(set(lines).difference(_lines_of(branch, month)), key=lambda line: (lines[line], line))
        if new:
            content = (_HEADER + "".join(new)).encode("utf-8")
            files[_path(lines[new[0]], content)] = content
            count += len(new)
    if files:
        branch.add(files, message)
    return count


def load(branch: Branch, since: str = "") -> Iterator[Reading]:
    """Yield every reading, month by month; only from the month ``since`` (``2026-11``) on, if one is named.

    Raises :class:`StoreError` for files of another version.
    """
    for path, content in tables(branch, since):
        yield from _readings(path, content)


def tables(branch: Branch, since: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every CSV file, for whoever reads tables faster than :func:`load` can."""
    for path, content in branch.read(_FOLDER):
        if path.endswith(".csv") and path.removeprefix(_FOLDER) >= since:
            yield path, content


def remember_import(branch: Branch, content: bytes, facts: Mapping[str, str | int]) -> None:
    """Write down that an export was read: its name, its layout, when it was made, its rows."""
    text = json.dumps({"sha256": hashlib.sha256(content).hexdigest(), **facts}, ensure_ascii=False, indent=1) + "\n"
    branch.add({_import_path(content): text.encode("utf-8")}, "read an export")


def imported_before(branch: Branch, content: bytes) -> Mapping[str, object] | None:
    """Return what is known of an export that was read already, ``None`` for a new one."""
    path = _import_path(content)
    return next((json.loads(known) for name, known in branch.read(_IMPORTS) if name == path), None)


def _import_path(content: bytes) -> str:
    return f"{_IMPORTS}{hashlib.sha256(content).hexdigest()[:_DIGEST]}.json"


def _by_month(readings: Iterable[Reading]) -> dict[str, dict[str, datetime]]:
    months: dict[str, dict[str, datetime]] = {}
    for reading in readings:
        at = reading.at.astimezone(UTC)
        months.setdefault(f"{at:%Y-%m}", {})[_line(reading)] = at
    return months


def _lines_of(branch: Branch, month: str) -> set[str]:
    return {
        line
        for _, content in branch.read(f"{_FOLDER}{month}/")
        for line in content.decode("utf-8").splitlines(keepends=True)
    }


def _path(at: datetime, content: bytes) -> str:
    return f"{_FOLDER}{at:%Y-%m/%dT%H%M%SZ}-{hashlib.sha256(content).hexdigest()[:_DIGEST]}.csv"


def _line(reading: Reading) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(
        (
            reading.channel,
            reading.post or "",
            reading.part,
            reading.metric.value,
            _number(reading.value),
            utc_text(reading.at),
            " ".join(reading.name.split()),
            " ".join(reading.source.split()),
        )
    )
    return text.getvalue()


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))


def _readings(path: str, content: bytes) -> Iterator[Reading]:
    rows = csv.reader(io.StringIO(content.decode("utf-8")))
    if tuple(next(rows, ())) != COLUMNS:
        raise StoreError(_other_version(path, ", ".join(COLUMNS)))
    times: dict[str, datetime] = {}
    for number, row in enumerate(rows, start=2):
        try:
            channel, post, part, metric, value, at, name, source = row
            when = times.get(at) or times.setdefault(at, datetime.fromisoformat(at))
            yield Reading(channel, post or None, Metric(metric), float(value), when, name, source, int(part))
        except ValueError as error:
            raise StoreError(_other_version(f"{path}:{number}", str(error))) from error


def _other_version(place: str, why: str) -> Sentence:
    return Sentence(
        f"The numbers at {BRANCH}:{place} cannot be read ({why}). Update smm: a newer one probably wrote them",
        f"I numeri in {BRANCH}:{place} non si leggono ({why}). Aggiorna smm: forse li ha scritti una versione nuova",
    )
