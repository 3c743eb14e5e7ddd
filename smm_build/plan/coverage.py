"""What the strategy asks for against what is planned: cadence, mix, audiences, objectives, decisions, free times.

Everything that shows these figures, at the terminal or on the site, takes them from :func:`coverage`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor

from smm_build.domain.channel import Channel
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.post import Post
from smm_build.domain.strategy import Experiment, Strategy, Tactic
from smm_build.domain.workspace import Workspace

__all__ = [
    "SPEAKS",
    "ChannelCoverage",
    "Coverage",
    "Due",
    "Served",
    "Shares",
    "Week",
    "coverage",
    "monday_of",
    "wanted_in_week",
]

SPEAKS = frozenset(State) - {
    State.CANCELLED,
    State.REMOVED,
    State.SKIPPED,
    State.MISSED,
    State.FAILED,
    State.ON_HOLD,
    State.DRAFT,
    State.UNSCHEDULED,
}
"""States in which a delivery is out or on its way: it counts as said."""

_OUT_OF_THE_MIX = frozenset({State.CANCELLED, State.REMOVED, State.SKIPPED})
_HORIZON = timedelta(weeks=4)
"""How far one looks where the strategy has no end."""

_PAST = 8
"""Weeks that tell how often a channel really speaks."""

_SOON = timedelta(days=14)
"""How long before its last day an experiment is worth a word."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a channel, from ``monday``: ``wanted`` posts, ``count`` out or on their way, by pillar and audience.

    ``drafts`` are planned in it, too, and nobody has finished them.
    """

    monday: date
    wanted: int
    count: int
    drafts: int
    pillars: Mapping[str, int]
    audiences: Mapping[str, int]

    @property
    def missing(self) -> int:
        """How many posts it lacks."""
        return max(self.wanted - self.count, 0)

    @property
    def number(self) -> int:
        """The week's number by ISO 8601."""
        return self.monday.isocalendar().week


@dataclass(frozen=True, slots=True)
class ChannelCoverage:
    """One channel's weeks from the present one to the end; ``per_week`` is what was agreed, ``None``: nothing was.

    ``past`` is how many posts a week it really had in the eight whole weeks before.
    """

    channel: Channel
    per_week: float | None
    weeks: tuple[Week, ...]
    past: float = 0.0

    @property
    def missing(self) -> int:
        """How many posts it lacks until the end."""
        return sum(week.missing for week in self.weeks)

    @property
    def ahead(self) -> float:
        """How many posts a week are planned, from the present one to the end."""
        return sum(week.count for week in self.weeks) / (len(self.weeks) or 1)


@dataclass(frozen=True, slots=True)
class Shares:
    """How many posts something has, of all; ``wanted`` and ``actual`` are shares between 0 and 1."""

    id: str
    title: str
    wanted: float | None
    count: int
    actual: float


