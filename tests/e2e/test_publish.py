"""Publishing as a user meets it: commands, files, a git remote and real servers."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.workspace import Workspace, at_the_pds, make_workspace
from tests.servers.git import Remote
from tests.servers.mastodon import Mastodon
from tests.servers.pds import Pds


@pytest.fixture
def workspace(remote: Remote) -> Workspace:
    """A workspace in a clone of a real remote, with one rehearsed channel."""
    return make_workspace(remote.clone().path)


def test_publishing_twice_sends_once(workspace: Workspace, remote: Remote) -> None:
    """The second run finds everything in the ledger. The sandbox leaves nothing on the remote."""
    workspace.post("one")
    first = workspace.publish()
    assert (first.status, first.states()) == (0, {("one", "sandbox"): "sent"})
    assert workspace.publish().deliveries == []
    assert len(list(workspace.root.glob(".smm/sandbox/posts/sandbox/*.json"))) == 1
    assert remote.git("for-each-ref") == ""


def test_a_post_of_the_future_stays(workspace: Workspace) -> None:
    """Also when it is new, renamed or edited meanwhile; then it goes out, once."""
    file = workspace.post("later", publish_at="2026-11-24 18:00")
    assert workspace.publish().deliveries == []
    file.rename(file.with_name("renamed.md"))
    assert workspace.publish().deliveries == []
    assert workspace.smm("publish", "--format", "json", now="2026-11-24 18:01").states() == {
        ("later", "sandbox"): "sent"
    }


def test_renaming_and_rewording_a_sent_post_sends_nothing(workspace: Workspace) -> None:
    """The ledger knows ids, not paths; what is out stays out, and the plan says that it differs."""
    file = workspace.post("one")
    workspace.publish()
    file.rename(file.with_name("2027-other-name.md"))
    assert workspace.publish().deliveries == []
    file.with_name("2027-other-name.md").unlink()
    workspace.post("one", "Ciao a tutti")
    assert workspace.publish().deliveries == []
    (row,) = workspace.smm("plan", "--format", "json").deliveries
    assert row["state"] == "sent"
    assert "changed since" in row["reason"]


def test_too_late_is_missed_reported_once_and_waits(workspace: Workspace) -> None:
    """Later than its grace is not sent: the run that notices ends with 1, the next ones are calm."""
    workspace.post("old", publish_at="2026-11-24 01:00")
    missed = workspace.publish()
    assert (missed.status, missed.states()) == (1, {("old", "sandbox"): "missed"})
    assert workspace.publish().status == 0
    assert workspace.status().states() == {("old", "sandbox"): "missed"}
    workspace.post("old", publish_at="2026-11-24 12:29")
    assert workspace.publish().states() == {("old", "sandbox"): "sent"}


@pytest.mark.parametrize("status", ["draft", "on-hold", "cancelled"])
def test_what_is_not_ready_stays(workspace: Workspace, status: str) -> None:
    """Drafts, posts on hold and cancelled ones are never sent."""
    workspace.post("one", status=status)
    assert workspace.publish().deliveries == []


def test_a_typo_holds_back_its_post_and_nothing_else(workspace: Workspace) -> None:
    """``chanels`` is said with its place and a suggestion; the neighbour goes out."""
    workspace.post("good")
    workspace.write(
        "content/posts/bad.md", "---\nid: bad\npublish_at: 2026-11-24 12:00\nchanels: [sandbox]\n---\n\nCiao\n"
    )
    check = workspace.smm("check", "--format", "json")
    assert check.status == 1
    (typo,) = [f for f in check.data["findings"] if f["name"] == "unknown-key"]
    assert (typo["path"], typo["line"], typo["column"]) == ("content/posts/bad.md", 4, 1)
    assert "channels" in typo["message"] + typo["fix"]
    assert workspace.publish().states() == {("good", "sandbox"): "sent"}


def test_an_error_of_a_check_blocks_the_delivery_and_is_an_exit_code(workspace: Workspace) -> None:
    """A text that is too long for one channel goes to the other one only."""
    workspace.channel("x")
    workspace.post("long", "a" * 400, channels="sandbox, x")
    done = workspace.publish()
    assert (done.status, done.states()) == (1, {("long", "sandbox"): "sent", ("long", "x"): "blocked"})


def test_publishing_to_a_real_pds(workspace: Workspace, pds: Pds, remote: Remote) -> None:
    """A thread with a link and a tag arrives as it was written, and the ledger is a branch of the remote."""
    account = pds.new_account()
    live = at_the_pds(workspace, account)
    live.post("thread", "Ciao #caffè https://example.com/a\n\n---\n\nSeconda parte", "bluesky", language="it")
    done = live.publish()
    assert done.status == 0, done.out
    first, second = sorted(pds.records(account), key=lambda record: "reply" in record.value)
    assert first.value["text"] == "Ciao #caffè https://example.com/a"
    assert first.value["langs"] == ["it"]
    assert {f["features"][0]["$type"].rpartition("#")[2] for f in first.value["facets"]} == {"tag", "link"}
    assert second.value["reply"]["parent"]["uri"] == second.value["reply"]["root"]["uri"] == first.uri
    assert [row["url"].rsplit("/", 1)[-1] for row in done.deliveries] == [first.rkey, second.rkey]
    assert remote.git("branch", "--list", "--format=%(refname:short)") == "smm-ledger"
    assert live.publish().deliveries == []
    assert len(pds.records(account)) == 2
    assert [(row["state"], row["part"]) for row in live.status().deliveries] == [("sent", 1), ("sent", 2)]


def test_publishing_to_mastodon_mock(workspace: Workspace, mastodon: Mastodon) -> None:
    """mastodon_mock is a fake with real HTTP: what arrives has text, language and visibility, once."""
    workspace.channel("mastodon", server=mastodon.url, handle="acme")
    live = Workspace(workspace.root, {"SMM_MASTODON_TOKEN": "acme_token"})
    live.post("toot", "Ciao dal caffè ☕", "mastodon", language="it", visibility="unlisted")
    assert live.publish().states() == {("toot", "mastodon"): "sent"}
    assert live.publish().deliveries == []
    (status,) = mastodon.statuses("acme_token")
    assert ("Ciao dal caffè ☕" in status["content"], status["language"], status["visibility"]) == (
        True,
        "it",
        "unlisted",
    )


@pytest.fixture
def broken_server() -> Iterator[str]:
    """A server that answers every request with an HTML page and 502, as a proxy in front of a dead one does."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(502)
            self.end_headers()
            self.wfile.write(b"<html><h1>Bad gateway</h1></html>")

        do_GET = do_POST  # noqa: N815 - the names that http.server looks for

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_each_failure_is_a_sentence_and_the_others_go_on(
    workspace: Workspace, pds: Pds, mastodon: Mastodon, broken_server: str
) -> None:
    """A missing credential, a refused login, an unreachable server and an HTML error page: one sentence each."""
    account = pds.new_account()
    live = at_the_pds(workspace, account, "good")
    live = at_the_pds(live, account, "wrong-password")
    live = at_the_pds(live, account, "no-password")
    live.channel("nobody-there", "mastodon", server="http://127.0.0.1:9")
    live.channel("html", "mastodon", server=broken_server)
    live.channel("wrong-token", "mastodon", server=mastodon.url)
    channels = "good, wrong-password, no-password, nobody-there, html, wrong-token"
    live.post("one", channels=channels)
    secrets = {
        "SMM_GOOD_PASSWORD": account.password,
        "SMM_WRONG_PASSWORD_PASSWORD": "not-the-password",
        "SMM_NO_PASSWORD_PASSWORD": "",
        "SMM_NOBODY_THERE_TOKEN": "t0ken-1",
        "SMM_HTML_TOKEN": "t0ken-2",
        "SMM_WRONG_TOKEN_TOKEN": "t0ken-3",
    }
    done = live.publish(**secrets)
    assert done.status == 1
    states = {channel: state for (_, channel), state in done.states().items()}
    assert states == {name: "sent" if name == "good" else "failed" for name in channels.split(", ")}
    reasons = {row["channel"]: row["reason"] for row in done.deliveries}
    assert "SMM_NO_PASSWORD_PASSWORD" in reasons["no-password"]
    assert "127.0.0.1:9" in reasons["nobody-there"]
    for secret in secrets.values():
        assert not secret or secret not in done.out + done.err + live.status().out
    again = live.publish(**(secrets | {"SMM_NO_PASSWORD_PASSWORD": account.password}))
    assert again.states()["one", "no-password"] == "sent"
    assert len(pds.records(account)) == 2


