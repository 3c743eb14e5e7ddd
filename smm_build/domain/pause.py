"""The switch that stops everything: the file ``PAUSE``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from smm_build.domain.ad import Ad
from smm_build.domain.place import Place
from smm_build.domain.variant import Variant

__all__ = ["Pause"]


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing that it covers goes out until it ends (aware) or is taken away.

    Without a scope it covers everything. With several kinds of scope it covers what any of them names.
    """

    place: Place
    reason: str | None = None
    until: datetime | None = None
    channels: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()

    def covers(self, variant: Variant) -> bool:
        """Whether the variant is in its scope."""
        post, channel = variant.post, variant.channel
        if not (self.channels or self.networks or self.campaigns or self.pillars or self.posts):
            return True
        return (
            channel.id in self.channels
            or channel.network in self.networks
            or post.campaign in self.campaigns
            or post.pillar in self.pillars
            or post.id in self.posts
        )

    def covers_ad(self, ad: Ad, network: str) -> bool:
        """Whether an ad on a channel of ``network`` is in its scope, by the post it boosts, too."""
        if not (self.channels or self.networks or self.campaigns or self.pillars or self.posts):
            return True
        return (
            ad.channel in self.channels
            or network in self.networks
            or ad.campaign in self.campaigns
            or ad.boost in self.posts
        )

    def holds_at(self, moment: datetime) -> bool:
        """Whether it is still in force at an aware instant."""
        return self.until is None or moment < self.until
