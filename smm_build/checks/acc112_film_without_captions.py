"""Films one has to hear."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._kinds import is_film
from smm_build.checks._passages import media_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["film_without_captions"]


@post_check(Severity.WARNING, signs=(Has.MEDIA,))
def film_without_captions(post: Post) -> Iterator[Problem]:
    """A film whose sidecar file does not say how its words can be read.

    ## Why it matters
    Most people watch without sound, and some cannot hear.

    ## How to fix
    Add captions and say so in the file beside it, `steam.mp4.yml`: `captions: burned-in`, `captions: platform` for
    captions made and corrected on the network, `captions: steam.it.vtt` for a file, or `captions: none needed` for a
    film without words.

    ## Sources
    - <https://www.w3.org/TR/WCAG22/#captions-prerecorded> (read 2026-11-23)
    """
    for media in media_of(post):
        if is_film(media) and not (media.rights and media.rights.captions):
            yield Problem(
                media.place,
                Sentence(
                    en=f"Nothing says whether `{media.file}` has captions",
                    it=f"Niente dice se `{media.file}` ha i sottotitoli",
                ),
                Sentence(
                    en=f"Say it in {media.file}.yml: `captions: burned-in`",
                    it=f"Scrivilo in {media.file}.yml: `captions: burned-in`",
                ),
            )
