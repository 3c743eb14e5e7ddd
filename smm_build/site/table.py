"""All posts as a table: on one page, or a page a month where there are too many for one."""

from __future__ import annotations

import functools
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from smm_build.site.addresses import source_of
from smm_build.site.filters import choices
from smm_build.site.later import Later, cards_key
from smm_build.site.leaves import LEAF_WORDS, UNDATED, Leaf, leaves, years
from smm_build.site.templating import page
from smm_build.site.view import Card, Shown

__all__ = ["ROWS", "table_pages", "table_rows"]

ROWS = "table/rows.js"
"""What the filters look for in the rows of all pages, for the page that shows some of them."""


def table_pages(shown: Shown) -> Iterator[tuple[str, Later]]:
    """Make the table, and the table of every other month if it is split."""
    pages = _pages(shown)
    for leaf, cards in pages.items():
        key = cards_key(shown, cards, tuple(pages), len(shown.posts))
        yield source_of(leaf.href), Later(key, partial(_table, shown, leaf, cards, tuple(pages)))


def table_rows(shown: Shown) -> Iterator[tuple[str, str]]:
    """Make the script that tells a page what the other pages of the table hold; none where it is one page."""
    pages = _pages(shown)
    if len(pages) == 1:
        return
    kinds: dict[tuple[str, str], int] = {}
    found = {
        leaf.key: [(card.title, kinds.setdefault((card.tokens, _words(card)), len(kinds))) for card in cards]
        for leaf, cards in pages.items()
    }
    said = {"kinds": list(kinds), "leaves": found}
    yield ROWS, f"smmRows({json.dumps(said, ensure_ascii=True, separators=(',', ':'))})\n"


@functools.lru_cache(maxsize=1)  # the pages and the script ask for the same
def _pages(shown: Shown) -> Mapping[Leaf, Sequence[Card]]:
    months: dict[date, list[Card]] = defaultdict(list)
    for card in shown.cards:
        months[card.day.replace(day=1) if card.day else UNDATED].append(card)
    return leaves(shown, "posts.html", "table", months)


def _words(card: Card) -> str:
    """Return the words a row shows besides the title and the time."""
    said = [card.state.label, card.state.share]
    for chip in card.chips:
        said += [chip.channel.label, chip.state.label if card.state.share else ""]
    return " ".join(filter(None, said))


def _table(shown: Shown, leaf: Leaf, cards: Sequence[Card], all_leaves: Sequence[Leaf]) -> str:
    words = shown.words
    return page(
        "posts.html.j2",
        f"{words.all_posts}: {leaf.name}" if leaf.name and leaf.href != "posts.html" else words.all_posts,
        s=shown,
        w=words,
        base="../" * leaf.href.count("/"),
        choices=choices(shown),
        cards=cards,
        leaf=leaf,
        years=years(all_leaves) if len(all_leaves) > 1 else [],
        said={name: text.into(shown.language) for name, text in LEAF_WORDS.items()},
        rows=ROWS,
    )
