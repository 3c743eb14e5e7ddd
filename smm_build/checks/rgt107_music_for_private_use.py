"""Films with music a firm may not use."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import media_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["music_for_private_use"]


@post_check(Severity.ERROR, signs=(Has.MEDIA,))
def music_for_private_use(post: Post) -> Iterator[Problem]:
    """A film whose sidecar file says `music: personal`: music a network offers to private people only.

    ## Why it matters
    Firms may use a network's commercial library only. Other music gets the film muted or taken down, and the firm a
    letter.

    ## How to fix
    Choose music of the commercial library, or music you have a licence for, and enter `commercial` or `own`.

    ## Sources
    - <https://www.tiktok.com/legal/page/global/commercial-music-library-user-terms/en> (read 2026-11-22)
    """
    for media in media_of(post):
        if media.rights and media.rights.music == "personal":
            yield Problem(
                media.place,
                Sentence(
                    en=f"The music of `{media.file}` is for private people",
                    it=f"La musica di `{media.file}` è per uso personale",
                ),
                Sentence(en="Choose music of the commercial library", it="Scegli musica della libreria commerciale"),
            )
