"""Ads that nobody answers for."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._ads import living
from smm_build.checks._base import Option, Problem, workspace_check
from smm_build.checks._suggestion import suggestion
from smm_build.domain.ad import Ad
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.team import Team
from smm_build.domain.workspace import Workspace

__all__ = ["ad_without_owner"]

_NOBODY: tuple[str, ...] = ()
ROLES = Option(
    "ad-without-owner",
    "roles",
    _NOBODY,
    Sentence(
        en="roles that may look after ads; left out: everybody who decides something in the team",
        it="ruoli che possono seguire gli annunci; senza: chiunque nel gruppo decida qualcosa",
    ),
)


@workspace_check(Severity.ERROR, options=(ROLES,))
def ad_without_owner(workspace: Workspace) -> Iterator[Problem]:
    """An ad without an owner, or one whose owner is not exactly one person of `brand/team.yml` who may own ads.

    Where the team says who `approves` what, that is somebody who approves something; `roles` names others. A draft
    needs no owner yet.

    ## Why it matters
    An ad spends money by itself. Somebody has to look at it every day, and to switch it off.

    ## How to fix
    Name a person as `owner`. Whoever only delivers pictures or texts cannot be it.

    ## Options
    `roles` in `brand/checks.yml`
    """
    team = workspace.team
    if team is None or not team.people:
        return
    roles = frozenset(ROLES.of(workspace))
    for ad in living(workspace):
        if ad.status != "draft":
            yield from _against(ad, team, roles)


def _against(ad: Ad, team: Team, roles: frozenset[str]) -> Iterator[Problem]:
    able = sorted(person.id for person in team.people.values() if _may_own(person.id, team, roles))
    if not ad.owner:
        yield Problem(ad.places.of("title"), _NO_OWNER, _name_one(able))
        return
    place, meant = ad.places.of("owner"), team.called(ad.owner)
    if not meant:
        unknown = Sentence(en=f"`{ad.owner}` is not in brand/team.yml", it=f"`{ad.owner}` non è in brand/team.yml")
        yield Problem(place, unknown, suggestion(ad.owner, team.names) or _name_one(able))
    elif len(meant) > 1:
        names = ", ".join(person.id for person in meant)
        several = Sentence(en=f"`{ad.owner}` are several: {names}", it=f"`{ad.owner}` sono più persone: {names}")
        yield Problem(place, several, _name_one(able))
    elif not _may_own(meant[0].id, team, roles):
        yield Problem(
            place,
            Sentence(en=f"{meant[0].name} may not own ads", it=f"{meant[0].name} non può seguire annunci"),
            _name_one(able),
        )


def _may_own(person: str, team: Team, roles: frozenset[str]) -> bool:
    one = team.people[person]
    if roles:
        return bool(roles & set(one.roles))
    return bool(one.approves) or not any(known.approves for known in team.people.values())


def _name_one(able: list[str]) -> Sentence:
    if not able:
        return Sentence(
            en="Say in brand/team.yml who may look after ads", it="Scrivi in brand/team.yml chi può seguire gli annunci"
        )
    names = ", ".join(f"`{name}`" for name in able)
    return Sentence(en=f"Name one person: {names}", it=f"Indica una persona: {names}")


_NO_OWNER = Sentence(en="Nobody is named who looks after the ad", it="Non è indicato chi segue l'annuncio")
