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
    "en": re.compile(r"(?i)\blinks? (?:is |are )?(?:below|here)\b|\bclick (?:here|below)\b|[👇⬇]\ufe0f?\s*$"),
    "it": re.compile(r"(?i)\blink (?:qui )?sotto\b|\bclicca (?:qui|sotto)\b|\b(?:a|al) questo link\b"),
}


@variant_check(Severity.WARNING, confidence=Confidence.LOW)
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
        match = next((found for pattern in _PROMISES.values() if (found := pattern.search(part.text))), None)
        if match:
            yield Problem(
                place_in(variant, part, match.start()),
                Sentence(
                    en=f"“{match[0].strip()}” promises a link, and {variant.channel.id} gets none",
                    it=f"«{match[0].strip()}» promette un link, e {variant.channel.id} non ne ha",
                ),
                Sentence(en="Add `link:`, or say where it is", it="Aggiungi `link:`, o di' dove si trova"),
            )
