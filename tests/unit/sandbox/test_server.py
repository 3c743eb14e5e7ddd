"""The sandbox server over real HTTP: what arrives, what is answered, what is kept, and what it lets nobody do."""

from __future__ import annotations

import http.client
import io
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from PIL import Image

from smm_build.sandbox import _http
from smm_build.sandbox.server import SandboxServer
from smm_build.sandbox.standins import stand_ins

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def a_png(colour: str = "#b3392f") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 3), colour).save(out, "PNG")
    return out.getvalue()


class TestWhatArrives:
    def test_a_form(self, client: httpx.Client) -> None:
        heard = client.post("/parrot/a/b?q=%C3%A8&q=last", data={"text": "caffè & più", "empty": ""}).json()
        assert (heard["method"], heard["path"], heard["params"]) == ("POST", "/a/b", {"q": "last"})
        assert heard["form"] == {"text": "caffè & più", "empty": ""}
        assert heard["base"] == str(client.base_url).rstrip("/") + "/parrot"

    def test_json(self, client: httpx.Client) -> None:
        assert client.put("/parrot/x", json={"text": "☕"}).json()["json"] == {"text": "☕"}

    def test_multipart_with_any_bytes(self, client: httpx.Client) -> None:
        """Line ends and what looks like a border inside of a file stay as they are."""
        content = b"\r\n--\r\n\r\n\n\x00\xff--x--\r\n" * 100
        files = {"source": ("è picture.png", content, "image/png"), "other": ("b", b"", "text/plain")}
        heard = client.post("/parrot/x", data={"text": "uno\r\ndue"}, files=files).json()
        assert heard["form"] == {"text": "uno\r\ndue"}
        assert heard["files"] == {
            "source": ["è picture.png", "image/png", len(content)],
            "other": ["b", "text/plain", 0],
        }

    def test_a_path_stays_as_it_was_written(self, client: httpx.Client) -> None:
        assert client.get("/parrot/people/urn%3Ali%3Aperson%3A1").json()["path"] == "/people/urn%3Ali%3Aperson%3A1"
        assert client.get("/parrot").json()["path"] == "/"
        assert client.get("/parrot?a=1").json()["params"] == {"a": "1"}

    def test_a_body_in_chunks(self, client: httpx.Client) -> None:
        def pieces() -> Iterator[bytes]:
            yield from [b"x" * 70_000] * 3

        assert client.post("/parrot/x", content=pieces()).json()["size"] == 210_000

    def test_one_connection_for_many_requests(self, server: SandboxServer) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        sockets = set()
        for _ in range(3):
            connection.request("POST", "/parrot/x", b"{}")
            answer = connection.getresponse()
            assert json.loads(answer.read())["size"] == 2
            sockets.add(connection.sock)
        assert len(sockets) == 1
        connection.close()

    def test_a_body_that_is_too_large_is_refused_before_it_is_read(self, server: SandboxServer) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        connection.putrequest("POST", "/parrot/x")
        connection.putheader("Content-Length", str(_http.LARGEST + 1))
        connection.endheaders()
        assert connection.getresponse().status == 413

    @pytest.mark.parametrize("length", ["-", "x", "1e3"])
    def test_a_length_that_is_none(self, server: SandboxServer, length: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        connection.putrequest("POST", "/parrot/x")
        connection.putheader("Content-Length", length)
        connection.endheaders()
        assert connection.getresponse().status == 400


class TestWhatIsAnswered:
    def test_nothing_bytes_and_headers(self, client: httpx.Client) -> None:
        assert client.get("/parrot/gone").status_code == 204
        raw = client.get("/parrot/raw")
        assert (raw.content, raw.headers["content-type"]) == (b"\x00raw", "image/png")
        said = client.get("/parrot/x")
        assert (said.headers["x-said"], "x-two" in said.headers) == ("one X-Two: two", False)
        assert client.head("/parrot/x").content == b""

    def test_an_unknown_network_says_which_are_known(self, client: httpx.Client) -> None:
        answer = client.get("/myspace/x")
        assert answer.status_code == 404
        assert "parrot" in answer.json()["known"]

    def test_a_bug_in_a_stand_in_is_told_and_the_server_goes_on(
        self, client: httpx.Client, server: SandboxServer
    ) -> None:
        assert client.get("/parrot/stumble").status_code == 500
        assert server.bugs == ["GET /parrot/stumble: RuntimeError: over its own feet"]
        assert client.get("/parrot/x").status_code == 200

    def test_worlds_of_channels_do_not_see_each_other(self, client: httpx.Client, server: SandboxServer) -> None:
        client.post("/parrot@uno/posts", json={"text": "uno"})
        client.post("/parrot/posts", json={"text": "tutti"})
        shown = client.get("/_sandbox/shown.json").json()
        assert {name: [one["text"] for one in world] for name, world in shown.items()} == {
            "parrot": ["tutti"],
            "parrot@uno": ["uno"],
        }
        assert server.address("parrot", "uno") == f"{server.url}/parrot@uno"
        assert server.address("parrot", "parrot") == f"{server.url}/parrot"

    @pytest.mark.parametrize("name", ["parrot@..", "parrot@", "parrot@%2e%2e%2fx", "PARROT", "parrot@a%2fb"])
    def test_no_name_of_a_world_leads_elsewhere(self, client: httpx.Client, tmp_path: Path, name: str) -> None:
        before = sorted(tmp_path.rglob("*"))
        assert client.post(f"/{name}/posts", json={"text": "x"}).status_code == 404
        assert sorted(tmp_path.rglob("*")) == before


class TestWhatIsKept:
    def test_a_restart_keeps_what_went_out(self, client: httpx.Client, server: SandboxServer) -> None:
        png = a_png()
        client.post("/parrot/posts", data={"text": "Caffè", "alt": "Una tazza"}, files={"f": ("a.png", png)})
        before = server.shown()
        with SandboxServer(server.folder, lambda: AT) as again:
            assert again.shown() == before
            (one,) = again.shown()["parrot"]
            picture = httpx.get(f"{again.url}/_sandbox/files/{one.files[0][0]}")
            assert (picture.content, picture.headers["content-type"]) == (png, "image/png")
            later = httpx.post(f"{again.url}/parrot/posts", json={"text": "un altro"}).json()["id"]
            assert int(later) == int(one.id) + 1

    def test_a_line_that_cannot_be_read_is_left_out(self, client: httpx.Client, server: SandboxServer) -> None:
        client.post("/parrot/posts", json={"text": "uno"})
        with (server.folder / "parrot.jsonl").open("ab") as file:
            file.write(b'{"shown": 1}\n[]\n\xff\n{"last_id": 1, "files": 3}\n{"id": "1", "te')
        with SandboxServer(server.folder, lambda: AT) as again:
            assert [one.text for one in again.shown()["parrot"]] == ["uno"]

    def test_a_staged_file_is_fetched_and_served(self, client: httpx.Client, server: SandboxServer) -> None:
        file = server.media / "a-name" / "una tazza.png"
        file.parent.mkdir()
        file.write_bytes(a_png())
        address = f"{server.media_base}/a-name/una%20tazza.png"
        assert client.post("/parrot/posts", json={"picture_url": address}).status_code == 201
        assert httpx.get(address).content == file.read_bytes()
        stretch = httpx.get(address, headers={"Range": "bytes=1-3"})
        assert (stretch.status_code, stretch.content) == (206, b"PNG")
        assert stretch.headers["content-range"] == f"bytes 1-3/{file.stat().st_size}"
        assert httpx.get(address, headers={"Range": "bytes=-4"}).content == file.read_bytes()[-4:]
        assert httpx.get(address, headers={"Range": "bytes=999999-"}).status_code == 416
        file.unlink()
        assert httpx.get(address).status_code == 404
        assert client.post("/parrot/posts", json={"picture_url": address}).status_code == 400

    @pytest.mark.parametrize("path", ["%2e%2e/parrot.jsonl", "..%2fparrot.jsonl", "a/%2e%2e/%2e%2e/parrot.jsonl", ""])
    def test_nothing_but_staged_files_is_served(self, client: httpx.Client, server: SandboxServer, path: str) -> None:
        client.post("/parrot/posts", json={"text": "x"})
        (server.media / "a").mkdir()
        assert client.get(f"/_media/{path}").status_code == 404
        assert client.post("/parrot/posts", json={"picture_url": f"{server.media_base}/{path}"}).status_code == 400

    @pytest.mark.parametrize("url", ["https://example.com/a.png", "file:///etc/passwd", "http://127.0.0.1:1/a"])
    def test_it_fetches_from_nowhere_else(self, client: httpx.Client, url: str) -> None:
        """The guard of the tests would also tell; here it does not even try."""
        assert client.post("/parrot/posts", json={"picture_url": url}).status_code == 400

    @pytest.mark.parametrize(
        "path", ["files/../parrot.jsonl", "files/%2e%2e/parrot.jsonl", "files/parrot.jsonl", "files/"]
    )
    def test_only_pictures_are_given_out(self, client: httpx.Client, path: str) -> None:
        client.post("/parrot/posts", json={"text": "x"})
        assert client.get(f"/_sandbox/{path}").status_code == 404


class TestFaults:
    def ask(self, client: httpx.Client, **fault: object) -> None:
        assert client.post("/_sandbox/faults", json=fault).status_code == 204

    def test_a_status_for_some_requests_some_times(self, client: httpx.Client) -> None:
        self.ask(
            client, kind="status", network="parrot", method="post", path="/po*", status=503, body={"e": 1}, times=2
        )
        assert client.get("/parrot/posts").status_code == 201
        failed = client.post("/parrot/posts", json={})
        assert (failed.status_code, failed.json()) == (503, {"e": 1})
        assert client.post("/parrot/posts", json={}).status_code == 503
        assert client.post("/parrot/posts", json={}).status_code == 201

    def test_cut_before_is_not_carried_out_and_cut_after_is(self, client: httpx.Client, server: SandboxServer) -> None:
        self.ask(client, kind="cut before")
        with pytest.raises(httpx.RemoteProtocolError):
            client.post("/parrot/posts", json={"text": "uno"})
        assert server.shown().get("parrot", ()) == ()
        self.ask(client, kind="cut after")
        with pytest.raises(httpx.RemoteProtocolError):
            client.post("/parrot/posts", json={"text": "uno"})
        assert [one.text for one in server.shown()["parrot"]] == ["uno"]

    def test_slow_and_rate_limited(self, client: httpx.Client) -> None:
        self.ask(client, kind="slow", seconds=0.3)
        began = time.monotonic()
        assert client.get("/parrot/x").status_code == 200
        assert time.monotonic() - began >= 0.3
        self.ask(client, kind="rate limited", seconds=90)
        limited = client.get("/parrot/x")
        assert (limited.status_code, limited.headers["retry-after"]) == (429, "90")

    def test_all_until_they_are_taken_away(self, client: httpx.Client) -> None:
        self.ask(client, kind="status", status=500, times=None)
        self.ask(client, kind="slow", path="/never", times=3)
        assert {client.get("/parrot/x").status_code for _ in range(5)} == {500}
        assert [fault["times"] for fault in client.get("/_sandbox/faults").json()] == [None, 3]
        assert client.delete("/_sandbox/faults").status_code == 204
        assert client.get("/parrot/x").status_code == 200

    @pytest.mark.parametrize(
        "fault",
        [
            {},
            [],
            {"kind": "fire"},
            {"kind": "slow", "seconds": 1e9},
            {"kind": "slow", "when": 1},
            {"kind": "status", "status": 0},
        ],
    )
    def test_a_fault_nobody_understands_is_explained(self, client: httpx.Client, fault: object) -> None:
        answer = client.post("/_sandbox/faults", json=fault)
        assert answer.status_code == 400
        assert answer.json()["error"]


class TestStrangers:
    """A page in somebody's browser can send requests to this machine, too."""

    def test_a_name_that_was_turned_here(self, client: httpx.Client) -> None:
        assert client.get("/_sandbox/", headers={"Host": "evil.example"}).status_code == 421

    def test_a_page_from_elsewhere(self, client: httpx.Client, server: SandboxServer) -> None:
        posted = client.post("/parrot/posts", json={"text": "x"}, headers={"Origin": "https://evil.example"})
        assert posted.status_code == 421
        assert server.shown() == {}
        own = client.get("/_sandbox/", headers={"Origin": server.url})
        assert own.status_code == 200


class TestPeople:
    def test_write_and_count(self, client: httpx.Client) -> None:
        """What somebody wrote is told by the network, and what they did is counted."""
        said = {"world": "facebook", "kind": "direct", "text": "Aperti domenica?", "name": "Bob"}
        number = client.post("/_sandbox/people", json=said).raise_for_status().json()["id"]
        (kept,) = client.get("/_sandbox/people").json()["facebook"]
        assert (kept["id"], kept["text"], kept["name"]) == (number, "Aperti domenica?", "Bob")
        liked = {"world": "facebook", "what": "followers", "times": 3}
        assert client.post("/_sandbox/counts", json=liked).status_code == 204
        account = {"fields": "followers_count", "access_token": stand_ins()["facebook"].SECRETS["TOKEN"]}
        assert client.get("/facebook/v26.0/me", params=account).json()["followers_count"] == 3

    @pytest.mark.parametrize(
        ("page", "said", "words"),
        [
            ("people", {"world": "facebook", "kind": "comment", "text": "Ciao"}, "no post to comment on"),
            ("people", {"world": "facebook", "kind": "shout", "text": "Ciao"}, "kind is one of"),
            ("people", {"world": "nowhere", "kind": "direct", "text": "Ciao"}, "no world nowhere"),
            ("people", {"world": "facebook", "text": 1}, "give kind, text, world"),
            ("people", [], "JSON object"),
            ("counts", {"world": "facebook", "what": "likes", "times": 0}, "times is a number"),
            ("counts", {"what": "likes"}, "give what, world"),
        ],
    )
    def test_what_cannot_be_is_said(self, client: httpx.Client, page: str, said: object, words: str) -> None:
        answer = client.post(f"/_sandbox/{page}", json=said)
        assert answer.status_code == 400
        assert words in answer.json()["error"]
        assert client.get("/_sandbox/counts").status_code == 405
