"""Pictures that flash."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import media_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["flashing_picture"]

_MOST = 3


@post_check(Severity.WARNING, signs=(Has.MEDIA,))
def flashing_picture(post: Post) -> Iterator[Problem]:
    """A picture that moves and flashes more than three times within one second.

    Measured are the frames of GIF, WebP and PNG: how often at least a quarter of the picture becomes brighter and
    darker again by a tenth of full brightness. Films are not opened.

    ## Why it matters
    It can cause seizures in people with photosensitive epilepsy. It plays by itself, so nobody can look away in time.

    ## How to fix
    Let every picture stay longer, a third of a second at least, let them fade into each other, or make the part that
    flashes smaller than a quarter. A still picture of it is never wrong.

    ## Sources
    - WCAG 2.2, success criterion 2.3.1, level A:
      <https://www.w3.org/WAI/WCAG22/Understanding/three-flashes-or-below-threshold.html> (read 2026-11-24)
    - What a flash is: <https://www.w3.org/TR/WCAG22/#dfn-general-flash-and-red-flash-thresholds> (read 2026-11-24). Of
      its two measures this is the one for brightness, not that for saturated red.
    """
    for media in media_of(post):
        look = media.facts.look if media.facts else None
        if look and look.flashes > _MOST:
            yield Problem(
                media.place,
                Sentence(
                    en=f"`{media.file}` flashes {look.flashes} times a second, which can cause seizures",
                    it=f"`{media.file}` lampeggia {look.flashes} volte al secondo: può provocare crisi epilettiche",
                ),
                Sentence(
                    en="Show every frame for a third of a second at least, or take a still picture",
                    it="Mostra ogni fotogramma per almeno un terzo di secondo, o scegli un'immagine ferma",
                ),
            )
