"""Experiments nobody can learn from."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["experiment_without_end"]


@workspace_check(Severity.HINT)
def experiment_without_end(workspace: Workspace) -> Iterator[Problem]:
    """An experiment without a last day or without a metric.

    ## Why it matters
    What has no end is never looked at, and what is not measured is a matter of taste.

    ## How to fix
    Say until when it is tried and what is counted.
    """
    strategy = workspace.strategy
    for number, experiment in enumerate(strategy.experiments if strategy else ()):
        missing = [key for key, value in (("to", experiment.end_on), ("metric", experiment.metric)) if value is None]
        if missing and strategy:
            keys = ", ".join(f"`{key}`" for key in missing)
            yield Problem(
                strategy.places.of(f"experiments.{number}"),
                Sentence(
                    en=f"The experiment `{experiment.id}` lacks {keys}",
                    it=f"All'esperimento `{experiment.id}` manca {keys}",
                ),
                Sentence(en="Say until when, and what is counted", it="Di' fino a quando, e che cosa si conta"),
            )
