"""Pictures of which a feed shows a strip."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import media_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["extreme_shape"]

_EXTREME = 2.5


@post_check(Severity.HINT, signs=(Has.MEDIA,))
def extreme_shape(post: Post) -> Iterator[Problem]:
    """A picture more than two and a half times as wide as it is high, or as high as it is wide.

    ## Why it matters
    Feeds crop it in the middle, and readers see a strip of it until they open it.

    ## How to fix
    Crop it yourself, so that what matters is seen.
    """
    for media in media_of(post):
        facts = media.facts
        if facts and facts.width and facts.height and not 1 / _EXTREME <= facts.width / facts.height <= _EXTREME:
            yield Problem(
                media.place,
                Sentence(
                    en=f"`{media.file}` ({facts.width} × {facts.height}) is cropped in every feed",
                    it=f"`{media.file}` ({facts.width} × {facts.height}) viene tagliata in ogni feed",
                ),
                Sentence(en="Crop it yourself", it="Ritagliala tu"),
            )
