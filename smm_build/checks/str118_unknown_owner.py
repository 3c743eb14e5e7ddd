"""People who are not on the team."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.checks._suggestion import suggestion
from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.domain.strategy import Experiment, Strategy, Tactic
from smm_build.domain.workspace import Workspace

__all__ = ["unknown_owner"]


@workspace_check(Severity.WARNING)
def unknown_owner(workspace: Workspace) -> Iterator[Problem]:
    """An owner or reviewer who is neither a person nor a role in `brand/team.yml`.

    ## Why it matters
    Nobody is told, and everybody thinks that somebody else looks after it.

    ## How to fix
    Correct the name, or add the person to `brand/team.yml`.
    """
    team = workspace.team
    for name, place, post in _named(workspace) if team and team.people else ():
        if team and name not in team.names:
            yield Problem(
                place,
                Sentence(en=f"`{name}` is not in brand/team.yml", it=f"`{name}` non è in brand/team.yml"),
                suggestion(name, team.names),
                post,
            )


def _named(workspace: Workspace) -> Iterator[tuple[str, Place, str | None]]:
    for post in workspace.posts:
        if post.owner:
            yield post.owner, post.places.of("owner"), post.id
        for number, reviewer in enumerate(post.reviewers):
            yield reviewer, post.places.of(f"reviewers.{number}"), post.id
    for campaign in workspace.campaigns.values():
        if campaign.owner:
            yield campaign.owner, campaign.places.of("owner"), None
    strategy = workspace.strategy
    if strategy and strategy.owner:
        yield strategy.owner, strategy.places.of("owner"), None
    for number, objective in enumerate(strategy.objectives if strategy else ()):
        if strategy and objective.owner:
            yield objective.owner, strategy.places.of(f"objectives.{number}.owner"), None
    if strategy:
        yield from _named_in_trials(strategy)


def _named_in_trials(strategy: Strategy) -> Iterator[tuple[str, Place, None]]:
    tried: tuple[tuple[str, tuple[Tactic | Experiment, ...]], ...] = (
        ("tactics", strategy.tactics),
        ("experiments", strategy.experiments),
    )
    for key, several in tried:
        for number, one in enumerate(several):
            if one.owner:
                yield one.owner, strategy.places.of(f"{key}.{number}.owner"), None
