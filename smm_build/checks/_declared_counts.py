"""What a rule with a limit counts."""

from __future__ import annotations

import regex

from smm_build.checks._emoji import emoji_in
from smm_build.checks._hashtags import hashtags_in
from smm_build.checks._passages import links_in, without_links
from smm_build.domain.rules import Counted
from smm_build.text.graphemes import count_graphemes
from smm_build.text.mentions import find_mentions

__all__ = ["count_of"]

_WORD = regex.compile(r"[\w'’]*\w")
_SENTENCE = regex.compile(r"[^.!?…\n]*\w[^.!?…\n]*")
_MENTION = regex.compile(r"@\{[^{}\n]*\}")


def count_of(what: Counted, text: str) -> int:
    """Count ``what`` in ``text``: people's characters, words outside of links, mentions written in either way."""
    if what == "characters":
        return count_graphemes(text)
    if what == "words":
        return len(_WORD.findall(without_links(text)))
    if what == "sentences":
        return len(_SENTENCE.findall(without_links(text)))
    if what == "lines":
        return sum(1 for line in text.split("\n") if line.strip())
    if what == "emoji":
        return len(emoji_in(text))
    if what == "hashtags":
        return len(hashtags_in(text))
    if what == "links":
        return len(links_in(text))
    return len(_MENTION.findall(text)) + len(find_mentions(without_links(text)))
