"""Accounts that mention themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._passages import place_in
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["own_account_mentioned"]


@variant_check(Severity.HINT, signs=("@",))
def own_account_mentioned(variant: Variant) -> Iterator[Problem]:
    """A mention of the very account that posts.

    ## Why it matters
    Readers are already there. Often the text was written for somebody else's channel.

    ## How to fix
    Say "we", or leave the mention out.
    """
    own = (variant.channel.handle or "").lstrip("@").lower()
    for part in variant.parts if own else ():
        if "@" + own in part.text.lower():
            match = re.search(rf"(?<![\w@])@{re.escape(own)}(?![\w@-]|\.\w)", part.text, re.IGNORECASE)
            if match:
                yield Problem(
                    place_in(variant, part, match.start()),
                    Sentence(
                        en=f"{variant.channel.id} mentions itself: `{match[0]}`",
                        it=f"{variant.channel.id} menziona sé stesso: `{match[0]}`",
                    ),
                    Sentence(en="Say “we”", it="Scrivi «noi»"),
                )
