"""Briefs for nobody."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.checks._suggestion import suggestion
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["unknown_assignee"]


@workspace_check(Severity.WARNING)
def unknown_assignee(workspace: Workspace) -> Iterator[Problem]:
    """A brief whose `assignee`, `requester` or `approved_by` is neither a person nor a role in `brand/team.yml`.

    A freelancer is a person of the team without a `login`. Without any people in `team.yml` nothing is said.

    ## Why it matters
    Nobody gets the brief, and nobody is asked when it is late.

    ## How to fix
    Correct the name, or add the person to `brand/team.yml`.
    """
    team = workspace.team
    known = team.names if team and team.people else frozenset()
    for brief in workspace.briefs.values() if known else ():
        for key, name in (
            ("assignee", brief.assignee),
            ("requester", brief.requester),
            ("approved_by", brief.approved_by),
        ):
            if name is not None and name not in known:
                yield Problem(
                    brief.places.of(key),
                    Sentence(en=f"`{name}` is not in brand/team.yml", it=f"`{name}` non è in brand/team.yml"),
                    suggestion(name, known),
                )
