"""The same word twice in a row."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator

from smm_build.checks._base import Confidence, Edit, Problem, post_check
from smm_build.checks._passages import texts_of
from smm_build.checks._words import bare, language_in, word_list
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["repeated_word"]

_TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]{2,})[ \n]\1(?![\w'’-])")


@post_check(Severity.WARNING, confidence=Confidence.LOW)
def repeated_word(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """The same word twice in a row, as in "the the".

    Words that are doubled on purpose, such as "piano piano" and "very very", are left alone, and so are names.

    ## Why it matters
    Nobody sees it while writing, and everybody sees it afterwards.

    ## How to fix
    Delete one.
    """
    for passage in texts_of(post):
        for match in _TWICE.finditer(bare(passage.text)) if _one_is_repeated(passage.text) else ():
            word = match[1]
            if word in _SMALL and not _is_meant(word, language_in(post, passage, workspace)):
                yield Problem(
                    passage.at(match.start()),
                    Sentence(en=f"“{word}” is here twice", it=f"«{word}» è qui due volte"),
                    Sentence(en="Delete one", it="Cancellane uno"),
                    edits=(Edit(passage.at(match.start()), match[0], word),) if "\n" not in match[0] else (),
                )


def _one_is_repeated(text: str) -> bool:
    """Whether a word of ``text`` is the same as the next: quicker to see than where and how."""
    words = word_list(text)
    return any(map(operator.eq, words, words[1:]))


def _is_meant(word: str, language: str) -> bool:
    """Tell whether grammar doubles ``word``: "that that" is English, and French and German double other words."""
    return language not in {"en", "it"} or word in {"that", "her", "is"}


# Small words are doubled by mistake; others mostly on purpose.
_SMALL = frozenset(
    """
    a an and are as at be but by for from has he her his i in is it its of on or our she that the their them they this
    to was we were will with you your
    al alla alle allo ai anche che chi come con da dal dalla dei del della delle di e è gli ha hanno i il in io la le lo
    ma nei nel nella non o per più questa questo se si sono su sul sulla un una uno
    """.split()  # noqa: SIM905 - reads better than a hundred quoted words
)
