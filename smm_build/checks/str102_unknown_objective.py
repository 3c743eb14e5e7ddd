"""References to an objective nobody has set."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.checks._suggestion import add, suggestion
from smm_build.domain.finding import Severity
from smm_build.domain.place import Places
from smm_build.domain.sentence import Sentence
from smm_build.domain.strategy import Strategy
from smm_build.domain.workspace import Workspace

__all__ = ["unknown_objective"]


@workspace_check(Severity.ERROR)
def unknown_objective(workspace: Workspace) -> Iterator[Problem]:
    """An objective that `strategy.md` does not have, named by a post, a campaign, a pillar or a tactic.

    ## Why it matters
    What is done for it would not be counted towards anything.

    ## How to fix
    Correct the id, or add the objective to `strategy.md`.
    """
    strategy = workspace.strategy
    if strategy is None or "objectives" in strategy.unreadable:
        return
    known = {objective.id for objective in strategy.objectives}
    for objective, places, key, post in (*_named_by_posts(workspace), *_named_by_plans(workspace, strategy)):
        if objective not in known:
            yield Problem(
                places.of(key),
                Sentence(
                    en=f"strategy.md has no objective `{objective}`",
                    it=f"strategy.md non ha nessun obiettivo `{objective}`",
                ),
                suggestion(objective, known) or add("objectives"),
                post=post,
            )


def _named_by_posts(workspace: Workspace) -> Iterator[tuple[str, Places, str, str | None]]:
    for post in workspace.posts:
        if post.objective:
            yield post.objective, post.places, "objective", post.id


def _named_by_plans(workspace: Workspace, strategy: Strategy) -> Iterator[tuple[str, Places, str, str | None]]:
    for campaign in workspace.campaigns.values():
        if campaign.objective:
            yield campaign.objective, campaign.places, "objective", None
    for number, pillar in enumerate(strategy.pillars):
        for which, objective in enumerate(pillar.objectives):
            yield objective, strategy.places, f"pillars.{number}.objectives.{which}", None
    for number, tactic in enumerate(strategy.tactics):
        if tactic.objective:
            yield tactic.objective, strategy.places, f"tactics.{number}.objective", None
