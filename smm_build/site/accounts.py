"""The accounts: one page with all of them, and one page each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from smm_build.domain.channel import Channel
from smm_build.domain.finding import Finding
from smm_build.networks import all_networks
from smm_build.site.addresses import channel_href, source_of, web_address
from smm_build.site.channels import ChannelLook, network_title
from smm_build.site.pictures import brand_picture_href
from smm_build.site.profiles import profile_lines, verified
from smm_build.site.rhythm import rhythm
from smm_build.site.templating import page
from smm_build.site.view import Card, Shown
from smm_build.site.words import clock, day_and_month, slot

__all__ = ["channel_pages", "channels_page"]

_LISTED = 12


@dataclass(frozen=True, slots=True)
class _Row:
    channel: Channel
    look: ChannelLook
    network: str
    address: str | None
    href: str
    count: int
    next_card: Card | None
    next_when: str | None


def channels_page(shown: Shown) -> str:
    """Make the page of all accounts."""
    rows = [_row(shown, channel) for channel in shown.workspace.channels.values()]
    return page("channels.html.j2", shown.words.channels, s=shown, w=shown.words, base="", rows=rows)


def channel_pages(shown: Shown) -> Iterator[tuple[str, str]]:
    """Make the page of every account."""
    for channel in shown.workspace.channels.values():
        yield source_of(channel_href(channel.id)), _channel_page(shown, channel)


def _channel_page(shown: Shown, channel: Channel) -> str:
    cards = _cards(shown, channel)
    coming = [card for card in cards if card.at and card.at >= shown.now]
    recent = [card for card in reversed(cards) if card.at and card.at < shown.now]
    network = all_networks().get(channel.network)
    return page(
        "channel.html.j2",
        f"{shown.looks[channel.id].label}: {channel.name or shown.brand.name}",
        s=shown,
        w=shown.words,
        base="../",
        row=_row(shown, channel),
        avatar=brand_picture_href(channel.profile.avatar),
        cover=brand_picture_href(channel.profile.cover),
        profile=profile_lines(shown, channel) if shown.inside else [],
        verified=verified(shown, channel),
        rhythm=rhythm(shown, channel) if shown.inside else None,
        slots=", ".join(slot(text, shown.language) for text in channel.cadence.slots),
        limit=channel.limits.get("characters", network.LIMITS.characters) if network and shown.inside else None,
        coming=coming[:_LISTED],
        recent=recent[:_LISTED],
        more=len(coming) + len(recent) > 2 * _LISTED,
        findings=_findings(shown, channel),
        edit=shown.edit_href(channel.path),
    )


def _row(shown: Shown, channel: Channel) -> _Row:
    cards = _cards(shown, channel)
    following = next((card for card in cards if card.at and card.at >= shown.now), None)
    return _Row(
        channel,
        shown.looks[channel.id],
        network_title(channel.network),
        web_address(channel.url),
        channel_href(channel.id),
        len(cards),
        following,
        _short_moment(shown, following.at) if following and following.at else None,
    )


def _cards(shown: Shown, channel: Channel) -> Sequence[Card]:
    return shown.cards_by_channel.get(channel.id, ())


def _short_moment(shown: Shown, at: datetime) -> str:
    return f"{day_and_month(at.date(), shown.language)}, {clock(at)}"


def _findings(shown: Shown, channel: Channel) -> list[Finding]:
    """Return what the checks say about the account itself: what they say of its posts stands with the posts."""
    return [finding for finding in shown.findings if channel.path and finding.place.path == channel.path]
