"""Lists whose points are emoji."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from smm_build.checks._base import Problem, post_check
from smm_build.checks._emoji import emoji_in, most_emoji_in, plain_emoji
from smm_build.checks._passages import texts_of
from smm_build.checks._signs import Has
from smm_build.checks._words import paragraphs_in
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["emoji_as_bullets"]

_LINES = 3


@post_check(Severity.HINT, signs=(Has.SYMBOLS,))
def emoji_as_bullets(post: Post) -> Iterator[Problem]:
    """Three lines or more in a row that begin with the same emoji.

    ## Why it matters
    A screen reader says its whole name before each line: "white heavy check mark, free delivery, white heavy check
    mark…".

    ## How to fix
    Begin the lines with a hyphen, or with numbers.
    """
    for passage in texts_of(post):
        if most_emoji_in(passage.text) < _LINES or len(emoji_in(passage.text)) < _LINES:
            continue
        lines = [(offset, _first_emoji(line)) for offset, line in paragraphs_in(passage.text)]
        for emoji, run in groupby(lines, key=lambda line: line[1]):
            row = list(run)
            if emoji and len(row) >= _LINES:
                yield Problem(
                    passage.at(row[0][0]),
                    Sentence(en=f"{len(row)} lines begin with {emoji}", it=f"{len(row)} righe cominciano con {emoji}"),
                    Sentence(en="Begin them with a hyphen", it="Cominciale con un trattino"),
                )


def _first_emoji(line: str) -> str:
    blank = len(line) - len(line.lstrip())
    return next((plain_emoji(emoji) for offset, emoji in emoji_in(line) if offset == blank), "")
