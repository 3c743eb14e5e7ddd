"""What the pages show, worked out once: every post with its deliveries, days, states and addresses."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import quote

from markupsafe import Markup

from smm_build.domain.delivery import EventKind, Record
from smm_build.domain.finding import Finding, worst_first
from smm_build.domain.history import FileHistory
from smm_build.domain.plan import Plan, PlannedDelivery, State
from smm_build.domain.post import Post
from smm_build.domain.sentence import Language
from smm_build.domain.workspace import Workspace
from smm_build.plan import ProfileStanding
from smm_build.site.addresses import month_href, page_name, post_href, web_address, week_href
from smm_build.site.channels import ChannelLook, channel_looks
from smm_build.site.forge import Forge, read_forge
from smm_build.site.memory import Drawer, Memory, Room, digest
from smm_build.site.pictures import media_href
from smm_build.site.quick_jinja import trusted
from smm_build.site.special_days import SpecialDay, special_days
from smm_build.site.states import LOOKS, Look, most_urgent
from smm_build.site.words import Words, clock, moment, utc_clock

__all__ = ["Card", "Chip", "Shown", "StateText", "View", "page_name", "sent_at", "web_address"]

_EXCERPT = 120


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
    """A post on one day: what the calendar and the lists show of it.

    ``href`` and ``thumb`` are relative to the site's root. ``tokens`` are what the filters look for, separated by
    spaces. ``states`` are those of its deliveries.
    """

    post: Post
    href: str
    at: datetime | None
    chips: tuple[Chip, ...]
    state: StateText
    states: frozenset[State]
    tokens: str
    excerpt: str
    lang: str
    thumb: str | None

    @property
    def title(self) -> str:
        """What the team calls the post."""
        return self.post.title or self.post.id

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


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at all posts: its key, its name and where it is."""

    key: str
    label: str
    href: str


