"""The page over all brands in a real browser, for people who see little, use no mouse, or read at night."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest

from smm_build.site.brands import Brand, Next, brands_pages
from tests.servers.browser import Browser

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
BRANDS = (
    Brand(
        "Torrefazione Aurora",
        "aurora/index.html",
        errors=2,
        warnings=1,
        held=3,
        planned=2,
        upcoming=(Next("2026-12-01 09:30 (08:30 UTC)", "<b>espresso</b>", ("instagram", "x")),),
    ),
    Brand("Nuvola", "nuvola/index.html"),
    Brand("A brand that nobody could read at all", None, failed="there is no folder /somewhere/far/away/" + "x" * 80),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("all")
    for name, text in brands_pages(BRANDS, "it").items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_axe_finds_nothing_and_a_telephone_is_wide_enough(browser: Browser, folder: Path) -> None:
    """Every rule axe-core has on by default, in both languages and schemes; nothing sticks out on a small screen."""
    page = browser.page
    wrong = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for language in ("en", "it"):
            browser.open(folder / f"index.{language}.html")
            page.evaluate(AXE)
            said = page.evaluate("axe.run(document, {preload: false, resultTypes: ['violations']})")
            wrong += [
                f"{language} {scheme}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in said["violations"]
            ]
    assert wrong == [], json.dumps(wrong, indent=1)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("document.querySelectorAll('b').length") == 0, "a post's id stays a text"
    assert browser.errors == []


def test_it_leads_to_the_other_language_and_past_the_head(browser: Browser, folder: Path) -> None:
    page = browser.open(folder / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Vai al contenuto"
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/index.en.html")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("link", name="Calendar of Nuvola").get_attribute("href") == "nuvola/index.html"
