"""Sentences with hashtags for words."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._hashtags import hashtags_in
from smm_build.checks._passages import texts_of
from smm_build.checks._words import WORD, bare, paragraphs_in
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["hashtags_in_the_sentence"]

_MOST = 3


@post_check(Severity.HINT, signs=("#",))
def hashtags_in_the_sentence(post: Post) -> Iterator[Problem]:
    """More than three hashtags between the words of one line.

    ## Why it matters
    A screen reader says "hash" or "number" each time, and everybody else reads a sentence full of links.

    ## How to fix
    Write words as words, and put the hashtags on a line of their own at the end.
    """
    for passage in texts_of(post):
        for offset, line in paragraphs_in(passage.text) if passage.text.count("#") > _MOST else ():
            tags = hashtags_in(line)
            last = max((match.end() for match in WORD.finditer(bare(line))), default=0)
            inside = [start for start, _ in tags if start < last]
            if len(inside) > _MOST:
                yield Problem(
                    passage.at(offset + inside[_MOST]),
                    Sentence(en=f"{len(inside)} hashtags between the words", it=f"{len(inside)} hashtag fra le parole"),
                    Sentence(en="Put them at the end", it="Mettili alla fine"),
                )
