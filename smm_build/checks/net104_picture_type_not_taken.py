"""Picture formats that a network does not know."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._kinds import pictures, plain_type
from smm_build.checks._measured import limits_of
from smm_build.checks._signs import Has
from smm_build.compose.renditions import mended_but_for_its_shape
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["picture_type_not_taken"]


@variant_check(Severity.ERROR, signs=(Has.MEDIA,))
def picture_type_not_taken(variant: Variant) -> Iterator[Problem]:
    """A picture in a format its channel does not take, and that smm cannot make another of.

    A PNG, JPEG, WebP, AVIF, BMP, TIFF or still GIF becomes what the network takes, on its way there. A drawing (SVG), a
    picture of a phone (HEIC) and one that moves do not.

    What counts is what the file is, not what its name says: a WebP that was renamed to `.jpg` is still a WebP.

    ## Why it matters
    The upload is refused, and the post does not go out.

    ## How to fix
    Export the picture as JPEG, which every network with pictures takes.
    """
    types, documents = limits_of(variant).image_types, limits_of(variant).documents
    if not types:
        return
    for part in variant.parts:
        for picture in pictures(part):
            if (
                picture.facts
                and picture.facts.mime not in (*types, *documents)
                and not mended_but_for_its_shape(picture, variant)
            ):
                kind, taken = plain_type(picture.facts.mime), ", ".join(map(plain_type, types))
                yield Problem(
                    picture.place,
                    Sentence(
                        en=f"`{picture.file}` is {kind}; {variant.channel.id} takes {taken}",
                        it=f"`{picture.file}` è in formato {kind}; {variant.channel.id} accetta {taken}",
                    ),
                    Sentence(
                        en=f"Export it as {plain_type(types[0])}",
                        it=f"Esportala in formato {plain_type(types[0])}",
                    ),
                )
