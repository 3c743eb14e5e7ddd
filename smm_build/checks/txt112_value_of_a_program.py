"""Words a program has left in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import texts_of
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["value_of_a_program"]

_VALUE = re.compile(
    r"^[ \t]*(?:None|null|undefined|NaN|nil|\[object Object\]|Invalid Date|#REF!|#N/A)[ \t]*$", re.MULTILINE
)


@post_check(Severity.WARNING)
def value_of_a_program(post: Post) -> Iterator[Problem]:
    """A line that says `None`, `null`, `undefined`, `[object Object]` or `#N/A` and nothing else.

    Posts that are made by a program or from a table have it where something was missing.

    ## Why it matters
    It is published like that. In the posts of a real team it was, on every channel.

    ## How to fix
    Write what is missing, or delete the line.
    """
    for passage in texts_of(post):
        for match in _VALUE.finditer(passage.text):
            word = match[0].strip()
            yield Problem(
                passage.at(match.start()),
                Sentence(en=f"A line says `{word}`", it=f"Una riga dice `{word}`"),
                Sentence(en="Write what is missing, or delete it", it="Scrivi quello che manca, o cancellala"),
            )
