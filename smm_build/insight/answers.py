"""An answer as text, CSV and JSON, and what there is to ask. Pure."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime

from smm_build.domain.sentence import Language, Sentence
from smm_build.insight.archive import Answer
from smm_build.insight.tables import TABLES

__all__ = ["answer_csv", "answer_json", "answer_text", "tables_text"]

_NOTHING = "–"


def answer_text(answer: Answer) -> str:
    """Return a table that lines up; numbers stand to the right, and what is not known is a dash."""
    cells = [[_shown(cell) for cell in row] for row in answer.rows]
    widths = [max(map(len, column)) for column in zip(answer.columns, *cells, strict=True)]
    right = [all(isinstance(row[at], int | float | None) for row in answer.rows) for at in range(len(widths))]
    lines = [answer.columns, tuple("-" * width for width in widths), *cells]
    return "".join(
        "  ".join(
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(line, widths, right, strict=True)
        ).rstrip()
        + "\n"
        for line in lines
    )


def _shown(cell: object) -> str:
    if cell is None:
        return _NOTHING
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell == int(cell) else f"{cell:.4g}" if abs(cell) < 1 else f"{cell:.2f}"
    return " ".join(str(cell).split())


def answer_csv(answer: Answer) -> str:
    """Return CSV with a header; what is not known is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.rows)
    return text.getvalue()


def answer_json(answer: Answer) -> str:
    """Return a list of objects; times are ISO 8601, UTC where they are moments."""
    return json.dumps(answer.dicts(), ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(cell: object) -> str:
    if isinstance(cell, datetime):
        return f"{cell.isoformat()}Z"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


_ALSO = (
    (
        "results(first_day, day_after, read_until)",
        Sentence(
            "every delivery that went out in these days with its numbers, each as it was last read until then",
            "ogni consegna uscita in quei giorni con i suoi numeri, ciascuno com'era all'ultima lettura entro allora",
        ),
    ),
    (
        "accounts(read_until)",
        Sentence(
            "the numbers of the accounts as they were last read until then",
            "i numeri dei profili com'erano all'ultima lettura entro allora",
        ),
    ),
)


def tables_text(language: Language) -> str:
    """Say what can be asked: every table with its columns, and the questions that have a name."""
    lines = []
    for one in TABLES:
        lines.append(f"{one.name}: {one.about.into(language)}")
        width = max(len(column.name) for column in one.columns)
        lines += [
            f"  {column.name.ljust(width)}  {column.type.ljust(9)}  {column.about.into(language)}"
            for column in one.columns
        ]
    lines += [f"{name}: {about.into(language)}" for name, about in _ALSO]
    return "\n".join(lines)
