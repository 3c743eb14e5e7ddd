"""Blanks where none belong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Edit, Problem, post_check
from smm_build.checks._passages import texts_of
from smm_build.checks._words import language_in
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["stray_space"]

_STRAY = re.compile(r"(?<=\S)(?P<two> {2,})(?=\S)|(?<=[^\W\d_])(?P<before> +)(?=[,;:.!?](?:\s|$))")


@post_check(Severity.HINT, signs=("  ", " ,", " ;", " :", " .", " !", " ?"))
def stray_space(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """Two blanks in a row, or a blank before a comma or a full stop.

    In French, where a blank belongs before some signs, only the first is looked for. Between ``` fences, where blanks
    put things under each other, nothing is.

    ## Why it matters
    It looks like a slip, and on a narrow screen the comma begins the next line.

    ## How to fix
    Delete the blank.
    """
    for passage in texts_of(post):
        if "  " not in passage.text and not _BEFORE.search(passage.text):
            continue
        french = language_in(post, passage, workspace) == "fr"
        for match in _STRAY.finditer(_FENCED.sub(_as_one_word, passage.text)):
            if match["before"] and (french or match.string[match.end() :].startswith((":", ";)", ". . "))):
                continue
            place = passage.at(match.start())
            yield Problem(
                place,
                Sentence(en="There is a blank too many", it="C'è uno spazio di troppo"),
                Sentence(en="Delete it", it="Cancellalo"),
                edits=(Edit(place, match[0], " " if match["two"] else "", safe=True),),
            )


_BEFORE = re.compile(r" [,;:.!?](?:\s|$)")
_FENCED = re.compile(r"^```.*?(?:^```[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)


def _as_one_word(match: re.Match[str]) -> str:
    return "`" * len(match[0])
