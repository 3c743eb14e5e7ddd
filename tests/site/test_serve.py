"""The preview over real HTTP: only for this machine, rebuilt when a file changes."""

from __future__ import annotations

import http.client
import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from smm_build.domain.sentence import Sentence
from smm_build.site.build import SiteError
from smm_build.site.pages import Site
from smm_build.site.serve import serve


@dataclass
class Served:
    root: Path
    port: int
    told: queue.Queue[Sentence]

    def get(self, path: str, host: str | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path, headers={"Host": host or f"127.0.0.1:{self.port}"})
        answer = connection.getresponse()
        content = answer.read().decode()
        connection.close()
        return answer.status, content


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("One")
    told: queue.Queue[Sentence] = queue.Queue()
    stop = threading.Event()

    def make() -> Site:
        text = (tmp_path / "content/a.md").read_text()
        if text == "broken":
            raise SiteError(Sentence("It is broken", "È rotto"))
        return Site({"index.md": f"# {text}\n"}, {}, "A name", "en")

    thread = threading.Thread(target=serve, args=(tmp_path, make, 0), kwargs={"tell": told.put, "stop": stop})
    thread.start()
    try:
        address = told.get(timeout=30).en
        yield Served(tmp_path, int(address.split("127.0.0.1:")[1].split("/")[0]), told)
    finally:
        stop.set()
        thread.join(timeout=10)
    assert not thread.is_alive()


def test_a_change_is_shown_and_the_page_is_told_of_it(served: Served) -> None:
    status, page = served.get("/")
    assert status == 200
    assert "One</h1>" in page
    assert "('1')</script></body>" in page
    (served.root / "content/a.md").write_text("Two, longer")
    assert served.get("/__smm/news?after=1") == (200, "2")
    assert "Two, longer</h1>" in served.get("/index.html")[1]
    assert served.told.get(timeout=10).en.startswith("Rebuilt in")


def test_a_broken_change_is_said_and_the_last_good_site_stays(served: Served) -> None:
    (served.root / "content/a.md").write_text("broken")
    assert served.told.get(timeout=10) == Sentence("It is broken", "È rotto")
    assert "One</h1>" in served.get("/")[1]


def test_another_name_for_this_address_is_turned_away(served: Served) -> None:
    assert served.get("/", host="evil.example:80")[0] == 421
    assert served.get("/", host=f"localhost:{served.port}")[0] == 200


def test_nothing_outside_the_site_is_served(served: Served) -> None:
    assert served.get("/../content/a.md")[0] == 404
    assert served.get("/%2e%2e/%2e%2e/etc/passwd")[0] == 404
    assert served.get("/nothing.html")[0] == 404


def test_a_taken_port_is_a_plain_sentence(served: Served, tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="cannot be used"):
        serve(tmp_path, lambda: Site({"index.md": "# x\n"}, {}, "x", "en"), served.port, tell=served.told.put)