class Shown:
    """A workspace, its plan and its findings, ready to be looked things up in by the pages.

    ``inside`` tells whether the team sees the site; the world gets fewer views, and nothing to edit. ``profiles`` are
    how the declared ones stand, by channel. ``memory`` is of the last sites of the same workspace.
    """

    def __init__(
        self,
        workspace: Workspace,
        findings: Sequence[Finding],
        plan: Plan,
        history: Mapping[str, FileHistory] | None = None,
        *,
        inside: bool = True,
        profiles: Sequence[ProfileStanding] = (),
        memory: Memory | None = None,
    ) -> None:
        self.workspace = workspace
        self.profiles = {standing.channel.id: standing for standing in profiles}
        self.brand = workspace.brand
        self.language: Language = workspace.brand.locale
        self.words = Words(self.language)
        self._memory = memory or Memory()
        self._chips: dict[tuple[str, State, str | None], Chip] = {}
        self._drawers: dict[str, Drawer] = {}
        self.findings = sorted(findings, key=worst_first)
        self.plan = plan
        self.deliveries = plan.deliveries
        self.now = plan.now.astimezone(workspace.brand.zone)
        self.looks: Mapping[str, ChannelLook] = channel_looks(workspace.channels.values())
        self.history = history or {}
        self.inside = inside
        self.forge: Forge | None = read_forge(workspace.brand.repository)

    @property
    def today(self) -> date:
        """The day it is on the brand's clock."""
        return self.now.date()

    @functools.cached_property
    def views(self) -> tuple[View, ...]:
        """The ways to look at the posts, the usual one first."""
        words = self.words
        month = View("month", words.month, month_href(self.today))
        table = View("posts", words.as_table, "posts.html")
        if not self.inside:
            return (month, table)
        return (
            month,
            View("week", words.week, week_href(self.today)),
            View("agenda", words.agenda, "agenda.html"),
            View("board", words.board, "board.html"),
            View("campaigns", words.campaigns, "campaigns.html"),
            table,
        )

    @functools.cached_property
    def surroundings(self) -> str:
        """A digest of all that what is shown of posts has in common."""
        known = self.workspace
        common = (known.brand, known.channels, known.people, known.campaigns, known.strategy, known.team)
        return digest(f"{common!r} {self.inside} {self.forge!r}")

    @functools.cached_property
    def _room(self) -> Room:
        return self._memory.room(self.surroundings, inside=self.inside)

    def drawer(self, post: Post) -> Drawer:
        """Return what is kept of a post as it stands."""
        found = self._drawers.get(post.id)
        if found is None or found.post is not post:
            found = self._room.drawer(post, self.by_post.get(post.id, ()), self.history.get(post.path))
            self._drawers[post.id] = found
        return found

    def once(self, name: str, card: Card, macro: Callable[..., str], *more: object) -> Markup:
        """Return what a template's ``macro`` makes of a card and ``more``, which is always the same for this name."""
        made = self.drawer(card.post).keep((name, card.at), lambda: str(macro(card, *more)))
        return trusted(made)

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

    @functools.cached_property
    def cards_by_channel(self) -> Mapping[str, Sequence[Card]]:
        """The cards by the ids of their channels, in order of time."""
        found: dict[str, list[Card]] = defaultdict(list)
        for card in self.cards:
            for channel in {chip.channel.id for chip in card.chips}:
                found[channel].append(card)
        return found

    @functools.cached_property
    def special_days(self) -> Mapping[date, tuple[SpecialDay, ...]]:
        """Public holidays of the brand's country and awareness days, from the first post's year to the last one's."""
        years = {day.year for day in (*self.cards_by_day, self.today)}
        return special_days(self.brand.country, range(min(years), max(years) + 1), self.language)

    def cards_of(self, post: Post) -> tuple[Card, ...]:
        """Return the cards of one post: one a day on which it goes out, or a single one without a date."""
        return self.drawer(post).keep("cards", lambda: self._cards_of(post))

    def _cards_of(self, post: Post) -> tuple[Card, ...]:
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
        for finding in self.findings:
            post = finding.post or self._post_by_path.get(finding.place.path)
            if post:
                found[post].append(finding)
        return {post: tuple(findings) for post, findings in found.items()}

    def post_of(self, finding: Finding) -> Post | None:
        """Return the post a finding is about, ``None`` if it is about none that has a page."""
        return self._post_by_id.get(finding.post or self._post_by_path.get(finding.place.path, ""))

    @functools.cached_property
    def _post_by_path(self) -> Mapping[str, str]:
        return {post.path: post.id for post in self.posts}

    @functools.cached_property
    def _post_by_id(self) -> Mapping[str, Post]:
        return {post.id: post for post in self.posts}

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

    def language_of(self, language: str | None) -> str:
        """Return the language of a text: the one it says, else the brand's usual one."""
        return language or next(iter(self.brand.languages), self.language)

    def edit_href(self, path: str) -> str | None:
        """Return where the forge edits a file of the workspace, if it is known where that is."""
        return self.forge.edit(path) if self.forge and path else None

    def new_post_href(self, day: date) -> str | None:
        """Return where the forge begins a draft for ``day``; not for a day that is over."""
        if self.forge is None or day < self.today:
            return None
        name = f"{day.isoformat()}-{self.words.new_post_name}"
        channels = ", ".join(self.workspace.channels)
        text = f"---\ntitle: \npublish_at: {day.isoformat()} 09:00\nchannels: [{channels}]\nstatus: draft\n---\n\n"
        return self.forge.new(f"content/posts/{day:%Y/%m}/{name}.md", text)

    def moment(self, at: datetime) -> str:
        """Write an instant in full on the brand's clock with UTC beside it."""
        return moment(at.astimezone(self.brand.zone), self.language)

    def _card(self, post: Post, deliveries: Sequence[PlannedDelivery]) -> Card:
        times = [at for delivery in deliveries if (at := self.at(delivery))]
        first = min(times, default=None)
        return Card(
            post,
            post_href(post.id),
            first,
            tuple(self._chip(delivery, first) for delivery in deliveries),
            self.state(delivery.state for delivery in deliveries),
            frozenset(delivery.state for delivery in deliveries) or frozenset({State.UNSCHEDULED}),
            _tokens(post, deliveries, self.language_of(post.settings.language)),
            _excerpt(post, deliveries),
            self.language_of(deliveries[0].variant.settings.language if deliveries else post.settings.language),
            _thumb(deliveries),
        )

    def _chip(self, delivery: PlannedDelivery, card_at: datetime | None) -> Chip:
        at = self.at(delivery)
        own_clock = clock(at) if at and card_at and at != card_at else None
        said = (delivery.variant.channel.id, delivery.state, own_clock)
        if said not in self._chips:
            self._chips[said] = Chip(self.looks[said[0]], self.state([said[1]]), own_clock)
        return self._chips[said]


def _tokens(post: Post, deliveries: Sequence[PlannedDelivery], language: str) -> str:
    """Return everything one can filter by, as ``kind:value``; values are quoted, so a space only separates."""
    said = [("p", post.pillar), ("k", post.campaign), ("o", post.owner)]
    for delivery in deliveries:
        variant = delivery.variant
        said += [("c", variant.channel.id), ("s", delivery.state.value), ("l", variant.settings.language or language)]
    if not deliveries:
        said += [("s", State.UNSCHEDULED.value), ("l", language)]
    return " ".join(dict.fromkeys(_token(kind, value) for kind, value in said if value))


@functools.lru_cache(maxsize=1024)  # few things to filter by, said of many posts
def _token(kind: str, value: str) -> str:
    return f"{kind}:{quote(value, safe='')}"


def _excerpt(post: Post, deliveries: Sequence[PlannedDelivery]) -> str:
    parts = deliveries[0].variant.parts if deliveries else post.parts_for("")
    words = " ".join(part.text for part in parts[:1])[: _EXCERPT * 4].split()
    text = " ".join(words)
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rsplit(' ', 1)[0]}…"


def _thumb(deliveries: Sequence[PlannedDelivery]) -> str | None:
    shown = (media for one in deliveries for part in one.variant.parts for media in part.media)
    return next(
        (href for media in shown if media.facts and media.facts.kind == "image" and (href := media_href(media))), None
    )


def sent_at(record: Record | None) -> datetime | None:
    """Return when a delivery went out according to the ledger, aware, UTC."""
    if record is None:
        return None
    return next((event.at for event in record.events if event.kind is EventKind.SENT), None)
