"""What people decide about deliveries, and what the plan tells them."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path

import pytest

from tests.e2e.workspace import Workspace, at_the_pds, make_workspace
from tests.servers.git import Remote, Repository
from tests.servers.mastodon import Mastodon
from tests.servers.pds import Pds

NOON = "2026-11-24 12:00"


@pytest.fixture
def workspace(remote: Remote) -> Workspace:
    """A workspace in a clone of a real remote, with two rehearsed channels."""
    return make_workspace(remote.clone().path, ("sandbox", "x"))


def state(workspace: Workspace, post: str, channel: str = "sandbox", now: str = "2026-11-24 12:30") -> str:
    """Return a delivery's state at a moment."""
    return workspace.smm("plan", "--format", "json", now=now).states()[post, channel]


# --- PAUSE


def test_a_pause_stops_what_it_covers_until_it_ends(workspace: Workspace) -> None:
    """One file stops one channel; the other goes on; after ``until`` the rest goes out, within its grace."""
    workspace.post("one", channels="sandbox, x")
    done = workspace.smm("pause", "--channel", "x", "--until", "2026-11-24 14:00", "--reason", 'a "crisis"')
    assert done.status == 0
    published = workspace.publish()
    assert (published.status, published.states()) == (0, {("one", "sandbox"): "sent", ("one", "x"): "paused"})
    (row,) = [row for row in published.deliveries if row["channel"] == "x"]
    assert 'a "crisis"' in row["reason"]
    later = workspace.smm("publish", "--format", "json", now="2026-11-24 14:00")
    assert later.states() == {("one", "x"): "sent"}


@pytest.mark.parametrize("content", ["", "scope: {chanels: [x]}", "until: tomorrow", "[", "scope: all"])
def test_a_pause_that_is_not_understood_stops_everything(workspace: Workspace, content: str) -> None:
    """Somebody wanted something to stop; better too much than too little."""
    workspace.post("one", channels="sandbox, x")
    workspace.write("PAUSE", content)
    assert set(workspace.publish().states().values()) == {"paused"}
    assert workspace.smm("resume").status == 0
    assert set(workspace.publish().states().values()) == {"sent"}
    assert workspace.smm("resume").status == 1


# --- time


def test_nothing_goes_out_in_quiet_hours(workspace: Workspace) -> None:
    """A post of the night waits for the morning, and its grace begins there."""
    workspace.channel("sandbox", quiet_hours='{from: "22:00", to: "07:00"}')
    workspace.post("night", publish_at="2026-11-24 23:30")
    assert workspace.smm("publish", "--format", "json", now="2026-11-24 23:45").deliveries == []
    assert "07:00" in workspace.smm("plan", now="2026-11-24 23:45").out
    assert workspace.smm("publish", "--format", "json", now="2026-11-25 07:01").states() == {
        ("night", "sandbox"): "sent"
    }


def test_posts_of_a_channel_keep_their_distance(workspace: Workspace) -> None:
    """Three due at once with half an hour between them: one a run, each half an hour after the one before."""
    workspace.channel("sandbox", distance="30m")
    for name in ("one", "three", "two"):
        workspace.post(name)
    counts = [
        len(workspace.smm("publish", "--format", "json", now=f"2026-11-24 {clock}").deliveries)
        for clock in ("12:00", "12:29", "12:31", "12:45", "13:02")
    ]
    assert counts == [1, 0, 1, 0, 1]


def test_looking_ahead_sends_at_the_minute(workspace: Workspace) -> None:
    """With ``--wait`` a run that comes early waits, and sends when the moment is there, not before."""
    workspace.post("soon", publish_at="2026-11-24 12:00:06")
    began = time.monotonic()
    done = workspace.smm("publish", "--wait", "1m", "--format", "json", now="2026-11-24 12:00:00")
    assert done.states() == {("soon", "sandbox"): "sent"}
    assert time.monotonic() - began >= 5
    (row,) = workspace.status().deliveries
    assert "2026-11-24T11:00:06Z" <= row["at"] <= "2026-11-24T11:00:16Z"


