"""More people in one message than a network takes."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._measured import limits_of, measured
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["too_many_mentions"]


@variant_check(Severity.ERROR, signs=("@", "＠"))
def too_many_mentions(variant: Variant) -> Iterator[Problem]:
    """More mentions than the network takes in one message.

    ## Why it matters
    The network refuses the message.

    ## How to fix
    Mention those who matter and write the names of the others.

    ## Options
    A channel with another limit says so in its file: `limits: {mentions: 20}`.
    """
    limit = variant.channel.limits.get("mentions", limits_of(variant).mentions)
    for part in variant.parts if limit is not None else ():
        count = len(measured(variant, part).mentions)
        if limit is not None and count > limit:
            yield Problem(
                part.place,
                Sentence(
                    en=f"{count} mentions for {variant.channel.id}, which takes {limit}",
                    it=f"{count} menzioni per {variant.channel.id}, che ne accetta {limit}",
                ),
                Sentence(en=f"Leave out {count - limit}", it=f"Togline {count - limit}"),
            )
