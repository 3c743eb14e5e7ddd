"""What is said when the approved branch is not there: what failed, why probably, and what to do."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from smm_build.run.approved_commits import Commits, Snapshot
from smm_build.run.errors import OperationalError


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def said(folder: Path) -> str:
    with pytest.raises(OperationalError) as raised:
        Commits(folder, "main", lambda _: Snapshot(), {}).newest()
    assert "fatal" not in raised.value.sentence.en + raised.value.sentence.it
    return raised.value.sentence.en


def test_a_branch_that_nobody_began(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there.git"
    here.mkdir()
    git(tmp_path, "init", "--quiet", "--bare", str(there))
    git(here, "init", "--quiet", "--initial-branch=main")
    assert "there is no branch main in this repository" in said(here)
    assert "`git commit`" in said(here)
    git(here, "remote", "add", "origin", str(there))
    assert "there is no branch main on origin" in said(here)
    assert "`git push origin main`" in said(here)
    assert "approval: {branch: …}" in said(here)
