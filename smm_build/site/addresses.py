"""Where every page of the site is, relative to its root."""

from __future__ import annotations

import re
import zlib
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

__all__ = [
    "Way",
    "channel_href",
    "month_href",
    "page_name",
    "person_href",
    "post_href",
    "source_of",
    "web_address",
    "week_href",
]

_GOOD_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,119}")
# mkdocs takes README for an index, and leaves out what starts with a dot.


class Way(NamedTuple):
    """A link to another page: where it leads and what that is called."""

    href: str
    name: str


def page_name(identifier: str) -> str:
    """Return the file name of a page, without extension: the id it is about, unless that makes no good file name."""
    if _GOOD_NAME.fullmatch(identifier) and identifier not in {"README", "index"}:
        return identifier
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", identifier)[:80].strip("-")
    return f"{stem or 'post'}-{zlib.crc32(identifier.encode('utf-8', 'replace')):08x}"


def post_href(post_id: str) -> str:
    """Return where the page of a post is."""
    return f"posts/{page_name(post_id)}.html"


def channel_href(channel_id: str) -> str:
    """Return where the page of a channel is."""
    return f"channels/{page_name(channel_id)}.html"


def person_href(person_id: str) -> str:
    """Return where the page of somebody of the team is."""
    return f"people/{page_name(person_id)}.html"


def month_href(day: date) -> str:
    """Return where the page of a day's month is."""
    return f"calendar/{day.year}-{day.month:02}.html"


def week_href(day: date) -> str:
    """Return where the page of a day's week is, by ISO 8601: ``calendar/2026-W48.html``."""
    year, week, _ = day.isocalendar()
    return f"calendar/{year}-W{week:02}.html"


def source_of(href: str) -> str:
    """Return the Markdown file a page is made from."""
    return f"{href.removesuffix('.html')}.md"


def web_address(url: str | None) -> str | None:
    """Return ``url`` if a browser may be sent there: http or https with a host, nothing else."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and parts.hostname else None
