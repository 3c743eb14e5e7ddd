"""Killing the publisher at random moments: at the end each post is there exactly once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections import Counter

import pytest

from tests.e2e.workspace import at_the_pds, make_workspace
from tests.servers.git import Remote
from tests.servers.pds import Pds

POSTS = 30
KILLS = 20


@pytest.mark.slow
def test_killed_twenty_times(remote: Remote, pds: Pds) -> None:
    """SIGKILL at twenty random moments while thirty posts go out, five of them threads: no duplicate, no loss."""
    account = pds.new_account()
    live = at_the_pds(make_workspace(remote.clone().path, ()), account)
    expected = Counter[str]()
    for number in range(POSTS):
        parts = [f"Post {number}", f"Post {number}, part two"] if number % 6 == 0 else [f"Post {number}"]
        live.post(f"post-{number:02}", "\n\n---\n\n".join(parts), "bluesky")
        expected.update(parts)

    chance = random.Random(20261124)  # noqa: S311 - moments to kill at
    landed = 0
    for _ in range(KILLS):
        process = subprocess.Popen(
            live.command("publish"),
            cwd=live.root,
            env=live.full_environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(chance.uniform(0.3, 2.2))
        if process.poll() is None:
            landed += 1
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    final = live.publish()
    found = Counter(str(record.value["text"]) for record in pds.records(account))
    duplicates, losses = found - expected, expected - found
    counts = f"duplicates {duplicates.total()}, losses {losses.total()}"
    print(f"runs {KILLS + 1}, kills that landed {landed}, posts {POSTS}, {counts}")
    assert final.status == 0, final.out
    assert (duplicates, losses) == (Counter(), Counter())
    assert {row["state"] for row in live.status().deliveries} == {"sent"}
    assert len(live.status().deliveries) == expected.total()
    assert landed > KILLS // 2
