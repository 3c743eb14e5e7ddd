"""Pictures on channels their licence does not name."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["channel_not_covered"]


@variant_check(Severity.ERROR, signs=(Has.MEDIA,))
def channel_not_covered(variant: Variant) -> Iterator[Problem]:
    """A picture or film whose sidecar file names channels or networks, for another one.

    ## Why it matters
    The licence does not cover it there.

    ## How to fix
    Choose another picture for this channel with `overrides`, or have the licence extended.

    ## Options
    `channels: [instagram, facebook]` in `photo.jpg.yml`: channels or networks
    """
    names = {variant.channel.id, variant.channel.network}
    for media in (media for part in variant.parts for media in part.media):
        allowed = media.rights.channels if media.rights else None
        if allowed is not None and not names & set(allowed):
            yield Problem(
                media.place,
                Sentence(
                    en=f"`{media.file}` is licensed for {', '.join(allowed)}, not for {variant.channel.id}",
                    it=f"`{media.file}` ha la licenza per {', '.join(allowed)}, non per {variant.channel.id}",
                ),
                Sentence(
                    en=f"Give {variant.channel.id} another one in `overrides`",
                    it=f"Dai a {variant.channel.id} un'altra immagine in `overrides`",
                ),
            )
