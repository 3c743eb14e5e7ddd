"""Texts that are always excited."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import texts_of
from smm_build.checks._words import bare
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["too_many_exclamation_marks"]

_MOST = 3
_DOUBLE = re.compile(r"!{2,}|[!?]*(?:\?!|!\?)[!?]+")


@post_check(Severity.HINT, signs=("!",))
def too_many_exclamation_marks(post: Post) -> Iterator[Problem]:
    """More than three exclamation marks in one message, or several in a row.

    ## Why it matters
    Where everything is exciting nothing is, and spam filters count them, too.

    ## How to fix
    Keep the one that is meant.
    """
    for passage in texts_of(post):
        if "!" not in passage.text:
            continue
        text = bare(passage.text)
        double = _DOUBLE.search(text)
        count = text.count("!")
        if double or count > _MOST:
            yield Problem(
                passage.at(double.start() if double else text.index("!")),
                Sentence(en=f"{count} exclamation marks", it=f"{count} punti esclamativi"),
                Sentence(en="Keep the one that is meant", it="Tieni quello che serve"),
            )
