"""Pictures and films in one message."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._kinds import films, pictures
from smm_build.checks._measured import limits_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import get_network

__all__ = ["pictures_with_film"]


@variant_check(Severity.ERROR, signs=(Has.MEDIA,))
def pictures_with_film(variant: Variant) -> Iterator[Problem]:
    """Pictures and a film in one message, for a network that takes one kind only.

    ## Why it matters
    The network refuses the message.

    ## How to fix
    Choose one of the two for this channel with `overrides`, or spread them over the parts of a thread.
    """
    if limits_of(variant).mixed or limits_of(variant).videos == 0:
        return
    for part in variant.parts:
        moving = films(part)
        if moving and pictures(part):
            title = get_network(variant.channel.network).TITLE
            yield Problem(
                moving[0].place,
                Sentence(
                    en=f"{title} takes pictures or a film, not both",
                    it=f"{title} accetta immagini o un video, non entrambi",
                ),
                Sentence(
                    en=f"Give {variant.channel.id} one of the two in `overrides`",
                    it=f"Dai a {variant.channel.id} solo uno dei due in `overrides`",
                ),
            )
