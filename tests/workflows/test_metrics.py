"""The workflow that reads numbers: its token is enough to keep them on their branch, and nobody is in what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from smm_build.starter import Setup, workflows
from tests.e2e.github_team import a_team
from tests.servers.git import Remote
from tests.servers.github import GitHub
from tests.servers.mastodon import Mastodon
from tests.workflows.runner import Machine
from tests.workflows.team import scheduled

pytestmark = pytest.mark.slow


def test_numbers_are_read_and_kept(remote: Remote, github: GitHub, mastodon: Mastodon, tmp_path: Path) -> None:
    """With a token that may write contents and nothing else; without that right nothing is kept, and it says so."""
    mastodon.reset()
    team = a_team(remote, github)
    for name in ("x", "sandbox"):
        (team.workspace.root / f"brand/channels/{name}.yml").unlink()
    team.workspace.channel("mastodon", server=mastodon.url, handle="acme")
    made = workflows(Setup(("SMM_MASTODON_TOKEN",)))
    for path, text in made.items():
        team.workspace.write(path, text)
    team.commit("root", "main")
    machine = Machine(github, tmp_path / "machine", secrets={"SMM_MASTODON_TOKEN": mastodon.acme.token})

    run = machine.run("metrics", scheduled("12 5,17 * * *"))
    assert run.result == "success", run.said
    assert "smm-metrics" in remote.git("for-each-ref")
    (kept,) = remote.git("ls-tree", "-r", "--name-only", "smm-metrics").splitlines()
    assert "followers" in remote.git("show", f"smm-metrics:{kept}")
    assert not [word for word in (mastodon.acme.token, "bob") if word in run.said]
    assert machine.artifacts == {}

    path = next(path for path in made if path.endswith("metrics.yml"))
    team.workspace.write(path, made[path].replace("contents: write #", "contents: read #"))
    team.commit("root", "main")
    head, machine.now = remote.git("rev-parse", "smm-metrics"), "2026-11-24 19:30"
    refused = machine.run("metrics", scheduled("12 5,17 * * *"))
    assert refused.result == "failure"
    assert remote.git("rev-parse", "smm-metrics") == head
    assert mastodon.acme.token not in refused.said
