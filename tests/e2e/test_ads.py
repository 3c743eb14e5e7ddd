"""``smm ads`` as somebody uses it: planned, asked about, made switched off, and started by a second approval."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from smm_build.sandbox.server import SandboxServer
from smm_build.sandbox.standins import stand_ins
from smm_build.sandbox.standins._counts import happen
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


def smm(root: Path, *words: str, now: str = "2026-11-24 10:00", **more: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "SMM_LANG": "en", "SMM_NOW": now, **more}
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


STATES = {"status", "entity_status", "operation_status", "intendedStatus"}
CHANNELS: dict[str, tuple[str, str]] = {
    "facebook": ('account: "17900000000000901"\n', "spend"),
    "linkedin": ('account: "urn:li:organization:2414183"\n', "costInLocalCurrency"),
    "tiktok": ("", "spend"),
    "x": ('account: "1786000000000000001"\n', "billed_charge_local_micro"),
}


def test_all_four_networks_make_them_switched_off_and_their_results_come_with_the_metrics(workspace: Path) -> None:
    """As a team sees it: one command makes all, networks tell what each came to, and the report says so."""
    stand_in_of = stand_ins()
    names = {network: "fb_page" if network == "facebook" else network for network in CHANNELS}
    with SandboxServer(workspace.parent / "networks", lambda: datetime(2026, 12, 8, 9, tzinfo=UTC)) as server:
        secrets: dict[str, str] = {}
        for network, (account, _) in CHANNELS.items():
            name, stand_in = names[network], stand_in_of[network]
            secrets |= {f"SMM_{name.upper()}_{suffix}": said for suffix, said in stand_in.SECRETS.items()}
            written = f"network: {network}\nhandle: sandbox_brand\nserver: {server.address(network)}\n{account}"
            (workspace / f"brand/channels/{name}.yml").write_text(written, encoding="utf-8")
            ad = AD.replace("channel: facebook", f"channel: {name}").replace("amount: 50", "amount: 300")
            ad = ad.replace('"17900000000000701"', json.dumps(vars(stand_in)["AD_ACCOUNT"]))
            (workspace / f"content/ads/{network}.md").write_text(ad, encoding="utf-8")
        (workspace / "content/ads/winter.md").unlink()
        merge(workspace)

        made = smm(workspace, "ads", "create", **secrets)
        assert (made.returncode, made.stdout.count("made, switched off")) == (0, 4), made.stdout + made.stderr
        always_on = {"meta adcreatives", "x promoted_tweets"}  # what spends nothing by itself
        things = [
            json.loads(one.text) for _, those in server.worlds.shown() for one in those if one.kind not in always_on
        ]
        states = {value for one in things for key, value in one.items() if key in STATES}
        assert states == {"PAUSED", "DRAFT", "DISABLE"}

        for line in made.stdout.splitlines():
            network, _, numbers = line.partition(": ")
            first, second = [word.strip("(),") for word in numbers.split("(")[1].split(", ")][:2]
            campaign = f"urn:li:sponsoredCampaign:{second}" if network == "linkedin" else first
            for what, times in (("spend", 12), ("views", 3400), ("clicks", 48)):
                server.worlds.change(network, partial(happen, thing=campaign, what=what, times=times))
        pulled = smm(workspace, "metrics", "pull", "--format", "json", now="2026-12-07 10:00", **secrets)
        rows = {row["channel"]: row for row in json.loads(pulled.stdout)["channels"]}

    for network, (_, name) in CHANNELS.items():
        told = {one["name"]: one for one in rows[names[network]]["readings"] if one["post"] == f"ad@{network}"}
        assert (told[name]["metric"], told[name]["value"]) == ("spend", 12), network
    assert smm(workspace, "report", "2026-12", now="2026-12-08 10:00").returncode == 0
    report = (workspace / "content/reports/2026-12.md").read_text(encoding="utf-8")
    assert "## Advertising" in report
    assert "| Winter espresso | x | 300 EUR | 12 EUR | 12 EUR | 3,400 | 48 | 0.25 EUR |" in report
    assert "| Spent on advertising | 48 |" in report
