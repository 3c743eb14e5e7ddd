"""What a network sees in a part of a variant, measured once for all rules that ask."""

from __future__ import annotations

import functools

from smm_build.domain.variant import Variant, VariantPart
from smm_build.networks import Limits, get_network
from smm_build.text.measure import Measure

__all__ = ["limits_of", "measured", "most_links_in", "most_of"]


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

    A character counts one, or two beyond Latin-1, or its bytes in UTF-8; a link its own length or one that is set.
    """
    return len(text.encode()) + _LINK * most_links_in(text)


def most_links_in(text: str) -> int:
    """Return a number of links that no network finds more of: each has a scheme, or a full stop with more behind it."""
    ends = text.count(". ") + text.count(".\n") + text.endswith(".")
    return text.count("://") + text.count(".") - ends
