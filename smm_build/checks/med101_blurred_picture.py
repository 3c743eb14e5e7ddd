"""Pictures in which nothing is sharp."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Confidence, Problem, post_check
from smm_build.checks._passages import media_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["blurred_picture"]

_SHARP = 12.0
_FLAT = 0.6
"""Share of the picture that one colour may have before it is a drawing, in which flat areas are meant."""


@post_check(Severity.HINT, confidence=Confidence.LOW, signs=(Has.MEDIA,))
def blurred_picture(post: Post) -> Iterator[Problem]:
    """A picture without a sharp edge anywhere, measured by the variance of the Laplacian of its brightness.

    ## Why it matters
    A blurred picture looks like a mistake of the camera, or like a small one that was blown up.

    ## How to fix
    Choose another shot, or export the original. Where the blur is meant, as in fog, ignore the finding.

    ## Sources
    - The measure is that of Pech-Pacheco and others (ICPR 2000), as explained at
      <http://www.sandilya.com/how-i-detect-blurry-images-using-opencv/> (read 2026-11-23): where to draw the
      line has to be tried
    """
    for media in media_of(post):
        look = media.facts.look if media.facts else None
        if look and look.sharpness < _SHARP and look.colours and look.colours[0][1] < _FLAT:
            yield Problem(
                media.place,
                Sentence(en=f"`{media.file}` looks blurred", it=f"`{media.file}` sembra sfocata"),
                Sentence(
                    en="Choose another shot, or export the original",
                    it="Scegli un altro scatto, o esporta l'originale",
                ),
            )
