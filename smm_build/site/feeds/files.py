"""Which feeds there are, and where."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from functools import partial

from smm_build.domain.history import FileHistory
from smm_build.domain.plan import PlannedDelivery
from smm_build.domain.sentence import Sentence
from smm_build.site.feeds.entries import Feeds, brief_entries, deadline_entries, post_entries
from smm_build.site.feeds.ical import Entry, Event, bound, by_time, event
from smm_build.site.feeds.published import Item, atom, json_feed, latest, rss
from smm_build.site.templating import page
from smm_build.site.view import Card, Shown, page_name

__all__ = ["feed_files"]

_TITLE = Sentence("Calendars and feeds", "Calendari e feed")
_ALL = Sentence("All posts", "Tutti i post")
_WHOLE = Sentence("The whole plan", "Tutto il piano")
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
    "published_how": Sentence(
        "For feed readers and for your website: the last fifty posts in the words that went out.",
        "Per i lettori di feed e per il tuo sito: gli ultimi cinquanta post, con le parole uscite.",
    ),
    "all_channels": Sentence("All channels", "Tutti i canali"),
    "data": Sentence("Everything as JSON, for programs", "Tutto in JSON, per i programmi"),
}


@dataclass(frozen=True, slots=True)
class _Calendar:
    path: str
    name: str
    events: list[Event]


@dataclass(frozen=True, slots=True)
class _PostEvents:
    """A post in the calendars: in those of everything and of its owner, and in each channel's."""

    owner: str | None
    events: list[Event]
    by_channel: Mapping[str, list[Event]]


def feed_files(
    shown: Shown, out: Shown, history: Mapping[str, FileHistory] | None = None, address: str | None = None
) -> Iterator[tuple[str, str]]:
    """Make every feed of the site, and the page that lists them.

    ``out`` is what the world may see; feeds of what is out are made from it alone. On a public site it is ``shown``
    itself, and then no calendar tells whose a post is. ``address`` is where the site will be.
    """
    where = f"{address.rstrip('/')}/" if address else None
    feeds = Feeds(shown, history or {}, where)
    calendars = [one for one in _calendars(feeds, inside=shown is not out) if one.events]
    for one in calendars:
        yield one.path, bound(f"{shown.brand.name}: {one.name}", shown.brand.zone, by_time(one.events))
    published = Feeds(out, {}, where)
    items = latest(published)
    yield "feeds/published.atom", atom(published, items, "feeds/published.atom")
    yield "feeds/published.xml", rss(published, items)
    yield "feeds/published.json", json_feed(published, items)
    by_channel = dict(_by_channel(published))
    for path, (name, own) in by_channel.items():
        yield path, atom(published, own, path, name)
    yield "calendar.json", _everything(feeds)
    yield "feeds.md", _page(shown, calendars, [(path, name) for path, (name, _) in by_channel.items()])


def _by_channel(published: Feeds) -> Iterator[tuple[str, tuple[str, list[Item]]]]:
    """Yield where every channel's own feed is, and its name and items; only of channels with something out."""
    for name, look in published.shown.looks.items():
        if items := latest(published, name):
            yield f"feeds/published-{page_name(name)}.atom", (look.label, items)


def _calendars(feeds: Feeds, *, inside: bool) -> Iterator[_Calendar]:
    shown, language = feeds.shown, feeds.shown.language
    posts = _posts(feeds)
    yield _Calendar("feeds/all.ics", _ALL.into(language), [one for post in posts for one in post.events])
    for name, look in shown.looks.items():
        path = f"feeds/channel-{page_name(name)}.ics"
        yield _Calendar(path, look.label, [one for post in posts for one in post.by_channel.get(name, ())])
    if not inside:
        return
    briefs = shown.workspace.briefs.values()
    owners = {post.owner for post in shown.posts} | {brief.assignee for brief in briefs}
    for owner in sorted(owner for owner in owners if owner):
        theirs = (one for post in posts if post.owner == owner for one in post.events)
        events = [*theirs, *_written(feeds, brief_entries(feeds, owner))]
        yield _Calendar(f"feeds/owner-{page_name(owner)}.ics", shown.person(owner) or owner, events)
    yield _Calendar("feeds/deadlines.ics", _DEADLINES.into(language), _written(feeds, deadline_entries(feeds)))


def _posts(feeds: Feeds) -> list[_PostEvents]:
    """Return the events of every post that has deliveries, each with the drawer's help."""
    posts: dict[str, list[PlannedDelivery]] = defaultdict(list)
    for one in feeds.shown.deliveries:
        posts[one.variant.post.id].append(one)
    name = ("events", feeds.address)
    return [
        feeds.shown.drawer(some[0].variant.post).keep(name, partial(_post_events, feeds, some))
        for some in posts.values()
    ]


def _post_events(feeds: Feeds, deliveries: list[PlannedDelivery]) -> _PostEvents:
    by_channel: dict[str, list[PlannedDelivery]] = defaultdict(list)
    for one in deliveries:
        by_channel[one.variant.channel.id].append(one)
    return _PostEvents(
        deliveries[0].variant.post.owner,
        _written(feeds, post_entries(feeds, deliveries)),
        {name: _written(feeds, post_entries(feeds, own)) for name, own in by_channel.items()},
    )


def _written(feeds: Feeds, entries: Iterable[Entry]) -> list[Event]:
    return [event(entry, feeds.shown.brand.zone) for entry in entries]


def _page(shown: Shown, calendars: list[_Calendar], by_channel: list[tuple[str, str]]) -> str:
    words = {name: said.into(shown.language) for name, said in _WORDS.items()}
    title = _TITLE.into(shown.language)
    return page(
        "feeds.html.j2",
        title,
        s=shown,
        w=shown.words,
        base="",
        said=words,
        groups=_grouped(shown, calendars),
        by_channel=by_channel,
    )


def _grouped(shown: Shown, calendars: list[_Calendar]) -> list[tuple[str, list[_Calendar]]]:
    """Return the calendars under headings: the whole plan, a channel's, a person's; empty groups are left out."""
    words = shown.words
    whole = [one for one in calendars if "-" not in one.path]
    channels = [one for one in calendars if one.path.startswith("feeds/channel-")]
    people = [one for one in calendars if one.path.startswith("feeds/owner-")]
    named = [(_WHOLE.into(shown.language), whole), (words.channels, channels), (words.people, people)]
    return [(name, some) for name, some in named if some]


def _everything(feeds: Feeds) -> str:
    shown = feeds.shown
    said = {
        "brand": shown.brand.name,
        "time_zone": shown.brand.zone.key,
        "as_of": shown.now.astimezone(UTC).replace(second=0, microsecond=0).isoformat(),
    }
    cards = [*{card.post.id: card for card in reversed(shown.cards)}.values()][::-1]
    posts = (shown.drawer(card.post).keep("json", partial(_as_json, feeds, card)) for card in cards)
    return f'{_compact(said)[:-1]},"posts":[{",".join(posts)}]}}\n'


def _as_json(feeds: Feeds, card: Card) -> str:
    return _compact(_post(feeds, card))


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


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
