"""What a link looks like below a post, where our code decides it: its address, title and picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from smm_build.domain.media import Media
from smm_build.domain.variant import Variant
from smm_build.networks._base import Network

__all__ = ["CardMaker", "LinkCard"]


@dataclass(frozen=True, slots=True)
class LinkCard:
    """The card of a link. ``title`` and ``picture`` are ours; without a title both come from the linked page."""

    address: str
    title: str | None = None
    picture: Media | None = None


@runtime_checkable
class CardMaker(Network, Protocol):
    """A network to which our code says which link is shown as a card, or what the card says."""

    def link_card(self, variant: Variant) -> LinkCard | None:
        """Return the card below the first message, ``None`` when it has none."""
        ...
