"""How often each channel speaks, against what was agreed, and where the plan has holes."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from smm_build.domain.channel import Channel
from smm_build.domain.plan import State
from smm_build.site.channels import ChannelLook
from smm_build.site.view import Shown
from smm_build.site.week import monday_of
from smm_build.site.words import day_and_month

__all__ = ["Gap", "Rhythm", "WeekCount", "gaps", "rhythm"]

_WEEKS_BEFORE = 8
_WEEKS_AFTER = 4
_GAP_DAYS = 3
"""Days in a row without a post that are worth a word; a weekend is not."""

_SPEAKS = frozenset(State) - {
    State.CANCELLED,
    State.REMOVED,
    State.SKIPPED,
    State.MISSED,
    State.FAILED,
    State.ON_HOLD,
    State.DRAFT,
    State.UNSCHEDULED,
}


@dataclass(frozen=True, slots=True)
class WeekCount:
    """One week of a channel: its name, how many posts, and whether it is still to come or is going on."""

    name: str
    count: int
    percent: int
    ahead: bool
    below: bool


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One channel's weeks. ``wanted`` is the cadence agreed a week, ``mean`` the one of the weeks that are over."""

    look: ChannelLook
    wanted: float | None
    mean: float
    weeks: tuple[WeekCount, ...]

    @property
    def below(self) -> int:
        """How many of the weeks have fewer posts than agreed."""
        return sum(week.below for week in self.weeks)


@dataclass(frozen=True, slots=True)
class Gap:
    """Days in a row on which nothing goes out."""

    name: str
    days: int


def rhythm(shown: Shown, channel: Channel) -> Rhythm:
    """Return how often a channel spoke in the last weeks and will speak in the next ones."""
    counted = _weeks_spoken(shown).get(channel.id, Counter())
    this = monday_of(shown.today)
    mondays = [this + timedelta(weeks=number) for number in range(-_WEEKS_BEFORE, _WEEKS_AFTER)]
    highest = max([counted[monday] for monday in mondays] + [int(channel.cadence.per_week or 0), 1])
    weeks = tuple(_week(shown, channel, monday, counted[monday], highest) for monday in mondays)
    over = [counted[monday] for monday in mondays if monday < this]
    return Rhythm(shown.looks[channel.id], channel.cadence.per_week, round(sum(over) / len(over), 1), weeks)


@functools.lru_cache(maxsize=1)  # every page of a channel, and the strategy's, ask for the same
def _weeks_spoken(shown: Shown) -> Mapping[str, Counter[date]]:
    """Return how many posts each channel has in a week, by channel and Monday."""
    found: dict[str, Counter[date]] = defaultdict(Counter)
    for delivery in shown.deliveries:
        if delivery.state in _SPEAKS and (at := shown.at(delivery)):
            found[delivery.variant.channel.id][monday_of(at.date())] += 1
    return found


def _week(shown: Shown, channel: Channel, monday: date, count: int, highest: int) -> WeekCount:
    wanted = channel.cadence.per_week
    return WeekCount(
        day_and_month(monday, shown.language),
        count,
        round(100 * count / highest),
        monday >= monday_of(shown.today),
        below=wanted is not None and count < wanted,
    )


def gaps(shown: Shown) -> tuple[Gap, ...]:
    """Return the stretches of the next four weeks on which no channel speaks."""
    busy = {at.date() for one in shown.deliveries if one.state in _SPEAKS and (at := shown.at(one))}
    found: list[Gap] = []
    run: list[date] = []
    for number in range(_WEEKS_AFTER * 7 + 1):
        day = shown.today + timedelta(days=number)
        if day not in busy and number < _WEEKS_AFTER * 7:
            run.append(day)
            continue
        if len(run) >= _GAP_DAYS:
            name = f"{day_and_month(run[0], shown.language)} – {day_and_month(run[-1], shown.language)}"
            found.append(Gap(name, len(run)))
        run = []
    return tuple(found)
