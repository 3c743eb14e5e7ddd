"""HTML that readers would see as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import texts_of
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["html_in_text"]

_TAGS = (
    "a|abbr|b|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|iframe|img|li|mark|ol|p|pre|s|script|small|span|strong"
    "|style|sub|sup|table|tbody|td|th|thead|tr|u|ul|video"
)
_HTML = re.compile(
    rf"</?(?:{_TAGS})(?:\s[^<>\n]*)?/?>|&(?:amp|apos|gt|hellip|laquo|lt|mdash|nbsp|ndash|quot|raquo|#\d{{2,6}});",
    re.IGNORECASE,
)


@post_check(Severity.WARNING, signs=("<", "&"))
def html_in_text(post: Post) -> Iterator[Problem]:
    """HTML tags or entities in a text, such as `<br>` or `&amp;`.

    They mostly come along when a text is copied from a website or a newsletter.

    ## Why it matters
    What is written is what is sent. Networks do not read HTML: readers see `<br>`.

    ## How to fix
    Write the line break or the sign itself.
    """
    for passage in texts_of(post):
        if "<" not in passage.text and "&" not in passage.text:
            continue
        for match in _HTML.finditer(passage.text):
            yield Problem(
                passage.at(match.start()),
                Sentence(
                    en=f"HTML is sent as written: `{match[0]}`",
                    it=f"L'HTML viene inviato così com'è: `{match[0]}`",
                ),
                Sentence(en="Write what it stands for", it="Scrivi ciò che rappresenta"),
            )
