"""A real team's year, from another tool to a real server: imported, checked, built, published, once."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.e2e.workspace import Workspace
from tests.servers.git import Remote
from tests.servers.pds import Account, Pds

NOW = "2026-11-24 12:30"


@pytest.mark.slow
def test_all_of_galaxy_social(shared: Path, remote: Remote, pds: Pds) -> None:
    """Every Bluesky variant of every post arrives as it is in the files, in its thread; the rest is accounted for."""
    workspace = Workspace(remote.clone().path, {})
    source = str(shared / "corpora" / "galaxy-social")
    imported = workspace.smm(
        "import", "galaxy-social", source, "--no-seed", "--without-media", "--all-at", "2026-11-24 12:00", now=NOW
    )
    assert imported.status == 0, imported.err
    assert len(list(workspace.root.glob("content/posts/**/*.md"))) == len(list(Path(source).glob("posts/**/*.md")))

    accounts = _live_on(workspace, pds)
    live = Workspace(
        workspace.root, {f"SMM_{name.upper().replace('-', '_')}_PASSWORD": a.password for name, a in accounts.items()}
    )
    findings = live.smm("check", "--format", "json").data["findings"]
    held = {(f["post"], f["channel"]) for f in findings if f["severity"] == "error"}
    assert live.smm("build", "-o", "site").status == 0
    assert (live.root / "site" / "index.html").is_file()

    planned = [row for row in live.smm("plan", "--format", "json").deliveries if row["channel"] in accounts]
    sendable = [row for row in planned if (row["post"], row["channel"]) not in held and (row["post"], None) not in held]
    first = live.publish()
    assert {row["state"] for row in first.deliveries if row["channel"] in accounts} <= {"sent", "blocked"}
    there = {name: pds.records(account) for name, account in accounts.items()}
    assert sum(len(records) for records in there.values()) == len(sendable)
    assert Counter(row["channel"] for row in sendable) == Counter({name: len(r) for name, r in there.items()})
    assert all(len(record.value["text"]) > 0 for records in there.values() for record in records)

    again = live.publish()
    assert not [row for row in again.deliveries if row["state"] == "sent"]
    assert {name: len(pds.records(account)) for name, account in accounts.items()} == {
        n: len(r) for n, r in there.items()
    }
    known = {(row["post"], row["channel"], row["part"]): row["state"] for row in live.status().deliveries}
    assert {known[row["post"], row["channel"], row["part"]] for row in sendable} == {"sent"}
    print(
        f"{len(there)} accounts, {len(sendable)} Bluesky messages sent once, {len(held)} deliveries held back by errors"
    )


def _live_on(workspace: Workspace, pds: Pds) -> dict[str, Account]:
    """Point the Bluesky channels to fresh accounts of the server, and rehearse all others."""
    accounts: dict[str, Account] = {}
    for file in (workspace.root / "brand" / "channels").glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        if "network: bluesky" in text:
            accounts[file.stem] = account = pds.new_account()
            text = re.sub(r"^server: .*$", f"server: {account.server}", text, flags=re.MULTILINE)
            text = re.sub(r"^handle: .*$", f"handle: {account.handle}", text, flags=re.MULTILINE)
        else:
            text = re.sub(r"^server: .*\n", "", text, flags=re.MULTILINE)
        file.write_text(text, encoding="utf-8")
    return accounts


@pytest.mark.parametrize("name", ["galaxy-social", "twitter-together", "nodejs-bluesky"])
def test_importing_history_sends_nothing(name: str, shared: Path, remote: Remote) -> None:
    """What the other tool published is in the ledger after the import; importing again changes nothing."""
    workspace = Workspace(remote.clone().path, {})
    source = str(shared / "corpora" / name)
    first = workspace.smm("import", name, source, "--format", "json")
    assert first.status == 0, first.err
    assert {row["outcome"] for row in first.data["rows"]} <= {"imported", "changed", "left out"}
    assert workspace.smm("import", name, source).status == 0
    assert remote.git("for-each-ref") == "" or "smm-ledger" in remote.git("for-each-ref")
    states = {row["state"] for row in workspace.status().deliveries}
    assert states <= {"sent", "failed"}


def test_a_dry_run_writes_nothing(shared: Path, tmp_path: Path) -> None:
    """``--dry-run`` only reports."""
    workspace = Workspace(tmp_path, {})
    source = str(shared / "corpora" / "twitter-together")
    assert workspace.smm("import", "twitter-together", source, "--dry-run").status == 0
    assert list(tmp_path.iterdir()) == []
