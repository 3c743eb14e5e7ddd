"""What an experiment of the strategy has shown: two groups of posts, and whether they differ. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from smm_build.domain.strategy import Experiment
from smm_build.insight.figures import Result
from smm_build.insight.kpi import Measure, read_measure
from smm_build.insight.trial import Comparison, compare

__all__ = ["Outcome", "judged", "window_of"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """An experiment with its comparison: posts of its days against as many days before.

    ``comparison`` is ``None`` where its metric is not one that networks tell of posts, or where it has no dates.
    ``over`` tells whether its last day is past.
    """

    experiment: Experiment
    measure: Measure | None
    comparison: Comparison | None
    over: bool


def window_of(experiment: Experiment) -> tuple[date, date, date] | None:
    """Return the first day before, the first day of, and the day after an experiment; ``None`` without both dates."""
    if experiment.start_on is None or experiment.end_on is None:
        return None
    after = experiment.end_on + timedelta(days=1)
    return experiment.start_on - (after - experiment.start_on), experiment.start_on, after


def judged(experiment: Experiment, results: Sequence[Result], today: date) -> Outcome:
    """Return what the experiment has shown; ``results`` are those of its days and of as many days before.

    Posts before and during differ in more than what was tried, so this is a hint and no proof; only channels that
    posted in both are counted, and each post in its channel's own numbers.
    """
    measure, span = read_measure(experiment.metric), window_of(experiment)
    over = span is not None and today >= span[2]
    if measure is None or measure.of_account or span is None:
        return Outcome(experiment, None, None, over)
    told = [one for one in results if any(metric in one.numbers for metric in measure.metrics)]
    during = [one for one in told if span[1] <= one.day < span[2]]
    earlier = [one for one in told if span[0] <= one.day < span[1]]
    both = {one.channel for one in during} & {one.channel for one in earlier}
    first, second = (_values(measure, [one for one in some if one.channel in both]) for some in (during, earlier))
    return Outcome(experiment, measure, compare(first, second), over)


def _values(measure: Measure, results: Sequence[Result]) -> list[float]:
    return [sum(one.numbers.get(metric, 0) for metric in measure.metrics) for one in results]
