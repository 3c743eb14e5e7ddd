"""Faces made of signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import texts_of
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["drawing_of_characters"]

_DRAWING = re.compile(r"¯\\_|_/¯|\(╯°|┻━|ʕ•|\( ͡°|\( ͠°")


@post_check(Severity.HINT, signs=("¯", "╯", "┻", "ʕ", "\u0360", "\u0361"))
def drawing_of_characters(post: Post) -> Iterator[Problem]:
    r"""A face or a gesture made of signs, such as `¯\_(ツ)_/¯`.

    ## Why it matters
    A screen reader says "macron, backslash, low line, katakana tu…".

    ## How to fix
    Use an emoji, which has a name, or words.
    """
    for passage in texts_of(post):
        match = _DRAWING.search(passage.text) if not passage.text.isascii() else None
        if match:
            yield Problem(
                passage.at(match.start()),
                Sentence(
                    en="A drawing of signs is read out sign by sign",
                    it="Un disegno di caratteri viene letto segno per segno",
                ),
                Sentence(en="Use an emoji or words", it="Usa un'emoji o le parole"),
            )
