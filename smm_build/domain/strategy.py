"""What the posts are for: ``strategy.md`` and the campaigns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from smm_build.domain.place import Place, Places

__all__ = [
    "AdCaps",
    "Audience",
    "Audit",
    "AuditedChannel",
    "Budget",
    "Campaign",
    "ChannelRole",
    "Decision",
    "Experiment",
    "Objective",
    "Pillar",
    "Strategy",
    "Tactic",
]


@dataclass(frozen=True, slots=True)
class AuditedChannel:
    """What was found on a channel before anything was decided: how many follow it, what went well and what badly."""

    channel: str
    followers: int | None = None
    best: str | None = None
    worst: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """Where the brand stood on a day: its channels, what was missing, and whom it is compared with."""

    on: date | None
    channels: tuple[AuditedChannel, ...] = ()
    gaps: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Objective:
    """A measurable aim: what is measured, from where to where, by when.

    ``goal`` is what the firm gains from it, ``source`` where the figure is read.
    """

    id: str
    title: str
    metric: str | None
    baseline: str | None
    target: str | None
    deadline: date | None
    channels: tuple[str, ...]
    owner: str | None
    place: Place
    goal: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Audience:
    """A group the brand speaks to. ``channels`` is where they are, ``access`` what some of them need to take part."""

    id: str
    title: str
    needs: str | None
    language: str | None
    place: Place
    channels: tuple[str, ...] = ()
    access: str | None = None


@dataclass(frozen=True, slots=True)
class ChannelRole:
    """Why the brand is on a channel: its job, whom it speaks to, how often a week, in which formats.

    ``metric`` says whether it does its job, ``exit`` when the brand leaves it.
    """

    channel: str
    place: Place
    role: str | None = None
    audience: tuple[str, ...] = ()
    per_week: float | None = None
    formats: tuple[str, ...] = ()
    metric: str | None = None
    exit: str | None = None


@dataclass(frozen=True, slots=True)
class Pillar:
    """A theme that returns; ``share`` is its planned part of all posts, between 0 and 1."""

    id: str
    title: str
    share: float | None
    purpose: str | None
    objectives: tuple[str, ...]
    place: Place
    formats: tuple[str, ...] = ()
    avoid: str | None = None


@dataclass(frozen=True, slots=True)
class Tactic:
    """A way to reach an objective: from when to when, what shows that it works, and what was decided about it."""

    id: str
    title: str
    objective: str | None
    place: Place
    hypothesis: str | None = None
    metric: str | None = None
    start_on: date | None = None
    end_on: date | None = None
    decision: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Experiment:
    """Something tried for a while to learn from: hypothesis, metric, dates and what was decided."""

    id: str
    hypothesis: str
    metric: str | None
    start_on: date | None
    end_on: date | None
    decision: str | None
    place: Place
    objective: str | None = None
    result: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class AdCaps:
    """The most that may be spent on advertising: for one ad, in a month, and in a month by channel."""

    per_ad: float | None = None
    monthly: float | None = None
    channels: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Budget:
    """The money there is, in one currency (ISO 4217): for the whole period, for a month, for a month by channel.

    ``ads`` is part of it, not beside it.
    """

    currency: str
    total: float | None = None
    monthly: float | None = None
    channels: Mapping[str, float] = field(default_factory=dict)
    ads: AdCaps = field(default_factory=AdCaps)
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the log: when something was decided, what, why, by whom, and the report or post it rests on."""

    on: date
    what: str
    why: str | None = None
    by: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Strategy:
    """``strategy.md``: the front matter as data and the prose below as Markdown.

    ``unreadable`` are the keys that could not be taken as they are written: not all that was meant is here.
    """

    path: str
    owner: str | None
    start_on: date | None
    end_on: date | None
    objectives: tuple[Objective, ...]
    audiences: tuple[Audience, ...]
    pillars: tuple[Pillar, ...]
    tactics: tuple[Tactic, ...]
    experiments: tuple[Experiment, ...]
    prose: str
    places: Places
    audit: Audit | None = None
    channels: tuple[ChannelRole, ...] = ()
    budget: Budget | None = None
    decisions: tuple[Decision, ...] = ()
    review_on: date | None = None
    unreadable: frozenset[str] = frozenset()

    def cadence_of(self, channel: str) -> float | None:
        """Return how often a week the strategy wants ``channel`` to speak, ``None`` when it does not say."""
        return next((role.per_week for role in self.channels if role.channel == channel), None)


@dataclass(frozen=True, slots=True)
class Campaign:
    """A stretch of time with one message: ``content/campaigns/<id>.md``."""

    id: str
    path: str
    title: str
    start_on: date | None
    end_on: date | None
    objective: str | None
    owner: str | None
    prose: str
    places: Places
