"""Alt texts that say the post again."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import alt_place, media_of, texts_of
from smm_build.checks._signs import Has
from smm_build.checks._similar import shingles
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["alt_repeats_text"]

_ALIKE = 0.7
_FEW = 3


@post_check(Severity.WARNING, signs=(Has.MEDIA,))
def alt_repeats_text(post: Post) -> Iterator[Problem]:
    """An alt text with the words of the post.

    ## Why it matters
    Who listens hears the same twice and still does not know what is to be seen.

    ## How to fix
    Describe the picture. What the post says need not be said again.
    """
    texts = [passage.text for passage in texts_of(post)]
    for media in media_of(post):
        alt = media.alt or ""
        if len(shingles(alt)) >= _FEW and any(_within(alt, text) >= _ALIKE for text in texts):
            yield Problem(
                alt_place(post, media),
                Sentence(
                    en=f"The alt text of `{media.file}` says the post again",
                    it=f"Il testo alternativo di `{media.file}` ripete il post",
                ),
                Sentence(en="Describe the picture", it="Descrivi l'immagine"),
            )


def _within(alt: str, text: str) -> float:
    own = shingles(alt)
    return len(own & shingles(text)) / len(own)
