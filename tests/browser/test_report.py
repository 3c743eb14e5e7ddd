"""A month's report in a real browser: for people who see little, use no mouse, read at night, or read on paper."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import pytest

from smm_build.domain.sentence import Language
from smm_build.insight.archive import open_archive
from smm_build.insight.figures import month_of
from smm_build.insight.monthly import monthly
from smm_build.insight.proposal import proposed
from smm_build.site.build import build
from smm_build.site.pages import pages
from smm_build.site.paper import print_page
from smm_build.site.reports import report_paper
from smm_build.site.view import Shown
from tests.servers.browser import Browser
from tests.site_workspaces import brand, plan
from tests.unit.insight.test_month import DAILY, FOLLOWERS, MADE_AT, NOVEMBER, around
from tests.values import ROME

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
HOSTILE = "\n\n## Ours <script>alert(1)</script>\n\n<img src=x onerror=alert(1)> ![out](https://evil.example/x.svg)\n"


@dataclasses.dataclass(frozen=True)
class Built:
    shown: Shown
    charts: Mapping[str, str]
    text: str
    site: Path


def built(folder: Path, language: Language) -> Built:
    past = dataclasses.replace(DAILY, followers=FOLLOWERS)
    known = dataclasses.replace(around(past), brand=brand(language))
    with open_archive(past.facts(), past.files(), folder / "cache") as archive:
        month = month_of(archive, NOVEMBER, MADE_AT, ROME)
    made = monthly(known, month, (), language, suggestions=[one.what for one in proposed(known, month, ())])
    texts = {"content/reports/2026-11.md": made.text + HOSTILE}
    root = folder / "workspace"
    for name, svg in made.charts.items():
        (root / "content/reports/2026-11").mkdir(parents=True, exist_ok=True)
        (root / "content/reports/2026-11" / name).write_text(svg, "utf-8")
    known = dataclasses.replace(known, texts=texts)
    nothing = plan((), datetime(2026, 12, 20, tzinfo=UTC))
    report = build(root, folder / "site", pages(known, (), nothing))
    assert report.notes == ()
    return Built(Shown(known, (), nothing), made.charts, made.text, folder / "site")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Language, Built]:
    return {"en": built(tmp_path_factory.mktemp("en"), "en"), "it": built(tmp_path_factory.mktemp("it"), "it")}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "it"])
def test_axe_finds_nothing(browser: Browser, sites: Mapping[Language, Built], language: Language, scheme: str) -> None:
    page = browser.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    wrong = []
    for kind in ("reports", "reports/2026-11"):
        browser.open(sites[language].site / f"{kind}.html")
        page.evaluate(AXE)
        said = page.evaluate("axe.run(document, {preload: false, resultTypes: ['violations']})")
        wrong += [
            f"{kind}: {one['id']}: {json.dumps([node['html'][:160] for node in one['nodes'][:3]])}"
            for one in said["violations"]
            if one["impact"] in {"serious", "critical"}
        ]
    assert wrong == []
    assert browser.errors == []
    assert browser.blocked == []


def test_charts_are_shown_with_words_and_a_table_below(browser: Browser, sites: Mapping[Language, Built]) -> None:
    page = browser.open(sites["en"].site / "reports/2026-11.html")
    charts = page.locator(".smm-chart img")
    assert charts.count() == len(sites["en"].charts) == 4
    for number in range(4):
        chart = charts.nth(number)
        chart.scroll_into_view_if_needed()
        assert chart.evaluate("one => one.decode().then(() => one.naturalWidth)") == 720
        assert "table below" in (chart.get_attribute("alt") or "")
        below = chart.locator("xpath=ancestor::p/following-sibling::div[1]//table")
        assert below.count() == 1


def test_what_people_write_is_text(browser: Browser, sites: Mapping[Language, Built]) -> None:
    page = browser.open(sites["en"].site / "reports/2026-11.html")
    assert page.get_by_role("heading", name="Ours <script>alert(1)</script>").count() == 1
    assert page.locator("img[onerror], .smm-report script").count() == 0
    assert page.locator(".smm-report img").count() == 4
    assert browser.blocked == []


@pytest.mark.parametrize("width", [390, 1280])
def test_it_is_not_wider_than_the_screen(browser: Browser, sites: Mapping[Language, Built], width: int) -> None:
    browser.page.set_viewport_size({"width": width, "height": 800})
    page = browser.open(sites["it"].site / "reports/2026-11.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_is_printed(sites: Mapping[Language, Built], tmp_path: Path) -> None:
    one = sites["it"]
    charts = {f"2026-11/{name}": svg.encode() for name, svg in one.charts.items()}
    html = report_paper(one.shown, "2026-11", charts)
    assert html is not None
    assert html.count("data:image/svg+xml;base64,") == 4
    (tmp_path / "index.html").write_text(html, "utf-8")
    print_page(tmp_path / "index.html", tmp_path / "out.pdf")
    content = (tmp_path / "out.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(content) > 10_000


def test_the_world_sees_no_report(sites: Mapping[Language, Built]) -> None:
    shown = sites["en"].shown
    public = pages(shown.workspace, (), shown.plan, public=True)
    assert not [path for path in (*public, *public.media) if path.startswith("reports")]
