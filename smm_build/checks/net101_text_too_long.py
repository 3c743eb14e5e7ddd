"""Texts that a network would refuse or cut."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace
from smm_build.networks import get_network

__all__ = ["text_too_long"]


@variant_check(Severity.ERROR)
def text_too_long(variant: Variant, workspace: Workspace) -> Iterator[Problem]:
    """A text longer than its channel takes.

    ## Why it matters
    The network refuses the post, or cuts it in the middle of a sentence, at the minute it should have gone out.

    ## How to fix
    Write a shorter text for this channel under a heading with its name, or start a new part of a thread with `---`.
    A channel that is allowed more says so in its file: `limits: {characters: 5000}`.
    """
    network = get_network(variant.channel.network)
    limit = variant.channel.limits.get("characters", network.LIMITS.characters)
    for number, part in enumerate(variant.parts, start=1):
        length = network.measure(part.text).length
        if length > limit:
            which = f" (part {number})" if len(variant.parts) > 1 else ""
            quale = f" (parte {number})" if len(variant.parts) > 1 else ""
            yield Problem(
                part.place,
                Sentence(
                    en=f"The text for {variant.channel.id}{which} is {length} long, {length - limit} over the limit of"
                    f" {limit} ({network.TITLE} counts {network.LIMITS.counted_in})",
                    it=f"Il testo per {variant.channel.id}{quale} è lungo {length}, {length - limit} oltre il limite"
                    f" di {limit} ({network.TITLE} conta {network.LIMITS.counted_in})",
                ),
                Sentence(
                    en=f"Shorten it, or write its own text under `## {variant.channel.id}`",
                    it=f"Accorcialo, o scrivi un testo suo sotto `## {variant.channel.id}`",
                ),
            )
