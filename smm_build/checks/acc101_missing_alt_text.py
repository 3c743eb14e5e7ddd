"""Pictures nobody has described."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._kinds import is_film
from smm_build.checks._passages import media_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["missing_alt_text"]


@post_check(Severity.ERROR, signs=(Has.MEDIA,))
def missing_alt_text(post: Post) -> Iterator[Problem]:
    """A picture without an alt text.

    ## Why it matters
    Who cannot see the picture is told "image", or its file name, and nothing else. The same goes for everybody whose
    connection does not load it.

    ## How to fix
    Write under `alt` what you would say of the picture on the telephone: what is to be seen, why it is there, and the
    words in it.

    ## Sources
    - <https://smu.ca/t4/accessibilityonwebsites/images.html> (read 2026-11-23)
    - <https://ottawa.libguides.com/c.php?g=819484&p=5863616> (read 2026-11-23)
    """
    for media in media_of(post):
        if not media.alt and not is_film(media):
            yield Problem(
                media.place,
                Sentence(
                    en=f"`{media.file}` has no alt text",
                    it=f"`{media.file}` non ha un testo alternativo",
                ),
                Sentence(
                    en="Add `alt:` and say what is to be seen",
                    it="Aggiungi `alt:` e di' che cosa si vede",
                ),
            )