def test_an_unreachable_ledger_sends_nothing(workspace: Workspace, pds: Pds) -> None:
    """When it cannot be known what was sent, nothing is."""
    account = pds.new_account()
    live = at_the_pds(workspace, account)
    live.post("one", channels="bluesky")
    Remote(live.root).git("remote", "set-url", "origin", str(live.root.parent / "gone.git"))
    done = live.publish()
    assert (done.status, done.out) == (1, "")
    assert "nothing was sent" in done.err
    assert pds.records(account) == []


def test_without_a_repository_a_real_channel_is_refused(tmp_path: Path, pds: Pds) -> None:
    """The ledger lives in git; without it nothing is sent, and the sentence says what to do."""
    live = at_the_pds(make_workspace(tmp_path / "plain", ()), pds.new_account())
    live.post("one", channels="bluesky")
    done = live.publish()
    assert done.status == 1
    assert "git init" in done.err


def test_the_clock_can_only_be_set_while_nobody_real_listens(workspace: Workspace) -> None:
    """``SMM_NOW`` is ignored, and that is said, as soon as one channel is a real account elsewhere."""
    workspace.post("one", publish_at="2098-01-01 12:00")
    assert workspace.smm("publish", "--format", "json", now="2098-01-01 12:01").states() == {("one", "sandbox"): "sent"}
    workspace.channel("mastodon", server="https://mastodon.example")
    workspace.post("two", publish_at="2098-01-01 12:00")
    done = workspace.smm("plan", "--format", "json", "--offline", now="2098-01-01 12:01")
    assert done.states()["two", "sandbox"] == "planned"
    assert "SMM_NOW is ignored" in done.err
