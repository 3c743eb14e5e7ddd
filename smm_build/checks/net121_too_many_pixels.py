"""Pictures with more pixels than a network works on."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._kinds import pictures
from smm_build.checks._measured import limits_of
from smm_build.checks._signs import Has
from smm_build.compose.renditions import mended_but_for_its_shape
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["too_many_pixels"]


@variant_check(Severity.ERROR, signs=(Has.MEDIA,))
def too_many_pixels(variant: Variant) -> Iterator[Problem]:
    """A picture with more pixels, width times height, than its network takes, of which no smaller one can be made.

    Most are made smaller on their way to the network. One that moves is not, and none with more than 100 million pixels
    is opened.

    ## Why it matters
    The upload is refused, however few bytes the file has.

    ## How to fix
    Export it smaller: 2,048 pixels on the longer side are more than any network shows.

    ## Sources
    - <https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/images-api> (read 2026-11-22)
    - <https://docs.joinmastodon.org/entities/Instance/> (read 2026-11-22)
    """
    most = variant.channel.limits.get("image_pixels", limits_of(variant).image_pixels)
    for picture in (picture for part in variant.parts for picture in pictures(part)) if most else ():
        facts = picture.facts
        pixels = (facts.width or 0) * (facts.height or 0) if facts else 0
        if facts and most and pixels > most and not mended_but_for_its_shape(picture, variant):
            yield Problem(
                picture.place,
                Sentence(
                    en=f"`{picture.file}` has {facts.width} × {facts.height} pixels, {variant.channel.id} takes"
                    f" {most / 1_000_000:.1f} million",
                    it=f"`{picture.file}` ha {facts.width} × {facts.height} pixel, {variant.channel.id} ne accetta"
                    f" {most / 1_000_000:.1f} milioni",
                ),
                Sentence(en="Export it smaller", it="Esportala più piccola"),
            )
