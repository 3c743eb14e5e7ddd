"""Stand-ins nobody knows."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.checks._suggestion import suggestion
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.team import Team
from smm_build.domain.workspace import Workspace

__all__ = ["unknown_backup"]


@workspace_check(Severity.WARNING)
def unknown_backup(workspace: Workspace) -> Iterator[Problem]:
    """A `backup` in `brand/team.yml` that is nobody of the team, or the same person.

    ## Why it matters
    It comes to light in the holidays, with a complaint waiting.

    ## How to fix
    Name somebody else of the team, or leave `backup` out.
    """
    team = workspace.team
    for person in team.people.values() if team else ():
        known = set(team.names if team else ()) - {person.id}
        if team and person.backup is not None and (person.backup not in known or _only(person.backup, person.id, team)):
            yield Problem(
                team.places.of(f"people.{person.id}.backup"),
                Sentence(
                    en=f"`{person.backup}` cannot stand in for {person.name}",
                    it=f"`{person.backup}` non può sostituire {person.name}",
                ),
                suggestion(person.backup, known - {person.backup}),
            )


def _only(backup: str, person: str, team: Team) -> bool:
    """Tell whether a role is nobody's but the person's own."""
    return {member.id for member in team.called(backup)} == {person}
