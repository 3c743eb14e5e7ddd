"""Pictures in other colours than the brand's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smm_build.checks._base import Confidence, Problem, post_check
from smm_build.checks._colour import difference
from smm_build.checks._passages import media_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["picture_off_palette"]

_FAR = 0.16
"""In OKLab: as far as a red is from an orange."""
_SHARE = 0.5


@post_check(Severity.HINT, confidence=Confidence.LOW, preview=True, signs=(Has.MEDIA,))
def picture_off_palette(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A picture most of whose colours look far from every colour of the palette.

    The distance is measured in OKLab, where equal distances look equal.

    ## Why it matters
    In a feed a brand is recognised by its colours before its name is read.

    ## How to fix
    Use the palette for graphics. For photos of other things the finding does not matter: it is asked on request only,
    with `select` in `brand/checks.yml`.

    ## Sources
    - <https://bottosson.github.io/posts/oklab/> (read 2026-11-23)
    """
    palette = [colour.value for colour in workspace.brand.palette]
    for media in media_of(post) if palette else ():
        look = media.facts.look if media.facts else None
        far = sum(share for colour, share in look.colours if _nearest(colour, palette) > _FAR) if look else 0
        if far > _SHARE:
            yield Problem(
                media.place,
                Sentence(
                    en=f"{far:.0%} of `{media.file}` is far from every colour of the palette",
                    it=f"Il {far:.0%} di `{media.file}` è lontano da tutti i colori della tavolozza",
                ),
                Sentence(en="Use the brand's colours", it="Usa i colori del marchio"),
            )


def _nearest(colour: str, palette: Sequence[str]) -> float:
    return min(difference(colour, own) for own in palette)
