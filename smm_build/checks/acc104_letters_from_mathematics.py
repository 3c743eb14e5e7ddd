"""Letters that only look like letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import passages_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["letters_from_mathematics"]

# Mathematical alphanumerics with the older script and double-struck letters that complete them, then circled letters.
# Squared letters are left alone: 🅰 and 🅿 are emoji.
_LETTER = "[\U0001d400-\U0001d7ff\u2102\u210a-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c-\u2134\u24b6-\u24e9]"
_RUN = re.compile(rf"{_LETTER}{{2,}}(?:[ '’-]{_LETTER}+)*")
_FIRST = re.compile("[\u2102-\u2134\u24b6-\u24e9\U0001d400-\U0001d7ff]")


@post_check(Severity.WARNING, signs=(Has.SYMBOLS,))
def letters_from_mathematics(post: Post) -> Iterator[Problem]:
    """Bold, italic or script "fonts" made of mathematical signs.

    ## Why it matters
    They are not letters but signs for formulas. Screen readers spell them out one by one ("mathematical bold capital
    H"), skip them or say nothing; search does not find them; old telephones show boxes.

    ## How to fix
    Write plain letters. Say what is important first instead of making it bold.

    ## Sources
    - <https://business.scope.org.uk/article/accessibility-screen-readers-special-characters-and-unicode-symbols>
      (read 2026-11-23)
    - <https://kence.org/2020/10/02/accessibility-of-unicode-as-styled-text/> (read 2026-11-23)
    """
    for passage in passages_of(post):
        if not _FIRST.search(passage.text):
            continue
        for match in _RUN.finditer(passage.text):
            plain = unicodedata.normalize("NFKC", match[0])
            yield Problem(
                passage.at(match.start()),
                Sentence(
                    en=f"“{match[0]}” is made of mathematical signs, which screen readers cannot read",
                    it=f"«{match[0]}» è fatto di simboli matematici, che i lettori di schermo non sanno leggere",
                ),
                Sentence(en=f"Write “{plain}”", it=f"Scrivi «{plain}»"),
            )
