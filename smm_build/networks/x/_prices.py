"""What X charges for a post: $0.015, or $0.200 when there is a link in it, and $0.005 for each alternative text.

Source: https://docs.x.com/x-api/getting-started/pricing, read on 2026-11-22. What is refused is not charged. Reading
the account's own posts back after a crash costs $0.001 a post and is not counted here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks._base import Charge
from smm_build.text.measure import Measure

__all__ = ["charges_of"]

_POST = Decimal("0.015")
_WITH_LINK = Decimal("0.200")
_ALT = Decimal("0.005")


def charges_of(variant: Variant, measure: Callable[[str], Measure]) -> Iterator[Charge]:
    """Yield what every message of the variant costs; ``saved`` is what it would cost less without its link."""
    for number, part in enumerate(variant.messages, start=1):
        linked = bool(measure(part.text).links)
        price = _WITH_LINK if linked else _POST
        alts = sum(1 for media in part.media if media.alt and media.facts and media.facts.kind == "image")
        yield Charge(
            number,
            price + alts * _ALT,
            saved=_WITH_LINK - _POST if linked else Decimal(0),
            what=Sentence("a post with a link", "un post con un link") if linked else Sentence("a post", "un post"),
        )
