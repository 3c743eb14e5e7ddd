"""More pictures than fit into one message."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._kinds import pictures
from smm_build.checks._measured import limits_of
from smm_build.checks._signs import Has
from smm_build.compose.documents import MOST_PAGES, pages_of
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["too_many_pictures"]


@variant_check(Severity.ERROR, signs=(Has.MEDIA,))
def too_many_pictures(variant: Variant) -> Iterator[Problem]:
    """More pictures in one message than its channel takes.

    ## Why it matters
    The network refuses the whole message, or drops the last pictures without a word.

    ## How to fix
    Choose the best ones, give this channel its own list with `overrides: {<channel>: {media: […]}}`, or spread them
    over the parts of a thread.

    ## Options
    A channel that is allowed more says so in its file: `limits: {images: 10}`.
    """
    pages = pages_of(variant)
    limit = MOST_PAGES if pages else variant.channel.limits.get("images", limits_of(variant).images)
    for part in variant.parts:
        found = pictures(part)
        if len(found) > limit:
            yield Problem(
                found[limit].place,
                Sentence(
                    en=f"{len(found)} pictures for {variant.channel.id}, which takes {limit} in one message",
                    it=f"{len(found)} immagini per {variant.channel.id}, che ne accetta {limit} in un messaggio",
                ),
                Sentence(
                    en=f"Leave out {len(found) - limit}, or give {variant.channel.id} its own list in `overrides`",
                    it=f"Togline {len(found) - limit}, o dai a {variant.channel.id} una sua lista in `overrides`",
                ),
            )
