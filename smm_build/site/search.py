"""What the search finds, in one small script a month: scripts load from a folder too, where nothing else does.

The browser looks through the texts as they are, so there is no index to build and nothing to keep in step but the month
that changed. Why not an index: ``docs/decisions/``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from smm_build.domain.sentence import Sentence
from smm_build.site.templating import page
from smm_build.site.view import Card, Shown
from smm_build.site.words import clock, day_and_month

__all__ = ["search_files"]

_WORDS = {
    "title": Sentence("Search", "Cerca"),
    "hint": Sentence(
        "Words of a title, a text, a channel, a campaign or a person; every word has to be there.",
        "Parole di un titolo, di un testo, di un canale, di una campagna o di una persona; servono tutte.",
    ),
    "script": Sentence("Searching needs JavaScript.", "Per cercare serve JavaScript."),
    "none": Sentence("Nothing is found.", "Nessun risultato."),
    "one": Sentence("1 post", "1 post"),
    "many": Sentence("{} posts", "{} post"),
    "more": Sentence("The first {} are shown.", "Sono mostrati i primi {}."),
}


def search_files(shown: Shown) -> Iterator[tuple[str, str]]:
    """Make the search page and what it looks through: every post once, under the month of its first day."""
    months: dict[str, list[str]] = defaultdict(list)
    seen: set[str] = set()
    for card in shown.cards:
        if card.post.id not in seen:
            seen.add(card.post.id)
            months[f"{card.at:%Y-%m}" if card.at else "undated"].append(
                shown.drawer(card.post).keep("search", lambda: _data(_row(shown, card)))  # noqa: B023 - called at once
            )
    for name, rows in months.items():
        yield f"search/{name}.js", f"smmSearch.add([{','.join(rows)}])\n"
    yield "search/parts.js", f"smmSearch.parts({_data(sorted(months, reverse=True))})\n"
    words = {name: said.into(shown.language) for name, said in _WORDS.items()}
    yield "search.md", page("search.html.j2", words["title"], s=shown, w=shown.words, base="", said=words)


def _row(shown: Shown, card: Card) -> list[str]:
    """Return what a hit shows, then all else that is looked through: address, title, time, state, channels, text."""
    at = card.at
    when = f"{day_and_month(at.date(), shown.language)} {at.year}, {clock(at)}" if at else shown.words.unscheduled
    channels = ", ".join(dict.fromkeys(chip.channel.label for chip in card.chips))
    return [card.href, card.post.title or card.post.id, when, card.state.label, channels, _text(shown, card)]


def _text(shown: Shown, card: Card) -> str:
    post = card.post
    deliveries = shown.by_post.get(post.id, ())
    parts = [part for delivery in deliveries for part in delivery.variant.parts] or post.parts_for("")
    pieces = [part.text for part in parts]
    pieces += [media.alt for part in parts for media in part.media if media.alt]
    pieces += [name for name in (post.pillar, post.campaign, shown.person(post.owner)) if name]
    return " ".join(" ".join(dict.fromkeys(pieces)).split())


def _data(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
