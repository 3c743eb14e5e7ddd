"""Pictures prepared for a printer."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import media_of
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["colours_for_print"]


@post_check(Severity.WARNING)
def colours_for_print(post: Post) -> Iterator[Problem]:
    """A picture in CMYK, the colours of printing.

    ## Why it matters
    Networks turn it into the colours of screens without its profile: reds turn brown and greens turn grey. Some show
    it inverted, some refuse it.

    ## How to fix
    Export it for the web, in sRGB.
    """
    for media in media_of(post):
        if media.facts and media.facts.colours == "CMYK":
            yield Problem(
                media.place,
                Sentence(
                    en=f"`{media.file}` has the colours of printing (CMYK)",
                    it=f"`{media.file}` ha i colori della stampa (CMYK)",
                ),
                Sentence(en="Export it for the web, in sRGB", it="Esportala per il web, in sRGB"),
            )
