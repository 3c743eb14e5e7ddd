"""Italian words with the wrong accent, or none."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._accents import SUSPECTS, with_its_accent
from smm_build.checks._base import Edit, Problem, post_check
from smm_build.checks._passages import passages_of
from smm_build.checks._words import language_in, small_words_in, words_in
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["wrong_accent"]


@post_check(Severity.WARNING)
def wrong_accent(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """An Italian word with the wrong accent, without one or with an apostrophe: `perchè`, `citta`, `E'`, `un pò`.

    Only texts in Italian are looked at, and only words that are certainly wrong.

    ## Why it matters
    It is the mistake Italian readers notice first.

    ## How to fix
    Write the word that is proposed. On most keyboards the capital è is Alt+0200, or a long press on E.

    ## Sources
    - Accademia della Crusca, “Vademecum sull'accento”, as quoted at
      <https://nonsolocampagna.wordpress.com/2019/07/14/un-questione-di-accenti-il-parere-dellaccademia-della-crusca/>
      (read 2026-11-23)
    """
    for passage in passages_of(post):
        if SUSPECTS.isdisjoint(small_words_in(passage.text)) or language_in(post, passage, workspace) != "it":
            continue
        for offset, word in words_in(passage.text):
            right = with_its_accent(word)
            if right and not _opens_a_quotation(passage.text, offset, word):
                place = passage.at(offset)
                yield Problem(
                    place,
                    Sentence(en=f"“{word}” is written {right}", it=f"«{word}» si scrive {right}"),
                    Sentence(en=f"Write {right}", it=f"Scrivi {right}"),
                    edits=(Edit(place, word, right, safe=True),),
                )


def _opens_a_quotation(text: str, offset: int, word: str) -> bool:
    """Tell whether the apostrophe after ``word`` closes a quotation that begins before it."""
    return word.endswith(("'", "’")) and text[offset - 1 : offset] in {"'", "‘"}
