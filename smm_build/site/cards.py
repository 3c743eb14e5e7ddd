"""The card of a link below a post: from the network where our code decides what it says, else from the linked page."""

from __future__ import annotations

import functools

from smm_build.domain.variant import Variant
from smm_build.networks import CardMaker, LinkCard, LinkPlace, all_networks
from smm_build.site.addresses import web_address
from smm_build.site.frames import frame_of
from smm_build.site.templating import web_links

__all__ = ["card_of"]

_ATTACHED = frozenset({LinkPlace.ATTACHED, LinkPlace.CARD})


def card_of(variant: Variant) -> LinkCard | None:
    """Return the card that a reader sees, with an address a browser may be sent to; ``None`` when there is none."""
    card = _card(variant) if variant.parts else None
    return card if card and web_address(card.address) else None


def _card(variant: Variant) -> LinkCard | None:
    name = variant.channel.network
    network, maker = all_networks().get(name), _maker(name)
    if maker:
        return maker.link_card(variant)
    if network is None or network.LINKS in _ATTACHED:
        return LinkCard(variant.link) if variant.link else None
    if frame_of(name).cards_links and not variant.parts[0].media and not variant.settings.poll:
        return _in_text(variant)
    return None


@functools.cache
def _maker(name: str) -> CardMaker | None:
    network = all_networks().get(name)
    return network if isinstance(network, CardMaker) else None


def _in_text(variant: Variant) -> LinkCard | None:
    """Return the card of the post's own link, or of the only one: which of several is chosen, networks do not say."""
    text = variant.parts[0].text
    links = [text[start:end] for start, end in web_links(text)]
    own = (variant.settings.link or "").partition("?")[0]
    found = [link for link in links if own and link.startswith(own)] or links
    return LinkCard(found[0]) if len(set(found)) == 1 else None
