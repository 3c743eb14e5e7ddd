"""Texts and links that a browser would run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import passages_of
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["code_in_text"]

_CODE = re.compile(
    r"<script\b|\bjavascript:\s*\w+\s*[(.=]|\bvbscript:|\bdata:text/html|\son(?:error|load|click|focus)\s*=\s*[\"']",
    re.IGNORECASE,
)
_SIGNS = ("script", "data:", "=")
"""One of them is in all of that; looking for it is quicker by far."""


@post_check(Severity.ERROR, signs=("script", "data:", "="))
def code_in_text(post: Post) -> Iterator[Problem]:
    """A script, an event handler or a `javascript:` address in what readers get.

    ## Why it matters
    Nobody writes that into a post by accident. Pages that show our posts without care would run it.

    ## How to fix
    Take it out, and ask who put it in.
    """
    for passage in passages_of(post):
        plain = passage.text.casefold()
        for match in _CODE.finditer(passage.text) if any(sign in plain for sign in _SIGNS) else ():
            yield Problem(
                passage.at(match.start()),
                Sentence(en="A browser would run this", it="Un browser lo eseguirebbe"),
                Sentence(en="Take it out", it="Toglilo"),
                channel=passage.channel,
            )
