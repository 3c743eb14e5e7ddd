"""Words that go up and down."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Edit, Problem, post_check
from smm_build.checks._passages import texts_of
from smm_build.checks._words import bare
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["alternating_capitals"]

_UP_AND_DOWN = re.compile(r"(?<!\w)[a-zà-ÿ]?(?:[A-ZÀ-Þ][a-zà-ÿ]){3,}[A-ZÀ-Þ]?(?!\w)")
_UPS = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ][A-ZÀ-Þ][a-zà-ÿ][A-ZÀ-Þ]")
"""It is in all of that; looking for it is quicker by far."""


@post_check(Severity.HINT)
def alternating_capitals(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A word that goes up and down, `bUoNgIoRnO`.

    Names the brand lists among its words are left alone.

    ## Why it matters
    Capitals tell screen readers how to say a word: letter by letter, or in pieces. People who read slowly know words by
    their shape, and this one has none.

    ## How to fix
    Write it in small letters.

    ## Sources
    - <https://transformcase.com/blog/accessibility-and-text-case-screen-readers.html> (read 2026-11-23)
    """
    for passage in texts_of(post):
        for match in _UP_AND_DOWN.finditer(bare(passage.text)) if _UPS.search(passage.text) else ():
            if match[0] not in workspace.brand.voice.words:
                place = passage.at(match.start())
                yield Problem(
                    place,
                    Sentence(en=f"“{match[0]}” goes up and down", it=f"«{match[0]}» va su e giù"),
                    Sentence(en="Write it in small letters", it="Scrivilo in minuscolo"),
                    edits=(Edit(place, match[0], match[0].lower()),),
                )