def test_a_pause_that_comes_while_a_run_waits_is_obeyed(workspace: Workspace) -> None:
    """A waiting run looks at the files again before it sends."""
    workspace.post("soon", publish_at="2026-11-24 12:00:07")
    process = subprocess.Popen(
        workspace.command("publish", "--wait", "20s", "--format", "json"),
        cwd=workspace.root,
        env=workspace.full_environment("2026-11-24 12:00:00"),
        stdout=subprocess.PIPE,
        text=True,
    )
    time.sleep(3)
    workspace.write("PAUSE", "")
    out, _ = process.communicate(timeout=60)
    assert "sent" not in {row["state"] for row in json.loads(out)["deliveries"]}
    assert list(workspace.root.glob(".smm/sandbox/posts/*/*.json")) == []
    assert workspace.smm("publish", "--format", "json", now="2026-11-24 12:01").states() == {
        ("soon", "sandbox"): "paused"
    }


def test_a_daemon_follows_the_files_and_ends_politely(workspace: Workspace) -> None:
    """It sends what is written while it runs, and ends on SIGTERM."""
    process = subprocess.Popen(
        workspace.command("publish", "--daemon"),
        cwd=workspace.root,
        env=workspace.full_environment(NOON),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(2)
    workspace.post("written-later", publish_at="2026-11-24 12:00:05")
    deadline = time.monotonic() + 50
    while not list(workspace.root.glob(".smm/sandbox/posts/*/*.json")):
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.2)
    process.terminate()
    _, err = process.communicate(timeout=30)
    assert "Traceback" not in err


# --- decisions


def test_what_was_missed_can_be_sent_after_all(workspace: Workspace) -> None:
    """``smm retry`` opens a new grace from now; the next run sends."""
    workspace.post("old", publish_at="2026-11-24 01:00")
    assert workspace.publish().states() == {("old", "sandbox"): "missed"}
    assert "smm retry" in workspace.smm("explain", "old").out
    assert workspace.smm("retry", "--post", "old").status == 0
    assert workspace.publish().states() == {("old", "sandbox"): "sent"}
    assert workspace.smm("retry", "--post", "old").status == 1
    assert workspace.smm("ledger", "verify").status == 0


@pytest.mark.parametrize(
    ("words", "after", "next_run"),
    [
        (["--sent", "https://example.com/1"], "sent", {}),
        (["--skip"], "skipped", {}),
        (["--not-sent"], "due", {("old", "sandbox"): "sent"}),
    ],
)
def test_a_person_resolves(
    workspace: Workspace, words: list[str], after: str, next_run: dict[tuple[str, str], str]
) -> None:
    """Sent with this address, not to be sent, or not sent: the ledger believes the person."""
    workspace.post("old", publish_at="2026-11-24 01:00")
    workspace.publish()
    assert workspace.smm("ledger", "resolve", "old", "sandbox", *words).status == 0
    assert state(workspace, "old") == after
    assert workspace.publish().states() == next_run
    assert workspace.smm("ledger", "resolve", "old", "sandbox").status == 2


def test_explain_tells_why_and_what_next(workspace: Workspace) -> None:
    """Each channel with its state, its reason, what will happen and what did."""
    workspace.post("one", "a" * 300, channels="sandbox, x")
    workspace.publish()
    out = workspace.smm("explain", "one").out
    assert "sandbox: sent" in out
    assert "x: blocked" in out
    assert "claimed" in out
    assert "Mend the error" in out
    wrong = workspace.smm("explain", "on")
    assert (wrong.status, "one?" in wrong.err) == (2, True)
    assert "Poi:" in workspace.smm("explain", "one", SMM_LANG="it").out


def test_verify_finds_tampering(workspace: Workspace) -> None:
    """A sound ledger is called sound; a changed, a shortened and a deleted history are found, with their place."""
    for name in ("one", "two", "three"):
        workspace.post(name)
    workspace.publish()
    assert workspace.smm("ledger", "verify").status == 0
    home = workspace.root / ".smm" / "sandbox" / "ledger.git"
    checkout = Repository(workspace.root.parent / "tampered")
    subprocess.run(["git", "clone", "-q", "-b", "smm-ledger", home, checkout.path], check=True)
    one, two, three = sorted(checkout.path.glob("deliveries/*/*/*.json"), key=lambda file: file.parent.name)
    history = json.loads(one.read_text(encoding="utf-8"))
    history["events"][-1]["url"] = "https://elsewhere.example"
    one.write_text(json.dumps(history), encoding="utf-8")
    two.unlink()
    checkout.commit("tamper")
    checkout.push("smm-ledger")
    done = workspace.smm("ledger", "verify")
    assert done.status == 1
    assert f"{one.parent.name}/sandbox.json" in done.out
    assert "deleted" in done.out
    assert f"{three.parent.name}/sandbox.json" not in done.out


