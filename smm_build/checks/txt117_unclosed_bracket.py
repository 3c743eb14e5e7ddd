"""Brackets that are opened and never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Confidence, Problem, post_check
from smm_build.checks._passages import texts_of
from smm_build.checks._words import shown_words
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["unclosed_bracket"]

# The mouth of a face, :( and ;-), is no bracket, and neither is the one behind the number of a list: "1)", "b)". What
# looks like either but may be the end of "(art. 12)" or "(2018)" only needs no other half. Of an address those belong
# to it that have both halves there.
_NO_BRACKET = re.compile(r"[:;=]['’]?-?[()]+|^[ \t]*\w{1,2}\)", re.MULTILINE)
_ALONE_BY_RIGHT = re.compile(r"(?:(?<!\S)\w{1,2}|[8xX]['’]?-?)$")
_ADDRESS = re.compile(r"https?://(?:\([^\s()]*\)|[^\s()])*", re.IGNORECASE)


@post_check(Severity.HINT, confidence=Confidence.LOW, signs=("(", ")"))
def unclosed_bracket(post: Post) -> Iterator[Problem]:
    """A bracket that is opened in a text and never closed, or closed and never opened.

    ## Why it matters
    The other half went missing, often with words in it.

    ## How to fix
    Close it where it ends, or delete it.
    """
    for passage in texts_of(post):
        if "(" in passage.text or ")" in passage.text:
            for offset in _alone(_NO_BRACKET.sub(_blank, _ADDRESS.sub(_blank, passage.text))):
                after = shown_words(passage.text[offset:], 20)
                yield Problem(
                    passage.at(offset),
                    Sentence(en=f"The bracket of “{after}” stands alone", it=f"La parentesi di «{after}» è da sola"),
                    Sentence(en="Write the other one, or delete it", it="Scrivi l'altra, o cancellala"),
                )


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _alone(text: str) -> list[int]:
    """Return where brackets stand that have no other half."""
    opened: list[int] = []
    closed: list[int] = []
    for match in re.finditer(r"[()]", text):
        if match[0] == "(":
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            closed.append(match.start())
    return [at for at in sorted(opened + closed) if not _ALONE_BY_RIGHT.search(text, max(0, at - 4), at)]
