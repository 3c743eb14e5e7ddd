"""The reading most networks share: links with ``https://``, ``@names`` and ``#tags``, counted on a ruler."""

from __future__ import annotations

from smm_build.text.hashtags import find_hashtags
from smm_build.text.links import find_full_links, outside
from smm_build.text.measure import Measure
from smm_build.text.mentions import find_mentions
from smm_build.text.rulers import Ruler, in_unit

__all__ = ["measure_plain"]


def measure_plain(text: str, ruler: Ruler) -> Measure:
    """Count ``text`` on ``ruler`` and take it apart; a name or tag inside a link is part of the link."""
    links = find_full_links(text)
    return Measure(
        length=ruler[-1],
        links=in_unit(links, ruler),
        mentions=in_unit(outside(find_mentions(text), links), ruler),
        hashtags=in_unit(outside(find_hashtags(text), links), ruler),
    )
