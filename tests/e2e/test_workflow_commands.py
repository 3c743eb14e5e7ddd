"""``smm forge workflows`` and ``smm preview`` as people and jobs call them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.workspace import Workspace, make_workspace
from tests.servers.git import Repository


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace in a repository."""
    made = make_workspace(tmp_path / "work", ("sandbox", "x"))
    Repository(made.root).git("init", "--quiet", "--initial-branch=main")
    return made


def test_workflows_are_written_for_the_channels_there_are(workspace: Workspace) -> None:
    """With the secrets of each, by name; stale after a channel more; other files are left alone."""
    mine = workspace.write(".github/workflows/mine.yml", "name: mine\n")
    assert workspace.smm("forge", "workflows", "--check").status == 1
    assert workspace.smm("forge", "workflows").status == 0
    assert workspace.smm("forge", "workflows", "--check").status == 0
    publish = workspace.root / ".github/workflows/publish.yml"
    assert "SMM_X_ACCESS_TOKEN: ${{ secrets.SMM_X_ACCESS_TOKEN }}" in publish.read_text(encoding="utf-8")
    workspace.channel("bluesky")
    stale = workspace.smm("forge", "workflows", "--check")
    assert (stale.status, "smm forge workflows" in stale.err) == (1, True)
    assert workspace.smm("forge", "workflows").status == 0
    assert "SMM_BLUESKY_PASSWORD" in publish.read_text(encoding="utf-8")
    assert mine.read_text(encoding="utf-8") == "name: mine\n"


def test_only_changed_posts_are_previewed(workspace: Workspace) -> None:
    """From the base of a branch; without one, all of them; a base that is none is said to be none."""
    repository = Repository(workspace.root)
    workspace.post("old", "Vecchio")
    base = repository.commit("old")
    workspace.post("new", "Nuovo", channels="sandbox, x")
    repository.commit("new")
    changed = workspace.smm("preview", "--changed", base)
    assert (changed.status, "Nuovo" in changed.out, "Vecchio" in changed.out) == (0, True, False)
    assert "Vecchio" in workspace.smm("preview").out
    assert "Nuovo" not in workspace.smm("preview", "old").out
    assert workspace.smm("preview", "--changed", "nothing").status == 2
    assert workspace.smm("preview", "--changed", "--output=x").status == 2
