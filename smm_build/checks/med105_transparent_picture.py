"""Pictures one can look through."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import media_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["transparent_picture"]


@post_check(Severity.HINT, signs=(Has.MEDIA,))
def transparent_picture(post: Post) -> Iterator[Problem]:
    """A picture with transparent areas.

    ## Why it matters
    Each network puts another ground behind it: white, black, or the reader's dark mode. A dark logo vanishes on it.

    ## How to fix
    Export it on a ground of the brand's colours.
    """
    for media in media_of(post):
        if media.facts and media.facts.transparent and not media.facts.moving:
            yield Problem(
                media.place,
                Sentence(
                    en=f"`{media.file}` is transparent: its ground differs from network to network",
                    it=f"`{media.file}` è trasparente: lo sfondo cambia da un social all'altro",
                ),
                Sentence(en="Export it on a ground", it="Esportala su uno sfondo"),
            )
