"""What a network sees in a part of a variant, measured once for all rules that ask."""

from __future__ import annotations

import functools

from smm_build.domain.variant import Variant, VariantPart
from smm_build.networks import Limits, get_network
from smm_build.text.measure import Measure

__all__ = ["limits_of", "measured"]


@functools.lru_cache(maxsize=256)
def _measured(network: str, text: str) -> Measure:
    return get_network(network).measure(text)


def measured(variant: Variant, part: VariantPart) -> Measure:
    """Return how the variant's network counts and reads ``part``."""
    return _measured(variant.channel.network, part.text)


def limits_of(variant: Variant) -> Limits:
    """Return the usual limits of the variant's network."""
    return get_network(variant.channel.network).LIMITS
