"""The month's aggregates of messages and comments, as a table for the report. They hold counts and no person."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from smm_build.domain.sentence import Language, Sentence
from smm_build.insight.writing import table

__all__ = ["community_table"]


def community_table(text: str | None, language: Language) -> str | None:
    """Return the table of ``content/reports/community-YYYY-MM.yml``; ``None`` when there is none to be read.

    Every number has a row, called by the keys that lead to it, whatever these are.
    """
    try:
        said = yaml.safe_load(text or "")
    except yaml.YAMLError:
        return None
    rows = list(_rows(said, ()))
    head = Sentence("What|Count", "Che cosa|Quanti").into(language)
    return table(head.split("|"), rows) if rows else None


def _rows(said: object, above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(said, dict):
        for key, value in said.items():
            yield from _rows(value, (*above, str(key)))
    elif isinstance(said, list):
        for number, value in enumerate(said, start=1):
            yield from _rows(value, (*above, str(number)))
    elif above and said is not None:
        yield " · ".join(above), str(said)
