"""What the pages show, worked out once: every post with its deliveries, days, states and addresses."""

from __future__ import annotations

import functools
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from smm_build.domain.delivery import EventKind, Record
from smm_build.domain.finding import Finding, worst_first
from smm_build.domain.plan import Plan, PlannedDelivery, State
from smm_build.domain.post import Post
from smm_build.domain.sentence import Language
from smm_build.domain.workspace import Workspace
from smm_build.site.channels import ChannelLook, channel_looks
from smm_build.site.states import LOOKS, Look, most_urgent
from smm_build.site.words import Words, clock, moment, utc_clock

__all__ = ["Card", "Chip", "Shown", "StateText", "page_name", "sent_at", "web_address"]

_GOOD_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,119}")
# mkdocs takes README for an index, and leaves out what starts with a dot.


@dataclass(frozen=True, slots=True)
class StateText:
    """A state as it is written: its look, the label in the site's language and how many deliveries it is true of."""

    look: Look
    label: str
    share: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A channel on a card. ``clock`` is set where this channel's hour is not the card's."""

    channel: ChannelLook
    state: StateText
    clock: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A post on one day: what the calendar and the lists show of it. ``href`` is relative to the site's root."""

    post: Post
    href: str
    at: datetime | None
    chips: tuple[Chip, ...]
    state: StateText

    @property
    def day(self) -> date | None:
        """The day on the brand's clock."""
        return self.at.date() if self.at else None

    @property
    def clock(self) -> str:
        """The hour on the brand's clock."""
        return clock(self.at) if self.at else ""

    @property
    def utc(self) -> str:
        """The hour in UTC."""
        return utc_clock(self.at) if self.at else ""


