"""Emoji written as their names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._passages import place_in, without_links
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["emoji_shortcode"]

_CODE = re.compile(r":(?<![\w:/]:)([a-z][a-z0-9_]{1,30}):(?![\w:/])")


@variant_check(Severity.WARNING, signs=(":",))
def emoji_shortcode(variant: Variant) -> Iterator[Problem]:
    """An emoji written as its name between colons, `:mega:`, for a network that shows it so.

    They come from chats and code forges. On Mastodon they may be emoji of the instance and are left alone.

    ## Why it matters
    Readers see `:mega:`. A real team had to publish the post again.

    ## How to fix
    Put the emoji itself.
    """
    for part in variant.parts if variant.channel.network != "mastodon" else ():
        for match in _CODE.finditer(without_links(part.text)):
            yield Problem(
                place_in(variant, part, match.start()),
                Sentence(
                    en=f"{variant.channel.id} shows `{match[0]}` as it is written",
                    it=f"{variant.channel.id} mostra `{match[0]}` così com'è scritto",
                ),
                Sentence(en="Put the emoji itself", it="Metti l'emoji vera"),
            )
