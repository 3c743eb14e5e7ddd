"""More hashtags than a network takes."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._measured import limits_of, measured
from smm_build.checks._passages import place_in
from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant, VariantPart
from smm_build.networks import get_network
from smm_build.text.measure import Entity

__all__ = ["too_many_hashtags"]


@variant_check(Severity.ERROR, signs=("#", "＃"))
def too_many_hashtags(variant: Variant) -> Iterator[Problem]:
    """More hashtags than the network takes in one message.

    ## Why it matters
    The network refuses the message, or publishes it without its text.

    ## How to fix
    Keep the hashtags people really look for. Give this channel its own text if the others may have more.

    ## Options
    A channel with another limit says so in its file: `limits: {hashtags: 5}`.
    """
    limit = variant.channel.limits.get("hashtags", limits_of(variant).hashtags)
    if limit is None:
        return
    for part in variant.parts:
        tags = measured(variant, part).hashtags
        if len(tags) > limit:
            title = get_network(variant.channel.network).TITLE
            yield Problem(
                _place_of(variant, part, tags[: limit + 1]),
                Sentence(
                    en=f"{len(tags)} hashtags for {variant.channel.id}; {title} takes {limit}",
                    it=f"{len(tags)} hashtag per {variant.channel.id}; {title} ne accetta {limit}",
                ),
                Sentence(en=f"Leave out {len(tags) - limit}", it=f"Togline {len(tags) - limit}"),
            )


def _place_of(variant: Variant, part: VariantPart, tags: tuple[Entity, ...]) -> Place:
    """Return where the last of ``tags`` stands; their own offsets are in the network's unit, not in characters."""
    offset = -1
    for tag in tags:
        offset = part.text.find(tag.text, offset + 1)
    return place_in(variant, part, max(offset, 0))
