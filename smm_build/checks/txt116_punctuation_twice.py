"""Signs of punctuation that stand together by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Edit, Problem, post_check
from smm_build.checks._passages import texts_of
from smm_build.checks._words import bare
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["punctuation_twice"]

# Between letters or at the end: "1..5", "../", ":::" and emoticons are something else.
_TWICE = re.compile(r"(?<=[^\W\d_])(?:,,+|;;+|,\.(?!\.)|\.,|\.\.(?!\.)|[!?]\.(?!\.)|,;|;,)(?=\s|$|[^\W\d_])")


@post_check(Severity.HINT, signs=(",,", ";;", ",.", ".,", "..", "!.", "?.", ",;", ";,"))
def punctuation_twice(post: Post) -> Iterator[Problem]:
    """Two signs of punctuation where one is meant: `,,`, `,.`, `!.`, or two full stops.

    An abbreviation before a comma, `ecc.,`, is left alone, and so are `?!` and three full stops.

    ## Why it matters
    It is what is left after a sentence was rewritten, and readers see it.

    ## How to fix
    Leave one.
    """
    for passage in texts_of(post):
        text = bare(passage.text)
        for match in _TWICE.finditer(text):
            if not (match[0] == ".," and _is_abbreviation(text, match.start())):
                place = passage.at(match.start())
                yield Problem(
                    place,
                    Sentence(en=f"“{match[0]}” is one sign too many", it=f"In «{match[0]}» c'è un segno di troppo"),
                    Sentence(en="Leave one", it="Lasciane uno"),
                    edits=(Edit(place, match[0], match[0][0]),),
                )


_ABBREVIATION = re.compile(
    r"(?<![^\W\d_])(?:\w\.)*(?:\w{1,2}|ecc|etc|all|art|cfr|dott|fig|ing|inc|ltd|pag|prof|sig|tel)$", re.IGNORECASE
)


def _is_abbreviation(text: str, end: int) -> bool:
    """Whether a word that ends in a full stop ends before ``end``: "ecc.,", "Inc.,", "S.p.A.,"."""
    return _ABBREVIATION.search(text[max(0, end - 12) : end]) is not None
