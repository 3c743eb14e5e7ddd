"""Words that nobody writes, one slip away from a word that everybody writes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._accents import with_its_accent
from smm_build.checks._base import Confidence, Edit, Problem, post_check
from smm_build.checks._misspellings import MISSPELLINGS
from smm_build.checks._own_words import own_words
from smm_build.checks._passages import Passage, passages_of
from smm_build.checks._words import bare, language_in
from smm_build.domain.finding import Severity
from smm_build.domain.lexicon import Lexicon
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["misspelt_word"]

# In small letters, and not a piece of a longer word, a path or a name: the article of "l'espresso" may stand before it.
_WORD = re.compile(r"(?<![\w\-./\\])(?:[^\W\d_]{1,5}['’])?(?P<word>[^\W\d_]{4,})(?![\w\-'’/\\@])")
_NO_TEXT = re.compile(r"`[^`\n]*`|:[\w+-]+:")


@post_check(Severity.WARNING, confidence=Confidence.LOW)
def misspelt_word(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A word in small letters that hardly anybody has ever written, one letter away from one that everybody writes.

    Italian and English are read. Names, handles, hashtags, links, code and whatever the brand names in `words`,
    `people.yml`, `team.yml` or among its terms are left alone.

    ## Why it matters
    Readers see it in a second, and on many networks it can never be put right.

    ## How to fix
    Write what was meant. A word of the trade belongs to `words` in `brand/voice.yml`.

    ## Options
    Asked only where `brand/voice.yml` says `spelling: yes` and the dictionaries are installed:
    `pip install 'smm-build[spelling]'`.

    ## Sources
    - <https://github.com/rspeer/wordfreq>: how often words are written, in lists that reach down to one in a hundred
      million (read 2026-11-23); how few false alarms it gives is measured in decision 181
    """
    lexicon = workspace.lexicon
    for passage in passages_of(post) if lexicon else ():
        for offset, word, meant in _slips(passage, language_in(post, passage, workspace), lexicon):
            if word not in own_words(workspace):
                place = passage.at(offset)
                yield Problem(
                    place,
                    Sentence(en=f"“{word}” is no word we know", it=f"«{word}» non è una parola conosciuta"),
                    Sentence(
                        en=f"Did you mean “{meant}”? If it is right, add it to `words` in `brand/voice.yml`",
                        it=f"Intendevi «{meant}»? Se è giusta, aggiungila a `words` in `brand/voice.yml`",
                    ),
                    edits=(Edit(place, word, meant),),
                )


def _slips(passage: Passage, language: str, lexicon: Lexicon | None) -> Iterator[tuple[int, str, str]]:
    """Yield where a word stands that is misspelt, the word, and what was meant."""
    if lexicon is None:
        return
    plain = _NO_TEXT.sub(lambda match: " " * len(match[0]), bare(passage.text))
    for match in _WORD.finditer(plain):
        word = match["word"]
        meant = lexicon.meant(word, language) if word.islower() else None
        if meant and not _is_said_otherwise(word, language):
            yield match.start("word"), word, meant


def _is_said_otherwise(word: str, language: str) -> bool:
    """Whether a rule that needs no dictionaries finds ``word``."""
    return word in MISSPELLINGS.get(language, {}) or (language == "it" and with_its_accent(word) is not None)
