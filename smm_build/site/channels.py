"""How a channel is named and coloured on every page."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from smm_build.domain.channel import Channel
from smm_build.networks import all_networks

__all__ = ["ChannelLook", "channel_looks", "network_title"]


@dataclass(frozen=True, slots=True)
class ChannelLook:
    """``label`` in full, ``short`` for a crowded day, ``hue`` in degrees and ``chroma`` for ``oklch()``."""

    id: str
    label: str
    short: str
    hue: int
    chroma: float


# What people in the trade write and see; a network that is not here gets its first letters and a hue of its own.
_SHORT = {"facebook": "FB", "instagram": "IG", "telegram": "TG", "tiktok": "TT", "x": "X", "youtube": "YT"}
_HUES = {
    "bluesky": 235,
    "facebook": 262,
    "instagram": 355,
    "linkedin": 215,
    "mastodon": 292,
    "pinterest": 8,
    "telegram": 200,
    "threads": 60,
    "tiktok": 185,
    "youtube": 30,
}
_WITHOUT_COLOUR = frozenset({"x"})
_CHROMA = 0.12


def network_title(name: str) -> str:
    """Return how a network writes its own name; an unknown one keeps the name it has in the file."""
    network = all_networks().get(name)
    return network.TITLE if network else name


def channel_looks(channels: Iterable[Channel]) -> Mapping[str, ChannelLook]:
    """Return the look of every channel: the network's name, or the channel's own where a network has several."""
    known = tuple(channels)
    per_network = Counter(channel.network for channel in known)
    return {channel.id: _look(channel, alone=per_network[channel.network] == 1) for channel in known}


def _look(channel: Channel, *, alone: bool) -> ChannelLook:
    name = channel.network
    return ChannelLook(
        channel.id,
        network_title(name) if alone else channel.id,
        _SHORT.get(name, name[:2].upper()),
        _HUES.get(name, zlib.crc32(name.encode()) % 360),
        0.0 if name in _WITHOUT_COLOUR else _CHROMA,
    )
