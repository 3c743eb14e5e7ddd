"""``brand/team.yml``."""

from __future__ import annotations

from typing import Literal

from smm_build.read.schema._types import FileModel, Text, Words

__all__ = ["HandOffFile", "MemberFile", "TeamFile"]


Approvals = tuple[Literal["posts", "replies", "ads", "brand"], ...]


class MemberFile(FileModel):
    """A person of the team."""

    name: Text
    roles: Words | None = None
    login: Text | None = None
    backup: Text | None = None
    approves: Approvals | None = None
    contact: Text | None = None


class HandOffFile(FileModel):
    """Who gets what is not ours."""

    to: Text
    contact: Text | None = None
    backup: Text | None = None
    note: Text | None = None


class TeamFile(FileModel):
    """All keys of ``team.yml``."""

    people: dict[str, MemberFile] | None = None
    hand_offs: dict[str, HandOffFile] | None = None
