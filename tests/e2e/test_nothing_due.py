"""A run with nothing to do is short the second time, and what changes in between is never overlooked."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from tests.e2e.workspace import Workspace, make_workspace
from tests.servers.git import Remote
from tests.values import ROME


def moment(**ahead: float) -> str:
    """Return a real moment on the brand's clock."""
    return f"{(datetime.now(UTC) + timedelta(**ahead)).astimezone(ROME):%Y-%m-%d %H:%M}"


def publish(workspace: Workspace, *words: str) -> tuple[str, bool]:
    """Publish by the real clock; return what it says and whether the plan was read and checked."""
    environment = {name: value for name, value in os.environ.items() if name != "SMM_NOW"}
    done = subprocess.run(
        workspace.command("publish", *words),
        cwd=workspace.root,
        env=environment | {"PYTHONPROFILEIMPORTTIME": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout, "smm_build.read" in done.stderr


@pytest.mark.slow
def test_nothing_due_is_known_without_reading_and_news_is_seen(remote: Remote) -> None:
    workspace = make_workspace(remote.clone().path)
    workspace.post("tomorrow", publish_at=moment(days=1))
    assert publish(workspace) == ("Nothing is due.\n", True)
    assert publish(workspace) == ("Nothing is due.\n", False)
    assert publish(workspace, "--wait", "55m") == ("Nothing is due.\n", False)
    workspace.post("today", publish_at=moment(minutes=-2))
    said, _ = publish(workspace)
    assert "sent" in said
    assert "1 sent" in said
