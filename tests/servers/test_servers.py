"""The servers and the guard do what other tests rely on."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from tests.servers import guard, places
from tests.servers.atproto import Network
from tests.servers.browser import Browser
from tests.servers.git import Remote
from tests.servers.mastodon import Mastodon
from tests.servers.pds import POSTS, Pds

ROOT = places.ROOT
POST = {"$type": POSTS, "text": "Buongiorno", "createdAt": "2026-12-01T08:30:00.000Z"}
RKEYS = ("3lc2zq4ggbk2a", "3lc2zq4ggbk2b")


class TestPds:
    def test_shows_what_was_put(self, pds: Pds) -> None:
        account = pds.new_account()
        assert pds.records(account) == []
        for rkey in RKEYS:
            body = {
                "repo": account.did,
                "collection": POSTS,
                "rkey": rkey,
                "record": POST,
                "swapRecord": None,
            }
            pds.call("com.atproto.repo.putRecord", body=body, token=account.access_jwt)
        records = pds.records(account)
        assert [record.rkey for record in records] == list(RKEYS)
        assert records[0].value["text"] == "Buongiorno"
        assert records[0].cid == records[1].cid  # a cid depends on the content alone

    def test_says_why_it_refuses(self, pds: Pds) -> None:
        account = pds.new_account()
        body = {
            "repo": account.did,
            "collection": POSTS,
            "rkey": RKEYS[0],
            "record": POST | {"text": "a" * 301},
        }
        with pytest.raises(httpx.HTTPStatusError, match="maximum 300"):
            pds.call("com.atproto.repo.putRecord", body=body, token=account.access_jwt)

    def test_an_account_logs_in_with_its_password(self, pds: Pds) -> None:
        account = pds.new_account()
        body = {"identifier": account.handle, "password": account.password}
        assert pds.call("com.atproto.server.createSession", body=body)["did"] == account.did


class TestAtproto:
    def test_gathers_what_was_done_when_it_was_done(self, atproto: Network) -> None:
        ours, theirs = atproto.new_accounts(2)
        at = datetime(2026, 10, 5, 8, 30, tzinfo=UTC)
        post = atproto.write(ours, POSTS, at, text="Buongiorno")
        atproto.settle()
        subject = {"uri": post.uri, "cid": post.cid}
        atproto.write(theirs, "app.bsky.feed.like", at + timedelta(hours=1), subject=subject)
        atproto.settle()
        (shown,) = atproto.ask(ours, "app.bsky.feed.getPosts", uris=post.uri)["posts"]
        assert (shown["likeCount"], shown["indexedAt"]) == (1, "2026-10-05T08:30:00.000Z")
        (told,) = atproto.ask(ours, "app.bsky.notification.listNotifications")["notifications"]
        assert (told["reason"], told["indexedAt"]) == ("like", "2026-10-05T09:30:00.000Z")


class TestMastodon:
    def test_shows_what_was_posted(self, mastodon: Mastodon) -> None:
        for text in ("first", "second"):
            status = {"status": text}
            made = mastodon.call("POST", "/api/v1/statuses", token=mastodon.acme.token, json=status)
        assert made["url"].startswith(mastodon.url)
        assert ["second" in mastodon.statuses()[0]["content"], len(mastodon.statuses())] == [True, 2]
        assert mastodon.statuses(mastodon.bob.token) == []

    def test_begins_with_nothing(self, mastodon: Mastodon) -> None:
        assert mastodon.statuses() == []

    def test_fails_as_often_as_asked(self, mastodon: Mastodon) -> None:
        mastodon.fault("POST /api/v1/statuses", "ratelimit", count=1)
        with pytest.raises(httpx.HTTPStatusError) as caught:
            mastodon.call("POST", "/api/v1/statuses", token=mastodon.acme.token, json={"status": "once"})
        assert caught.value.response.status_code == 429
        assert caught.value.response.headers["retry-after"] == "300"
        mastodon.call("POST", "/api/v1/statuses", token=mastodon.acme.token, json={"status": "again"})
        assert len(mastodon.statuses()) == 1


class TestBrowser:
    def test_opens_a_file(self, browser: Browser, tmp_path: Path) -> None:
        file = tmp_path / "page.html"
        file.write_text("<h1>Calendar</h1><script>document.title = 'ran'</script>", encoding="utf-8")
        page = browser.open(file)
        assert page.get_by_role("heading").inner_text() == "Calendar"
        assert page.title() == "ran"
        assert (browser.blocked, browser.errors) == ([], [])

    def test_opens_a_page_of_a_local_server(self, browser: Browser, mastodon: Mastodon) -> None:
        page = browser.open(f"{mastodon.url}/api/v1/instance")
        assert '"uri"' in page.content()

    def test_blocks_and_notes_what_is_outside(self, browser: Browser, tmp_path: Path) -> None:
        file = tmp_path / "page.html"
        file.write_text('<img src="https://example.com/pixel.gif">', encoding="utf-8")
        browser.open(file)
        assert browser.blocked == ["https://example.com/pixel.gif"]
        assert browser.errors != []


class TestGuard:
    def test_refuses_an_address_outside(self, network: guard.Guard) -> None:
        with socket.socket() as outside, pytest.raises(guard.OutsideNetworkError, match="no network"):
            outside.connect(("192.0.2.1", 443))
        assert network.refused == ["socket.connect ('192.0.2.1', 443)"]
        network.refused.clear()

    def test_refuses_to_look_up_a_name(self, network: guard.Guard) -> None:
        with pytest.raises(guard.OutsideNetworkError):
            socket.getaddrinfo("example.com", 443)
        network.refused.clear()

    def test_refuses_to_listen_to_everybody(self, network: guard.Guard) -> None:
        with socket.socket() as open_to_all, pytest.raises(guard.OutsideNetworkError):
            open_to_all.bind(("0.0.0.0", 0))  # noqa: S104 (it is what must be refused)
        network.refused.clear()

    # httpcore does not close its socket for what is not an Exception.
    @pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
    def test_is_not_mistaken_for_a_network_failure(self, network: guard.Guard) -> None:
        with pytest.raises(guard.OutsideNetworkError):
            httpx.get("https://example.com")
        assert network.refused != []
        network.refused.clear()

    def test_lets_loopback_through(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
            assert socket.getaddrinfo("localhost", 80)

    def test_other_programs_meet_a_dead_proxy(self) -> None:
        asks = "import urllib.request; urllib.request.urlopen('http://example.com', timeout=5)"
        done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=False)
        assert "Connection refused" in done.stderr


class TestEnvironment:
    def test_is_the_same_everywhere(self, home: Path) -> None:
        assert os.environ["HOME"] == str(home)
        assert not [name for name in os.environ if name.startswith(("SMM_", "GITHUB_", "XDG_")) or name == "CI"]

    @pytest.mark.parametrize("attempt", [1, 2])
    def test_forgets_what_a_test_changed(self, attempt: int, home: Path) -> None:
        assert "SMM_LEFT" not in os.environ
        assert list(home.iterdir()) == []
        os.environ["SMM_LEFT"] = str(attempt)
        (home / ".config").mkdir()


class TestRemote:
    def test_is_pushed_to_and_cloned_again(self, remote: Remote) -> None:
        mine, theirs = remote.clone("mine"), remote.clone("theirs")
        made = mine.commit("Plan the week", {"content/posts/a.md": "ciao\n"})
        mine.push()
        theirs.git("pull", "--quiet", "origin", "main")
        assert (theirs.path / "content/posts/a.md").read_text(encoding="utf-8") == "ciao\n"
        assert theirs.git("rev-parse", "HEAD") == made
        assert theirs.git("log", "-1", "--format=%an <%ae>") == "Ada Test <ada@example.com>"


def test_shared_has_the_conformance_cases(shared: Path) -> None:
    assert (shared / "conformance" / "MANIFEST.json").is_file()


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: str(path.stem))
def test_no_lock_names_a_registry(lock: Path) -> None:
    lines = lock.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "://" in line or line.startswith("--") or " @ " in line] == []


def test_the_npm_lock_names_no_registry() -> None:
    text = (places.PDS_SOURCE / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