def test_a_rewritten_ledger_stops_everything(workspace: Workspace, remote: Remote, pds: Pds) -> None:
    """Whoever force-pushes over the ledger is noticed before anything is sent again."""
    account = pds.new_account()
    live = at_the_pds(workspace, account)
    live.post("one", channels="bluesky")
    assert live.publish().status == 0
    other = remote.clone("other")
    other.git("checkout", "-q", "--orphan", "empty")
    other.commit("nothing was ever sent", {"README": "x"})
    other.git("push", "-q", "--force", "origin", "HEAD:smm-ledger")
    done = live.publish()
    assert (done.status, "rewritten" in done.err) == (1, True)
    assert len(pds.records(account)) == 1


# --- approval


@pytest.fixture
def approved(remote: Remote) -> Workspace:
    """A workspace whose brand sends only what is on main, merged and pushed."""
    workspace = make_workspace(remote.clone().path)
    policy = "approval: {policy: merged, tolerance: 30m}\n"
    brand = workspace.root / "brand" / "brand.yml"
    brand.write_text(brand.read_text(encoding="utf-8") + policy, encoding="utf-8")
    workspace.write(".gitignore", "/.smm/\n")
    workspace.post("one")
    return workspace


def merge(workspace: Workspace) -> str:
    """Put the folder on the remote's main branch."""
    clone = Repository(workspace.root)
    commit = clone.commit("merge")
    clone.push()
    return commit


def test_only_what_is_on_main_goes_out(approved: Workspace) -> None:
    """Not merged, changed since, moved too far: held and said. Merged as it is: sent, with the commit as evidence."""
    policy_itself = approved.publish()
    assert policy_itself.status == 1
    assert "nothing was sent" in policy_itself.err
    merge(approved)
    approved.post("one", "Ciao, cambiato")
    approved.post("two")
    held = approved.publish()
    assert held.states() == {("one", "sandbox"): "unapproved", ("two", "sandbox"): "unapproved"}
    assert held.status == 1
    reasons = {row["post"]: row["reason"] for row in held.deliveries}
    assert "changed after approval" in reasons["one"]
    assert "not on main" in reasons["two"]
    approved.post("one", publish_at="2026-11-24 12:29")
    approved.post("two", publish_at="2026-11-24 12:31")
    assert approved.publish().states()["one", "sandbox"] == "sent"
    commit = merge(approved)
    assert approved.smm("publish", "--format", "json", now="2026-11-24 12:40").states() == {("two", "sandbox"): "sent"}
    shown = json.loads(approved.smm("ledger", "show", "two", "--format", "json").out)
    assert shown[0]["events"][0]["evidence"] == {"policy": "merged", "commit": commit}


def test_a_waiting_run_does_not_send_an_old_text(approved: Workspace, remote: Remote) -> None:
    """Somebody merges a correction while a run with the old files waits: the old text does not go out."""
    approved.post("one", publish_at="2026-11-24 12:00:40")
    merge(approved)
    process = subprocess.Popen(
        approved.command("publish", "--wait", "1m", "--format", "json"),
        cwd=approved.root,
        env=approved.full_environment("2026-11-24 12:00:05"),
        stdout=subprocess.PIPE,
        text=True,
    )
    time.sleep(2)
    other = Workspace(remote.clone("other").path, {})
    Repository(other.root).git("checkout", "-q", "main")
    other.post("one", "Ciao, corretto", publish_at="2026-11-24 12:00:40")
    merge(other)
    out, _ = process.communicate(timeout=90)
    assert [row["state"] for row in json.loads(out)["deliveries"]] == ["unapproved"]
    assert list(approved.root.glob(".smm/sandbox/posts/*/*.json")) == []


