"""Posting by hand: who has to, where the editor is, and which address a post can have."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from smm_build.domain.channel import Channel
from smm_build.domain.variant import Variant
from smm_build.networks import ByHand, get_network, publisher_for

__all__ = ["composer_url", "is_address_of_a_post", "is_by_hand"]

_LONGEST = 2_000
"""Characters; browsers and servers cut longer addresses off."""


def is_by_hand(variant: Variant) -> bool:
    """Whether a person posts it: because somebody said so, or because smm cannot publish there."""
    channel = variant.channel
    asked = "manual" in (variant.settings.publish, channel.publish)
    return asked or publisher_for(channel.network, rehearsed=channel.rehearsed) is None


def composer_url(variant: Variant) -> str | None:
    """Return the address that opens the network's editor with the first part in it, ``None`` where there is none."""
    said = _said(variant.channel)
    if said.composer is None or not variant.parts:
        return None
    text = variant.parts[0].text
    if variant.link and "{link}" not in said.composer and variant.link not in text:
        text = f"{text}\n\n{variant.link}".strip()
    link = variant.link or variant.settings.link
    if "{link}" in said.composer and link is None:
        return None
    if "{server}" in said.composer and variant.channel.server is None:
        return None
    values = {"text": text, "link": link or "", "server": ""}
    url = said.composer.format(**{name: quote(value, safe="") for name, value in values.items()} | _server(variant))
    return url if len(url) <= _LONGEST else None


def is_address_of_a_post(url: str, channel: Channel) -> bool:
    """Whether ``url`` can be the address of a post on this channel: of its network, and more than a profile."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return False
    if parts.scheme != "https" or parts.username or port not in {None, 443} or not url.isprintable() or " " in url:
        return False
    if _is_profile(url, channel):
        return False
    if len(parts.path.strip("/")) == 0 and not parts.query:
        return False
    hosts = _hosts(channel)
    return "." in host and (not hosts or any(host == known or host.endswith(f".{known}") for known in hosts))


def _is_profile(url: str, channel: Channel) -> bool:
    """Whether it is the address of the account itself: the one in its file, or one that ends with its handle."""
    if channel.url and _bare(url) == _bare(channel.url):
        return True
    handle = (channel.handle or "").removeprefix("@").partition("@")[0].casefold()
    return bool(handle) and urlsplit(url).path.rstrip("/").rpartition("/")[2].removeprefix("@").casefold() == handle


def _said(channel: Channel) -> ByHand:
    said = getattr(get_network(channel.network), "BY_HAND", None)
    return said if isinstance(said, ByHand) else ByHand()


def _hosts(channel: Channel) -> frozenset[str]:
    """Return where posts of the channel may be: its network's hosts, or its own server's."""
    own = [urlsplit(url).hostname for url in (channel.url,) if url]
    if not get_network(channel.network).SERVERS and channel.server:
        own.append(urlsplit(channel.server).hostname)
    return frozenset(host.lower().removeprefix("www.") for host in (*_said(channel).hosts, *own) if host)


def _server(variant: Variant) -> dict[str, str]:
    return {"server": (variant.channel.server or "").rstrip("/")}


def _bare(url: str) -> str:
    return url.casefold().rstrip("/").partition("://")[2].removeprefix("www.")
