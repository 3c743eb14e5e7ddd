"""Words that can only be seen."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import alt_place, media_of, texts_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["words_in_picture_not_said"]

_ENOUGH = 0.6


@post_check(Severity.WARNING, signs=(Has.MEDIA,))
def words_in_picture_not_said(post: Post) -> Iterator[Problem]:
    """A picture with words in it, as its sidecar file says, that stand neither in its alt text nor in the post.

    ## Why it matters
    Often the words in the picture are the message: the date, the price, the place. Who cannot see it misses them, and
    so does every search.

    ## How to fix
    Say them in the alt text or in the post.

    ## Options
    `text_in_image: Open on Sunday, 9 to 13` in `poster.jpg.yml`, beside `poster.jpg`

    ## Sources
    - <https://www.w3.org/WAI/tutorials/images/textual/> (read 2026-11-23)
    """
    pictures = [media for media in media_of(post) if media.rights and media.rights.text_in_image]
    if not pictures:
        return
    said = {word.casefold() for passage in texts_of(post) for word in passage.text.split()}
    for media in pictures:
        wanted = _words(media.rights.text_in_image or "") if media.rights else set()
        missing = wanted - _words(media.alt or "") - _words(" ".join(said))
        if wanted and len(missing) > len(wanted) * (1 - _ENOUGH):
            yield Problem(
                alt_place(post, media),
                Sentence(
                    en=f"The words in `{media.file}` are not said anywhere",
                    it=f"Le parole dentro `{media.file}` non sono dette da nessuna parte",
                ),
                Sentence(en="Say them in the alt text", it="Dille nel testo alternativo"),
            )


def _words(text: str) -> set[str]:
    return {word.strip(".,;:!?…«»“”\"'()").casefold() for word in text.split()} - {""}
