"""``smm rehearse`` and ``smm sandbox`` as a user meets them: the whole plan goes out, on this machine only."""

from __future__ import annotations

import fcntl
import json
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from smm_build.networks import Capability, all_networks
from tests.e2e.workspace import Done, Workspace, make_workspace
from tests.servers.git import Remote
from tests.servers.places import ROOT

HOSTILE = '</p></article><b class=mine>caffè</b> & "' + "'"
COMMITS = {
    "bluesky": "/xrpc/com.atproto.repo.*",
    "linkedin": "/rest/posts",
    "mastodon": "/api/v1/statuses",
    "threads": "*_publish",
    "x": "/2/tweets",
}
"""The requests after which a post may be visible."""
PUBLISHING = {name for name, network in all_networks().items() if Capability.PUBLISH in network.CAPABILITIES}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path, channels=("bluesky", "x"))


def rehearse(workspace: Workspace, *words: str, **environment: str) -> Done:
    return workspace.smm("rehearse", "--format", "json", *words, **environment)


class TestTheExample:
    @pytest.fixture
    def example(self, tmp_path: Path) -> Workspace:
        for name in ("brand", "content"):
            shutil.copytree(ROOT / name, tmp_path / name)
        shutil.copy(ROOT / "strategy.md", tmp_path)
        return Workspace(tmp_path, {})

    @pytest.mark.slow
    @pytest.mark.timeout(300)
    def test_every_post_of_the_year_goes_out(self, example: Workspace) -> None:
        done = rehearse(example)
        wrong = [row for row in done.deliveries if row["state"] != "sent" and row["network"] in PUBLISHING]
        assert [(row["channel"], row["post"], row["reason"]) for row in wrong] == []
        assert {row["network"] for row in done.deliveries} >= {"instagram", "linkedin", "tiktok"}
        assert all(row["state"] == "manual" for row in done.deliveries if row["network"] not in PUBLISHING)
        assert done.status == 0
        assert len(done.deliveries) > 200
        page = (example.root / ".smm/rehearsal/feed.html").read_text(encoding="utf-8")
        assert page.count("<article") > 100


@pytest.mark.slow
def test_two_pictures_on_every_network_that_takes_pictures(tmp_path: Path) -> None:
    """Beside the example's networks also those it has no channel on, and a second channel of one."""
    networks = sorted(PUBLISHING - {"youtube", "sandbox"})
    workspace = make_workspace(tmp_path, channels=networks)
    workspace.channel("x-it", "x")
    workspace.write("content/assets/.keep", "")
    media = ""
    for number, kind in enumerate(("png", "jpg"), start=1):
        Image.new("RGB", (1080, 1350), f"#b3392{number}").save(tmp_path / f"content/assets/{number}.{kind}")
        media += f"\n  - {{file: assets/{number}.{kind}, alt: A cup of coffee on a red table}}"
    workspace.post("one", "Ciao dal caffè", ", ".join([*networks, "x-it"]), media=media, board='"123"', title="Ciao")
    done = rehearse(workspace)
    assert done.states() == {("one", channel): "sent" for channel in [*networks, "x-it"]}
    page = (tmp_path / ".smm/rehearsal/feed.html").read_text(encoding="utf-8")
    assert page.count("<section") == len(networks) + 1
    assert page.count("<img") >= 2 * len(networks)


