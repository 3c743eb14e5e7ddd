"""What somebody answered when a workspace was begun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from smm_build.domain.sentence import Language

__all__ = ["FORGES", "TEAMS", "Answers", "Forge", "TeamKind"]

Forge = Literal["github", "none"]
TeamKind = Literal["small", "structured"]
FORGES: tuple[Forge, ...] = get_args(Forge)
TEAMS: tuple[TeamKind, ...] = get_args(TeamKind)


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything that makes one new workspace differ from another.

    ``languages`` are those of posts, the usual one first; ``locale`` is what the team reads. ``zone`` is an IANA name,
    ``begun`` the day on the brand's clock. ``logins`` are names on the forge by person of ``team.yml``.
    """

    brand: str
    zone: str
    languages: tuple[str, ...]
    locale: Language
    begun: date
    networks: tuple[str, ...] = ("mastodon", "bluesky")
    forge: Forge = "none"
    team: TeamKind = "small"
    logins: Mapping[str, str] = field(default_factory=dict)
