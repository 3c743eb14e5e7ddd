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
_NEW_LINE = re.compile(r"(?<![`\"'“«\\])(?:\\r)?\\n(?![a-z])")
_SLIP = 2
"""Who writes about ``\\n`` writes it once; a program that forgot to turn it into a new line did so at every line."""


@post_check(
    Severity.WARNING,
    signs=("None", "null", "undefined", "NaN", "nil", "[object Object]", "Invalid Date", "#REF!", "#N/A", "\\n"),
)
def value_of_a_program(post: Post) -> Iterator[Problem]:
    r"""A line that says `None`, `null`, `undefined`, `[object Object]` or `#N/A`, or new lines written as `\n`.

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
        if len(slips := list(_NEW_LINE.finditer(passage.text))) >= _SLIP:
            yield Problem(
                passage.at(slips[0].start()),
                Sentence(
                    en=f"`{slips[0][0]}` stands there {len(slips)} times in the place of a new line",
                    it=f"`{slips[0][0]}` sta {len(slips)} volte al posto di un a capo",
                ),
                Sentence(en="Begin a new line there instead", it="Vai invece a capo in quel punto"),
            )
