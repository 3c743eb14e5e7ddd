"""``brand/team.yml``."""

from __future__ import annotations

from smm_build.read.schema._types import FileModel, Text, Words

__all__ = ["HandOffFile", "MemberFile", "TeamFile"]


class MemberFile(FileModel):
    """A person of the team."""

    name: Text
    roles: Words | None = None
    login: Text | None = None


class HandOffFile(FileModel):
    """Who gets what is not ours."""

    to: Text
    contact: Text | None = None


class TeamFile(FileModel):
    """All keys of ``team.yml``."""

    people: dict[str, MemberFile] | None = None
    hand_offs: dict[str, HandOffFile] | None = None
