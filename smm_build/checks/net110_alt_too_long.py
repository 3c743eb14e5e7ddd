"""Descriptions of pictures that a network would refuse or cut."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._measured import limits_of
from smm_build.checks._passages import alt_place
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["alt_too_long"]


@variant_check(Severity.ERROR, signs=(Has.MEDIA,))
def alt_too_long(variant: Variant) -> Iterator[Problem]:
    """An alt text longer than its channel takes.

    ## Why it matters
    The upload is refused, or whoever listens to the description hears half of it.

    ## How to fix
    Say what matters in the picture in one or two sentences. A long story belongs in the post itself, where everybody
    can read it.

    ## Options
    A channel that is allowed more says so in its file: `limits: {alt_characters: 2000}`.
    """
    limit = variant.channel.limits.get("alt_characters", limits_of(variant).alt_characters)
    if limit is None:
        return
    for media in (media for part in variant.parts for media in part.media):
        length = len(media.alt or "")
        if length > limit:
            yield Problem(
                alt_place(variant.post, media),
                Sentence(
                    en=f"The alt text of `{media.file}` is {length} long; {variant.channel.id} takes {limit}",
                    it=f"Il testo alternativo di `{media.file}` è lungo {length}; {variant.channel.id}"
                    f" ne accetta {limit}",
                ),
                Sentence(en=f"Shorten it by {length - limit}", it=f"Accorcialo di {length - limit}"),
            )