class Shown:
    """A workspace, its plan and its findings, ready to be looked things up in by the pages."""

    def __init__(self, workspace: Workspace, findings: Sequence[Finding], plan: Plan) -> None:
        self.workspace = workspace
        self.brand = workspace.brand
        self.language: Language = workspace.brand.locale
        self.words = Words(self.language)
        self.findings = sorted(findings, key=worst_first)
        self.deliveries = plan.deliveries
        self.now = plan.now.astimezone(workspace.brand.zone)
        self.looks: Mapping[str, ChannelLook] = channel_looks(workspace.channels.values())

    @property
    def today(self) -> date:
        """The day it is on the brand's clock."""
        return self.now.date()

    @functools.cached_property
    def by_post(self) -> Mapping[str, tuple[PlannedDelivery, ...]]:
        """The deliveries of every post, in the order of the channels."""
        found: dict[str, list[PlannedDelivery]] = defaultdict(list)
        for delivery in self.deliveries:
            found[delivery.variant.post.id].append(delivery)
        order = {channel: number for number, channel in enumerate(self.looks)}
        return {
            post: tuple(sorted(deliveries, key=lambda one: order[one.variant.channel.id]))
            for post, deliveries in found.items()
        }

    @functools.cached_property
    def posts(self) -> tuple[Post, ...]:
        """The posts, each id once: a second file with the same id is a finding and has no page of its own."""
        return tuple({post.id: post for post in reversed(self.workspace.posts)}.values())[::-1]

    @functools.cached_property
    def cards(self) -> tuple[Card, ...]:
        """A card for every post and day, in order of time; then one for every post without a date."""
        found = [card for post in self.posts for card in self.cards_of(post)]
        return tuple(sorted(found, key=lambda card: (card.at is None, card.at or self.now, card.post.id)))

    @functools.cached_property
    def cards_by_day(self) -> Mapping[date, tuple[Card, ...]]:
        """The cards that have a day, by day."""
        found: dict[date, list[Card]] = defaultdict(list)
        for card in self.cards:
            if card.day:
                found[card.day].append(card)
        return {day: tuple(cards) for day, cards in found.items()}

    def cards_of(self, post: Post) -> tuple[Card, ...]:
        """Return the cards of one post: one a day on which it goes out, or a single one without a date."""
        days: dict[date | None, list[PlannedDelivery]] = defaultdict(list)
        for delivery in self.by_post.get(post.id, ()):
            at = self.at(delivery)
            days[at.date() if at else None].append(delivery)
        if len(days) > 1:
            days.pop(None, None)
        return tuple(self._card(post, deliveries) for deliveries in days.values()) or (self._card(post, ()),)

    def cards_between(self, first: date, last: date) -> tuple[Card, ...]:
        """Return the cards from ``first`` to ``last``, both included."""
        length = (last - first).days + 1
        days = (first + timedelta(days=number) for number in range(length))
        return tuple(card for day in days for card in self.cards_by_day.get(day, ()))

    def findings_of(self, post: Post) -> tuple[Finding, ...]:
        """Return what the checks say about one post, worst first."""
        return self._findings_by_post.get(post.id, ())

    @functools.cached_property
    def _findings_by_post(self) -> Mapping[str, tuple[Finding, ...]]:
        found: dict[str, list[Finding]] = defaultdict(list)
        by_path = {post.path: post.id for post in self.posts}
        for finding in self.findings:
            post = finding.post or by_path.get(finding.place.path)
            if post:
                found[post].append(finding)
        return {post: tuple(findings) for post, findings in found.items()}

    def at(self, delivery: PlannedDelivery) -> datetime | None:
        """Return when a delivery stands in the calendar, in the brand's zone: its time, or when it really went."""
        planned, real = delivery.publish_at, sent_at(delivery.record)
        # A file that was moved to another day after it was sent does not change when it went.
        at = min(planned, real) if planned and real else planned or real
        return at.astimezone(self.brand.zone) if at else None

    def state(self, states: Iterable[State]) -> StateText:
        """Return several deliveries' states in one: the most urgent, and of how many it is true."""
        counted = Counter(states)
        if not counted:
            counted[State.UNSCHEDULED] = 1
        first = most_urgent(counted)
        share = "" if len(counted) == 1 else f"{counted[first]} {self.words.of} {counted.total()}"
        return StateText(LOOKS[first], LOOKS[first].label.into(self.language), share)

    def person(self, name: str | None) -> str | None:
        """Return what somebody is called who is known to the team, else the name as it was written."""
        members = self.workspace.team.people if self.workspace.team else {}
        return members[name].name if name and name in members else name

    def moment(self, at: datetime) -> str:
        """Write an instant in full on the brand's clock with UTC beside it."""
        return moment(at.astimezone(self.brand.zone), self.language)

    def _card(self, post: Post, deliveries: Sequence[PlannedDelivery]) -> Card:
        times = [at for delivery in deliveries if (at := self.at(delivery))]
        first = min(times, default=None)
        return Card(
            post,
            f"posts/{page_name(post.id)}.html",
            first,
            tuple(self._chip(delivery, first) for delivery in deliveries),
            self.state(delivery.state for delivery in deliveries),
        )

    def _chip(self, delivery: PlannedDelivery, card_at: datetime | None) -> Chip:
        at = self.at(delivery)
        own_clock = clock(at) if at and card_at and at != card_at else None
        return Chip(self.looks[delivery.variant.channel.id], self.state([delivery.state]), own_clock)


def page_name(post_id: str) -> str:
    """Return the file name of a post's page, without extension: its id, unless the id makes no good file name."""
    if _GOOD_NAME.fullmatch(post_id) and post_id != "README":
        return post_id
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", post_id)[:80].strip("-")
    return f"{stem or 'post'}-{zlib.crc32(post_id.encode('utf-8', 'replace')):08x}"


def sent_at(record: Record | None) -> datetime | None:
    """Return when a delivery went out according to the ledger, aware, UTC."""
    if record is None:
        return None
    return next((event.at for event in record.events if event.kind is EventKind.SENT), None)


def web_address(url: str | None) -> str | None:
    """Return ``url`` if a browser may be sent there: http or https with a host, nothing else."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and parts.hostname else None
