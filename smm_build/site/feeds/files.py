"""Which feeds there are, and where."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC

from smm_build.domain.history import FileHistory
from smm_build.domain.plan import PlannedDelivery
from smm_build.domain.sentence import Sentence
from smm_build.site.feeds.entries import Feeds, brief_entries, deadline_entries, post_entries
from smm_build.site.feeds.ical import Entry, by_time, calendar
from smm_build.site.feeds.published import json_feed, latest, rss
from smm_build.site.templating import page
from smm_build.site.view import Card, Shown, page_name

__all__ = ["feed_files"]

_TITLE = Sentence("Calendars and feeds", "Calendari e feed")
_ALL = Sentence("All posts", "Tutti i post")
_DEADLINES = Sentence("Deadlines", "Scadenze")
_WORDS = {
    "calendars": Sentence("Calendars to subscribe to", "Calendari a cui abbonarsi"),
    "calendars_how": Sentence(
        "Subscribe to the address of a file from your calendar program, and it keeps itself up to date; "
        "opened once, it is only a copy.",
        "Abbonati all'indirizzo di un file dal tuo programma di calendario e resterà aggiornato da solo; "
        "se lo apri una volta, è solo una copia.",
    ),
    "published": Sentence("What is out", "Che cosa è uscito"),
    "data": Sentence("Everything as JSON, for programs", "Tutto in JSON, per i programmi"),
}


@dataclass(frozen=True, slots=True)
class _Calendar:
    path: str
    name: str
    entries: list[Entry]


def feed_files(
    shown: Shown, out: Shown, history: Mapping[str, FileHistory] | None = None, address: str | None = None
) -> Iterator[tuple[str, str]]:
    """Make every feed of the site, and the page that lists them.

    ``out`` is what the world may see; feeds of what is out are made from it alone. On a public site it is ``shown``
    itself, and then no calendar tells whose a post is. ``address`` is where the site will be.
    """
    where = f"{address.rstrip('/')}/" if address else None
    feeds = Feeds(shown, history or {}, where)
    calendars = [one for one in _calendars(feeds, inside=shown is not out) if one.entries]
    for one in calendars:
        yield one.path, calendar(f"{shown.brand.name}: {one.name}", shown.brand.zone, by_time(one.entries))
    published = Feeds(out, {}, where)
    items = latest(published)
    yield "feeds/published.xml", rss(published, items)
    yield "feeds/published.json", json_feed(published, items)
    yield "calendar.json", _everything(feeds)
    yield "feeds.md", _page(shown, calendars)


def _calendars(feeds: Feeds, *, inside: bool) -> Iterator[_Calendar]:
    shown, language = feeds.shown, feeds.shown.language
    deliveries = shown.deliveries
    yield _Calendar("feeds/all.ics", _ALL.into(language), list(post_entries(feeds, deliveries)))
    for name, look in shown.looks.items():
        own = [one for one in deliveries if one.variant.channel.id == name]
        yield _Calendar(f"feeds/channel-{page_name(name)}.ics", look.label, list(post_entries(feeds, own)))
    if not inside:
        return
    briefs = shown.workspace.briefs.values()
    owners = {post.owner for post in shown.posts} | {brief.assignee for brief in briefs}
    for owner in sorted(owner for owner in owners if owner):
        theirs = [one for one in deliveries if one.variant.post.owner == owner]
        name = shown.person(owner) or owner
        yield _Calendar(
            f"feeds/owner-{page_name(owner)}.ics", name, [*post_entries(feeds, theirs), *brief_entries(feeds, owner)]
        )
    yield _Calendar("feeds/deadlines.ics", _DEADLINES.into(language), list(deadline_entries(feeds)))


def _page(shown: Shown, calendars: list[_Calendar]) -> str:
    words = {name: said.into(shown.language) for name, said in _WORDS.items()}
    title = _TITLE.into(shown.language)
    return page("feeds.html.j2", title, s=shown, w=shown.words, base="", said=words, calendars=calendars)


def _everything(feeds: Feeds) -> str:
    shown = feeds.shown
    said = {
        "brand": shown.brand.name,
        "time_zone": shown.brand.zone.key,
        "as_of": shown.now.astimezone(UTC).replace(second=0, microsecond=0).isoformat(),
        "posts": [_post(feeds, card) for card in {card.post.id: card for card in reversed(shown.cards)}.values()][::-1],
    }
    return json.dumps(said, indent=None, separators=(",", ":")) + "\n"


def _post(feeds: Feeds, card: Card) -> dict[str, object]:
    post = card.post
    said = {
        "id": post.id,
        "title": post.title,
        "page": card.href,
        "pillar": post.pillar,
        "campaign": post.campaign,
        "owner": post.owner,
        "deliveries": [_delivery(feeds, one) for one in feeds.shown.by_post.get(post.id, ())],
    }
    return {name: value for name, value in said.items() if value is not None}


def _delivery(feeds: Feeds, delivery: PlannedDelivery) -> dict[str, object]:
    at = feeds.shown.at(delivery)
    said = {
        "channel": delivery.variant.channel.id,
        "network": delivery.variant.channel.network,
        "at": at.isoformat() if at else None,
        "state": delivery.state.value,
        "url": delivery.url,
    }
    return {name: value for name, value in said.items() if value is not None}