class TestWhatIsRehearsed:
    def test_whatever_its_time_and_whatever_holds_it_back_today(self, workspace: Workspace) -> None:
        """Past and future, in quiet hours, paused, not approved, without a time: it is asked what would happen."""
        workspace.write(
            "brand/brand.yml", (workspace.root / "brand/brand.yml").read_text() + "approval: {policy: merged}\n"
        )
        workspace.write("PAUSE", "reason: a crisis\n")
        workspace.channel("bluesky", distance="1d", quiet_hours='{from: "00:00", to: "23:59"}')
        workspace.post("past", "uno", "bluesky", publish_at="2020-01-01 12:00")
        workspace.post("future", "due", "bluesky", publish_at="2040-01-01 12:00")
        workspace.post("soon", "tre", "bluesky", publish_at="2040-01-01 12:10")
        file = workspace.post("unset", "quattro", "bluesky")
        file.write_text(
            file.read_text(encoding="utf-8").replace("publish_at: 2026-11-24 12:00\n", ""), encoding="utf-8"
        )
        workspace.post("draft", "cinque", "bluesky", status="draft")
        workspace.post("cancelled", "sei", "bluesky", status="cancelled")
        done = rehearse(workspace)
        assert done.status == 0
        assert {row["post"]: row["state"] for row in done.deliveries} == dict.fromkeys(
            ("past", "future", "soon", "unset"), "sent"
        )

    def test_some_posts_or_up_to_a_day(self, workspace: Workspace) -> None:
        workspace.post("one", "uno", "bluesky, x", publish_at="2026-12-01 12:00")
        workspace.post("two", "due", "bluesky", publish_at="2026-12-01 23:59")
        workspace.post("three", "tre", "bluesky", publish_at="2026-12-02 00:00")

        def posts(*words: str) -> list[str]:
            return [row["post"] for row in rehearse(workspace, *words).deliveries]

        assert posts("one") == ["one", "one"]
        assert posts("content/posts/two.md", "three") == ["two", "three"]
        assert posts("--until", "2026-12-01") == ["one", "one", "two"]
        assert posts("--until", "2026-12-01 12:00") == ["one", "one"]
        assert posts("one", "--until", "2020-01-01") == []

    def test_what_is_not_there(self, workspace: Workspace) -> None:
        workspace.post("espresso", channels="bluesky")
        unknown = rehearse(workspace, "expresso")
        assert (unknown.status, "Did you mean espresso?" in unknown.err) == (2, True)
        assert rehearse(workspace, "--until", "yesterday").status == 2

    def test_a_draft_by_its_name(self, workspace: Workspace) -> None:
        workspace.post("espresso", channels="bluesky, x", status="draft")
        draft = rehearse(workspace, "espresso")
        assert (draft.status, draft.deliveries) == (0, [])
        assert draft.err == "espresso is left out: it is draft\n"

    def test_a_thread_with_a_picture_and_a_comment(self, workspace: Workspace) -> None:
        shutil.copy(next((ROOT / "content/assets").rglob("*.jpg")), workspace.root / "cup.jpg")
        workspace.write("content/assets/cup.jpg", "")
        (workspace.root / "cup.jpg").replace(workspace.root / "content/assets/cup.jpg")
        text = "uno\n\n![Una tazza](../assets/cup.jpg)\n\n---\n\ndue"
        workspace.post("thread", text, "bluesky", first_comment="E tu?")
        done = rehearse(workspace)
        assert [(row["part"], row["state"]) for row in done.deliveries] == [(1, "sent"), (2, "sent"), (3, "sent")]
        assert all(row["url"] for row in done.deliveries)
        assert done.deliveries[0]["requests"] >= 5
        page = (workspace.root / ".smm/rehearsal/feed.html").read_text(encoding="utf-8")
        assert 'alt="Una tazza"' in page

    def test_the_sandbox_network_too(self, tmp_path: Path) -> None:
        """Its posts go to the embedded sandbox, in a folder of the rehearsal."""
        workspace = make_workspace(tmp_path)
        workspace.post("one")
        assert rehearse(workspace).states() == {("one", "sandbox"): "sent"}
        assert not (tmp_path / ".smm/sandbox/posts").exists()


