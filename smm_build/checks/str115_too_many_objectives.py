"""Strategies that want everything."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["too_many_objectives"]

_MOST = 5


@workspace_check(Severity.HINT)
def too_many_objectives(workspace: Workspace) -> Iterator[Problem]:
    """More than five objectives.

    ## Why it matters
    A strategy decides what is not done. Three to five objectives can be served and measured; ten cannot.

    ## How to fix
    Keep those that matter this year; the others may be tactics.
    """
    objectives = workspace.strategy.objectives if workspace.strategy else ()
    if workspace.strategy and len(objectives) > _MOST:
        yield Problem(
            workspace.strategy.places.of(f"objectives.{_MOST}"),
            Sentence(en=f"{len(objectives)} objectives", it=f"{len(objectives)} obiettivi"),
            Sentence(en=f"Keep {_MOST} at most", it=f"Tienine al massimo {_MOST}"),
        )