@dataclass(frozen=True, slots=True)
class Served:
    """How many posts served an objective, and how many that are to come will."""

    id: str
    title: str
    before: int
    ahead: int
    deadline: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """An experiment or a tactic that asks for a decision: its last day is near, or ``over``."""

    id: str
    title: str
    end_on: date
    over: bool
    owner: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The figures from ``today`` to ``end``, both included. ``rest`` counts posts of no known pillar.

    ``review_on`` is when the strategy itself is to be looked at, if that day is near or over.
    """

    today: date
    end: date
    channels: tuple[ChannelCoverage, ...]
    pillars: tuple[Shares, ...]
    rest: int
    audiences: tuple[Shares, ...]
    objectives: tuple[Served, ...]
    due: tuple[Due, ...]
    review_on: date | None = None

    @property
    def idle(self) -> tuple[Served, ...]:
        """Objectives whose time is not over and that nothing to come serves."""
        open_ones = (one for one in self.objectives if one.deadline is None or one.deadline >= self.today)
        return tuple(one for one in open_ones if not one.ahead)


def coverage(
    workspace: Workspace, deliveries: Sequence[PlannedDelivery], today: date, until: date | None = None
) -> Coverage:
    """Hold ``deliveries`` against the strategy, from the week of ``today`` to ``until``.

    ``today`` is a day on the brand's clock. Without ``until`` the strategy's period ends it, or, where that has no end
    or is over, four weeks do.
    """
    strategy = workspace.strategy
    end = until or _end(strategy, today)
    by_channel: dict[str, list[PlannedDelivery]] = {channel.id: [] for channel in _speaking(workspace)}
    for one in deliveries:
        by_channel.get(one.variant.channel.id, []).append(one)
    deliveries = [one for own in by_channel.values() for one in own]
    posts = _posts(workspace, deliveries)
    mix = Counter(post.pillar for post in posts)
    named = Counter(name for post in posts for name in post.audience)
    pillars = {pillar.id: (pillar.title, pillar.share) for pillar in (strategy.pillars if strategy else ())}
    audiences = {one.id: (one.title, None) for one in (strategy.audiences if strategy else ())}
    shares = _shares(pillars, mix, len(posts))
    return Coverage(
        today=today,
        end=end,
        channels=tuple(_of_channel(one, workspace, by_channel[one.id], today, end) for one in _speaking(workspace)),
        pillars=shares,
        rest=len(posts) - sum(one.count for one in shares),
        audiences=_shares(audiences, named, len(posts)),
        objectives=_objectives(workspace, posts, deliveries, today) if strategy else (),
        due=tuple(_due(strategy, today)) if strategy else (),
        review_on=strategy.review_on if strategy and _is_near(strategy.review_on, today) else None,
    )


def _is_near(day: date | None, today: date) -> bool:
    return day is not None and day <= today + _SOON


def _end(strategy: Strategy | None, today: date) -> date:
    planned = strategy.end_on if strategy else None
    return planned if planned and planned >= today else today + _HORIZON


def _speaking(workspace: Workspace) -> tuple[Channel, ...]:
    return tuple(workspace.channels.values())


def monday_of(day: date) -> date:
    """Return the Monday of the week in which ``day`` lies."""
    return day - timedelta(days=day.weekday())


# --- Cadence ---


def wanted_in_week(per_week: float | None, monday: date, last: date) -> int:
    """Return how many posts a week should have; of half a post a week every other week has one.

    The week in which ``last`` lies has its share of them, rounded down.
    """
    if not per_week:
        return 0
    number = monday.toordinal() // 7
    # A tiny bit more, because 3 × 0.1 is less than 0.3 for a computer.
    whole = floor((number + 1) * per_week + 1e-9) - floor(number * per_week + 1e-9)
    days = min((last - monday).days + 1, 7)
    return whole * days // 7 if days > 0 else 0


def _of_channel(
    channel: Channel, workspace: Workspace, deliveries: Sequence[PlannedDelivery], today: date, end: date
) -> ChannelCoverage:
    zone = workspace.brand.zone
    agreed = channel.cadence.per_week
    if agreed is None and workspace.strategy:
        agreed = workspace.strategy.cadence_of(channel.id)
    by_week: dict[date, list[PlannedDelivery]] = {}
    for one in deliveries:
        if one.publish_at:
            by_week.setdefault(monday_of(one.publish_at.astimezone(zone).date()), []).append(one)
    mondays = _mondays(today, end)
    weeks = tuple(_week(monday, wanted_in_week(agreed, monday, end), by_week.get(monday, ())) for monday in mondays)
    before = [monday_of(today) - timedelta(weeks=number) for number in range(1, _PAST + 1)]
    said = sum(one.state in SPEAKS for monday in before for one in by_week.get(monday, ()))
    return ChannelCoverage(channel, agreed, weeks, said / _PAST)


def _mondays(today: date, end: date) -> Iterator[date]:
    monday = monday_of(today)
    while monday <= end:
        yield monday
        monday += timedelta(weeks=1)


def _week(monday: date, wanted: int, deliveries: Sequence[PlannedDelivery]) -> Week:
    said = [one.variant.post for one in deliveries if one.state in SPEAKS]
    return Week(
        monday=monday,
        wanted=wanted,
        count=len(said),
        drafts=sum(one.state in {State.DRAFT, State.ON_HOLD} for one in deliveries),
        pillars=Counter(post.pillar for post in said if post.pillar),
        audiences=Counter(name for post in said for name in post.audience),
    )


# --- Mix, audiences, objectives ---


def _posts(workspace: Workspace, deliveries: Sequence[PlannedDelivery]) -> list[Post]:
    """Return the posts that count, each id once: not those that are withdrawn everywhere."""
    states: dict[str, set[State]] = {}
    for one in deliveries:
        states.setdefault(one.variant.post.id, set()).add(one.state)
    each = {post.id: post for post in reversed(workspace.posts)}
    known = (post for post in reversed(each.values()))
    return [post for post in known if post.id not in states or states[post.id] - _OUT_OF_THE_MIX]


def _shares(
    wanted: Mapping[str, tuple[str, float | None]], counted: Mapping[str | None, int] | Mapping[str, int], total: int
) -> tuple[Shares, ...]:
    numbers = {name: number for name, number in counted.items() if name}
    return tuple(
        Shares(name, title, share, numbers.get(name, 0), numbers.get(name, 0) / (total or 1))
        for name, (title, share) in wanted.items()
    )


def _objectives(
    workspace: Workspace, posts: Sequence[Post], deliveries: Sequence[PlannedDelivery], today: date
) -> tuple[Served, ...]:
    zone = workspace.brand.zone
    ahead = {
        one.variant.post.id
        for one in deliveries
        if one.state in SPEAKS and one.publish_at and one.publish_at.astimezone(zone).date() >= today
    }
    serving = [(_objective_of(post, workspace), post.id in ahead, post.settings.publish_at) for post in posts]
    assert workspace.strategy is not None
    return tuple(
        Served(
            objective.id,
            objective.title,
            before=sum(name == objective.id and at is not None and not coming for name, coming, at in serving),
            ahead=sum(name == objective.id and coming for name, coming, _ in serving),
            deadline=objective.deadline,
        )
        for objective in workspace.strategy.objectives
    )


def _objective_of(post: Post, workspace: Workspace) -> str | None:
    campaign = workspace.campaigns.get(post.campaign or "")
    return post.objective or (campaign.objective if campaign else None)


def _due(strategy: Strategy, today: date) -> Iterator[Due]:
    tried: list[tuple[Experiment | Tactic, str]] = [(one, one.hypothesis) for one in strategy.experiments]
    tried += [(one, one.title) for one in strategy.tactics]
    for one, title in tried:
        if one.end_on and not one.decision and one.end_on <= today + _SOON:
            yield Due(one.id, title, one.end_on, one.end_on < today, one.owner or strategy.owner)
