"""The search in a real browser, opened from a folder, where only scripts can be loaded."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from smm_build.domain.sentence import Language
from smm_build.site.build import build
from smm_build.site.pages import pages
from tests.servers.browser import Browser
from tests.site_workspaces import NOW, brand, channel, delivery, plan, post, workspace

HOSTILE = "Espresso & <script>alert(1)</script> <img src=x onerror=alert(1)>"


def site_in(root: Path, language: Language = "en") -> Path:
    some = [
        delivery(post("old", "An old one about Ethiopia"), channel("x"), NOW - timedelta(days=40), texts=["caffè"]),
        delivery(post("hostile", HOSTILE), channel("mastodon"), NOW, texts=["Il caffè bruciato non è forte."]),
        *(delivery(post(f"p{n:02}", f"Post {n}"), channel("x"), NOW + timedelta(days=n)) for n in range(60)),
    ]
    build(root, root / "some where/site", pages(workspace(some, of=brand(language)), (), plan(some)))
    return root / "some where/site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site_in(tmp_path_factory.mktemp("search"))


def test_a_word_of_a_text_finds_its_post_without_its_accents_from_any_page(browser: Browser, site: Path) -> None:
    page = browser.open(site / "posts/old.html")
    page.get_by_role("searchbox", name="Search").press_sequentially("CAFFE bruc")
    hits = page.locator(".md-header .smm-found li")
    expect(hits).to_have_count(1)
    assert HOSTILE in hits.inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/posts/hostile.html")
    assert browser.blocked == []
    assert browser.errors == []


def test_a_title_comes_before_a_text_and_escape_closes(browser: Browser, site: Path) -> None:
    page = browser.open(site / "index.html")
    page.get_by_role("searchbox").press_sequentially("ethiopia")
    expect(page.locator(".smm-found a")).to_have_attribute("href", "posts/old.html")
    page.keyboard.press("Escape")
    expect(page.locator(".smm-found")).to_be_hidden()


def test_the_search_page_keeps_the_words_in_its_address(browser: Browser, site: Path) -> None:
    page = browser.open(site / "index.html")
    page.get_by_role("searchbox").fill("post")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=post")
    expect(page.get_by_role("status")).to_have_text("60 posts. The first 50 are shown.")
    page.locator("main").get_by_role("searchbox").fill("nothing like this")
    expect(page.get_by_role("status")).to_have_text("Nothing is found.")
    assert browser.errors == []


def test_the_search_speaks_italian(browser: Browser, tmp_path: Path) -> None:
    page = browser.open(site_in(tmp_path, "it") / "search.html")
    assert page.locator("header").get_by_role("searchbox", name="Cerca").count() == 1
    page.locator("main").get_by_role("searchbox").fill("bruciato")
    expect(page.get_by_role("status")).to_have_text("1 post")
