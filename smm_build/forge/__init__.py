"""What a forge knows of pull requests: who approved which commit. Each forge is a module; none is needed."""

from __future__ import annotations

from smm_build.forge._base import Drive, Forge, ForgeSilent, Review
from smm_build.forge.github import GitHub, Repository, repository_from
from smm_build.forge.recorded import RecordedForge
from smm_build.forge.remembering import Remembering

__all__ = [
    "Drive",
    "Forge",
    "ForgeSilent",
    "GitHub",
    "RecordedForge",
    "Remembering",
    "Repository",
    "Review",
    "repository_from",
]
