"""Sentences without an end."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import texts_of
from smm_build.checks._words import sentences_in, word_list
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["long_sentence"]

_USUAL = 45


@post_check(Severity.HINT)
def long_sentence(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A sentence of more than forty-five words.

    ## Why it matters
    Whoever reads it on a telephone has forgotten the beginning at the end.

    ## How to fix
    Make two of it.

    ## Options
    `reading: {sentence: 30}` in `brand/voice.yml`
    """
    most = workspace.brand.voice.sentence_words or _USUAL
    for passage in texts_of(post):
        for offset, words in sentences_in(passage.text) if len(word_list(passage.text)) > most else ():
            if len(words) > most:
                yield Problem(
                    passage.at(offset),
                    Sentence(en=f"A sentence of {len(words)} words", it=f"Una frase di {len(words)} parole"),
                    Sentence(en="Make two of it", it="Fanne due"),
                )
