"""Two kinds of quotation marks in one text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import texts_of
from smm_build.checks._words import bare
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["mixed_quotes"]

_TWO = 2
_KINDS = (
    (Sentence(en="straight", it="dritte"), re.compile(r'(?<![\w\d])"(?=\w)|(?<=[^\W\d])"')),
    (Sentence(en="curly", it="curve"), re.compile("[“”]")),
    (Sentence(en="angular", it="caporali"), re.compile("[«»]")),
)


@post_check(Severity.HINT, signs=tuple('"“”«»'))
def mixed_quotes(post: Post) -> Iterator[Problem]:
    """More than one kind of quotation marks, `"…"`, `“…”` and `«…»`, in one text.

    Curly ones inside angular ones, a quotation in a quotation, are all right.

    ## Why it matters
    It shows that the text was put together from pieces.

    ## How to fix
    Choose one kind.
    """
    for passage in texts_of(post):
        if sum([any(mark in passage.text for mark in marks) for marks in ('"', "“”", "«»")]) < _TWO:
            continue
        text = bare(_NESTED.sub(lambda match: "«" + " " * (len(match[0]) - 2) + "»", passage.text))
        found = [(match.start(), name) for name, pattern in _KINDS if (match := pattern.search(text))]
        if len(found) > 1:
            kinds = sorted(found, key=lambda pair: pair[0])
            yield Problem(
                passage.at(kinds[1][0]),
                Sentence(
                    en=f"Quotation marks of two kinds: {kinds[0][1].en} and {kinds[1][1].en}",
                    it=f"Virgolette di due tipi: {kinds[0][1].it} e {kinds[1][1].it}",
                ),
                Sentence(en="Choose one kind", it="Scegli un tipo solo"),
            )


_NESTED = re.compile(r"«[^«»]*»")
