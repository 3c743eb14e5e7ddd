"""What a network sees in a part of a variant, measured once for all rules that ask."""

from __future__ import annotations

import functools

from smm_build.domain.variant import Variant, VariantPart
from smm_build.networks import Limits, get_network
from smm_build.text.measure import Measure

__all__ = ["limits_of", "measured", "most_of"]


@functools.lru_cache(maxsize=256)
def _measured(network: str, text: str) -> Measure:
    return get_network(network).measure(text)


def measured(variant: Variant, part: VariantPart) -> Measure:
    """Return how the variant's network counts and reads ``part``."""
    return _measured(variant.channel.network, part.text)


def limits_of(variant: Variant) -> Limits:
    """Return the usual limits of the variant's network."""
    return get_network(variant.channel.network).LIMITS


_LINK = 23
"""What X and Mastodon count for a link, however short it is."""


@functools.lru_cache(maxsize=64)
def most_of(text: str) -> int:
    """Return a length that no network measures more than: quicker by far than measuring, and mostly short enough.

    A character of Latin-1 counts one everywhere and any other two at most; every link has a full stop or a colon.
    """
    others = 0 if text.isascii() else len(text) - len(text.encode("latin-1", "ignore"))
    return len(text) + others + _LINK * (text.count(".") + text.count(":"))
