"""Sentences that run into each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Edit, Problem, post_check
from smm_build.checks._passages import texts_of, without_links
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.text.tlds import TLDS

__all__ = ["missing_space"]

_TOGETHER = re.compile(
    r"(?<![^\s(\"“«])(?P<before>[^\W\d_]{2,}(?P<sign>[,;!?])(?=[^\W\d_]{2,})|[a-zà-ÿ]{3,}(?P<stop>\.)(?=[A-ZÀ-Þ][a-zà-ÿ]))"
    r"(?P<after>(?:[A-ZÀ-Þ]?[a-zà-ÿ]+|[A-ZÀ-Þ]+))(?=[\s,;:!?)\"”»]|\.(?!\w)|$)"
)

_PERHAPS = re.compile(r"[,;!?.](?=[^\W\d_]|[À-ÿ])")
"""One of them is in all of that; looking for it is quicker by far."""


@post_check(Severity.HINT)
def missing_space(post: Post) -> Iterator[Problem]:
    """A comma or a full stop with a word directly behind it: "caffè,latte", "buono.Provalo".

    ## Why it matters
    It looks like a slip, and what looks like the name of a site becomes a link on some networks.

    ## How to fix
    Put a blank behind it.
    """
    for passage in texts_of(post):
        plain = without_links(passage.text)
        for match in _TOGETHER.finditer(plain) if _PERHAPS.search(plain) else ():
            if match["stop"] and match["after"].lower() in TLDS:
                continue
            sign = match["stop"] or match["sign"]
            place = passage.at(match.start("after") - 1)
            yield Problem(
                place,
                Sentence(en=f"There is no blank in “{match[0]}”", it=f"In «{match[0]}» manca uno spazio"),
                Sentence(en="Put one behind the sign", it="Mettine uno dopo il segno"),
                edits=(Edit(place, sign, f"{sign} ", safe=True),),
            )
