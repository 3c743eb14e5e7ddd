"""Who does what: ``brand/team.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from smm_build.domain.place import Places

__all__ = ["HandOff", "Team", "TeamMember"]


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A person of the team and the roles they have. ``login`` is their name on the forge, if it differs from ``id``."""

    id: str
    name: str
    roles: tuple[str, ...] = ()
    login: str | None = None


@dataclass(frozen=True, slots=True)
class HandOff:
    """A topic that is not social media's job: who gets it and how to reach them."""

    topic: str
    to: str
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """People by id and hand-offs by topic."""

    people: Mapping[str, TeamMember]
    hand_offs: Mapping[str, HandOff]
    places: Places

    @property
    def names(self) -> frozenset[str]:
        """Everything an ``owner`` may be called: ids of people and names of roles."""
        return frozenset(self.people) | {role for person in self.people.values() for role in person.roles}
