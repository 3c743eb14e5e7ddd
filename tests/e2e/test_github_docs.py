"""The examples of docs/github.md that need GitHub, run in order against the stand-in."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from tests.e2e.github_team import a_team
from tests.servers.git import Remote
from tests.servers.github import GitHub

PAGE = Path(__file__).parents[2] / "docs" / "github.md"


def test_the_examples_work(remote: Remote, github: GitHub) -> None:
    """Each ``$ smm …`` succeeds; the watchdog and the doctor may find something."""
    team = a_team(remote, github)
    pull = team.propose()
    github.review(pull, "bob")
    team.merge(pull)
    assert pull.number == 1
    blocks = re.findall(r"^```shell-session\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    lines = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    assert len(lines) > 5
    for line in lines:
        command, _, target = line.partition(" > ")
        done = team.smm(*shlex.split(command)[1:])
        assert done.status in ({0, 1} if "doctor" in line else {0}), f"{line}\n{done.out}{done.err}"
        if target:
            (team.workspace.root / target).write_text(done.out, encoding="utf-8")
    assert github.comments[1]
