"""What is out, for readers of feeds: Atom, RSS 2.0 and JSON Feed 1.1.

Formats: https://www.rfc-editor.org/rfc/rfc4287, https://www.rssboard.org/rss-specification and
https://www.jsonfeed.org/version/1.1/, all read 2026-11-23.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import islice
from xml.sax.saxutils import escape

from smm_build.site.feeds.entries import Feeds
from smm_build.site.view import Card, page_name, web_address

__all__ = ["Item", "atom", "json_feed", "latest", "rss"]

_LATEST = 50
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
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


def latest(feeds: Feeds, channel: str | None = None) -> list[Item]:
    """Return the newest posts, newest first, of all channels or of one; everything in ``feeds`` has to be out.

    A post that goes out on several days is an item on each.
    """
    cards = [card for card in feeds.shown.cards if card.at]
    first = {card.post.id: card.day for card in reversed(cards)}
    items = (
        item for card in reversed(cards) if (item := _item(feeds, card, channel, again=card.day != first[card.post.id]))
    )
    return list(islice(items, _LATEST))


def _item(feeds: Feeds, card: Card, channel: str | None, *, again: bool) -> Item | None:
    found = ((feeds.shown.at(one), one) for one in feeds.shown.by_post[card.post.id])
    out = [(at, one) for at, one in found if at and at.date() == card.day and channel in {None, one.key.channel}]
    if not out:
        return None
    deliveries = [one for _, one in out]
    permalink = next((url for one in deliveries if (url := web_address(one.url))), None)
    parts = next((one.variant.parts for one in deliveries if one.variant.parts), ())
    return Item(
        feeds.uid(card.post.id, *([str(card.day)] if again else [])),
        card.post.title or card.post.id,
        "\n\n".join(part.text for part in parts),
        permalink or feeds.page(f"posts/{page_name(card.post.id)}.html"),
        min(at for at, _ in out).astimezone(UTC),
        tuple(dict.fromkeys(feeds.shown.looks[one.key.channel].label for one in deliveries)),
        next((one.variant.settings.language for one in deliveries), None),
    )


def atom(feeds: Feeds, items: Sequence[Item], path: str, name: str | None = None) -> str:
    """Write the posts as an Atom feed that will be at ``path``; ``name`` is added to the brand's in its title.

    Its ``updated`` is the newest post's, so a build without news makes the same file.
    """
    brand = feeds.shown.brand
    home = feeds.page("index.html") or web_address(brand.site)
    newest = max((item.at for item in items), default=_NEVER)
    lines = [
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{brand.locale}">',
        f"<id>{_urn(feeds.uid('feed', path))}</id>",
        f"<title>{_xml(f'{brand.name}: {name}' if name else brand.name)}</title>",
        f"<updated>{_instant(newest)}</updated>",
        # The author of every entry: nobody of the team is named.
        f"<author><name>{_xml(brand.name)}</name></author>",
        *_atom_link("self", feeds.page(path)),
        *_atom_link("alternate", home),
        *(_atom_entry(item) for item in items),
    ]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *lines, "</feed>", ""])


def _atom_entry(item: Item) -> str:
    language = f' xml:lang="{_quoted(item.language)}"' if item.language else ""
    lines = [
        f"<entry{language}>",
        f"<id>{_urn(item.id)}</id>",
        f"<title>{_xml(item.title)}</title>",
        f"<published>{_instant(item.at)}</published>",
        f"<updated>{_instant(item.at)}</updated>",
        *_atom_link("alternate", item.url),
        *(f'<category term="{_quoted(channel)}"/>' for channel in item.channels),
        f'<content type="html">{_xml(_as_html(item.text))}</content>',
    ]
    return "\n".join([*lines, "</entry>"])


def _atom_link(relation: str, address: str | None) -> list[str]:
    return [f'<link rel="{relation}" href="{_quoted(address)}"/>'] if address else []


def _urn(uid: str) -> str:
    # An id of Atom is an IRI for ever, also when the site moves: https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6
    return uuid.uuid5(uuid.NAMESPACE_OID, uid).urn


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


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
    link = f"<link>{_xml(item.url)}</link>\n" if item.url else ""
    channels = "".join(f"<category>{_xml(channel)}</category>\n" for channel in item.channels)
    return (
        f"<item>\n<title>{_xml(item.title)}</title>\n{link}"
        f'<guid isPermaLink="false">{_xml(item.id)}</guid>\n<pubDate>{format_datetime(item.at)}</pubDate>\n'
        f"{channels}<description>{_xml(_as_html(item.text))}</description>\n</item>\n"
    )


def _as_html(text: str) -> str:
    # A reader takes it for HTML, so a text is escaped as HTML first, and then as XML.
    return escape(text).replace("\n", "<br>")


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text))


def _quoted(text: str) -> str:
    return _xml(text).replace('"', "&quot;")


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
