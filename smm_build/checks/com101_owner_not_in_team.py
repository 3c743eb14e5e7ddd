"""Somebody in the playbook whom the team does not know."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["owner_not_in_team"]


@workspace_check(Severity.WARNING)
def owner_not_in_team(workspace: Workspace) -> Iterator[Problem]:
    """An owner in `brand/playbook.yml` who is neither a person nor a role of `brand/team.yml`.

    ## Why it matters
    A complaint that is given to nobody is answered by nobody.

    ## How to fix
    Write the id of a person or a role of `brand/team.yml`, or enter the person there.
    """
    book, team = workspace.playbook, workspace.team
    if book is None or team is None:
        return
    named = [(f"rules.{number}.owner", rule.owner) for number, rule in enumerate(book.rules)]
    named += [(f"escalation.{number}.who", one.who) for number, one in enumerate(book.escalation)]
    named += [(f"trusted.{number}", role) for number, role in enumerate(book.trusted)]
    for key, name in named:
        if name and name not in team.names:
            yield Problem(
                book.places.of(key),
                Sentence(f"`{name}` is not in brand/team.yml", f"`{name}` non è in brand/team.yml"),
                Sentence(
                    f"Write one of: {', '.join(sorted(team.names))}", f"Scrivi uno di: {', '.join(sorted(team.names))}"
                ),
            )
