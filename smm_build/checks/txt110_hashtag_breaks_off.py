"""Hashtags that end before their author thinks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Edit, Problem, post_check
from smm_build.checks._passages import texts_of, without_links
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["hashtag_breaks_off"]

_BROKEN = re.compile(r"#(?<![\w&]#)[^\W_]*[^\W\d_][^\W_]*[-'’&+.][^\W\d_]\w*")


@post_check(Severity.WARNING, signs=("#",))
def hashtag_breaks_off(post: Post) -> Iterator[Problem]:
    """A hashtag with a hyphen, an apostrophe or another sign in it: `#RNA-Seq` is `#RNA`, and "-Seq" is text.

    It happens when hashtags are made from names.

    ## Why it matters
    The post is found under another word, and looks like a slip.

    ## How to fix
    Leave the sign out: `#RNASeq`.
    """
    for passage in texts_of(post):
        for match in _BROKEN.finditer(without_links(passage.text)) if "#" in passage.text else ():
            tag = re.match(r"#\w+", match[0])
            whole = "#" + re.sub(r"\W", "", match[0])
            place = passage.at(match.start())
            yield Problem(
                place,
                Sentence(
                    en=f"Of {match[0]} only {tag[0] if tag else '#'} is the hashtag",
                    it=f"Di {match[0]} solo {tag[0] if tag else '#'} è l'hashtag",
                ),
                Sentence(en=f"Write {whole}", it=f"Scrivi {whole}"),
                edits=(Edit(place, match[0], whole),),
            )
