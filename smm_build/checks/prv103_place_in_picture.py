"""Pictures that say where they were taken."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import media_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["place_in_picture"]


@post_check(Severity.WARNING, signs=(Has.MEDIA,))
def place_in_picture(post: Post) -> Iterator[Problem]:
    """A picture whose file carries the place where it was taken (EXIF GPS).

    ## Why it matters
    Not every network takes it out, and everybody with the repository can read it: where somebody lives, for instance.

    ## How to fix
    Export it without location; every photo program has a box for it.
    """
    for media in media_of(post):
        if media.facts and media.facts.located:
            yield Problem(
                media.place,
                Sentence(
                    en=f"`{media.file}` says where it was taken",
                    it=f"`{media.file}` dice dove è stata scattata",
                ),
                Sentence(en="Export it without location", it="Esportala senza posizione"),
            )
