"""The stage of the story, for the asking."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.servers.git import Remote
from tests.servers.github import GitHub
from tests.servers.pds import Pds
from tests.workflows.team import Stage, a_stage


@pytest.fixture
def stage(remote: Remote, github: GitHub, pds: Pds, tmp_path: Path) -> Stage:
    """A team on GitHub with its workflows, and an account on a PDS."""
    return a_stage(remote, github, pds, tmp_path / "machine")
