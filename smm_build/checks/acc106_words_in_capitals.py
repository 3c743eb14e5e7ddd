"""Texts that shout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import texts_of
from smm_build.checks._words import shown_words, word_list, words_in
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["words_in_capitals"]

_FEW = 4
_ROMAN = re.compile(r"[IVXLCDM]+")


@post_check(Severity.HINT)
def words_in_capitals(post: Post) -> Iterator[Problem]:
    """Four words or more in capitals one after the other.

    ## Why it matters
    It reads as shouting, it is hard to read for everybody, and some screen readers spell it letter by letter.

    ## How to fix
    Write it in small letters. Say what is important first instead.

    ## Sources
    - <https://dap.berkeley.edu/learn/what-makes-social-media-accessible>, as summed up by others (2026-11-22)
    """
    for passage in texts_of(post):
        # Of so many in a row one is at such a place.
        if not any(map(str.isupper, word_list(passage.text)[_FEW - 1 :: _FEW])):
            continue
        run: list[tuple[int, str]] = []
        for offset, word in (*words_in(passage.text), (0, "")):
            if len(word) > 1 and word.isupper():
                run.append((offset, word))
                continue
            if len(run) >= _FEW and not all(_ROMAN.fullmatch(word) for _, word in run):
                words = " ".join(word for _, word in run)
                yield Problem(
                    passage.at(run[0][0]),
                    Sentence(en=f"“{shown_words(words)}” is shouted", it=f"«{shown_words(words)}» è gridato"),
                    Sentence(en="Write it in small letters", it="Scrivilo in minuscolo"),
                )
            run = []
