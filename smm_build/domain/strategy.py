"""What the posts are for: ``strategy.md`` and the campaigns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smm_build.domain.place import Place, Places

__all__ = ["Audience", "Campaign", "Experiment", "Objective", "Pillar", "Strategy", "Tactic"]


@dataclass(frozen=True, slots=True)
class Objective:
    """A measurable aim: what is measured, from where to where, by when."""

    id: str
    title: str
    metric: str | None
    baseline: str | None
    target: str | None
    deadline: date | None
    channels: tuple[str, ...]
    owner: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Audience:
    """A group the brand speaks to."""

    id: str
    title: str
    needs: str | None
    language: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Pillar:
    """A theme that returns; ``share`` is its planned part of all posts, between 0 and 1."""

    id: str
    title: str
    share: float | None
    purpose: str | None
    objectives: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Tactic:
    """A way to reach an objective."""

    id: str
    title: str
    objective: str | None
    place: Place


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


@dataclass(frozen=True, slots=True)
class Strategy:
    """``strategy.md``: the front matter as data and the prose below as Markdown."""

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
