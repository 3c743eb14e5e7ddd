"""Threads where a network has none."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._measured import limits_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import get_network

__all__ = ["thread_not_possible"]


@variant_check(Severity.ERROR, signs=(Has.THREAD,))
def thread_not_possible(variant: Variant) -> Iterator[Problem]:
    """A text of several parts for a network that has no threads, or none that long.

    ## Why it matters
    Only the first part could be published, and half a story is worse than none.

    ## How to fix
    Write one text for this channel under a heading with its name. If the `---` was meant as a line between two
    paragraphs, leave it out.
    """
    limit = limits_of(variant).parts
    if len(variant.parts) <= limit:
        return
    title, parts = get_network(variant.channel.network).TITLE, len(variant.parts)
    none = limit == 1
    yield Problem(
        variant.parts[limit].place,
        Sentence(
            en=f"{title} has no threads, and the text for {variant.channel.id} has {parts} parts"
            if none
            else f"The text for {variant.channel.id} has {parts} parts; {title} takes {limit}",
            it=f"{title} non ha thread, e il testo per {variant.channel.id} ha {parts} parti"
            if none
            else f"Il testo per {variant.channel.id} ha {parts} parti; {title} ne accetta {limit}",
        ),
        Sentence(
            en=f"Write one text for it under `## {variant.channel.id}`",
            it=f"Scrivine uno solo sotto `## {variant.channel.id}`",
        ),
    )
