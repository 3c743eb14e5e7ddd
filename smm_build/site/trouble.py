"""What went wrong, and what is about to: the nearest to now first, each with what the ledger remembers of it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

from smm_build.compose.profile_words import named_fields
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Sentence
from smm_build.plan import ProfileStanding, ProfileState, due_and_not_out, what_next
from smm_build.site.addresses import channel_href, post_href
from smm_build.site.channels import ChannelLook
from smm_build.site.filters import choices
from smm_build.site.preview import Told, told_of
from smm_build.site.states import LOOKS, Look
from smm_build.site.templating import page
from smm_build.site.view import Shown, StateText
from smm_build.site.words import clock, day_and_month

__all__ = ["Wrong", "trouble_page", "wrong_posts", "wrong_profiles"]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A post or an account somebody has to look at: the channels on which the same is wrong for the same reason."""

    title: str
    href: str
    channels: tuple[ChannelLook, ...]
    state: StateText
    reason: str
    next_step: str
    when: str | None
    at: str | None
    tokens: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """``rest`` is where the table has those that are too many for this page."""

    state: StateText
    rows: tuple[Wrong, ...]
    rest: str | None = None


def trouble_page(shown: Shown) -> str:
    """Make the page of everything somebody has to look at, a section a kind of trouble."""
    found = wrong_posts(shown)
    drifted = wrong_profiles(shown)
    groups = [group for state in LOOKS if (group := _group(shown, state, found)).rows]
    return page(
        "wrong.html.j2",
        shown.words.wrong,
        s=shown,
        w=shown.words,
        base="",
        groups=[*groups, *([_Group(drifted[0].state, tuple(drifted))] if drifted else [])],
        choices=choices(shown),
    )


def _group(shown: Shown, state: State, found: Sequence[Wrong]) -> _Group:
    text = shown.state([state])
    rows = tuple(row for row in found if row.state == text)
    return _Group(text, rows, f"posts.html?state={state.value}")


@functools.lru_cache(maxsize=1)  # two pages of one site ask for the same
def wrong_posts(shown: Shown) -> Sequence[Wrong]:
    """Return what is wrong, nearest to now first: what is about to be missed, and what just was."""
    same: dict[tuple[str, State, Sentence], list[PlannedDelivery]] = {}
    for delivery in sorted(due_and_not_out(shown.plan), key=lambda one: _distance(shown, one)):
        same.setdefault((delivery.variant.post.id, delivery.state, delivery.reason), []).append(delivery)
    tokens = {card.post.id: card.tokens for card in shown.cards}
    return [_wrong(shown, deliveries, tokens) for deliveries in same.values()]


def wrong_profiles(shown: Shown) -> list[Wrong]:
    """Return the accounts that say something else than their files."""
    drifted = (one for one in shown.profiles.values() if one.state is ProfileState.DRIFTED)
    return [_wrong_profile(shown, standing) for standing in drifted]


def _wrong_profile(shown: Shown, standing: ProfileStanding) -> Wrong:
    channel, named = standing.channel, named_fields(standing.fields)
    at = standing.at.astimezone(shown.brand.zone) if standing.at else None
    return Wrong(
        f"{shown.words.profile}: {channel.name or shown.brand.name}",
        channel_href(channel.id),
        (shown.looks[channel.id],),
        StateText(_DRIFTED, _DRIFTED.label.into(shown.language)),
        Sentence(f"The account says something else: {named.en}", f"L'account dice altro: {named.it}").into(
            shown.language
        ),
        Sentence(
            f"see it with `smm profiles diff {channel.id}`, then `smm profiles apply {channel.id}`, or take it over",
            f"guarda con `smm profiles diff {channel.id}`, poi `smm profiles apply {channel.id}`, o prendi ciò che c'è",
        ).into(shown.language),
        f"{day_and_month(at.date(), shown.language)}, {clock(at)}" if at else None,
        at.isoformat() if at else None,
        f"c:{quote(channel.id, safe='')}",
        (),
    )


_DRIFTED = Look(Sentence("Drifted", "Cambiato"), "warning", "act")


def _distance(shown: Shown, delivery: PlannedDelivery) -> timedelta:
    at = shown.at(delivery)
    return abs(at - shown.now) if at else timedelta.max


def _wrong(shown: Shown, deliveries: Sequence[PlannedDelivery], tokens: dict[str, str]) -> Wrong:
    first = deliveries[0]
    post, at = first.variant.post, shown.at(first)
    return Wrong(
        post.title or post.id,
        post_href(post.id),
        tuple(shown.looks[delivery.variant.channel.id] for delivery in deliveries),
        shown.state([first.state]),
        first.reason.into(shown.language),
        what_next(first).into(shown.language),
        f"{day_and_month(at.date(), shown.language)}, {clock(at)}" if at else None,
        at.isoformat() if at else None,
        tokens.get(post.id, ""),
        tuple(line for delivery in deliveries for line in told_of(shown, delivery)),
    )
