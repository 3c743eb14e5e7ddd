"""Lists on several pages in a real browser: filters find what the other pages hold, and go along to them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import timedelta
from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from smm_build.domain.finding import Finding, Severity
from smm_build.domain.place import Place
from smm_build.domain.plan import State
from smm_build.domain.sentence import LANGUAGES, Language, Sentence
from smm_build.site.build import build
from smm_build.site.leaves import ON_ONE_PAGE
from smm_build.site.pages import pages
from tests.servers.browser import Browser
from tests.site_workspaces import NOW, brand, channel, delivery, plan, post, workspace

MANY = ON_ONE_PAGE + 40
KINDS = ("posts", "table/2026-10", "findings", "findings/undated", "people/giulia", "wrong")
AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def site_in(root: Path, language: Language) -> Path:
    """A post every six hours from two months ago on, every fourth missed; the last has a word of its own, no date."""
    some = [
        delivery(
            post(f"p{n:03}", "Perché no" if n == MANY - 1 else f"Post {n}", owner="giulia"),
            channel(("x", "mastodon")[n % 2]),
            NOW + timedelta(days=-60 + n / 4) if n < MANY - 1 else None,
            State.UNSCHEDULED if n == MANY - 1 else State.MISSED if n % 4 == 0 else State.PLANNED,
        )
        for n in range(MANY)
    ]
    said = Sentence("It could be shorter", "Potrebbe essere più corto")
    found = [
        Finding("TST101", "too-long", Severity.HINT, Place(one.variant.post.path), said, post=one.variant.post.id)
        for one in some
    ]
    of = dataclasses.replace(workspace(some), brand=brand(language))
    build(root, root / "site", pages(of, found, plan(some)))
    return root / "site"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Language, Path]:
    return {language: site_in(tmp_path_factory.mktemp(language), language) for language in LANGUAGES}


def counts(page: Page) -> dict[str, str]:
    links = page.locator("[data-leaf]")
    return {
        links.nth(n).get_attribute("data-leaf") or "": links.nth(n).locator(".smm-count").inner_text()
        for n in range(links.count())
    }


def test_filters_count_what_every_page_holds_and_go_along_to_it(
    browser: Browser, sites: Mapping[Language, Path]
) -> None:
    page = browser.open(sites["en"] / "posts.html")
    before = counts(page)
    assert sum(map(int, before.values())) == MANY
    page.get_by_label("State").select_option(label="Missed")
    here = page.locator("tr[data-f]:visible").count()
    expect(page.locator("#smm-filtered")).to_have_text(f"{here} posts shown · 135 in all months")
    narrowed = counts(page)
    assert sum(map(int, narrowed.values())) == 135
    page.locator("[data-leaf='2026-10']").press("Enter")
    page.wait_for_url("**/table/2026-10.html?state=missed")
    expect(page.locator("#smm-filtered")).to_contain_text("135 in all months")
    assert page.locator("tr[data-f]:visible").count() == int(narrowed["2026-10"])
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("[data-leaf='2026-10'] .smm-count")).to_have_text(before["2026-10"])
    assert counts(page) == before
    assert browser.errors == []


def test_a_word_is_found_on_another_page_without_its_accents(browser: Browser, sites: Mapping[Language, Path]) -> None:
    page = browser.open(sites["it"] / "posts.html")
    page.locator("main").get_by_label("Testo").fill("perche")
    expect(page.locator("#smm-filtered")).to_have_text("Nessun post corrisponde ai filtri. · 1 in tutti i mesi")
    page.locator("[data-leaf='undated']").click()
    page.wait_for_url("**/table/undated.html?q=perche")
    assert page.locator("tr[data-f]:visible .smm-title").all_inner_texts() == ["Perché no"]
    assert browser.errors == []


def test_what_is_left_out_of_a_page_is_where_its_link_leads(browser: Browser, sites: Mapping[Language, Path]) -> None:
    page = browser.open(sites["en"] / "wrong.html")
    page.get_by_role("link", name="+ 35: as a table").click()
    page.wait_for_url("**/posts.html?state=missed")
    expect(page.locator("#smm-filtered")).to_contain_text("135 in all months")


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_can_be_read_by_everybody_and_fit_every_screen(
    browser: Browser, sites: Mapping[Language, Path], language: Language
) -> None:
    wrong: list[str] = []
    for kind in KINDS:
        page = browser.open(sites[language] / f"{kind}.html")
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append(f"{kind} is wider than {width}")
        page.evaluate(AXE)
        for scheme, rules in (("default", ""), ("slate", ", runOnly: ['color-contrast', 'link-in-text-block']")):
            page.evaluate("name => document.body.setAttribute('data-md-color-scheme', name)", scheme)
            # What is rows of one kind is as good or bad in the first as in the last.
            said = page.evaluate(
                "axe.run({exclude: [['tr:nth-child(n+6)'], ['li:nth-child(n+15)']]}, "
                f"{{preload: false, resultTypes: ['violations']{rules}}})"
            )
            wrong += [
                f"{kind}, {scheme}: {one['id']}: {json.dumps([node['html'][:160] for node in one['nodes'][:3]])}"
                for one in said["violations"]
                if one["impact"] in {"serious", "critical"}
            ]
    assert wrong == []
    assert browser.errors == []


def test_without_scripts_every_month_is_one_link_away(browser: Browser, sites: Mapping[Language, Path]) -> None:
    context = browser.page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    try:
        page = context.new_page()
        page.goto((sites["en"] / "posts.html").as_uri())
        page.get_by_role("navigation", name="By month").get_by_role("link", name="December 2026").click()
        page.wait_for_url("**/table/2026-12.html")
        assert page.locator("tr[data-f]").count() == int(page.locator("[aria-current=page] .smm-count").inner_text())
    finally:
        context.close()
