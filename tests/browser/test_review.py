"""The review pack as a client opens it: a folder, a browser, no account and no server."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from smm_build.domain.plan import State
from smm_build.site.build import SiteError
from smm_build.site.paper import print_page
from smm_build.site.review import review_pack, write_pack
from smm_build.site.view import Shown
from tests.servers import places
from tests.servers.browser import Browser
from tests.site_workspaces import NOW, brand, channel, delivery, plan, post, workspace

HOSTILE = "</script><script>alert(1)</script> & <b>"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("review")
    first = post("one", "Uno & due", owner="secret-owner", notes="secret-note")
    some = [
        delivery(first, channel("x"), NOW + timedelta(days=1), texts=[HOSTILE]),
        delivery(first, channel("mastodon"), NOW + timedelta(days=1), texts=[HOSTILE]),
        delivery(first, channel("linkedin"), NOW + timedelta(days=1), texts=["Another text"]),
        delivery(post("out", "Already said"), channel("x"), NOW, State.SENT, ["Said"]),
        delivery(post("off", "secret-cancelled"), channel("x"), NOW, State.CANCELLED),
        delivery(post("next", "secret-next-month"), channel("x"), NOW + timedelta(days=20)),
    ]
    made = review_pack(Shown(workspace(some, of=brand("it")), (), plan(some)), NOW.date(), "team@aurora.example")
    assert made.posts == 2
    write_pack(root, root / "pack", made)
    return root / "pack"


def test_the_client_sees_each_text_once_and_nothing_of_the_team(pack: Path) -> None:
    html = (pack / "index.html").read_text("utf-8")
    assert html.count("Another text") == 1
    assert "X, Mastodon" in html
    assert "secret" not in html
    assert "<script>alert" not in html
    assert not re.search(r"""(?:src|href)=["']?https?://""", html)


def test_answers_are_saved_as_a_file(browser: Browser, pack: Path) -> None:
    page = browser.open(pack / "index.html")
    assert HOSTILE in page.locator(".text").all_inner_texts()
    page.get_by_label("Da cambiare").first.check()
    page.get_by_label("Commento").first.fill("Più breve, è meglio")
    page.get_by_label("Il tuo nome").fill("Carla")
    with page.expect_download() as download:
        page.get_by_role("button", name="Salva come file").click()
    said = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert said["by"] == "Carla"
    assert [(one["post"], one["answer"], one["comment"]) for one in said["answers"]] == [
        ("one", "change", "Più breve, è meglio")
    ]
    assert browser.errors == []


def test_it_is_printed_where_a_browser_is(pack: Path, tmp_path: Path) -> None:
    if places.chromium() is None:
        pytest.skip("no Chromium is here: `make test` installs it")
    print_page(pack / "index.html", tmp_path / "review.pdf")
    assert (tmp_path / "review.pdf").read_bytes()[:5] == b"%PDF-"


def test_without_a_browser_it_says_what_to_do(pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SiteError, match="install one"):
        print_page(pack / "index.html", tmp_path / "review.pdf")
