"""What a person needs who posts by hand: where the network lets one write, and what addresses its posts have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["ByHand"]


@dataclass(frozen=True, slots=True)
class ByHand:
    """What a network module says in its constant ``BY_HAND``.

    ``hosts`` are those at which posts are shown; what is below them counts too. ``composer`` is an address that opens
    the network's own editor: ``{text}`` and ``{link}`` in it stand for what is written there beforehand, ``{server}``
    for the channel's server. ``source`` says where that is written, ``read_on`` when it was read.
    """

    hosts: tuple[str, ...] = ()
    composer: str | None = None
    source: str | None = None
    read_on: date | None = None
