"""Disclosures in a cloud of hashtags."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._hashtags import hashtags_in
from smm_build.checks._passages import place_in
from smm_build.checks._signs import Has
from smm_build.checks._words import paragraphs_in
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["disclosure_among_hashtags"]

_MOST = 2


@variant_check(Severity.WARNING, signs=(Has.DISCLOSURE,))
def disclosure_among_hashtags(variant: Variant, workspace: Workspace) -> Iterator[Problem]:
    """The brand's disclosure as one of four hashtags or more on a line.

    ## Why it matters
    Nobody reads it there, and authorities say that it does not count.

    ## How to fix
    Begin the text with it, on its own.

    ## Sources
    - <https://money.com/social-media-influencer-ads-disclosure-partnerships/> (read 2026-11-23)
    """
    if variant.settings.disclosure is None or variant.settings.disclosure.type == "none":
        return
    own = {wording.lstrip("#").lower() for wording in workspace.brand.voice.disclosure.values()}
    for part in variant.parts:
        for offset, line in paragraphs_in(part.text) if own else ():
            tags = hashtags_in(line)
            at = next((start for start, tag in tags if tag.lower() in own), None)
            if at is not None and len(tags) > _MOST + 1:
                yield Problem(
                    place_in(variant, part, offset + at),
                    Sentence(
                        en=f"The disclosure is one of {len(tags)} hashtags",
                        it=f"La dicitura di trasparenza è uno di {len(tags)} hashtag",
                    ),
                    Sentence(en="Begin the text with it", it="Comincia il testo con quella"),
                )
