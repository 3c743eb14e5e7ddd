"""Every kind of page in a real browser: what it is for people who see, filter, use a keyboard or a screen reader."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import struct
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Page

from smm_build.domain.brand import Colour, Logo, Term, Voice
from smm_build.domain.channel import Cadence, Profile, QuietHours
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.history import Change, FileHistory
from smm_build.domain.media import Media, MediaFacts, Rights
from smm_build.domain.place import Place
from smm_build.domain.plan import State
from smm_build.domain.post import Poll, Settings
from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.strategy import Audience, Campaign, Objective, Pillar, Strategy
from smm_build.domain.team import HandOff, Team, TeamMember
from smm_build.site.build import build
from smm_build.site.pages import pages
from tests.servers.browser import Browser
from tests.site_workspaces import NOW, NOWHERE, brand, channel, delivery, plan, post, workspace

NETWORKS = ("bluesky", "facebook", "instagram", "linkedin", "mastodon", "threads", "tiktok", "x")
KINDS = (
    "index",
    "calendar/index",
    "calendar/2026-11",
    "calendar/2026-W48",
    "agenda",
    "board",
    "campaigns",
    "posts",
    "posts/everywhere",
    "posts/story",
    "channels",
    "channels/instagram",
    "strategy",
    "brand",
    "media",
    "people",
    "people/giulia",
    "wrong",
    "findings",
    "feeds",
    "search",
)
LONG = (
    "Prima riga che dice tutto ☕ #caffè\n\nPoi una seconda, molto più lunga, che racconta da dove arriva, chi "
    "lo coltiva e perché in tazza si sente; con @acme e https://aurora.example/guida per chi vuole saperne di più.\n\n"
    "E ancora una terza, così che ogni rete che taglia abbia qualcosa da tagliare."
)


def picture(root: Path, name: str, width: int, height: int, alt: str | None, rights: Rights | None = None) -> Media:
    """A real PNG of one colour, so that no page shows a broken picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([len(name) * 9 % 256, 90, 60]) * width) * height
    content = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows, 1))
        + chunk(b"IEND", b"")
    )
    (root / "content").mkdir(parents=True, exist_ok=True)
    (root / "content" / name).write_bytes(content)
    facts = MediaFacts(hashlib.sha256(content).hexdigest(), len(content), "image/png", width, height)
    return Media(f"content/{name}", alt, Place("p.md"), facts, rights)


def a_brand(root: Path, language: Language) -> object:
    picture(root, "logo.png", 60, 60, None)
    return dataclasses.replace(
        brand(language),
        palette=(Colour("Red", "#b3392f", "buttons"), Colour("Cream", "#f6ead8"), Colour("Night", "#2a1a14")),
        fonts={"headings": "Fraunces"},
        logos=(Logo("main", "content/logo.png", "light"),),
        voice=Voice(
            ("warm",), (Term("espresso", ("expresso",), "It is Italian."),), 2, ("☕",), 5, ("#a",), ("No health.",)
        ),
        repository="https://github.com/aurora/social",
        country="IT",
    )


def strategy() -> Strategy:
    place = Place("strategy.md")
    return Strategy(
        "strategy.md",
        "giulia",
        None,
        None,
        (Objective("o1", "Be known", "reach", "1", "2", None, (), None, place),),
        (Audience("a1", "Home baristas", "Better coffee", "it", place),),
        (
            Pillar("education", "How to", 0.4, "Teach", ("o1",), place),
            Pillar("shop", "The shop", 0.6, None, (), place),
        ),
        (),
        (),
        "Prose.",
        NOWHERE,
    )


