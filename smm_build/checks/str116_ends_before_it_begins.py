"""Periods that run backwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["ends_before_it_begins"]


@workspace_check(Severity.WARNING)
def ends_before_it_begins(workspace: Workspace) -> Iterator[Problem]:
    """A period whose last day comes before its first: of the strategy, a campaign or an experiment.

    ## Why it matters
    No post can lie inside it, so everything about it is wrong. Mostly it is a slip in the year.

    ## How to fix
    Correct one of the two dates.
    """
    for first, last, place in _periods(workspace):
        if first and last and last < first:
            yield Problem(
                place,
                Sentence(en=f"{last} comes before {first}", it=f"Il {last} viene prima del {first}"),
                Sentence(en="Correct one of the two dates", it="Correggi una delle due date"),
            )


def _periods(workspace: Workspace) -> Iterator[tuple[date | None, date | None, Place]]:
    strategy = workspace.strategy
    if strategy:
        yield strategy.start_on, strategy.end_on, strategy.places.of("period.to")
        for number, experiment in enumerate(strategy.experiments):
            yield experiment.start_on, experiment.end_on, strategy.places.of(f"experiments.{number}.to")
    for campaign in workspace.campaigns.values():
        yield campaign.start_on, campaign.end_on, campaign.places.of("period.to")
