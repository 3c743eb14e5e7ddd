"""Markdown that readers would see as stars and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import texts_of
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["markdown_in_text"]

_MARKDOWN = re.compile(
    r"(?P<bold>(?<![\w*])\*\*(?=[^\s*])[^*\n]*[^\s*]\*\*|(?<!\w)__(?=[^\s_])(?!\w+__)[^\n]*?[^\s_]__(?!\w))"
    r"|(?P<link>(?<!!)\[[^\]\n]+\]\((?:https?://|www\.|mailto:|/)[^)\n]*\))"
    r"|(?P<heading>^#{1,6}[ \t]+\S[^\n]*)",
    re.MULTILINE,
)
_SIGNS = ("**", "__", "](", "# ", "#\t")
"""One of them is in all of that; looking for it is quicker by far."""
_SHOWN = 40
_WHAT = {
    "bold": Sentence(en="bold", it="grassetto"),
    "link": Sentence(en="a link", it="un link"),
    "heading": Sentence(en="a heading", it="un titolo"),
}
_FIX = {
    "bold": Sentence(en="Leave out the signs around it", it="Togli i segni intorno"),
    "link": Sentence(en="Write the words, then the address", it="Scrivi le parole, poi l'indirizzo"),
    "heading": Sentence(en="Leave out the sign at the beginning", it="Togli il segno all'inizio"),
}


@post_check(Severity.WARNING, signs=("**", "__", "](", "# ", "#\t"))
def markdown_in_text(post: Post) -> Iterator[Problem]:
    """Markdown for bold, links or headings in a text.

    Lists with hyphens are left alone: they read well as they are.

    ## Why it matters
    What is written is what is sent. Networks do not read Markdown: readers see `**Only today**` with its stars.

    ## How to fix
    Write plain text. Say what is important first instead of making it bold; put a link after the words it belongs to,
    or under `link`.
    """
    for passage in texts_of(post):
        for match in _MARKDOWN.finditer(passage.text) if any(sign in passage.text for sign in _SIGNS) else ():
            kind = match.lastgroup or "bold"
            shown = match[0] if len(match[0]) <= _SHOWN else match[0][:_SHOWN] + "…"
            yield Problem(
                passage.at(match.start()),
                Sentence(
                    en=f"`{shown}` is {_WHAT[kind].en} in Markdown and is sent as written",
                    it=f"`{shown}` è {_WHAT[kind].it} in Markdown e viene inviato così com'è",
                ),
                _FIX[kind],
            )
