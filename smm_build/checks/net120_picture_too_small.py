"""Pictures that are blown up until they blur."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._kinds import pictures
from smm_build.checks._measured import limits_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["picture_too_small"]


@variant_check(Severity.WARNING, signs=(Has.MEDIA,))
def picture_too_small(variant: Variant) -> Iterator[Problem]:
    """A picture with fewer pixels in width than its network shows at least.

    ## Why it matters
    The network enlarges it, and it looks like a mistake.

    ## How to fix
    Export the original in its full size; 1080 pixels of width suit every network.
    """
    least = variant.channel.limits.get("image_width", limits_of(variant).image_width)
    for picture in (picture for part in variant.parts for picture in pictures(part)) if least else ():
        width = picture.facts.width if picture.facts else None
        if least and width is not None and width < least:
            yield Problem(
                picture.place,
                Sentence(
                    en=f"`{picture.file}` is {width} pixels wide; {variant.channel.id} shows {least} at least",
                    it=f"`{picture.file}` è larga {width} pixel; {variant.channel.id} ne mostra almeno {least}",
                ),
                Sentence(en="Export it larger from the original", it="Esportala più grande dall'originale"),
            )
