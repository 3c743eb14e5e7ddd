"""Abbreviations nobody explains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Confidence, Problem, post_check
from smm_build.checks._own_words import own_words
from smm_build.checks._passages import Passage, passages_of, texts_of
from smm_build.checks._words import bare
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["unexplained_abbreviation"]

# Three to six capitals that are no piece of something longer: a file's name, a path, `SARS-CoV`. Of two letters there
# are too many that everybody knows.
_ABBREVIATION = re.compile(r"(?<![\w/.&+-])(?P<letters>[A-Z]{3,6})(?=s?(?![\w/&+-]))")
_NUMERAL = re.compile(r"[IVXLCDM]+")
_BETWEEN = r"[^\w.!?\n]+(?:[^\W\d_A-Z]{1,5}[^\w.!?\n]+){0,2}"
"""Between words of which an abbreviation takes the first letters: small ones may be left out, *for the*, *della*."""

_ZONES = frozenset(["ACST", "AEDT", "AEST", "AWST", "CEST", "CET", "EEST", "EET", "JST", "KST", "MSK", "WEST", "WET"])
"""Of time: they stand behind every hour."""
_YOUNGER = frozenset(["KPI", "LLM", "NFT", "PNRR", "README", "SDG", "UGC"])
"""Than the collections of texts in which words are counted, or left out of them, and known all the same."""


@post_check(Severity.HINT, confidence=Confidence.LOW, preview=True)
def unexplained_abbreviation(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """An abbreviation in capitals that hardly anybody writes, in a text that does not say what it stands for.

    Explained is what stands in brackets behind its words or before them, and what the first letters of words in the
    same text spell. Everybody's abbreviations (UNESCO, FAQ, GDPR) and whatever the brand names in `words`,
    `people.yml`, `team.yml` or among its terms are left alone.

    ## Why it matters
    Whoever does not know it stops reading; a screen reader spells it or says a word that does not exist.

    ## How to fix
    Write it out the first time, with the abbreviation in brackets. One that all your readers know belongs to `words` in
    `brand/voice.yml`.

    ## Options
    Asked only where `brand/voice.yml` says `spelling: yes` and the dictionaries are installed:
    `pip install 'smm-build[spelling]'`.

    ## Sources
    - WCAG 2.2, success criterion 3.1.4, level AAA:
      <https://www.w3.org/WAI/WCAG22/Understanding/abbreviations.html> (read 2026-11-24)
    - <https://github.com/rspeer/wordfreq>: how often words are written (read 2026-11-23)
    """
    if workspace.lexicon is None:
        return
    own, said = own_words(workspace), set[str]()
    for passage in texts_of(post):
        for match in _ABBREVIATION.finditer(bare(passage.text)):
            letters = match["letters"]
            if letters in said | _ZONES | _YOUNGER or letters.lower() in own or _NUMERAL.fullmatch(letters):
                continue
            if workspace.lexicon.is_rare(letters.lower()) and not _is_explained(letters, post, passage):
                said.add(letters)
                yield Problem(
                    passage.at(match.start()),
                    Sentence(en=f"“{letters}” is not explained", it=f"«{letters}» non è spiegata"),
                    Sentence(
                        en="Write it out the first time, or add it to `words` in `brand/voice.yml`",
                        it="La prima volta scrivila per esteso, o aggiungila a `words` in `brand/voice.yml`",
                    ),
                )


def _is_explained(letters: str, post: Post, where: Passage) -> bool:
    """Whether something that the readers of ``where`` see says what ``letters`` stand for."""
    seen = [passage.text for passage in passages_of(post) if passage.channel in {None, where.channel}]
    return any(pattern.search(text) for pattern in _explanations_of(letters) for text in seen)


def _explanations_of(letters: str) -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(rf"\w[\"”»']?\s*\({letters}s?\)"),
        re.compile(rf"\b{letters}s?\s*\([^()]*\w\s+\w"),
        re.compile(_BETWEEN.join(rf"\b(?!{letters}\b)(?i:{letter})\w+" for letter in letters)),
    )
