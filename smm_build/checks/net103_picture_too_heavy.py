"""Picture files that are too big to upload."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._kinds import pictures, weight
from smm_build.checks._measured import limits_of
from smm_build.checks._signs import Has
from smm_build.compose.renditions import mended_but_for_its_shape
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["picture_too_heavy"]


@variant_check(Severity.ERROR, signs=(Has.MEDIA,))
def picture_too_heavy(variant: Variant) -> Iterator[Problem]:
    """A picture file with more bytes than its channel takes, of which no lighter one can be made.

    Of most heavy pictures smm makes a lighter one on their way to the network, and nobody has to do anything. It cannot
    where the picture moves, where it has more pixels than can be opened, or where hardly any bytes are allowed.

    ## Why it matters
    The upload is refused, and the post does not go out.

    ## How to fix
    Export the picture again, smaller or more compressed, and put the new file in the place of the old one. A photo is
    far lighter as JPEG than as PNG.

    ## Options
    A channel that is allowed more says so in its file: `limits: {image_bytes: 16000000}`.
    """
    limit = variant.channel.limits.get("image_bytes", limits_of(variant).image_bytes)
    if limit is None:
        return
    for part in variant.parts:
        for picture in pictures(part):
            if picture.facts and picture.facts.size > limit and not mended_but_for_its_shape(picture, variant):
                found, most = weight(picture.facts.size), weight(limit)
                yield Problem(
                    picture.place,
                    Sentence(
                        en=f"`{picture.file}` is {found}; {variant.channel.id} takes {most}",
                        it=f"`{picture.file}` pesa {found}; {variant.channel.id} accetta {most}",
                    ),
                    Sentence(
                        en="Export it smaller or more compressed",
                        it="Esportala più piccola o più compressa",
                    ),
                )
