"""All numbers and what they are about in one DuckDB file, which can be asked but not changed.

It is made of CSV, which DuckDB reads a hundred times as fast as it takes rows from Python, and kept in the workspace's
cache until something it was made of changes. Whoever asks gets it read-only, without files, network or extensions.
"""

from __future__ import annotations

import csv
import hashlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from smm_build.domain.sentence import Sentence
from smm_build.insight.facts import Facts
from smm_build.insight.macros import MACROS
from smm_build.insight.store import COLUMNS
from smm_build.insight.tables import TABLES, Table, table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Answer", "Archive", "QueryError", "open_archive"]

_LOCKED = {
    "allow_community_extensions": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "lock_configuration": "true",
}
"""https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview, read on 2026-11-23."""

_VERSION = "1"
"""Grows when the same rows would make another file."""


class QueryError(Exception):
    """A question could not be answered. ``sentence`` says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question is answered with: names of the columns, and rows."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def dicts(self) -> list[dict[str, Any]]:
        """Return every row by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Archive:
    """The tables, ready to be asked; close it, or use it in a ``with``."""

    def __init__(self, path: Path) -> None:
        import duckdb  # noqa: PLC0415 - most commands ask nothing

        self._error: type[Exception] = duckdb.Error
        self._name = path.stem
        self._connection: DuckDBPyConnection = duckdb.connect(str(path), read_only=True, config=dict(_LOCKED))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def ask(self, sql: str, values: Sequence[object] = ()) -> Answer:
        """Return what ``sql`` selects, with ``values`` for its question marks; raises :class:`QueryError`."""
        try:
            cursor = self._connection.execute(sql, list(values))
            found = cursor.fetchall() if cursor.description else []
        except self._error as error:
            raise QueryError(_refused(str(error).replace(self._name, "insight"))) from error
        return Answer(tuple(column[0] for column in cursor.description or ()), found)


def open_archive(rows: Facts, readings: Iterable[tuple[str, bytes]], folder: Path) -> Archive:
    """Return the archive of ``rows`` and of the store's CSV files (:func:`smm_build.insight.store.tables`).

    It is kept in ``folder`` and made anew when anything differs from the last time. Raises :class:`QueryError` for a
    CSV file of another version.
    """
    files = sorted(readings)
    path = folder / f"insight-{_digest(rows, files)}.duckdb"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _make(path, rows, files)
        for old in folder.glob("insight-*.duckdb"):
            if old != path:
                old.unlink(missing_ok=True)
    return Archive(path)


def _digest(rows: Facts, files: Sequence[tuple[str, bytes]]) -> str:
    found = hashlib.blake2b(digest_size=12)
    found.update(repr((_VERSION, MACROS, TABLES)).encode())
    found.update(repr(sorted(rows.items())).encode())
    for path, content in files:
        found.update(f"\0{path}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()


def _make(path: Path, rows: Facts, files: Sequence[tuple[str, bytes]]) -> None:
    import duckdb  # noqa: PLC0415 - see above

    with tempfile.TemporaryDirectory(prefix="insight-", dir=path.parent) as scratch:
        new = Path(scratch) / "new.duckdb"
        with duckdb.connect(str(new)) as connection:
            for one in TABLES:
                if one.name in rows:
                    _load(connection, one, _csv(Path(scratch) / one.name, rows[one.name]))
            _load(connection, table("readings"), _joined(Path(scratch) / "readings", files))
            connection.execute(_LATEST)
            for macro in MACROS:
                connection.execute(macro)
        os.replace(new, path)  # noqa: PTH105 - Path.replace is the same, and this says what it is for


_LATEST = """
CREATE TABLE latest AS
SELECT channel, post, part, metric, arg_max(value, read_at) AS value, max(read_at) AS read_at,
  arg_max(name, read_at) AS name, arg_max(source, read_at) AS source
FROM readings GROUP BY channel, post, part, metric
"""


def _load(connection: DuckDBPyConnection, one: Table, file: Path) -> None:
    columns = ", ".join(f"'{column.name}': '{column.type}'" for column in one.columns)
    connection.execute(
        f"CREATE TABLE {one.name} AS SELECT * FROM read_csv(?, columns = {{{columns}}}, header = false,"  # noqa: S608 - our own names
        " auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '', new_line = '\\n')",
        [str(file)],
    )


def _csv(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([_cell(cell) for cell in row] for row in rows)
    return path


def _cell(cell: object) -> object:
    """Return a cell as one line of text: a title is one, whatever its file has."""
    return " ".join(cell.split()) if isinstance(cell, str) else cell


def _joined(path: Path, files: Sequence[tuple[str, bytes]]) -> Path:
    """Write the store's files as one; its columns are those of the table, in the same order."""
    with path.open("wb") as out:
        for name, content in files:
            head, _, rest = content.partition(b"\n")
            if head.decode("utf-8", "replace").strip() != ",".join(COLUMNS):
                raise QueryError(_other_version(name))
            out.write(rest)
    return path


def _refused(said: str) -> Sentence:
    plain = said.strip()
    return Sentence(
        f"{plain}\n`smm query --tables` says what there is to ask",
        f"{plain}\n`smm query --tables` dice che cosa si può chiedere",
    )


def _other_version(name: str) -> Sentence:
    return Sentence(
        f"The numbers in {name} are of another version of smm: update it",
        f"I numeri in {name} sono di un'altra versione di smm: aggiornalo",
    )