class TestWhatFails:
    def test_the_network_s_refusal_is_told(self, workspace: Workspace) -> None:
        """X takes no words twice: that is learnt today and not on the day."""
        workspace.post("one", "le stesse parole", "x", publish_at="2026-12-01 12:00")
        workspace.post("two", "le stesse parole", "x", publish_at="2026-12-01 13:00")
        done = workspace.smm("rehearse", "--until", "2026-12-31")
        assert done.status == 1
        assert re.search(r"goes out +x +one", done.out)
        assert re.search(r"NOT OUT +x +two .*duplicate", done.out)
        assert "1 would go out" in done.out
        assert "1 would not go out" in done.out

    def test_what_a_check_blocks_is_told_and_not_sent(self, workspace: Workspace) -> None:
        workspace.post("long", "a" * 400, "x, bluesky")
        done = rehearse(workspace)
        assert done.status == 1
        assert done.states() == {("long", "x"): "blocked", ("long", "bluesky"): "blocked"}
        assert all(row["requests"] == 0 for row in done.deliveries)

    def test_by_hand_is_no_failure(self, workspace: Workspace) -> None:
        workspace.post("one", "uno", "bluesky", publish="manual")
        done = rehearse(workspace)
        assert (done.status, done.states()) == (0, {("one", "bluesky"): "manual"})

    def test_hostile_texts_arrive_as_they_are_and_do_nothing(self, workspace: Workspace) -> None:
        workspace.post("hostile", HOSTILE, "bluesky, x", title="'<b>'")
        assert rehearse(workspace).status == 0
        page = (workspace.root / ".smm/rehearsal/feed.html").read_text(encoding="utf-8")
        assert "<b class" not in page
        assert page.count("&lt;b class=mine&gt;") == 2


