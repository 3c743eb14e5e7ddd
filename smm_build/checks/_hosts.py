"""Which web addresses are the brand's own."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from smm_build.domain.brand import Brand

__all__ = ["is_ours", "own_hosts"]


def own_hosts(brand: Brand) -> frozenset[str]:
    """Return the hosts of the brand's links and of its site, without ``www.``."""
    site = urlsplit(brand.site).hostname if brand.site else None
    return frozenset(host.lower().removeprefix("www.") for host in (*brand.links.hosts, site) if host)


def is_ours(host: str, hosts: Iterable[str]) -> bool:
    """Tell whether ``host`` is one of ``hosts`` or below one of them."""
    host = host.lower()
    return any(host == ours or host.endswith("." + ours) for ours in hosts)
