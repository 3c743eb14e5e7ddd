"""galaxy-social's ``processed_files.json``: which post went to which channel.

Its shape, read in ``lib/galaxy_social.py`` of https://github.com/usegalaxy-eu/galaxy-social on 2026-11-23: post path ->
name of the medium -> ``true`` if it was sent, ``false`` if that failed. Neither time nor address is kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from smm_build.domain.sentence import Sentence
from smm_build.importers._base import Row, Source
from smm_build.importers._text import clean, decode

__all__ = ["FILE", "Results", "read_results"]

FILE = "processed_files.json"


@dataclass(frozen=True, slots=True)
class Results:
    """What happened, by path of the post and name in small letters; and the report of entries that say nothing."""

    by_post: Mapping[str, Mapping[str, Literal["sent", "failed"]]] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()

    def left_out(self, path: str, names: Mapping[str, object], why: Sentence) -> list[Row]:
        """Return a row for every result of the post ``path`` whose channel is not among ``names``."""
        entries = self.by_post.get(path, {})
        return [Row(FILE, None, what(path, name), "left out", why) for name in entries if name not in names]

    def forgotten(self) -> Results:
        """Return the same without any result, as the user wishes, and say so of each."""
        why = Sentence("As asked, nothing counts as sent.", "Come richiesto, niente vale come inviato.")
        rows = [row for path in self.by_post for row in self.left_out(path, {}, why)]
        return Results({}, (*self.rows, *rows))


def what(path: str, name: str) -> str:
    """Return how a result is called in the report."""
    return clean(f"result {path}: {name}")


def read_results(source: Source) -> Results:
    """Read the results; a file that is not there says nothing."""
    if FILE not in source:
        return Results()
    text = decode(source[FILE])
    try:
        value = json.loads(text if text is not None else "")
    except (ValueError, RecursionError):
        return Results({}, (_file("left out", "It is not JSON.", "Non è JSON."),))
    if not isinstance(value, dict):
        return Results({}, (_file("left out", "It is no list of posts.", "Non è un elenco di post."),))
    rows = [_file("imported", f"It names {len(value)} posts.", f"Nomina {len(value)} post.")]
    by_post = {path: _of_post(path, entry, rows) for path, entry in value.items()}
    return Results(by_post, tuple(rows))


def _file(outcome: Literal["imported", "left out"], en: str, it: str) -> Row:
    return Row(FILE, None, "file", outcome, Sentence(en, it))


def _of_post(path: str, entry: object, rows: list[Row]) -> Mapping[str, Literal["sent", "failed"]]:
    found: dict[str, Literal["sent", "failed"]] = {}
    for name, result in entry.items() if isinstance(entry, dict) else ():
        if isinstance(result, bool):
            found[name.lower()] = "sent" if result else "failed"
        else:
            odd = Sentence("It is neither true nor false.", "Non è né vero né falso.")
            rows.append(Row(FILE, None, what(path, name), "left out", odd))
    if not isinstance(entry, dict):
        odd = Sentence("It names no channels.", "Non nomina canali.")
        rows.append(Row(FILE, None, clean(f"result {path}"), "left out", odd))
    return found