class TestNothingLeaves:
    def test_nobody_hears_of_it(self, remote: Remote) -> None:
        """Real servers, real secrets and a proxy in the environment: none is asked, none is used, none is written."""
        workspace = make_workspace(remote.clone().path, channels=())
        workspace.channel("x", server="https://api.x.com", account='"1"')
        workspace.channel("bluesky", server="https://bsky.social")
        workspace.post("one", "uno", "x, bluesky")
        with socket.create_server(("127.0.0.1", 0)) as proxy:
            proxy.settimeout(0)
            address = f"http://127.0.0.1:{proxy.getsockname()[1]}"
            secrets = {f"SMM_X_{name}": "our-own-secret" for name in ("API_KEY", "API_SECRET", "ACCESS_TOKEN")}
            secrets |= {"SMM_X_ACCESS_SECRET": "our-own-secret", "SMM_BLUESKY_PASSWORD": "our-own-secret"}
            names = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
            proxies = {word: address for name in names for word in (name, name.lower())}
            done = rehearse(workspace, **secrets, **proxies, NO_PROXY="", no_proxy="")
            with pytest.raises(BlockingIOError):
                proxy.accept()
        assert done.states() == {("one", "x"): "sent", ("one", "bluesky"): "sent"}
        assert all("://127.0.0.1:" in row["to"] for row in done.deliveries)
        written = [file for file in (workspace.root / ".smm").rglob("*") if file.is_file()]
        assert written
        assert not [file for file in written if b"our-own-secret" in file.read_bytes()]
        assert remote.git("for-each-ref") == ""

    def test_the_ledgers_know_nothing_of_it(self, workspace: Workspace) -> None:
        """It can be done again and again, and what was rehearsed still goes out on its day."""
        workspace.channel("sandbox")
        workspace.post("one", "uno", "sandbox, bluesky")
        assert [rehearse(workspace).states() for _ in range(2)] == [
            {("one", "sandbox"): "sent", ("one", "bluesky"): "sent"}
        ] * 2
        assert workspace.publish().states()["one", "sandbox"] == "sent"
        assert rehearse(workspace).status == 0

    def test_one_at_a_time(self, workspace: Workspace) -> None:
        """Two at once would take the ground from under each other."""
        workspace.post("one", "uno", "bluesky")
        assert rehearse(workspace).status == 0
        with (workspace.root / ".smm/rehearsal.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            second = rehearse(workspace)
            assert (second.status, "another rehearsal" in second.err) == (1, True)
        assert rehearse(workspace).status == 0

    def test_it_speaks_italian(self, workspace: Workspace) -> None:
        workspace.post("one", "uno", "bluesky")
        done = workspace.smm("rehearse", SMM_LANG="it")
        assert "1 uscirebbe" in done.out
        assert '<html lang="it">' in (workspace.root / ".smm/rehearsal/feed.html").read_text(encoding="utf-8")


@contextmanager
def running(workspace: Workspace, *words: str) -> Iterator[list[str]]:
    """Run ``smm sandbox`` and give what it says until it is ready."""
    process = subprocess.Popen(
        workspace.command("sandbox", *words),
        cwd=workspace.root,
        env=workspace.full_environment(),
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    try:
        said: list[str] = []
        while not said or "/_sandbox/" not in said[-1]:
            said.append(process.stdout.readline())
            assert said[-1], said
        yield said
    finally:
        process.terminate()
        rest = process.stdout.read()
        process.stdout.close()
        assert process.wait(10) == 0
        assert "Ended" in rest


class TestTheServer:
    def test_what_it_says_to_write_works(self, workspace: Workspace, remote: Remote) -> None:
        """Its lines go into the channels' files and the environment, and then ``smm publish`` publishes there."""
        live = Workspace(remote.clone().path, {})
        shutil.copytree(workspace.root / "brand", live.root / "brand")
        with running(live, "--port", "0") as said:
            url = self.follow(live, said)
            live.post("one", "Ciao dal caffè ☕", "bluesky, x")
            secrets = dict(
                row.removeprefix("export ").strip().split("=", 1) for row in said if row.startswith("export ")
            )
            assert live.smm("check").status == 0
            assert live.publish(**secrets).states() == {("one", "bluesky"): "sent", ("one", "x"): "sent"}
            assert live.publish(**secrets).deliveries == []
            before = httpx.get(f"{url}/_sandbox/shown.json").json()
            assert {name: [one["text"] for one in world] for name, world in before.items()} == {
                "bluesky": ["Ciao dal caffè ☕"],
                "x": ["Ciao dal caffè ☕"],
            }
        with running(live, "--port", url.rpartition(":")[2]):
            assert httpx.get(f"{url}/_sandbox/shown.json").json() == before

    @pytest.mark.slow
    @pytest.mark.parametrize("network", ["bluesky", "x", "mastodon", "linkedin", "threads"])
    def test_an_answer_that_gets_lost_leads_to_no_second_post(self, remote: Remote, network: str) -> None:
        """Whatever request it is that the server carries out and does not answer: the next run finds the post."""
        live = make_workspace(remote.clone().path, channels=(network,))
        with running(live, "--port", "0") as said:
            url = self.follow(live, said)
            secrets = dict(
                row.removeprefix("export ").strip().split("=", 1) for row in said if row.startswith("export ")
            )
            fault: dict[str, Any] = {
                "kind": "cut after",
                "network": network,
                "method": "POST",
                "path": COMMITS[network],
                "times": 4,
            }
            live.post("one", "Ciao dal caffè ☕", network)
            assert httpx.post(f"{url}/_sandbox/faults", json=fault).status_code == 204
            live.publish(**secrets)
            (left,) = httpx.get(f"{url}/_sandbox/faults").json()
            assert left["times"] < fault["times"], "the fault met nothing"
            assert httpx.delete(f"{url}/_sandbox/faults").status_code == 204
            live.publish(now="2026-11-24 13:30", **secrets)
            assert [row["state"] for row in live.status().deliveries] == ["sent"]
            shown = httpx.get(f"{url}/_sandbox/shown.json").json()
            assert [one["text"] for one in shown[network] if one["visible"]] == ["Ciao dal caffè ☕"]

    def follow(self, live: Workspace, said: list[str]) -> str:
        """Write what it says into the files it names, and return its address."""
        file: Path | None = None
        for row in said:
            if row.startswith("# brand/"):
                file = live.root / row[2:].strip()
            elif file and re.match(r"(server|account|staging): ", row):
                file.write_text(file.read_text(encoding="utf-8") + row, encoding="utf-8")
        found = re.search(r"http://127\.0\.0\.1:\d+", said[-1])
        assert found
        return found[0]

    def test_a_port_that_is_taken(self, workspace: Workspace) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            done = workspace.smm("sandbox", "--port", str(taken.getsockname()[1]))
        assert (done.status, "--port" in done.err) == (1, True)


def test_the_result_is_json(workspace: Workspace) -> None:
    workspace.post("one", "uno", "bluesky")
    done = rehearse(workspace)
    (row,) = json.loads(done.out)["deliveries"]
    assert (row["state"], row["requests"] > 0, row["url"].startswith("https://")) == ("sent", True, True)
