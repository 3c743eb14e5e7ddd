"""The team: who has what to write and to review."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from smm_build.domain.plan import State
from smm_build.domain.sentence import Sentence
from smm_build.domain.team import TeamMember
from smm_build.plan.coverage import Due
from smm_build.site.addresses import person_href, source_of
from smm_build.site.briefs import Order, orders_of
from smm_build.site.coverage import figures
from smm_build.site.templating import page
from smm_build.site.view import Card, Shown

__all__ = ["people_page", "people_pages"]

_TO_WRITE = frozenset({State.DRAFT, State.ON_HOLD, State.UNSCHEDULED})
_OVER = frozenset({State.SENT, State.CANCELLED, State.REMOVED, State.SKIPPED, State.MISSED})


@dataclass(frozen=True, slots=True)
class _Desk:
    """What lies on somebody's desk."""

    member: TeamMember
    href: str
    to_write: tuple[Card, ...]
    to_review: tuple[Card, ...]
    wrong: tuple[Card, ...]
    coming: tuple[Card, ...]
    briefs: tuple[Order, ...]
    due: tuple[Due, ...]


def people_page(shown: Shown) -> str:
    """Make the page of the whole team and of what it hands on to others."""
    team = shown.workspace.team
    return page(
        "people.html.j2",
        shown.words.people,
        s=shown,
        w=shown.words,
        base="",
        desks=_desks(shown),
        said=_said(shown),
        hand_offs=list(team.hand_offs.values()) if team else [],
        edit=shown.edit_href("brand/team.yml") if team else None,
    )


def people_pages(shown: Shown) -> Iterator[tuple[str, str]]:
    """Make the page of everybody in the team."""
    for desk in _desks(shown):
        yield (
            source_of(desk.href),
            page(
                "person.html.j2",
                desk.member.name,
                s=shown,
                w=shown.words,
                base="../",
                said=_said(shown),
                desk=desk,
                backup=shown.person(desk.member.backup),
                left_out=partial(_rest, desk),
            ),
        )


def _members(shown: Shown) -> Sequence[TeamMember]:
    """Return the team, then whoever is named in a post and is in no list: nobody's work is lost from sight."""
    team = shown.workspace.team
    known = dict(team.people) if team else {}
    roles = team.names if team else frozenset()
    named = {name for post in shown.posts for name in (post.owner, *post.reviewers) if name}
    named |= {name for brief in shown.workspace.briefs.values() for name in (brief.assignee, brief.requester) if name}
    return [*known.values(), *(TeamMember(name, name) for name in sorted(named - roles))]


@functools.lru_cache(maxsize=1)  # the page of the team and those of its people ask for the same
def _desks(shown: Shown) -> list[_Desk]:
    return [_desk(shown, member) for member in _members(shown)]


def _rest(desk: _Desk, cards: Sequence[Card]) -> str:
    """Return where the table has what is too much for somebody's page: narrowed down to their posts if it can be."""
    owners = {card.post.owner for card in cards}
    own = owners <= {desk.member.id, *desk.member.roles} and len(owners) == 1
    return f"posts.html?{urlencode({'owner': owners.pop()})}" if own else "posts.html"


def _desk(shown: Shown, member: TeamMember) -> _Desk:
    names = {member.id, *member.roles}
    own = [card for card in shown.cards if card.post.owner in names]
    return _Desk(
        member,
        person_href(member.id),
        tuple(card for card in own if card.states & _TO_WRITE),
        tuple(card for card in shown.cards if names & set(card.post.reviewers) and card.states - _OVER),
        tuple(card for card in own if any(state.wrong for state in card.states)),
        tuple(card for card in own if card.at and card.at >= shown.now and card.states - _OVER - _TO_WRITE),
        orders_of(shown, names),
        tuple(one for one in figures(shown).due if one.owner in names),
    )


def _said(shown: Shown) -> dict[str, str]:
    return {name: words.into(shown.language) for name, words in _WORDS.items()}


_WORDS = {
    "briefs": Sentence("Briefs", "Brief"),
    "due": Sentence("To be decided", "Da decidere"),
    "backup": Sentence("Stand-in", "In sua assenza"),
    "approves": Sentence("Approves", "Approva"),
    "posts": Sentence("posts", "i post"),
    "replies": Sentence("replies", "le risposte"),
    "ads": Sentence("ads", "gli annunci"),
    "brand": Sentence("the brand", "il marchio"),
}
