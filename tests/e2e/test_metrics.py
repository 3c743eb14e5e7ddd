"""Numbers as a user meets them: published for real on mastodon_mock, read, kept on the remote, read once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.workspace import Workspace, make_workspace
from tests.servers.git import Remote
from tests.servers.mastodon import Mastodon

LATER = "2026-11-24 15:00"


@pytest.fixture
def live(remote: Remote, mastodon: Mastodon) -> Workspace:
    """A workspace with one channel on mastodon_mock and one that is rehearsed."""
    made = make_workspace(remote.clone().path, ("sandbox",), SMM_MASTODON_TOKEN=mastodon.acme.token)
    made.channel("mastodon", server=mastodon.url, handle="acme")
    return made


def pull(workspace: Workspace, *words: str, now: str = LATER, status: int = 0) -> Any:
    """Read numbers and return what was told by channel."""
    done = workspace.smm("metrics", "pull", "--format", "json", *words, now=now)
    assert done.status == status, done.out + done.err
    return {row["channel"]: row for row in done.data["channels"]}


def files_of(remote: Remote) -> list[str]:
    """Return the files of numbers on the remote."""
    if "smm-metrics" not in remote.git("for-each-ref"):
        return []
    return remote.git("ls-tree", "-r", "--name-only", "smm-metrics").splitlines()


def test_what_others_did_is_read_and_kept_once(live: Workspace, mastodon: Mastodon, remote: Remote) -> None:
    """Two posts, one thread; another account likes and answers; the second pull within the hour asks nothing."""
    live.post("one", "Uno", "mastodon, sandbox")
    live.post("two", "Due\n\n---\n\nTre", "mastodon")
    assert live.publish().status == 0
    ids = {status["content"]: status["id"] for status in mastodon.statuses()}
    one = next(name for content, name in ids.items() if "Uno" in content)
    mastodon.call("POST", f"/api/v1/statuses/{one}/favourite", token=mastodon.bob.token)
    answer = {"status": "Sì", "in_reply_to_id": one}
    mastodon.call("POST", "/api/v1/statuses", json=answer, token=mastodon.bob.token)

    told = pull(live)
    assert set(told) == {"mastodon"}
    rows = told["mastodon"]["readings"]
    found = {(row["post"], row["part"], row["metric"]): row["value"] for row in rows}
    assert found["one", 1, "reactions"] == 1
    assert found["one", 1, "comments"] == 1
    assert found["one", 1, "shares"] == 0
    assert found["two", 1, "comments"] == 1
    assert found["two", 2, "comments"] == 0
    assert found[None, 1, "followers"] == 0
    assert told["mastodon"]["new"] == len(rows)
    assert {row["at"] for row in rows} == {"2026-11-24T14:00:00Z"}

    kept = files_of(remote)
    assert len(kept) == 1
    head = remote.git("rev-parse", "smm-metrics")
    again = pull(live, now="2026-11-24 15:40")
    assert again["mastodon"]["readings"] == []
    assert remote.git("rev-parse", "smm-metrics") == head
    assert pull(live, now="2026-11-24 16:10")["mastodon"]["new"] == len(rows)
    assert len(files_of(remote)) == 2
    csv = remote.git("show", f"smm-metrics:{kept[0]}")
    assert "mastodon,one,1,reactions,1,2026-11-24T14:00:00Z,favourites_count,api" in csv.splitlines()
    assert mastodon.acme.token not in csv
    assert "bob" not in csv


def test_a_post_that_is_gone_is_said(live: Workspace, mastodon: Mastodon) -> None:
    """The other's numbers come; the command is fine, and tells which one is missing."""
    live.post("one", "Uno", "mastodon")
    live.post("two", "Due", "mastodon")
    live.publish()
    lost = mastodon.statuses()[0]
    mastodon.call("DELETE", f"/api/v1/statuses/{lost['id']}", token=mastodon.acme.token)
    told = pull(live)["mastodon"]
    posts = {row["post"] for row in told["readings"]} - {None}
    assert len(posts) == 1
    assert len(told["untold"]) == 1
    text = live.smm("metrics", "pull", "--every", "0s", now="2026-11-24 15:01", SMM_LANG="it")
    assert text.status == 0
    assert "non è più su mastodon" in text.out


