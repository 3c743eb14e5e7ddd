"""Words the brand does not use."""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections.abc import Iterator

from smm_build.checks._base import Edit, Problem, post_check
from smm_build.checks._passages import passages_of, without_links
from smm_build.domain.brand import Term
from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["banned_term"]

_SAME_WORD = 0.75
"""How alike two spellings of one word are at least, from 0 to 1."""


@post_check(Severity.WARNING)
def banned_term(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A word the brand avoids, in a text, an alt text, a poll or a first comment.

    Whole words are compared, whether in capitals or not. Words inside links do not count, nor do those that are part of
    a preferred term.

    ## Why it matters
    A brand is recognised by its words, and a few of them it avoids for good reasons: they are wrong, unkind, or promise
    what nobody may promise.

    ## How to fix
    Write the preferred word. Where the avoided one is right for once, in a quotation for instance, say so in the post:
    `ignore: [{banned-term: a customer's words}]`.

    ## Options
    `terms: [{use: espresso, avoid: [expresso], reason: It is Italian.}]` in `brand/voice.yml`
    """
    terms = workspace.brand.voice.terms
    pattern = _pattern(terms) if terms else None
    for passage in passages_of(post) if pattern else ():
        for match in pattern.finditer(without_links(passage.text)) if pattern else ():
            term = _meanings(terms).get(_folded(match[0]))
            if term is not None:
                place = passage.at(match.start())
                yield Problem(place, _message(match[0], term), _fix(term), edits=_edits(place, match[0], term))


def _edits(place: Place, found: str, term: Term) -> tuple[Edit, ...]:
    """Return the swap. It is safe where it is the same word, spelled rightly: another may need another article."""
    if not term.use or "\n" in found:
        return ()
    wanted = term.use[:1].upper() + term.use[1:] if found[:1].isupper() else term.use
    alike = difflib.SequenceMatcher(None, _folded(found), _folded(term.use)).ratio()
    return (Edit(place, found, wanted, safe=alike >= _SAME_WORD),)


def _folded(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


@functools.lru_cache(maxsize=4)
def _meanings(terms: tuple[Term, ...]) -> dict[str, Term]:
    """Return what to say of each avoided word; a word that is itself preferred somewhere is not avoided."""
    avoided = {_folded(word): term for term in terms for word in term.avoid}
    preferred = {_folded(term.use) for term in terms if term.use}
    return {word: term for word, term in avoided.items() if word not in preferred}


@functools.lru_cache(maxsize=4)
def _pattern(terms: tuple[Term, ...]) -> re.Pattern[str] | None:
    """Return a pattern for avoided and preferred words, the longest first: a preferred one shields what is in it."""
    words = {_folded(word) for term in terms for word in (*term.avoid, term.use or "")} - {""}
    spellings = {form for word in words for form in (word, unicodedata.normalize("NFD", word))}
    if not spellings:
        return None
    alternatives = (r"\s+".join(map(re.escape, word.split(" "))) for word in sorted(spellings, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


def _message(found: str, term: Term) -> Sentence:
    reason = f": {term.reason}" if term.reason else ""
    return Sentence(en=f"We do not write “{found}”{reason}", it=f"Non scriviamo «{found}»{reason}")


def _fix(term: Term) -> Sentence:
    if term.use:
        return Sentence(en=f"Write “{term.use}”", it=f"Scrivi «{term.use}»")
    return Sentence(en="Say it in other words", it="Dillo con altre parole")
