"""What is out, for readers of feeds: RSS 2.0 and JSON Feed 1.1.

Formats: https://www.rssboard.org/rss-specification and https://www.jsonfeed.org/version/1.1/, both read 2026-11-23.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from smm_build.site.feeds.entries import Feeds
from smm_build.site.view import Card, page_name, web_address

__all__ = ["Item", "json_feed", "latest", "rss"]

_LATEST = 50
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 allows nowhere, not even escaped: https://www.w3.org/TR/xml/#charsets, read 2026-11-23."""


@dataclass(frozen=True, slots=True)
class Item:
    """A post that is out. ``at`` is aware, UTC; ``url`` leads to the network, or to the site."""

    id: str
    title: str
    text: str
    url: str | None
    at: datetime
    channels: tuple[str, ...]
    language: str | None


def latest(feeds: Feeds) -> list[Item]:
    """Return the newest posts, newest first; everything in ``feeds`` has to be out."""
    cards = [card for card in reversed(feeds.shown.cards) if card.at]
    return [_item(feeds, card) for card in cards[:_LATEST]]


def _item(feeds: Feeds, card: Card) -> Item:
    deliveries = [one for one in feeds.shown.by_post[card.post.id] if feeds.shown.at(one)]
    parts = next((one.variant.parts for one in deliveries if one.variant.parts), ())
    permalink = next((url for one in deliveries if (url := web_address(one.url))), None)
    assert card.at is not None
    return Item(
        feeds.uid(card.post.id),
        card.post.title or card.post.id,
        "\n\n".join(part.text for part in parts),
        permalink or feeds.page(f"posts/{page_name(card.post.id)}.html"),
        card.at.astimezone(UTC),
        tuple(dict.fromkeys(chip.channel.label for chip in card.chips)),
        next((one.variant.settings.language for one in deliveries), None),
    )


def rss(feeds: Feeds, items: Sequence[Item]) -> str:
    """Write the posts as RSS 2.0."""
    brand = feeds.shown.brand
    home = feeds.page("index.html") or web_address(brand.site) or ""
    said = "".join(_rss_item(item) for item in items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0">\n<channel>\n'
        f"<title>{_xml(brand.name)}</title>\n<link>{_xml(home)}</link>\n"
        f"<description>{_xml(brand.description or brand.name)}</description>\n<language>{brand.locale}</language>\n"
        f"{said}</channel>\n</rss>\n"
    )


def _rss_item(item: Item) -> str:
    # A reader takes a description for HTML, so a text is escaped as HTML first, and then as XML.
    text = escape(item.text).replace("\n", "<br>")
    link = f"<link>{_xml(item.url)}</link>\n" if item.url else ""
    channels = "".join(f"<category>{_xml(channel)}</category>\n" for channel in item.channels)
    return (
        f"<item>\n<title>{_xml(item.title)}</title>\n{link}"
        f'<guid isPermaLink="false">{_xml(item.id)}</guid>\n<pubDate>{format_datetime(item.at)}</pubDate>\n'
        f"{channels}<description>{_xml(text)}</description>\n</item>\n"
    )


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text))


def json_feed(feeds: Feeds, items: Sequence[Item]) -> str:
    """Write the posts as JSON Feed 1.1."""
    brand = feeds.shown.brand
    said: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": brand.name,
        "description": brand.description,
        "home_page_url": feeds.page("index.html") or web_address(brand.site),
        "feed_url": feeds.page("feeds/published.json"),
        "language": brand.locale,
        "items": [_json_item(item) for item in items],
    }
    return json.dumps(_said(said), indent=1) + "\n"


def _json_item(item: Item) -> dict[str, object]:
    return _said(
        {
            "id": item.id,
            "url": item.url,
            "title": item.title,
            "content_text": item.text,
            "date_published": item.at.isoformat(),
            "tags": list(item.channels),
            "language": item.language,
        }
    )


def _said(values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}
