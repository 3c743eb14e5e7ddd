"""Who does what: ``brand/team.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from smm_build.domain.place import Places

__all__ = ["HandOff", "Team", "TeamMember"]


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A person of the team and the roles they have. ``login`` is their name on the forge, if it differs from ``id``.

    ``backup`` is who does their work while they are away, ``approves`` what they may approve: ``posts``, ``replies``,
    ``ads``, ``brand``.
    """

    id: str
    name: str
    roles: tuple[str, ...] = ()
    login: str | None = None
    backup: str | None = None
    approves: tuple[str, ...] = ()
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class HandOff:
    """A topic that is not social media's job: who gets it, how to reach them, and who if they are away."""

    topic: str
    to: str
    contact: str | None = None
    backup: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """People by id and hand-offs by topic."""

    people: Mapping[str, TeamMember]
    hand_offs: Mapping[str, HandOff]
    places: Places

    def called(self, name: str) -> tuple[TeamMember, ...]:
        """Return whom ``name`` means: the person of this id, else everybody in the role."""
        if name in self.people:
            return (self.people[name],)
        return tuple(person for person in self.people.values() if name in person.roles)

    def approvers(self, what: str) -> tuple[TeamMember, ...]:
        """Return who may approve ``what``, such as ``posts``."""
        return tuple(person for person in self.people.values() if what in person.approves)

    @property
    def names(self) -> frozenset[str]:
        """Everything an ``owner`` may be called: ids of people and names of roles."""
        return frozenset(self.people) | {role for person in self.people.values() for role in person.roles}
