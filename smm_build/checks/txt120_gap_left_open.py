"""Gaps of a template that nobody has filled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import passages_of
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["gap_left_open"]

# Neither the text of a Markdown link, "[guide](https://…)", nor a piece of a program, "names[title]".
_BRACKETED = re.compile(r"(?<![\w`])\[(?P<inside>[^\[\]\n]{1,400})\](?!\()")
_WHERE_IT_IS = re.compile(r"(?i)\b(?:bio|profil\w*|comment\w*|descri\w*|below|above|sotto|sopra)\b")
"""A text may say in brackets where its link is: *[link in bio]*."""

_GAPS = re.compile(
    r"""(?ix)
    \s*(?:
        # A thing is named in the place of the thing.
        (?:[\w'’]+\s+){0,3} (?:link|url|lien|enlace) | (?:link|url)\s.* | [\w\s]*(?<![a-z])url(?![a-z])[\w\s]*
        | [\w\s]*(?:リンク|链接|링크|לינק|رابط)[\w\s]*
        | (?:first\s|last\s|full\s|company\s|brand\s|product\s|event\s)? name | nome(?:\s+\w+)?
        | date | data | title | titolo | price | prezzo | place | luogo | x{2,}
        # Somebody is told what to write.
        | (?: insert | fill\ in | replace | tbc | tbd ) \b.* | (?: put\s | add\s )? your\s+\w.*
        | (?: inserisci | inserire | aggiungi | aggiungere ) \b.*
        | da\s (?:personalizzare|completare|inserire|definire|confermare|aggiungere) \b.*
        | (?: il\ tuo | la\ tua | il\ vostro | la\ vostra ) \s+\w.*
    )\s*"""
)


@post_check(Severity.WARNING, signs=("[",))
def gap_left_open(post: Post) -> Iterator[Problem]:
    """Square brackets of a template that nobody has filled: `[link]`, `[your name]`, `[inserire la data]`.

    What texts from templates and from assistants leave open for somebody to fill. Other words in square brackets, such
    as `[IT]`, `[sic]` and `[link in bio]`, are left alone.

    ## Why it matters
    The brackets are published as they stand, and the link or the name that readers need is not there.

    ## How to fix
    Write what belongs there, or delete the brackets with what is in them.
    """
    for passage in passages_of(post):
        for match in _BRACKETED.finditer(passage.text) if "[" in passage.text else ():
            if _GAPS.fullmatch(match["inside"]) and not _WHERE_IT_IS.search(match["inside"]):
                yield Problem(
                    passage.at(match.start()),
                    Sentence(en=f"`{match[0]}` is still to be filled in", it=f"`{match[0]}` è ancora da completare"),
                    Sentence(
                        en="Write what belongs there, or delete the brackets",
                        it="Scrivi quello che ci va, o cancella le parentesi",
                    ),
                    channel=passage.channel,
                )
