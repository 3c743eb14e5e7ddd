"""Killing the publisher at random moments: at the end each post is there exactly once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from collections import Counter

import pytest

from tests.e2e.workspace import Workspace, at_the_pds, make_workspace
from tests.servers.git import Remote
from tests.servers.pds import Pds

POSTS = 30
KILLS = 20


@pytest.mark.slow
def test_killed_twenty_times(remote: Remote, pds: Pds) -> None:
    """SIGKILL at twenty random moments while posts go out, some of them threads: each is there once."""
    account = pds.new_account()
    live = at_the_pds(make_workspace(remote.clone().path, ()), account)
    chance = random.Random(20261124)  # noqa: S311 - moments to kill at
    expected = write_posts(live, 0)
    runs, kills = 0, 0
    while kills < KILLS:
        runs += 1
        if killed_after(live, chance.uniform(0.2, 1.5)):
            kills += 1
        else:  # all are out before the moment came: there has to be something to interrupt
            expected += write_posts(live, len(expected))
    final = live.publish()
    found = Counter(str(record.value["text"]) for record in pds.records(account))
    duplicates, losses = found - expected, expected - found
    counts = f"duplicates {duplicates.total()}, losses {losses.total()}"
    print(f"runs {runs + 1}, kills {kills}, messages {expected.total()}, {counts}")
    assert final.status == 0, final.out
    assert (duplicates, losses) == (Counter(), Counter())
    assert {row["state"] for row in live.status().deliveries} == {"sent"}
    assert len(live.status().deliveries) == expected.total()


def write_posts(live: Workspace, first: int) -> Counter[str]:
    """Write thirty due posts, every sixth of them a thread, and return the texts that have to arrive."""
    expected = Counter[str]()
    for number in range(first, first + POSTS):
        parts = [f"Post {number}", f"Post {number}, part two"] if number % 6 == 0 else [f"Post {number}"]
        live.post(f"post-{number:03}", "\n\n---\n\n".join(parts), "bluesky")
        expected.update(parts)
    return expected


def killed_after(live: Workspace, seconds: float) -> bool:
    """Publish, and kill the process after a while; tell whether it was still at work then."""
    process = subprocess.Popen(
        live.command("publish"),
        cwd=live.root,
        env=live.full_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False
