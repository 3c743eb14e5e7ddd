"""What may become of a request, and where it may go without encryption: words that need no HTTP library."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

__all__ = ["AnswerLost", "NotSent", "is_loopback"]


class NotSent(Exception):  # noqa: N818 - named as the outcome it is
    """The request certainly did not reach the server."""


class AnswerLost(Exception):  # noqa: N818 - named as the outcome it is
    """The request may have reached the server; its answer did not reach us."""


def is_loopback(url: str) -> bool:
    """Whether a URL leads to this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
