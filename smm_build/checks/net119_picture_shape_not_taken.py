"""Pictures that are too narrow or too wide."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._kinds import pictures
from smm_build.checks._measured import limits_of
from smm_build.checks._signs import Has
from smm_build.compose.renditions import mended
from smm_build.domain.finding import Severity
from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import get_network

__all__ = ["picture_shape_not_taken"]

_NOT_IN_THE_FEED = frozenset({"reel", "story", "document"})
_ROUNDING = 0.01


@variant_check(Severity.ERROR, signs=(Has.MEDIA,))
def picture_shape_not_taken(variant: Variant) -> Iterator[Problem]:
    """A picture for the feed that is narrower or wider than its network takes, and that nobody said how to cut.

    With `focus` smm cuts it on its way to the network, around the point that has to stay in view. Without it nothing is
    ever cut off.

    ## Why it matters
    Instagram refuses everything narrower than 4:5 and wider than 1.91:1, at the minute it should go out.

    ## How to fix
    Say with `focus: [0.5, 0.3]` what has to stay in view, or crop it. 4:5 (1080 × 1350) shows largest.

    ## Sources
    - <https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media>
      (read 2026-11-22)
    """
    ratios = limits_of(variant).image_ratios
    if ratios is None or variant.settings.format in _NOT_IN_THE_FEED:
        return
    narrowest, widest = ratios
    for picture in (picture for part in variant.parts for picture in pictures(part)):
        facts = picture.facts
        if facts and facts.width and facts.height:
            ratio = facts.width / facts.height
            if not narrowest - _ROUNDING <= ratio <= widest + _ROUNDING and not mended(picture, variant):
                yield _problem(picture, variant, ratio < narrowest)


def _problem(picture: Media, variant: Variant, narrow: bool) -> Problem:  # noqa: FBT001 - one of two
    title, size = get_network(variant.channel.network).TITLE, picture.facts
    shown = f"{size.width} × {size.height}" if size else ""
    return Problem(
        picture.place,
        Sentence(
            en=f"`{picture.file}` ({shown}) is too {'narrow' if narrow else 'wide'} for {title}",
            it=f"`{picture.file}` ({shown}) è troppo {'stretta' if narrow else 'larga'} per {title}",
        ),
        Sentence(
            en="Say with `focus: [0.5, 0.5]` what has to stay in view, or crop it, for instance to 4:5",
            it="Di' con `focus: [0.5, 0.5]` che cosa deve restare visibile, o ritagliala, per esempio a 4:5",
        ),
    )
