"""Alt texts that do not describe."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import alt_place, media_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["alt_too_short"]

_SHORT = 12


@post_check(Severity.HINT, signs=(Has.MEDIA,))
def alt_too_short(post: Post) -> Iterator[Problem]:
    """An alt text of a single word, or of fewer than twelve characters.

    ## Why it matters
    "Cup" says what there is and nothing of why the picture is there.

    ## How to fix
    Say what you would say on the telephone: who or what, doing what, where, and the words that can be read in it.
    """
    for media in media_of(post):
        alt = (media.alt or "").strip()
        if alt and (len(alt) < _SHORT or len(alt.split()) < _WORDS):
            yield Problem(
                alt_place(post, media),
                Sentence(en=f"“{alt}” hardly describes a picture", it=f"«{alt}» non descrive quasi nulla"),
                Sentence(en="Say what is to be seen and why", it="Di' che cosa si vede e perché"),
            )


_WORDS = 2
