"""Texts that point to a link which is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Confidence, Problem, variant_check
from smm_build.checks._passages import place_in
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["no_link_where_promised"]

_PROMISES = {
    "en": re.compile(r"(?i)\blinks? (?:is |are )?(?:below|here)\b|\bclick (?:here|below)\b"),
    "it": re.compile(r"(?i)\blink (?:qui )?sotto\b|\bclicca (?:qui|sotto)\b|\b(?:a|al) questo link\b"),
}
_HAND = re.compile(r"[👇⬇]\ufe0f?\s*$")
# Below the text are the answers, too: a hand under a question, or beside these words, points at those.
_ASKS = re.compile(
    r"[?？؟]\W*$|(?i:\bcomment|\btell (?:us|me)\b|\blet (?:us|me) know\b|\breply\b|\bvote\b)"
    r"|(?i:\bdicci\b|\bdimmi\b|\bdite\w*\b|\bfa\w+ sapere\b|\braccont|\bscriv|\brispond|\bvota)"
    r"|评论|留言|コメント|댓글|تعليق|תגוב"
)


@variant_check(Severity.WARNING, confidence=Confidence.LOW, signs=("link", "click", "clicca", "👇", "⬇"))
def no_link_where_promised(variant: Variant) -> Iterator[Problem]:
    """A text that says "link below" or "clicca qui" where no link is sent.

    ## Why it matters
    It is the one thing readers are asked to do, and they cannot.

    ## How to fix
    Add the link under `link` or in the text, or say where it is.
    """
    said = variant.settings
    if variant.link or said.media or any("://" in part.text or part.media for part in variant.parts):
        return
    if said.first_comment and "://" in said.first_comment:
        return
    for part in variant.parts:
        if match := _promise(part.text):
            yield Problem(
                place_in(variant, part, match.start()),
                Sentence(
                    en=f"“{match[0].strip()}” promises a link, and {variant.channel.id} gets none",
                    it=f"«{match[0].strip()}» promette un link, e {variant.channel.id} non ne ha",
                ),
                Sentence(en="Add `link:`, or say where it is", it="Aggiungi `link:`, o di' dove si trova"),
            )


def _promise(text: str) -> re.Match[str] | None:
    """Return where the text says that a link is there, or points below itself at the end."""
    said = next((found for pattern in _PROMISES.values() if (found := pattern.search(text))), None)
    hand = None if said else _HAND.search(text)
    if hand and not _ASKS.search(text[: hand.start()].rstrip().rpartition("\n")[2]):
        return hand
    return said
