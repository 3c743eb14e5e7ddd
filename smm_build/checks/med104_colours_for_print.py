"""Pictures prepared for a printer."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import media_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["colours_for_print"]


@post_check(Severity.WARNING, signs=(Has.MEDIA,))
def colours_for_print(post: Post) -> Iterator[Problem]:
    """A picture in CMYK, the colours of printing, without the profile that says which colours are meant.

    With its profile smm makes a picture for screens of it, on its way to the network.

    ## Why it matters
    Without the profile anybody can only guess: reds turn brown and greens turn grey.

    ## How to fix
    Export it for the web, in sRGB.
    """
    for media in media_of(post):
        if media.facts and media.facts.colours == "CMYK" and media.facts.profile is None:
            yield Problem(
                media.place,
                Sentence(
                    en=f"`{media.file}` has the colours of printing (CMYK) and no profile",
                    it=f"`{media.file}` ha i colori della stampa (CMYK) e nessun profilo",
                ),
                Sentence(en="Export it for the web, in sRGB", it="Esportala per il web, in sRGB"),
            )
