"""Texts one has to read twice."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Confidence, Problem, post_check
from smm_build.checks._passages import texts_of
from smm_build.checks._reading import reading_ease
from smm_build.checks._words import language_in, word_list
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["hard_to_read"]

_FEWEST = 40
"""Words: of fewer, the figure says little."""
_USUAL = 25


@post_check(Severity.HINT, confidence=Confidence.LOW)
def hard_to_read(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A text that is hard to read by the measure of its language: Gulpease for Italian, Flesch for English.

    Both go from 0 (hard) to 100 (easy); they know lengths of words and sentences and nothing else. Texts of fewer than
    forty words and in other languages are left alone.

    ## Why it matters
    Posts are read on a small screen, in passing, by people who did not ask for them.

    ## How to fix
    Make two sentences of a long one, and say it with shorter words.

    ## Options
    `reading: {ease: 40}` in `brand/voice.yml`; left out: 25

    ## Sources
    - <https://it.wikipedia.org/wiki/Indice_Gulpease> (read 2026-11-23)
    - <https://en.wikipedia.org/wiki/Flesch%E2%80%93Kincaid_readability_tests> (read 2026-11-23)
    """
    said = workspace.brand.voice.reading_ease
    least = _USUAL if said is None else said
    for passage in texts_of(post):
        if len(word_list(passage.text)) < _FEWEST:
            continue
        ease = reading_ease(passage.text, language_in(post, passage, workspace), _FEWEST)
        if ease is not None and ease < least:
            yield Problem(
                passage.place,
                Sentence(
                    en=f"It is hard to read: {ease:.0f} of 100, and {least} is wanted",
                    it=f"È difficile da leggere: {ease:.0f} su 100, e se ne vogliono {least}",
                ),
                Sentence(en="Shorter sentences, shorter words", it="Frasi più brevi, parole più brevi"),
            )