def test_reviews_count_for_exactly_what_was_reviewed(approved: Workspace, tmp_path: Path) -> None:
    """Two people with the role have to approve this content; an earlier text, a stranger and a "no" do not count."""
    approved.write(
        "brand/team.yml",
        "people:\n  ada: {name: Ada, roles: [approver], login: ada-l}\n  bob: {name: Bob, roles: [approver]}\n"
        "  eve: {name: Eve, roles: [intern]}\n",
    )
    brand = approved.root / "brand" / "brand.yml"
    text = brand.read_text(encoding="utf-8")
    brand.write_text(text.replace("policy: merged", "policy: reviewed, reviews: 2"), encoding="utf-8")
    first = merge(approved)
    approved.post("one", "Ciao, definitivo")
    second = merge(approved)
    record = tmp_path / "reviews.json"

    def publish_with(*reviews: tuple[str, bool, str]) -> tuple[str, str]:
        said = [
            {"reviewer": who, "approved": yes, "commit": commit, "at": f"2026-11-24T08:00:{number:02}Z"}
            for number, (who, yes, commit) in enumerate(reviews)
        ]
        record.write_text(json.dumps([{"pull": 1, "commits": [first, second], "reviews": said}]), encoding="utf-8")
        (row,) = approved.publish(SMM_REVIEWS=str(record)).deliveries
        return row["state"], row["reason"]

    assert approved.publish().status == 1
    assert publish_with(("ada-l", True, second), ("eve", True, second))[0] == "unapproved"
    assert publish_with(("ada-l", True, first), ("bob", True, second))[0] == "unapproved"
    state, reason = publish_with(("ada-l", True, second), ("bob", True, second), ("bob", False, second))
    assert (state, "there are 1" in reason) == ("unapproved", True)
    assert publish_with(("ada-l", True, second), ("bob", True, second))[0] == "sent"
    events = json.loads(approved.smm("ledger", "show", "one", "--format", "json", SMM_REVIEWS=str(record)).out)[0][
        "events"
    ]
    assert events[0]["evidence"]["reviewers"] == "ada, bob"


# --- after publishing


def test_amending_changes_what_is_online_where_it_can(workspace: Workspace, mastodon: Mastodon, pds: Pds) -> None:
    """A corrected text reaches mastodon_mock (a fake) and the sandbox; Bluesky cannot, and that is said."""
    account = pds.new_account()
    live = at_the_pds(workspace, account)
    live.channel("mastodon", server=mastodon.url, handle="acme")
    live = Workspace(live.root, live.environment | {"SMM_MASTODON_TOKEN": "acme_token"})
    live.post("one", "Un erore", channels="sandbox, mastodon, bluesky")
    assert live.publish().status == 0
    assert live.smm("amend", "one").status == 1
    live.post("one", "Nessun errore", channels="sandbox, mastodon, bluesky")
    (finding,) = [f for f in live.smm("check", "--format", "json").data["findings"] if f["code"] == "PUB101"][:1]
    assert finding["path"] == "content/posts/one.md"
    done = live.smm("amend", "one")
    assert done.status == 1
    assert "bluesky" in done.out
    assert "cannot be changed" in done.out
    (status,) = mastodon.statuses("acme_token")
    assert "Nessun errore" in status["content"]
    (file,) = live.root.glob(".smm/sandbox/posts/sandbox/*.json")
    assert "Nessun errore" in file.read_text(encoding="utf-8")
    assert [record.value["text"] for record in pds.records(account)] == ["Un erore"]
    assert live.publish().deliveries == []
    reasons = {row["channel"]: row["reason"] for row in live.smm("plan", "--format", "json").deliveries}
    assert ["changed since" in reasons[channel] for channel in ("sandbox", "mastodon", "bluesky")] == [
        False,
        False,
        True,
    ]
    assert live.smm("ledger", "verify").status == 0


def test_what_is_due_and_not_out_is_one_list(workspace: Workspace) -> None:
    """``status`` and the site's page of trouble name the same deliveries: blocked, missed, and due for too long."""
    workspace.post("missed", publish_at="2026-11-24 01:00")
    workspace.post("blocked", "a" * 300, channels="x")
    workspace.post("nobody-came", publish_at="2026-11-24 10:00")
    workspace.post("just-due", publish_at="2026-11-24 12:29")
    workspace.post("later", publish_at="2026-11-24 18:00")
    rows = workspace.status().data["due_and_not_out"]
    assert {row["post"] for row in rows} == {"missed", "blocked", "nobody-came"}
    assert "nobody-came" in workspace.smm("status").out
    assert workspace.smm("build", "-o", "site").status == 0
    page = (workspace.root / "site" / "wrong.html").read_text(encoding="utf-8")
    trouble = page[page.index("<main") :]
    assert ["missed.html" in trouble, "blocked.html" in trouble, "nobody-came.html" in trouble] == [True] * 3
    assert "just-due.html" not in trouble


