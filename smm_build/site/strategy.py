"""The strategy against the plan: aims, people, the mix of the posts, how often channels speak, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from smm_build.domain.plan import State
from smm_build.domain.strategy import Strategy
from smm_build.plan.coverage import Coverage
from smm_build.site.addresses import channel_href
from smm_build.site.coverage import figures, lines
from smm_build.site.periods import full_day, period_text
from smm_build.site.rhythm import gaps, rhythm
from smm_build.site.templating import page
from smm_build.site.view import Card, Shown

__all__ = ["strategy_page"]

_OUT_OF_THE_MIX = frozenset({State.CANCELLED, State.REMOVED, State.SKIPPED})
_AHEAD = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class _PillarRow:
    title: str
    purpose: str | None
    planned: int | None
    actual: int
    count: int

    @property
    def difference(self) -> int | None:
        """Percentage points over (or, below zero, under) what was planned."""
        return None if self.planned is None else self.actual - self.planned


@dataclass(frozen=True, slots=True)
class _Hole:
    what: str
    why: str


def strategy_page(shown: Shown) -> str:
    """Make the page of the strategy."""
    strategy, about = shown.workspace.strategy, figures(shown)
    return page(
        "strategy.html.j2",
        shown.words.strategy,
        s=shown,
        w=shown.words,
        base="",
        strategy=strategy,
        edit=shown.edit_href(strategy.path) if strategy else None,
        period=period_text(strategy.start_on, strategy.end_on, shown.language) if strategy else None,
        mix=_mix(shown, about) if strategy else (),
        sections=lines(shown, about) if strategy else (),
        rhythms=[rhythm(shown, channel) for channel in shown.workspace.channels.values()],
        gaps=gaps(shown),
        href=channel_href,
        holes=_holes(shown, strategy) if strategy else [],
        span=lambda experiment: period_text(experiment.start_on, experiment.end_on, shown.language),
        day=lambda deadline: full_day(deadline, shown.language),
    )


def _mix(shown: Shown, about: Coverage) -> list[_PillarRow]:
    strategy = shown.workspace.strategy
    purposes = {pillar.id: pillar.purpose for pillar in (strategy.pillars if strategy else ())}
    rows = [
        _PillarRow(
            one.title,
            purposes.get(one.id),
            None if one.wanted is None else round(100 * one.wanted),
            round(100 * one.actual),
            one.count,
        )
        for one in about.pillars
    ]
    if about.rest:
        total = about.rest + sum(row.count for row in rows)
        rows.append(_PillarRow(shown.words.other_pillar, None, None, round(100 * about.rest / total), about.rest))
    return rows


def _holes(shown: Shown, strategy: Strategy) -> list[_Hole]:
    """Return the pillars and objectives that nothing to come serves."""
    coming = [card for card in shown.cards if _is_coming(shown, card)]
    pillars = {card.post.pillar for card in coming if card.at and card.at <= shown.now + _AHEAD}
    served = {card.post.objective for card in coming}
    idle = [_Hole(item.title, shown.words.pillar_idle) for item in strategy.pillars if item.id not in pillars]
    return idle + [
        _Hole(item.title, shown.words.objective_idle) for item in strategy.objectives if item.id not in served
    ]


def _is_coming(shown: Shown, card: Card) -> bool:
    return card.at is not None and card.at >= shown.now and bool(card.states - _OUT_OF_THE_MIX)
