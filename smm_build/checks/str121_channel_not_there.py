"""Strategies for channels that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.checks._suggestion import suggestion
from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.domain.strategy import Strategy
from smm_build.domain.workspace import Workspace

__all__ = ["channel_not_there"]


@workspace_check(Severity.WARNING)
def channel_not_there(workspace: Workspace) -> Iterator[Problem]:
    """A channel that the strategy names and that has no file in `brand/channels`.

    ## Why it matters
    Nothing can be planned there, so its objectives, its cadence and its money are lost from sight.

    ## How to fix
    Correct the name, or add the channel's file.
    """
    strategy = workspace.strategy
    for name, place in _named(strategy) if strategy else ():
        if name not in workspace.channels:
            yield Problem(
                place,
                Sentence(en=f"There is no channel `{name}`", it=f"Non c'è nessun canale `{name}`"),
                suggestion(name, workspace.channels),
            )


def _named(strategy: Strategy) -> Iterator[tuple[str, Place]]:
    for role in strategy.channels:
        yield role.channel, role.place
    for number, objective in enumerate(strategy.objectives):
        for index, name in enumerate(objective.channels):
            yield name, strategy.places.of(f"objectives.{number}.channels.{index}")
    for number, audience in enumerate(strategy.audiences):
        for index, name in enumerate(audience.channels):
            yield name, strategy.places.of(f"audiences.{number}.channels.{index}")
    budget = strategy.budget
    for key, names in (("channels", budget.channels), ("ads.channels", budget.ads.channels)) if budget else ():
        for name in names:
            yield name, strategy.places.of_key(f"budget.{key}.{name}")
