"""Stories and reels that do not fill the screen."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["story_not_upright"]

_UPRIGHT = 9 / 16
_NEAR = 0.06


@variant_check(Severity.WARNING, signs=(Has.MEDIA,))
def story_not_upright(variant: Variant) -> Iterator[Problem]:
    """A story or reel with a picture that is not 9:16.

    ## Why it matters
    It is shown with bars, or cut at the sides, where mostly the words are. The buttons of the app cover what stands at
    the top and at the bottom: keep 14% and 20% of the height free there.

    ## How to fix
    Export it in 1080 × 1920.

    ## Sources
    - <https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media>, on 9:16
      (read 2026-11-22)
    """
    if variant.settings.format not in {"story", "reel"}:
        return
    for media in (media for part in variant.parts for media in part.media):
        facts = media.facts
        if facts and facts.width and facts.height and abs(facts.width / facts.height - _UPRIGHT) > _NEAR:
            yield Problem(
                media.place,
                Sentence(
                    en=f"`{media.file}` ({facts.width} × {facts.height}) does not fill an upright screen",
                    it=f"`{media.file}` ({facts.width} × {facts.height}) non riempie uno schermo verticale",
                ),
                Sentence(en="Export it in 1080 × 1920", it="Esportala in 1080 × 1920"),
            )
