"""What the experiments that a month is about have shown, asked of the archive."""

from __future__ import annotations

from smm_build.domain.strategy import Experiment
from smm_build.domain.workspace import Workspace
from smm_build.insight.archive import Archive
from smm_build.insight.experiments import Outcome, judged, window_of
from smm_build.insight.figures import Month, Window, results_of

__all__ = ["experiment_window", "gather"]


def gather(archive: Archive, workspace: Workspace, month: Month) -> tuple[Outcome, ...]:
    """Return the outcomes of the experiments that run in the month, and of older ones that nobody has decided."""
    found = []
    today = month.made_at.astimezone(workspace.brand.zone).date()
    for experiment in workspace.strategy.experiments if workspace.strategy else ():
        window = experiment_window(experiment, month)
        if window is not None and _is_about(experiment, month):
            found.append(judged(experiment, results_of(archive, window), today))
    return tuple(found)


def experiment_window(experiment: Experiment, month: Month) -> Window | None:
    """Return the days of an experiment with as many before, as they were read until the month's end."""
    span = window_of(experiment)
    return Window(span[0], span[2], month.window.until) if span else None


def _is_about(experiment: Experiment, month: Month) -> bool:
    assert experiment.start_on is not None  # it has a window
    assert experiment.end_on is not None
    if experiment.start_on >= month.window.after:
        return False
    return experiment.end_on >= month.window.first or experiment.decision is None
