"""Different pictures with one description."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import alt_place, media_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["same_alt_twice"]


@post_check(Severity.WARNING, signs=(Has.MEDIA,))
def same_alt_twice(post: Post) -> Iterator[Problem]:
    """Two different pictures of a post with the same alt text.

    ## Why it matters
    Who listens cannot tell them apart, so one of them might as well not be there. Mostly the text was copied.

    ## How to fix
    Say what is different in the second.
    """
    first: dict[str, str] = {}
    for media in media_of(post):
        alt = (media.alt or "").strip().casefold()
        other = first.setdefault(alt, media.file) if alt else media.file
        if other != media.file:
            yield Problem(
                alt_place(post, media),
                Sentence(
                    en=f"`{media.file}` and `{other}` have the same alt text",
                    it=f"`{media.file}` e `{other}` hanno lo stesso testo alternativo",
                ),
                Sentence(en="Say what is different", it="Di' che cosa c'è di diverso"),
            )
