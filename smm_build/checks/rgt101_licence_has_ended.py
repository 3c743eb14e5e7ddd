"""Pictures that may not be shown any more."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["licence_has_ended"]


@variant_check(Severity.ERROR, signs=(Has.MEDIA,))
def licence_has_ended(variant: Variant) -> Iterator[Problem]:
    """A picture or film whose licence, as its sidecar file says, ends before the post goes out.

    ## Why it matters
    Showing it is an infringement from the first minute, and agencies look for exactly that.

    ## How to fix
    Renew the licence and enter the new date, or choose another picture.

    ## Options
    `expires: 2027-06-30` in `photo.jpg.yml`, beside `photo.jpg`: the last day on which it may be shown
    """
    at = variant.publish_at
    for media in (media for part in variant.parts for media in part.media) if at else ():
        last = media.rights.expires if media.rights else None
        if at and last and last < at.date():
            yield Problem(
                media.place,
                Sentence(
                    en=f"`{media.file}` may be shown until {last}, and goes out on {at:%Y-%m-%d}",
                    it=f"`{media.file}` si può mostrare fino al {last}, ed esce il {at:%Y-%m-%d}",
                ),
                Sentence(en="Renew the licence, or choose another", it="Rinnova la licenza, o scegline un'altra"),
            )
