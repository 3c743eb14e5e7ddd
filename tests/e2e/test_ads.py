"""``smm ads`` as somebody uses it: planned, asked about, made switched off, and started by a second approval."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import forks

BRAND = "name: Aurora\ntimezone: Europe/Rome\nlocale: en\napproval: {policy: merged, branch: main}\n"
AD = """\
---
title: Winter espresso
channel: facebook
account: "17900000000000701"
goal: traffic
link: https://aurora.example/winter
starts: 2026-12-01
ends: 2026-12-10
budget: {amount: 50, currency: EUR}
targeting: {countries: [IT]}
special_category: [none]
political: false
dsa: {beneficiary: Aurora, payor: Aurora}
---

It is back.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "plan"
    files = {
        "brand/brand.yml": BRAND,
        "brand/channels/facebook.yml": "network: facebook\nhandle: aurora\n",
        "brand/channels/x.yml": "network: x\nhandle: aurora\n",
        "content/ads/winter.md": AD,
    }
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    merge(root)
    return root


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *words], cwd=root, check=True)


def merge(root: Path) -> None:
    git(root, "add", "content", "brand")
    git(root, "commit", "-q", "-m", "plan")


def smm(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "SMM_LANG": "en", "SMM_NOW": "2026-11-24 10:00"}
    return forks.smm("-C", str(root), *words, env=env)


def statuses(root: Path) -> set[str]:
    return {str(thing["status"]) for thing in things(root) if "status" in thing}


def things(root: Path) -> Iterator[dict[str, object]]:
    """Yield what the stand-in has now, by the last line about each."""
    last: dict[str, dict[str, object]] = {}
    for line in (root / ".smm/ads/facebook.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        last[row["id"]] = json.loads(row["text"])
    yield from (thing for thing in last.values() if "creative" in thing or "objective" in thing or "targeting" in thing)


def test_from_the_file_to_the_start(workspace: Path) -> None:
    assert "planned" in smm(workspace, "ads", "plan").stdout
    assert smm(workspace, "ads", "validate").returncode == 0
    assert not (workspace / ".smm/ads/facebook.jsonl").exists()

    made = smm(workspace, "ads", "create")
    assert (made.returncode, "made, switched off" in made.stdout) == (0, True)
    assert statuses(workspace) == {"PAUSED"}
    again = smm(workspace, "ads", "create")
    assert (again.stdout, len(list(things(workspace)))) == (made.stdout, 3)

    refused = smm(workspace, "ads", "start", "winter", "--yes")
    assert (refused.returncode, "Nobody has approved that this ad starts" in refused.stdout) == (1, True)
    approve(workspace)
    unmerged = smm(workspace, "ads", "start", "winter", "--yes")
    assert (unmerged.returncode, "what is on main is different" in unmerged.stdout) == (1, True)
    merge(workspace)
    assert smm(workspace, "ads", "start", "winter").returncode == 2
    assert statuses(workspace) == {"PAUSED"}

    assert smm(workspace, "ads", "start", "winter", "--yes").returncode == 0
    assert statuses(workspace) == {"ACTIVE"}
    assert "started" in smm(workspace, "ads", "plan").stdout
    assert smm(workspace, "ledger", "verify").returncode == 0


def approve(root: Path) -> None:
    path = root / "content/ads/winter.md"
    path.write_text(path.read_text(encoding="utf-8").replace("goal:", "start: approved\ngoal:"), encoding="utf-8")


def test_what_was_made_is_not_started_with_another_budget(workspace: Path) -> None:
    smm(workspace, "ads", "create")
    approve(workspace)
    path = workspace / "content/ads/winter.md"
    path.write_text(path.read_text(encoding="utf-8").replace("amount: 50", "amount: 5000"), encoding="utf-8")
    merge(workspace)
    refused = smm(workspace, "ads", "start", "winter", "--yes")
    assert (refused.returncode, "changed after it was made" in refused.stdout) == (1, True)
    assert statuses(workspace) == {"PAUSED"}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("goal: traffic", "goal: sales", "needs a pixel"),
        ("political: false", "political: true", "A political ad cannot be made here"),
        ("title:", "status: draft\ntitle:", "The ad is `draft`"),
    ],
)
def test_what_cannot_be_made_says_why(workspace: Path, old: str, new: str, words: str) -> None:
    path = workspace / "content/ads/winter.md"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    merge(workspace)
    refused = smm(workspace, "ads", "create", "winter")
    assert (refused.returncode, words in refused.stdout) == (1, True)


def test_while_everything_is_paused_nothing_is_made(workspace: Path) -> None:
    (workspace / "PAUSE").write_text("reason: We listen first.\n", encoding="utf-8")
    refused = smm(workspace, "ads", "create", "winter")
    assert (refused.returncode, "We listen first" in refused.stdout) == (1, True)
    (workspace / "PAUSE").write_text("scope: {channels: [x]}\nreason: Only there.\n", encoding="utf-8")
    assert smm(workspace, "ads", "create", "winter").returncode == 0


def test_a_pause_that_was_merged_holds_back_also_where_the_file_is_gone(workspace: Path) -> None:
    (workspace / "PAUSE").write_text("reason: We listen first.\n", encoding="utf-8")
    git(workspace, "add", "PAUSE")
    merge(workspace)
    (workspace / "PAUSE").unlink()
    refused = smm(workspace, "ads", "create", "winter")
    assert (refused.returncode, "We listen first" in refused.stdout) == (1, True)
    assert not (workspace / ".smm/ads/facebook.jsonl").exists()


def test_publishing_leaves_ads_alone(workspace: Path) -> None:
    assert smm(workspace, "publish").returncode == 0
    assert not (workspace / ".smm/ads").exists()
