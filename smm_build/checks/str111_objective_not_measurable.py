"""Objectives of which nobody will know whether they were reached."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["objective_not_measurable"]


@workspace_check(Severity.HINT)
def objective_not_measurable(workspace: Workspace) -> Iterator[Problem]:
    """An objective without metric, target or deadline.

    ## Why it matters
    Nobody can say afterwards whether it was reached, so nobody will learn from it.

    ## How to fix
    Say what is counted, from where to where, and until when.
    """
    for number, objective in enumerate(workspace.strategy.objectives if workspace.strategy else ()):
        said = {"metric": objective.metric, "target": objective.target, "deadline": objective.deadline}
        missing = [f"`{key}`" for key, value in said.items() if value is None]
        if missing and workspace.strategy:
            yield Problem(
                workspace.strategy.places.of(f"objectives.{number}"),
                Sentence(
                    en=f"`{objective.id}` cannot be measured without {', '.join(missing)}",
                    it=f"`{objective.id}` non si può misurare senza {', '.join(missing)}",
                ),
                Sentence(
                    en="Say what is counted, how much and until when",
                    it="Di' che cosa si conta, quanto ed entro quando",
                ),
            )
