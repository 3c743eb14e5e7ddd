"""Rows of emoji."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._emoji import emoji_in, most_emoji_in
from smm_build.checks._passages import texts_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["emoji_in_a_row"]

_MOST = 3


@post_check(Severity.HINT, signs=(Has.SYMBOLS,))
def emoji_in_a_row(post: Post) -> Iterator[Problem]:
    """More than three emoji in a row.

    ## Why it matters
    A screen reader says the name of each: eight hearts are half a minute.

    ## How to fix
    One says the same.
    """
    for passage in texts_of(post):
        for row in _rows(passage.text) if most_emoji_in(passage.text) > _MOST else ():
            if len(row) > _MOST:
                yield Problem(
                    passage.at(row[0]),
                    Sentence(en=f"{len(row)} emoji in a row", it=f"{len(row)} emoji di fila"),
                    Sentence(en="One says the same", it="Una dice lo stesso"),
                )


def _rows(text: str) -> list[list[int]]:
    """Return the offsets of emoji that follow each other with nothing but blanks in between."""
    rows: list[list[int]] = []
    end = -1
    for offset, emoji in emoji_in(text):
        if end >= 0 and not text[end:offset].strip(" "):
            rows[-1].append(offset)
        else:
            rows.append([offset])
        end = offset + len(emoji)
    return rows
