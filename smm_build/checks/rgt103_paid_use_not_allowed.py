"""Pictures that may not be advertised with."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["paid_use_not_allowed"]

_PAID = frozenset({"affiliate", "paid"})


@variant_check(Severity.ERROR, signs=(Has.MEDIA,))
def paid_use_not_allowed(variant: Variant) -> Iterator[Problem]:
    """A picture or film whose sidecar file says `paid_use: false`, in a post that is paid for.

    ## Why it matters
    Many licences, and most photographers, make a difference between showing and advertising.

    ## How to fix
    Ask for the wider licence, or choose another picture.
    """
    disclosure = variant.settings.disclosure
    if disclosure is None or disclosure.type not in _PAID:
        return
    for media in (media for part in variant.parts for media in part.media):
        if media.rights and media.rights.paid_use is False:
            yield Problem(
                media.place,
                Sentence(
                    en=f"`{media.file}` may not be advertised with, and the post is `{disclosure.type}`",
                    it=f"`{media.file}` non si può usare a scopo pubblicitario, e il post è `{disclosure.type}`",
                ),
                Sentence(
                    en="Ask for the wider licence, or choose another",
                    it="Chiedi la licenza più ampia, o scegline un'altra",
                ),
            )
