"""Five publishers at once on five clones of one remote, killed at random: each post is on the server exactly once."""

from __future__ import annotations

import dataclasses
import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import count

import pytest

from tests.e2e.workspace import BRAND, Workspace, at_the_pds
from tests.servers.cutting_proxy import cutting_proxy
from tests.servers.git import Remote
from tests.servers.mastodon import Mastodon
from tests.servers.pds import Pds
from tests.values import ROME

RUNNERS = 5
POSTS = 24
STORM = 22.0
"""Seconds of killing."""
LONGEST_LIFE = 6.0
ROUNDS_TO_REST = 8


@dataclass
class Storm:
    """How it went."""

    runs: int = 0
    kills: int = 0


def post_all(workspace: Workspace, channel: str) -> Counter[str]:
    """Write posts that were due half an hour ago, a sixth of them threads; return the texts that must be seen."""
    at = (datetime.now(UTC) - timedelta(minutes=30)).astimezone(ROME)
    expected = Counter[str]()
    for number in range(POSTS):
        parts = [f"Post {number}", f"Post {number}, part two"] if number % 6 == 0 else [f"Post {number}"]
        workspace.post(f"post-{number:02}", "\n\n---\n\n".join(parts), channel, publish_at=f"{at:%Y-%m-%d %H:%M}")
        expected.update(parts)
    return expected


def clones(remote: Remote, workspace: Workspace) -> list[Workspace]:
    """Push the plan and clone it once for each runner."""
    first = remote.clone("runner-0")
    for path in sorted(workspace.root.rglob("*")):
        if path.is_file():
            first.write({path.relative_to(workspace.root).as_posix(): path.read_text(encoding="utf-8")})
    first.commit("plan")
    first.push()
    others = [remote.clone(f"runner-{number}") for number in range(1, RUNNERS)]
    return [Workspace(clone.path, workspace.environment) for clone in (first, *others)]


def clock() -> Iterator[str]:
    """Give the moment of each round on the brand's clock: a minute and more apart, so that waits come to an end."""
    for minutes in count(0, 2):
        yield f"{(datetime.now(UTC) + timedelta(minutes=minutes)).astimezone(ROME):%Y-%m-%d %H:%M}"


def rage(runners: Sequence[Workspace], chance: random.Random, moments: Iterator[str]) -> Storm:
    """Start all runners at once, again and again, and kill each at a random moment of its life."""
    storm = Storm()
    ends = time.monotonic() + STORM
    while time.monotonic() < ends:
        now = next(moments)
        alive = [(start(runner, now), time.monotonic() + chance.uniform(0.4, LONGEST_LIFE)) for runner in runners]
        storm.runs += len(alive)
        for process, deadline in sorted(alive, key=lambda pair: pair[1]):
            storm.kills += not ends_before(process, deadline)
    return storm


def start(runner: Workspace, now: str) -> subprocess.Popen[bytes]:
    """Start ``smm publish`` in a process group of its own, with whatever it starts itself."""
    return subprocess.Popen(
        runner.command("publish"),
        cwd=runner.root,
        env=runner.full_environment(now),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def ends_before(process: subprocess.Popen[bytes], deadline: float) -> bool:
    """Wait until it ends by itself; kill it with its children when the deadline comes first."""
    try:
        process.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False
    return True


def come_to_rest(runner: Workspace, moments: Iterator[str]) -> int:
    """Publish undisturbed until nothing is left to do; return the number of runs."""
    for runs in range(1, ROUNDS_TO_REST + 1):
        for _ in range(20):  # the longest wait before another try is half an hour
            now = next(moments)
        if runner.publish(now=now).status == 0:
            return runs
    raise AssertionError(runner.publish(now=now).out)


def tell(title: str, storm: Storm, expected: Counter[str], found: Counter[str], cuts: int) -> None:
    """Print the figures and hold them to zero."""
    duplicates, losses = (found - expected).total(), (expected - found).total()
    print(
        f"{title}: runners {RUNNERS}, runs {storm.runs}, kills {storm.kills}, answers cut {cuts}, "
        f"parts {expected.total()}, duplicates {duplicates}, losses {losses}"
    )
    assert (found - expected, expected - found) == (Counter(), Counter())
    assert storm.kills > RUNNERS


@pytest.mark.slow
def test_five_runners_at_bluesky_s_server(remote: Remote, pds: Pds) -> None:
    """SIGKILL at random moments, and every third answer to a post is cut after the server acted."""
    account = pds.new_account()
    with cutting_proxy(pds.url, "/xrpc/com.atproto.repo.putRecord") as proxy:
        plan = Workspace(remote.path.parent / "plan", {})
        plan.write("brand/brand.yml", BRAND)
        plan = at_the_pds(plan, dataclasses.replace(account, server=proxy.url))
        expected = post_all(plan, "bluesky")
        runners, moments = clones(remote, plan), clock()
        storm = rage(runners, random.Random(20261124), moments)  # noqa: S311 - moments to kill at
        storm.runs += come_to_rest(runners[0], moments)
        found = Counter(str(record.value["text"]) for record in pds.records(account))
        tell("Bluesky's server", storm, expected, found, proxy.cuts)
    assert {row["state"] for row in runners[1].status().deliveries} == {"sent"}


@pytest.mark.slow
def test_five_runners_at_mastodon_with_faults(remote: Remote, mastodon: Mastodon) -> None:
    """The same at mastodon_mock while it also refuses, answers half and asks for patience."""
    for effect, details in (("status", {"status": 503}), ("malformed", {}), ("ratelimit", {})):
        mastodon.fault("POST /api/v1/statuses", effect, count=3, **details)
    mastodon.fault("GET /api/v1/accounts/*", "status", count=4, status=502)
    with cutting_proxy(mastodon.url, "/api/v1/statuses") as proxy:
        plan = Workspace(remote.path.parent / "plan", {"SMM_MASTODON_TOKEN": mastodon.acme.token})
        plan.write("brand/brand.yml", BRAND)
        plan.channel("mastodon", server=proxy.url)
        expected = post_all(plan, "mastodon")
        runners, moments = clones(remote, plan), clock()
        storm = rage(runners, random.Random(20261125), moments)  # noqa: S311 - moments to kill at
        storm.runs += come_to_rest(runners[0], moments)
        texts = (status["content"] for status in mastodon.statuses())
        found = Counter(unescape(text).removeprefix("<p>").removesuffix("</p>") for text in texts)
        tell("mastodon_mock", storm, expected, found, proxy.cuts)
    assert {row["state"] for row in runners[1].status().deliveries} == {"sent"}
