"""The transport, over real HTTP to a server on this machine."""

from __future__ import annotations

import base64
import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from smm_build.networks import FileBody, Request
from smm_build.run.transport import HttpTransport, NotSent

TOKEN = "12345:s3cret-token"


class _Listener(BaseHTTPRequestHandler):
    heard: list[tuple[str, str, bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.heard.append((self.path, self.headers.get("Content-Type", ""), body))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def listening() -> Iterator[tuple[str, list[tuple[str, str, bytes]]]]:
    heard: list[tuple[str, str, bytes]] = []
    handler = type("Handler", (_Listener,), {"heard": heard})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", heard
        finally:
            server.shutdown()
            thread.join()


class TestASecretInTheAddress:
    def test_arrives_and_is_in_nothing_that_is_printed(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.DEBUG), listening() as (server, heard), HttpTransport(tmp_path) as send:
            request = Request("POST", f"{server}/bot…/getMe", "log in", json={}, hidden=TOKEN)
            assert send(request).ok
        assert heard[0][0] == f"/bot{TOKEN}/getMe"
        assert TOKEN not in repr(request) + str(request) + request.url
        assert TOKEN not in caplog.text

    def test_is_not_in_the_error_when_nobody_answers(self, tmp_path: Path) -> None:
        with HttpTransport(tmp_path) as send, pytest.raises(NotSent) as error:
            send(Request("POST", "http://127.0.0.1:1/bot…/getMe", "log in", hidden=TOKEN))
        assert TOKEN not in f"{error.value!r}{error.value}{error.value.__cause__!r}"


class TestJson:
    def test_is_sent_as_it_is_with_its_type(self, tmp_path: Path) -> None:
        with listening() as (server, heard), HttpTransport(tmp_path) as send:
            send(Request("POST", f"{server}/x", "say", json={"text": "tè ☕", "n": 1}))
        assert heard == [("/x", "application/json", '{"text":"tè ☕","n":1}'.encode())]

    def test_a_type_of_its_own_is_kept(self, tmp_path: Path) -> None:
        own = {"content-type": "application/json; charset=UTF-8"}
        with listening() as (server, heard), HttpTransport(tmp_path) as send:
            send(Request("POST", f"{server}/x", "say", headers=own, json={}))
        assert heard[0][1] == own["content-type"]

    def test_a_file_in_it_becomes_base64(self, tmp_path: Path) -> None:
        (tmp_path / "a.png").write_bytes(b"\x89PNG\0\xff")
        with listening() as (server, heard), HttpTransport(tmp_path) as send:
            send(Request("POST", f"{server}/x", "say", json={"source": [{"data": FileBody("a.png", "image/png")}]}))
        assert base64.b64decode(json.loads(heard[0][2])["source"][0]["data"]) == b"\x89PNG\0\xff"

    def test_a_file_that_is_gone_is_said_before_anything_is_sent(self, tmp_path: Path) -> None:
        with listening() as (server, heard), HttpTransport(tmp_path) as send, pytest.raises(NotSent):
            send(Request("POST", f"{server}/x", "say", json={"data": FileBody("gone.png", "image/png")}))
        assert not heard
