"""Numbers are kept on a real git branch: nothing twice, nothing lost, nothing changed."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from smm_build.domain.reading import Metric, Reading
from smm_build.insight.store import BRANCH, StoreError, append, load, tables
from smm_build.run.branch import FileBranch
from smm_build.run.errors import OperationalError
from tests.servers.git import Remote

AT = datetime(2026, 11, 23, 21, 48, tzinfo=UTC)


def some(count: int = 3, channel: str = "mastodon", at: datetime = AT) -> list[Reading]:
    """Return numbers of as many posts."""
    return [Reading(channel, f"post-{n}, caffè", Metric.REACTIONS, n, at, "favourites_count") for n in range(count)]


def test_what_is_written_is_read_back(remote: Remote) -> None:
    """Every field survives, commas and fractions included; the months come one after the other."""
    work = remote.clone()
    branch = FileBranch(work.path, BRANCH, "origin")
    branch.refresh()
    whole = [
        *some(),
        Reading("youtube", None, Metric.FOLLOWERS, 1_234_567, AT, "subscriberCount"),
        Reading("tiktok", "a", Metric.WATCH_SECONDS, 12.5, AT + timedelta(days=30), "Total play time", "tiktok-csv", 2),
    ]
    assert append(branch, whole) == 5
    again = FileBranch(remote.clone("again").path, BRANCH, "origin")
    again.refresh()
    assert set(load(again)) == set(whole)
    assert [reading.at for reading in load(again)] == sorted(reading.at for reading in whole)
    assert [reading.channel for reading in load(again, since="2026-12")] == ["tiktok"]


def test_the_same_numbers_are_there_once(remote: Remote) -> None:
    """An append that is repeated adds nothing and makes no commit; of a larger one only what is new comes in."""
    branch = FileBranch(remote.clone().path, BRANCH, "origin")
    branch.refresh()
    assert append(branch, some(3)) == 3
    head = branch.head
    assert append(branch, some(3)) == 0
    assert branch.head == head
    assert append(branch, some(5)) == 2
    assert append(branch, [dataclasses.replace(reading, at=AT + timedelta(hours=1)) for reading in some(3)]) == 3
    assert len(list(load(branch))) == 8


def test_two_machines_that_write_at_once_both_arrive(remote: Remote) -> None:
    """Four clones add at the same time on top of a state none of the others knew; files are only added."""
    branches = [FileBranch(remote.clone(f"work-{n}").path, BRANCH, "origin") for n in range(4)]
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda n: append(branches[n], some(2, f"channel-{n}")), range(4)))
    assert counts == [2] * 4
    branches[0].refresh()
    assert len(list(load(branches[0]))) == 8
    assert len(list(tables(branches[0]))) == 4


def test_without_a_remote_the_local_branch_remembers(remote: Remote) -> None:
    """A repository without a remote keeps its numbers on a branch of its own; the checkout is not touched."""
    work = remote.clone()
    branch = FileBranch(work.path, BRANCH)
    branch.refresh()
    assert list(load(branch)) == []
    assert append(branch, some(2)) == 2
    assert len(list(load(branch))) == 2
    assert work.git("status", "--porcelain") == ""


def test_files_of_another_version_are_named(remote: Remote) -> None:
    """What this version did not write is not guessed at: the file is named."""
    branch = FileBranch(remote.clone().path, BRANCH)
    branch.add({"readings/2026-11/x.csv": b"channel,post\na,b\n"}, "by another version")
    with pytest.raises(StoreError, match=r"readings/2026-11/x\.csv"):
        list(load(branch))


def test_a_remote_that_is_gone_is_said(remote: Remote) -> None:
    """No numbers are lost silently: the branch that cannot be reached is named."""
    work = remote.clone()
    branch = FileBranch(work.path, BRANCH, "nowhere")
    with pytest.raises(OperationalError, match="nowhere/smm-metrics"):
        branch.refresh()
    with pytest.raises(OperationalError, match="nowhere/smm-metrics"):
        append(branch, some(1))