def build_site(root: Path, language: Language) -> Path:
    rights = Rights("a.yml", NOWHERE, "Chiara", licence="all", expires=(NOW - timedelta(days=1)).date())
    wide = picture(root, "wide.png", 160, 90, "Una tazza vista di lato", rights)
    tall = picture(root, "tall.png", 90, 160, "Una moka alta")
    bare = picture(root, "bare.png", 80, 80, None)
    declared = Profile("Torrefazione Aurora", "Caffè a Torino", avatar="content/logo.png")
    channels = {
        name: channel(
            name,
            profile=declared,
            cadence=Cadence(3, ("tue 18:30",)),
            quiet_hours=QuietHours("22:00", "07:00"),
            url="https://aurora.example/" + name,
        )
        for name in NETWORKS
    }
    everywhere = post(
        "everywhere",
        "Ovunque",
        pillar="education",
        campaign="winter",
        owner="giulia",
        reviewers=("pietro",),
        notes="Nota",
    )
    said = Settings(
        language="it", first_comment="E voi?", location="Torino", poll=Poll(("Sì", "No"), timedelta(days=1))
    )
    some = [
        delivery(
            everywhere,
            channels[name],
            NOW + timedelta(hours=3, minutes=number),
            State.BLOCKED if name == "facebook" else State.PLANNED,
            [LONG, "Seconda parte"] if name in {"bluesky", "mastodon", "threads", "x"} else [LONG],
            media=[wide, tall, bare][: number % 4],
            settings=said,
            link="https://aurora.example/guida?utm=1",
        )
        for number, name in enumerate(NETWORKS)
    ]
    some += [
        delivery(
            post("story", "Una storia", owner="editor"),
            channels["instagram"],
            NOW - timedelta(days=1),
            State.MISSED,
            ["Testo"],
            media=[tall],
            settings=Settings(format="story", language="it"),
        ),
        delivery(
            post("sent", "Uscito ieri", pillar="shop"),
            channels["mastodon"],
            NOW - timedelta(days=1),
            State.SENT,
            url="https://m.example/1",
        ),
        delivery(post("idea", "Un'idea", owner="giulia"), channels["x"], None, State.UNSCHEDULED),
        delivery(
            post("draft", "Una bozza", owner="giulia"),
            channels["x"],
            NOW + timedelta(days=2),
            State.DRAFT,
            settings=Settings(language="en"),
        ),
        *(
            delivery(post(f"p{n:02}", f"Post {n}"), channels["x"], NOW + timedelta(days=1, minutes=n))
            for n in range(40)
        ),
    ]
    campaign = Campaign(
        "winter",
        "content/campaigns/winter.md",
        "Inverno",
        NOW.date(),
        (NOW + timedelta(days=40)).date(),
        "o1",
        "giulia",
        "Prosa.",
        NOWHERE,
    )
    team = Team(
        {
            "giulia": TeamMember("giulia", "Giulia", ("editor",)),
            "pietro": TeamMember("pietro", "Pietro", ("approver",)),
        },
        {"orders": HandOff("orders", "shop", "shop@aurora.example")},
        NOWHERE,
    )
    of = workspace(some, of=a_brand(root, language), campaigns={"winter": campaign}, strategy=strategy())  # type: ignore[arg-type]
    found = [
        Finding(
            "NET101",
            "text-too-long",
            Severity.ERROR,
            Place(everywhere.path, 3),
            Sentence("Too long", "Troppo lungo"),
            Sentence("Cut `it`", "Taglia"),
            post="everywhere",
            channel="facebook",
        ),
        Finding(
            "CHN102",
            "incomplete-profile",
            Severity.WARNING,
            Place("brand/channels/instagram.yml"),
            Sentence("No link", "Manca il link"),
        ),
    ]
    change = Change(datetime(2026, 11, 20, 9, tzinfo=UTC), "Ada")
    history: Mapping[str, FileHistory] = {everywhere.path: FileHistory(change, change, 2)}
    made = pages(dataclasses.replace(of, team=team), found, plan(some), history=history)
    build(root, root / "site", made)
    return root / "site"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Language, Path]:
    return {
        "en": build_site(tmp_path_factory.mktemp("en"), "en"),
        "it": build_site(tmp_path_factory.mktemp("it"), "it"),
    }


def at_its_time(browser: Browser) -> Page:
    """The page, with the clock of the plan: the day that is marked is the day of the plan."""
    browser.page.clock.set_fixed_time(NOW)
    return browser.page


AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


COLOURS = "{preload: false, resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block']}"


@pytest.mark.parametrize("language", ["en", "it"])
def test_axe_finds_nothing_serious_on_any_kind_of_page(
    browser: Browser, sites: Mapping[Language, Path], language: Language
) -> None:
    """axe-core (https://github.com/dequelabs/axe-core), every rule it has on by default that asks for no file.

    In the dark only what is about colours can differ: the page is the same, and one attribute decides its scheme.
    """
    page = at_its_time(browser)
    wrong: list[str] = []
    for kind in KINDS:
        browser.open(sites[language] / f"{kind}.html")
        page.evaluate(AXE)
        for scheme, options in (("default", "{preload: false, resultTypes: ['violations']}"), ("slate", COLOURS)):
            page.evaluate("name => document.body.setAttribute('data-md-color-scheme', name)", scheme)
            said = page.evaluate(f"axe.run(document, {options})")
            wrong += [
                f"{kind}, {scheme}: {one['id']}: {json.dumps([node['html'][:160] for node in one['nodes'][:3]])}"
                for one in said["violations"]
                if one["impact"] in {"serious", "critical"}
            ]
    assert wrong == []
    assert browser.errors == []
    assert browser.blocked == []