def test_no_credentials_no_numbers_and_no_traceback(live: Workspace, remote: Remote) -> None:
    """A channel that cannot log in says which variable is missing; nothing is written."""
    live.environment["SMM_MASTODON_TOKEN"] = ""
    told = pull(live, status=1)
    assert "SMM_MASTODON_TOKEN" in told["mastodon"]["untold"][0]
    assert files_of(remote) == []


def test_a_channel_that_is_published_by_hand_may_have_no_credentials(live: Workspace, mastodon: Mastodon) -> None:
    """It says what is missing; that is no failure."""
    live.channel("linkedin", server="http://127.0.0.1:9", publish="manual", account="urn:li:organization:1")
    live.post("one", "Uno", "mastodon")
    live.publish()
    told = pull(live)
    assert told["linkedin"]["readings"] == []
    assert len(told["linkedin"]["untold"]) == 1
    assert told["mastodon"]["readings"]


def test_a_server_that_fails_half_way_loses_nothing_told(live: Workspace, mastodon: Mastodon, remote: Remote) -> None:
    """What was told before the failure is kept, and the next pull asks only for the rest."""
    live.post("one", "Uno", "mastodon")
    live.publish()
    mastodon.fault("GET /api/v1/statuses/*", "status", count=None, status=503, body={"error": "down"})
    told = pull(live)["mastodon"]
    assert [row["metric"] for row in told["readings"]] == ["followers"]
    assert "503" in told["untold"][0]
    mastodon.call("DELETE", "/api/v1/_mock/faults")
    more = pull(live, now="2026-11-24 15:10")["mastodon"]
    assert {row["post"] for row in more["readings"]} == {"one"}
    assert len(files_of(remote)) == 2


def test_a_rehearsed_workspace_has_no_numbers(remote: Remote) -> None:
    """Nobody sees what is rehearsed on this machine; that is no failure."""
    made = make_workspace(remote.clone().path)
    made.post("one")
    made.publish()
    assert pull(made) == {}
    assert files_of(remote) == []


def test_every_reading_can_be_queried(live: Workspace, tmp_path: Path) -> None:
    """What was pulled is what a question is answered with."""
    live.post("one", "Uno", "mastodon")
    live.publish()
    rows = pull(live)["mastodon"]["readings"]
    done = live.smm("query", "--format", "json", "SELECT count(*) AS n FROM readings", now=LATER)
    assert done.status == 0, done.err
    assert json.loads(done.out) == [{"n": len(rows)}]


def test_an_export_is_read_once_and_adds_to_what_was_pulled(
    live: Workspace, mastodon: Mastodon, remote: Remote
) -> None:
    """Views that Mastodon itself does not count come from a tool's file; the same file again changes nothing."""
    live.post("one", "Uno", "mastodon")
    live.publish()
    pull(live)
    url = mastodon.statuses()[0]["url"]
    file = live.write("export.csv", f'URL,Likes,Impressions\n{url},3,"1,234"\nhttps://m.example/@a/9,1,1\n')
    done = live.smm("metrics", "import", str(file), "--from", "metricool", "--at", "2026-11-24 16:00", now=LATER)
    assert done.status == 0, done.out + done.err
    assert "2 new numbers of 1 posts" in done.out
    assert "1 of 2 rows (lines 3)" in done.out
    head = remote.git("rev-parse", "smm-metrics")
    again = live.smm("metrics", "import", str(file), "--from", "metricool", now=LATER, SMM_LANG="it")
    assert again.status == 0
    assert "già stato letto" in again.out
    assert remote.git("rev-parse", "smm-metrics") == head
    sql = "SELECT value FROM readings WHERE metric = 'views' AND source = 'metricool-csv'"
    live.smm("query", "--format", "json", sql, now=LATER)
    assert json.loads(live.smm("query", "--format", "json", sql, now=LATER).out) == [{"value": 1234.0}]


def test_an_export_that_cannot_be_read_says_where(live: Workspace) -> None:
    live.post("one", "Uno", "mastodon")
    live.publish()
    file = live.write("export.csv", "Titel,Reichweite\nUno,3\n")
    done = live.smm("metrics", "import", str(file), now=LATER)
    assert done.status == 1
    assert "export.csv:1: error: No column says which post a row is about" in done.out
    assert live.smm("metrics", "import", str(file), "--from", "myspace").status == 2
    assert live.smm("metrics", "import", str(file), "--column", "Reichweite=glory").status == 2
