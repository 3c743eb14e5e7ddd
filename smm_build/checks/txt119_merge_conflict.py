"""What git leaves in a text that two people changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import texts_of
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["merge_conflict"]

_MARKS = re.compile(r"^(?:<{7}|>{7})(?= |$)", re.MULTILINE)


@post_check(Severity.ERROR, signs=("<<<<<<<", ">>>>>>>"))
def merge_conflict(post: Post) -> Iterator[Problem]:
    """A line that begins with `<<<<<<<` or `>>>>>>>`: what git writes where two changes meet.

    ## Why it matters
    Both texts would be published, one below the other, with the marks between them.

    ## How to fix
    Choose one of the two texts, or write one of both, and delete the three lines with the marks.
    """
    for passage in texts_of(post):
        for match in _MARKS.finditer(passage.text):
            yield Problem(
                passage.at(match.start()),
                Sentence(en=f"`{match[0]}` is a mark of git's", it=f"`{match[0]}` è un segno di git"),
                Sentence(
                    en="Choose one of the two texts and delete the lines with the marks",
                    it="Scegli uno dei due testi e cancella le righe con i segni",
                ),
            )
