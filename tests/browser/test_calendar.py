"""The calendar in a real browser, opened from a folder as somebody does who was sent it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from smm_build.domain.plan import State
from smm_build.site.build import build
from smm_build.site.pages import pages
from tests.servers.browser import Browser
from tests.site_workspaces import NOW, channel, delivery, plan, post, workspace

TEXT = "Il caffè bruciato non è forte.\n\n  È bruciato. <b>Punto</b> ![x](https://evil.example/x.png)"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("calendar")
    espresso = post("2026-11-24-espresso", "Espresso & <script>alert(1)</script> at home")
    some = [
        delivery(espresso, channel("mastodon"), NOW, State.SENT, [TEXT], url="https://m.example/1"),
        delivery(espresso, channel("x"), NOW, State.FAILED, [TEXT]),
        *(delivery(post(f"p{n:02}", f"Post {n}"), channel("x"), NOW + timedelta(days=1, minutes=n)) for n in range(40)),
    ]
    build(root, root / "some where/site", pages(workspace(some), (), plan(some)))
    return root / "some where/site"


def test_from_the_month_to_the_post_and_its_text(browser: Browser, site: Path) -> None:
    page = browser.open(site / "calendar/2026-11.html")
    page.get_by_role("link", name="Espresso & <script>").click()
    page.wait_for_url("**/posts/2026-11-24-espresso.html")
    assert page.locator("#channel-mastodon .smm-text").inner_text() == TEXT
    assert page.title().startswith("Espresso & <script>alert(1)</script> at home")
    assert browser.blocked == []
    assert browser.errors == []


def test_the_keyboard_reaches_a_post(browser: Browser, site: Path) -> None:
    page = browser.open(site / "calendar/2026-11.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#smm-content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#smm-posts"
    page.keyboard.press("Enter")
    for _ in range(6):
        page.keyboard.press("Tab")
        if "posts/2026-11-24-espresso" in str(page.evaluate("document.activeElement.href")):
            break
    else:
        pytest.fail("six steps after the header the keyboard has not reached the first post")
    page.keyboard.press("Enter")
    page.wait_for_url("**/posts/2026-11-24-espresso.html")


def test_no_page_asks_anything_of_another_host(browser: Browser, site: Path) -> None:
    for name in ("index", "calendar/index", "posts", "channels", "campaigns", "strategy", "findings"):
        browser.open(site / f"{name}.html")
    assert browser.blocked == []
    assert browser.errors == []


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_screen(browser: Browser, site: Path, width: int) -> None:
    browser.page.set_viewport_size({"width": width, "height": 800})
    for name in ("index", "calendar/2026-11", "posts", "posts/2026-11-24-espresso", "channels", "findings"):
        page = browser.open(site / f"{name}.html")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_on_a_phone_the_month_is_a_list_of_the_days_that_have_posts(browser: Browser, site: Path) -> None:
    browser.page.set_viewport_size({"width": 390, "height": 800})
    browser.page.clock.set_fixed_time(NOW)
    page = browser.open(site / "calendar/2026-11.html")
    assert page.locator(".smm-full-day:visible").all_inner_texts() == [
        "Tuesday 24 November 2026",
        "Wednesday 25 November 2026",
    ]


def test_without_javascript_the_calendar_is_whole(browser: Browser, site: Path) -> None:
    assert browser.page.context.browser is not None
    context = browser.page.context.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "calendar/2026-11.html").as_uri())
    assert page.get_by_text("Post 0", exact=False).first.is_visible()
    assert not page.get_by_text("Post 39").is_visible()
    page.get_by_text("+ 34 more").click()
    assert page.get_by_text("Post 39").is_visible()
    context.close()