def test_no_kind_of_page_is_wider_than_the_screen(browser: Browser, sites: Mapping[Language, Path]) -> None:
    wide = []
    for kind in KINDS:
        page = browser.open(sites["it"] / f"{kind}.html")
        for width in (1280, 800, 390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((kind, width))
    assert wide == []


def test_scripts_move_nothing_on_any_kind_of_page(browser: Browser, sites: Mapping[Language, Path]) -> None:
    """Layout shift as browsers measure it: https://web.dev/articles/cls, 0.1 is still good."""
    page = at_its_time(browser)
    shifts = {}
    for kind in KINDS:
        browser.open(sites["it"] / f"{kind}.html")
        shifts[kind] = page.evaluate(
            """() => new Promise(done => {
                 let sum = 0
                 new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value })
                   .observe({type: 'layout-shift', buffered: true})
                 requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum))))
               })"""
        )
    assert {kind: shift for kind, shift in shifts.items() if shift > 0.02} == {}


def shown(page: Page) -> list[str]:
    return [" ".join(title.split()) for title in page.locator("[data-f]:visible .smm-title").all_inner_texts()]


def test_filters_narrow_every_view_and_stay_in_the_address_from_a_folder(
    browser: Browser, sites: Mapping[Language, Path]
) -> None:
    page = at_its_time(browser)
    browser.open(sites["en"] / "agenda.html")
    assert len(shown(page)) > 40
    page.get_by_label("Owner").select_option(label="Giulia")
    page.get_by_label("Channel").select_option(label="X")
    assert [title for title in shown(page) if title.startswith("Post")] == []
    assert "Ovunque" in shown(page)
    assert "owner=giulia" in page.url
    assert "channel=x" in page.url
    page.get_by_role("link", name="Board").click()
    page.wait_for_url("**/board.html?*")
    assert sorted(shown(page)) == ["Ovunque", "Un'idea", "Una bozza"]
    assert page.get_by_label("Owner").input_value() == "giulia"
    page.get_by_role("button", name="Clear").click()
    page.wait_for_function("!location.search")
    assert len(shown(page)) > 10
    assert browser.errors == []


def test_every_view_takes_filters_from_its_address_and_says_when_nothing_fits(
    browser: Browser, sites: Mapping[Language, Path]
) -> None:
    page = at_its_time(browser)
    address = sites["it"].as_uri()
    for kind in ("calendar/2026-11", "calendar/2026-W48", "agenda", "board", "campaigns", "posts", "media", "wrong"):
        page.goto(f"{address}/{kind}.html?channel=instagram&pillar=education")
        assert page.locator("select[name=channel]").input_value() == "instagram", kind
        assert page.locator("[data-f]:not([hidden])").count() > 0, kind
        assert page.locator("[data-f]:not([hidden]):not([data-f~='c:instagram'])").count() == 0, kind
        page.goto(f"{address}/{kind}.html?q=niente+di+simile")
        page.get_by_text("Nessun post corrisponde ai filtri.").wait_for()
        assert page.locator("[data-f]:visible").count() == 0, kind
    # On a phone they are folded away, and what they did is said.
    page.set_viewport_size({"width": 390, "height": 800})
    page.reload()
    assert page.get_by_text("Nessun post corrisponde ai filtri.").is_visible()
    assert not page.get_by_label("Testo").is_visible()
    page.get_by_role("button", name="Filtra").click()
    page.get_by_label("Testo").fill("")
    assert page.locator("[data-f]:visible").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert browser.errors == []


def test_words_are_found_without_accents_and_folds_open(browser: Browser, sites: Mapping[Language, Path]) -> None:
    page = at_its_time(browser)
    browser.open(sites["en"] / "calendar/2026-11.html")
    assert not page.get_by_text("Post 39").is_visible()
    page.get_by_label("Text").fill("POST 39")
    assert shown(page) == ["10:44 Post 39"]
    assert page.locator("output").inner_text() == "1 post shown"
    page.get_by_label("Text").fill("nothing at all")
    assert page.locator("output").inner_text() == "No post fits these filters."


def test_paper_shows_what_a_screen_folds_away_and_none_of_what_is_clicked(
    browser: Browser, sites: Mapping[Language, Path]
) -> None:
    page = at_its_time(browser)
    browser.open(sites["en"] / "calendar/2026-11.html")
    assert not page.get_by_text("Post 39").is_visible()
    page.emulate_media(media="print")
    assert page.get_by_text("Post 39").is_visible()
    for clicked in (".smm-views", ".smm-filters", ".smm-skip", ".smm-steps", ".smm-add", ".smm-fold > summary"):
        assert not page.locator(clicked).first.is_visible(), clicked
    browser.open(sites["it"] / "posts/everywhere.html")
    instagram = page.locator("#channel-instagram")
    assert instagram.get_by_text("E ancora una terza").is_visible()
    assert not instagram.get_by_text("altro", exact=True).is_visible()


def test_arrow_keys_walk_through_a_month_and_into_a_post(browser: Browser, sites: Mapping[Language, Path]) -> None:
    """The grid pattern: https://www.w3.org/WAI/ARIA/apg/patterns/grid/."""
    page = at_its_time(browser)
    browser.open(sites["en"] / "calendar/2026-11.html")
    day = "document.activeElement.dataset.day || document.activeElement.closest('td').dataset.day"
    page.locator("td[tabindex='0']").focus()
    assert page.evaluate(day) == "2026-11-24"
    walk = [
        ("ArrowRight", "25"),
        ("ArrowUp", "18"),
        ("Home", "16"),
        ("End", "22"),
        ("ArrowDown", "29"),
        ("ArrowLeft", "28"),
    ]
    for key, number in walk:
        page.keyboard.press(key)
        assert page.evaluate(day) == f"2026-11-{number}", key
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "A"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "TD"
    page.locator("td[data-day='2026-11-24'] .smm-title").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/posts/*.html")


def test_relative_times_and_today_follow_the_clock_of_the_reader(
    browser: Browser, sites: Mapping[Language, Path]
) -> None:
    page = browser.page
    page.clock.set_fixed_time(NOW + timedelta(days=2))
    browser.open(sites["en"] / "calendar/2026-11.html")
    assert page.locator("[aria-current=date]").get_attribute("data-day") == "2026-11-26"
    browser.open(sites["it"] / "posts/sent.html")
    assert page.locator(".smm-rel").first.inner_text().endswith("3 giorni fa")
    assert page.locator(".md-tabs [aria-current]").inner_text() == "Calendario"
    # A site built for a morning to come, as the demonstration is: what is out then is out.
    page.clock.set_fixed_time(NOW - timedelta(days=2))
    page.reload()
    assert page.locator(".smm-rel").first.inner_text().endswith("ieri")
    browser.open(sites["en"] / "calendar/2026-11.html")
    assert page.locator("[aria-current=date]").get_attribute("data-day") == "2026-11-24"


def test_what_the_feed_hides_is_hidden_and_one_click_away(browser: Browser, sites: Mapping[Language, Path]) -> None:
    page = at_its_time(browser)
    browser.open(sites["it"] / "posts/everywhere.html")
    instagram = page.locator("#channel-instagram")
    assert instagram.get_by_text("E ancora una terza").is_hidden()
    instagram.get_by_text("altro", exact=True).click()
    assert instagram.get_by_text("E ancora una terza").is_visible()
    assert page.locator("#channel-x").get_by_text("E ancora una terza").is_visible()


def test_links_into_the_forge_begin_a_draft_on_that_day(browser: Browser, sites: Mapping[Language, Path]) -> None:
    page = at_its_time(browser)
    browser.open(sites["it"] / "calendar/2026-11.html")
    link = page.locator("td[data-day='2026-11-30'] .smm-add")
    assert link.get_attribute("title") == "Nuovo post il lunedì 30 novembre 2026"
    href = str(link.get_attribute("href"))
    assert href.startswith(
        "https://github.com/aurora/social/new/main/content/posts/2026/11?filename=2026-11-30-nuovo-post.md&value="
    )
    assert "publish_at%3A%202026-11-30%2009%3A00" in href
    assert page.locator("td[data-day='2026-11-20'] .smm-add").count() == 0


def test_without_javascript_every_view_is_whole_and_offers_no_filter(
    browser: Browser, sites: Mapping[Language, Path]
) -> None:
    assert browser.page.context.browser is not None
    context = browser.page.context.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for kind in ("calendar/2026-W48", "agenda", "board", "campaigns", "posts", "media", "wrong"):
        page.goto((sites["en"] / f"{kind}.html").as_uri())
        assert page.locator("#smm-filters").is_hidden(), kind
        assert page.locator("[data-f]").first.is_visible() or kind == "campaigns", kind
    context.close()
