"""Misspellings that are common, and are words in no language."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Edit, Problem, post_check
from smm_build.checks._cased import cased_like
from smm_build.checks._misspellings import MISSPELLINGS
from smm_build.checks._passages import passages_of
from smm_build.checks._words import language_in, small_words_in, words_in
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["common_misspelling"]


@post_check(Severity.WARNING)
def common_misspelling(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A word that many misspell: `sopratutto`, `propio`, `aereoporto`; `definately`, `recieve`, `doesnt`.

    Italian and English are read. Only what is no word at all is in the list; other slips are found where
    [spelling](txt113.md) is asked for.

    ## Why it matters
    Readers see it in a second, and on many networks it can never be put right.

    ## How to fix
    Write the word that is proposed. A name that is spelled so belongs to `words` in `brand/voice.yml`.

    ## Options
    `words: [Propio]` in `brand/voice.yml`

    ## Sources
    - <https://comesiscrive.it/dubbi/?p=53> on `aeroporto` and others (read 2026-11-23)
    """
    for passage in passages_of(post):
        wrong = MISSPELLINGS.get(language_in(post, passage, workspace), {})
        if wrong.keys().isdisjoint(small_words_in(passage.text)):
            continue
        for offset, word in words_in(passage.text):
            right = wrong.get(word.lower().replace("’", "'"))
            if right and word not in workspace.brand.voice.words:
                place, right = passage.at(offset), cased_like(right, word)
                yield Problem(
                    place,
                    Sentence(en=f"“{word}” is written {right}", it=f"«{word}» si scrive {right}"),
                    Sentence(en=f"Write {right}", it=f"Scrivi {right}"),
                    edits=(Edit(place, word, right, safe=True),),
                )