# --- approval is also about whether and where


def test_a_draft_on_main_is_no_draft_only_here(approved: Workspace) -> None:
    """Taking ``status: draft`` out, or pointing the channel elsewhere, is a change that has to be approved, too."""
    approved.post("one", status="draft")
    merge(approved)
    approved.post("one")
    assert approved.publish().states() == {("one", "sandbox"): "unapproved"}
    merge(approved)
    approved.channel("sandbox", handle="somebody-else.example.com")
    assert approved.publish().states() == {("one", "sandbox"): "unapproved"}
    approved.channel("sandbox")
    assert approved.publish().states() == {("one", "sandbox"): "sent"}


def test_a_pause_on_main_holds_for_older_checkouts(approved: Workspace, remote: Remote) -> None:
    """Somebody pushes PAUSE; a run whose own files are older obeys it all the same."""
    merge(approved)
    other = Workspace(remote.clone("other").path, {})
    Repository(other.root).git("checkout", "-q", "main")
    other.write("PAUSE", "reason: We listen first.\n")
    merge(other)
    (row,) = approved.publish().deliveries
    assert (row["state"], "We listen first." in row["reason"]) == ("paused", True)


def test_taking_down_deletes_where_it_can_and_nothing_comes_back(
    workspace: Workspace, mastodon: Mastodon, pds: Pds
) -> None:
    """A thread of two with its first comment disappears from mastodon_mock (a fake), the PDS and the sandbox."""
    account = pds.new_account()
    live = at_the_pds(workspace, account)
    live.channel("mastodon", server=mastodon.url, handle="acme")
    live = Workspace(live.root, live.environment | {"SMM_MASTODON_TOKEN": "acme_token"})
    live.post("one", "Uno\n\n---\n\nDue", channels="sandbox, mastodon, bluesky", first_comment="E voi?")
    assert live.publish().status == 0
    assert (len(mastodon.statuses("acme_token")), len(pds.records(account))) == (3, 3)
    assert live.smm("takedown", "one", "--channel", "mastodon", "--yes").status == 0
    assert (len(mastodon.statuses("acme_token")), len(pds.records(account))) == (0, 3)
    assert live.smm("takedown", "one", "--yes").status == 0
    assert pds.records(account) == []
    assert list(live.root.glob(".smm/sandbox/posts/sandbox/*.json")) == []
    assert set(live.smm("plan", "--format", "json", now=NOON).states().values()) == {"removed"}
    assert live.publish().deliveries == []
    assert live.smm("takedown", "one", "--yes").status == 1
    assert live.smm("ledger", "verify").status == 0


def test_amending_needs_approval_as_well(approved: Workspace) -> None:
    """What is online is not changed to words nobody approved."""
    merge(approved)
    assert approved.publish().states() == {("one", "sandbox"): "sent"}
    approved.post("one", "Parole nuove")
    done = approved.smm("amend", "one")
    assert (done.status, "changed after approval" in done.out) == (1, True)
    (file,) = approved.root.glob(".smm/sandbox/posts/sandbox/*.json")
    assert "Parole nuove" not in file.read_text(encoding="utf-8")
    merge(approved)
    assert approved.smm("amend", "one").status == 0
    assert "Parole nuove" in file.read_text(encoding="utf-8")


def test_a_run_ends_when_a_channel_leads_elsewhere(workspace: Workspace) -> None:
    """Its set clock and its ledgers were made for a rehearsal: it does not go on with a real account."""
    workspace.post("soon", publish_at="2026-11-24 12:00:30")
    process = subprocess.Popen(
        workspace.command("publish", "--wait", "1m"),
        cwd=workspace.root,
        env=workspace.full_environment("2026-11-24 12:00:00"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(4)
    workspace.channel("sandbox", "mastodon", server="https://mastodon.example")
    _, err = process.communicate(timeout=60)
    assert (process.returncode, "leads elsewhere" in err, "Traceback" in err) == (1, True, False)
    assert list(workspace.root.glob(".smm/sandbox/posts/*/*.json")) == []
