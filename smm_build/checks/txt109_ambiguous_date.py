"""Dates that are two dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import texts_of, without_links
from smm_build.checks._words import language_in
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["ambiguous_date"]

_DATE = re.compile(r"(?<![\w/.-])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\w/-])")
_MONTHS = 12


@post_check(Severity.HINT, signs=("/",))
def ambiguous_date(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A date such as 03/04/2026 in an English text.

    ## Why it matters
    It is the third of April in Europe and the fourth of March in America.

    ## How to fix
    Write the month as a word.
    """
    for passage in texts_of(post):
        plain = without_links(passage.text)
        for match in _DATE.finditer(plain) if "/" in plain else ():
            first, second = int(match[1]), int(match[2])
            both = first != second and first <= _MONTHS and second <= _MONTHS
            if both and language_in(post, passage, workspace) == "en":
                yield Problem(
                    passage.at(match.start()),
                    Sentence(en=f"{match[0]} is two dates", it=f"{match[0]} sono due date"),
                    Sentence(en="Write the month as a word", it="Scrivi il mese in lettere"),
                )
