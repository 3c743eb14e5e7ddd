"""What others are asked to make: every brief with its state, its files and its dates."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from smm_build.compose.brief_words import STATES, rows, specification_lines
from smm_build.compose.briefs import what_lacks
from smm_build.compose.deliverables import specification
from smm_build.domain.sentence import Sentence
from smm_build.plan.briefs import Standing, standings
from smm_build.site.addresses import page_name, post_href
from smm_build.site.periods import full_day
from smm_build.site.templating import page
from smm_build.site.view import Shown

__all__ = ["Order", "briefs_page", "orders", "orders_of"]


@dataclass(frozen=True, slots=True)
class Order:
    """A brief as the pages show it. ``href`` is relative to the site's root, ``due`` says what is due and when."""

    standing: Standing
    href: str
    state: str
    due: str
    lack: str
    facts: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str, bool, tuple[str, ...]], ...]
    posts: tuple[tuple[str, str], ...]
    edit: str | None

    @property
    def title(self) -> str:
        """What the brief is called."""
        return self.standing.brief.title

    @property
    def anchor(self) -> str:
        """Its place on the page of all briefs."""
        return f"brief-{page_name(self.standing.brief.id)}"


def briefs_page(shown: Shown) -> str:
    """Make the page of all briefs."""
    said = {name: words.into(shown.language) for name, words in _WORDS.items()}
    return page("briefs.html.j2", said["title"], s=shown, w=shown.words, base="", said=said, orders=orders(shown))


@functools.lru_cache(maxsize=2)
def orders(shown: Shown) -> tuple[Order, ...]:
    """Return every brief, open ones first, by their next deadline."""
    return tuple(_order(shown, one) for one in standings(shown.workspace, shown.today))


def orders_of(shown: Shown, names: set[str]) -> tuple[Order, ...]:
    """Return the open briefs that somebody called one of ``names`` has to work on, or to approve."""
    return tuple(one for one in orders(shown) if one.standing.open and _turn(one.standing) in names)


def _turn(one: Standing) -> str | None:
    """Return whose turn it is: who makes it, and, when everything is there, who asked for it."""
    finished = one.wanted > 0 and one.delivered == one.wanted
    return (one.brief.requester if finished else None) or one.brief.assignee or one.brief.role


def _order(shown: Shown, one: Standing) -> Order:
    brief, channels = one.brief, shown.workspace.channels
    files = tuple(
        (
            wanted.what,
            wanted.file.removeprefix("content/"),
            wanted.media is not None,
            tuple(specification_lines(wanted, specification(wanted, channels), shown.language)),
        )
        for wanted in brief.deliverables
    )
    return Order(
        one,
        f"briefs.html#brief-{page_name(brief.id)}",
        STATES[one.state].into(shown.language),
        _due(shown, one),
        what_lacks(brief, shown.workspace).into(shown.language) if one.open else "",
        tuple(rows(brief, shown.workspace, shown.language)),
        files,
        tuple((post.title or post.id, post_href(post.id)) for post in one.posts),
        shown.edit_href(brief.path),
    )


def _due(shown: Shown, one: Standing) -> str:
    if one.next_on is None:
        return ""
    words = _OVERDUE if one.overdue else _DRAFT if one.draft else _FINAL
    return words.into(shown.language).format(full_day(one.next_on, shown.language))


_OVERDUE = Sentence("overdue since {}", "scaduto il {}")
_DRAFT = Sentence("draft by {}", "bozza entro il {}")
_FINAL = Sentence("final files by {}", "file definitivi entro il {}")
_WORDS = {
    "title": Sentence("Briefs", "Brief"),
    "sub": Sentence("What others are asked to make", "Che cosa si chiede ad altri"),
    "there": Sentence("is there", "c'è"),
    "not_there": Sentence("is not there yet", "non c'è ancora"),
    "posts": Sentence("Posts that wait for it", "Post che lo aspettano"),
}
