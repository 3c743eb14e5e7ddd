"""The page that tells how to add a network: its module is put into the package and published with."""

from __future__ import annotations

import json
import re
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from smm_build import networks
from smm_build.domain.delivery import EventKind
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Sentence
from smm_build.networks import Network, Publisher, all_networks, publisher_for
from smm_build.run.attempt import Attempts
from smm_build.run.drive import Driver
from smm_build.run.transport import HttpTransport
from tests.values import NOON, a_channel, a_claim, a_record, a_variant, an_event

PAGE = Path(__file__).parents[3] / "docs" / "developers" / "add-a-network.md"


@pytest.fixture
def postboard(tmp_path: Path) -> Iterator[Network]:
    """The page's module, found by its file name like every other."""
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (tmp_path / "postboard.py").write_text(code, encoding="utf-8")
    networks.__path__.append(str(tmp_path))
    all_networks.cache_clear()
    yield all_networks()["postboard"]
    networks.__path__.remove(str(tmp_path))
    all_networks.cache_clear()
    del sys.modules["smm_build.networks.postboard"]


@pytest.fixture
def server() -> Iterator[tuple[str, dict[str, str]]]:
    """A Postboard: its address and what is on it."""
    posts: dict[str, str] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.path == "/me" or self.path.rpartition("/")[2] in posts
            self.answer(200 if known and self.headers["Authorization"] == "Bearer good" else 404)

        def do_PUT(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            posts[self.path.rpartition("/")[2]] = body["text"]
            self.answer(201)

        def answer(self, status: int) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(b'{"url": "https://postboard.example/1"}')

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    here = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=here.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{here.server_port}", posts
    here.shutdown()
    here.server_close()


def test_the_page_s_network_is_found_and_publishes(
    postboard: Network, server: tuple[str, dict[str, str]], tmp_path: Path
) -> None:
    """The module satisfies both protocols, and a delivery through it arrives."""
    assert isinstance(postboard, Network)
    assert isinstance(publisher_for("postboard", rehearsed=False), Publisher)
    url, posts = server
    variant = a_variant(channel=a_channel("postboard", server=url))
    record = a_record(an_event(EventKind.CLAIMED, claim=a_claim()), key=("espresso", "postboard"))
    with HttpTransport(tmp_path) as http:
        attempts = Attempts(lambda _: Driver(http, lambda _: None), {"SMM_POSTBOARD_TOKEN": "good"}, lambda: NOON)
        event = attempts.make(PlannedDelivery(variant, State.DUE, Sentence("due", "da inviare"), to_send=True), record)
    assert (event.kind, event.url, list(posts.values())) == (EventKind.SENT, "https://postboard.example/1", ["Ciao"])
