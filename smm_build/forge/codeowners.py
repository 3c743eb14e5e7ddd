"""``CODEOWNERS`` made from ``team.yml``: GitHub asks these people for a review. Pure.

The last line that fits a file decides. Source:
https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners,
read 2026-11-23.
"""

from __future__ import annotations

import re

from smm_build.domain.brand import Approval
from smm_build.domain.team import Team

__all__ = ["BEGIN", "END", "PATH", "codeowners"]

PATH = ".github/CODEOWNERS"
BEGIN = "# smm: made from brand/team.yml by `smm forge codeowners`"
END = "# smm: end"
_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:/[A-Za-z0-9_-]{1,100})?")
_PATHS = (
    ("/content/", ()),
    ("/brand/", ("brand",)),
    ("/strategy.md", ("strategy", "strategist")),
    ("/.github/", ("admin",)),
)
"""What belongs to whom: a path and the roles that own it; nobody has one of them: those who approve."""


def codeowners(team: Team, approval: Approval, folder: str = "", before: str = "") -> str:
    """Return the file's content; ``before`` is what it says now: lines outside of the marks stay as they are.

    ``folder`` is where the workspace lies in its repository, ``""`` at its top. People without a name GitHub could
    have own nothing.
    """
    made = "\n".join([BEGIN, *_lines(team, approval, folder), END])
    start, end = before.find(BEGIN), before.find(END)
    if 0 <= start < end:
        return before[:start] + made + before[end + len(END) :]
    return (before.rstrip("\n") + "\n\n" if before.strip() else "") + made + "\n"


def _lines(team: Team, approval: Approval, folder: str) -> list[str]:
    everybody = _with_role(team, approval.roles)
    owned = [(path, _with_role(team, roles) or everybody) for path, roles in _PATHS]
    top = f"/{folder}" if folder else ""
    return [f"{'' if path == '/.github/' else top}{path} {' '.join(owners)}" for path, owners in owned if owners]


def _with_role(team: Team, roles: tuple[str, ...]) -> list[str]:
    logins = (person.login or person.id for person in team.people.values() if set(person.roles) & set(roles))
    return sorted({f"@{login}" for login in logins if _LOGIN.fullmatch(login)}, key=str.casefold)
