"""The page of what went out: nested, in two languages, for everybody, and deaf to what texts would like to be."""

from __future__ import annotations

import io
from importlib import resources
from pathlib import Path

import httpx
from PIL import Image

from smm_build.sandbox.server import SandboxServer
from tests.servers.browser import Browser

HOSTILE = '<script>document.title = "mine"</script><img src=x onerror="document.title = 1">{{ 7 * 7 }}\u202e'


def publish(client: httpx.Client, **said: object) -> str:
    name: str = client.post("/parrot/posts", json=said).json()["id"]
    return name


def test_hostile_texts_stay_texts(client: httpx.Client, server: SandboxServer, browser: Browser) -> None:
    png = io.BytesIO()
    Image.new("RGB", (4, 3)).save(png, "PNG")
    fields = {
        "text": HOSTILE,
        "alt": f'"{HOSTILE}',
        "kind": HOSTILE,
        "link": "javascript:alert(1)",
        "id": f"'>{HOSTILE}",
    }
    client.post("/parrot/posts", data=fields | {"url": "javascript:alert(2)"}, files={"f": ("a.png", png.getvalue())})
    page = browser.open(f"{server.url}/_sandbox/")
    assert page.title() == "Sandbox: what went out"
    assert page.locator("script").count() == 0
    assert page.locator("p.text").inner_text() == HOSTILE
    assert page.get_by_role("img").get_attribute("alt") == f'"{HOSTILE}'
    assert page.locator("a[href^=javascript]").count() == 0
    assert (browser.errors, browser.blocked) == ([], [])


def test_threads_and_comments_stand_below_what_they_answer(
    client: httpx.Client, server: SandboxServer, browser: Browser
) -> None:
    first = publish(client, text="uno")
    second = publish(client, text="due", reply_to=first)
    publish(client, text="tre", reply_to=second, kind="comment")
    publish(client, text="un altro")
    publish(client, text="bozza", kind="draft")
    publish(client, text="altrove", reply_to="somebody's")
    page = browser.open(f"{server.url}/_sandbox/")
    stories = page.get_by_role("article")
    assert stories.count() == 4
    thread = stories.filter(has_text="uno").first
    assert thread.locator("p.text").all_inner_texts() == ["uno", "due", "tre"]
    assert thread.get_by_role("listitem").count() == 2
    assert "not visible to others" in stories.filter(has_text="bozza").inner_text()
    assert "in reply to somebody's" in stories.filter(has_text="altrove").inner_text()


def test_answers_in_a_ring_are_all_shown(client: httpx.Client, server: SandboxServer) -> None:
    publish(client, id="a", text="alfa", reply_to="b")
    publish(client, id="b", text="beta", reply_to="a")
    publish(client, id="c", text="gamma", reply_to="c")
    page = server.page("en")
    assert [page.count(f">{text}</p>") for text in ("alfa", "beta", "gamma")] == [1, 1, 1]


def test_a_thread_of_thousands_is_no_trouble(client: httpx.Client, server: SandboxServer) -> None:
    before = ""
    for number in range(1_500):
        before = publish(client, text=str(number), reply_to=before)
    assert server.page("en").count('class="text"') == 1_500


def test_both_languages(client: httpx.Client, server: SandboxServer) -> None:
    assert "Nothing yet" in client.get("/_sandbox/").text
    italian = client.get("/_sandbox/", headers={"Accept-Language": "it-IT,it;q=0.9"}).text
    assert ("Ancora nulla" in italian, '<html lang="it">' in italian) == (True, True)
    assert "Nothing yet" in client.get("/_sandbox/?lang=en", headers={"Accept-Language": "it"}).text
    assert client.get("/", follow_redirects=True).status_code == 200


def test_everybody_can_use_it(client: httpx.Client, server: SandboxServer, browser: Browser) -> None:
    """axe-core finds nothing, and the Tab key leads past the channels to what went out."""
    first = publish(client, text="uno", link="https://example.com")
    publish(client, text="due", reply_to=first)
    publish(client, text="bozza", kind="draft")
    page = browser.open(f"{server.url}/_sandbox/")
    page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document, {preload: false, resultTypes: ['violations']})")
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]] == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "out"


def test_a_page_that_opens_from_disk(
    client: httpx.Client, server: SandboxServer, tmp_path: Path, browser: Browser
) -> None:
    png = io.BytesIO()
    Image.new("RGB", (4, 3)).save(png, "PNG")
    client.post("/parrot/posts", data={"text": "Caffè", "alt": "Una tazza"}, files={"f": ("a.png", png.getvalue())})
    file = tmp_path / "feed.html"
    server.write_page(file)
    page = browser.open(file)
    # A page counts as loaded before its lazy pictures are: wait for this one.
    assert page.get_by_alt_text("Una tazza").evaluate("one => one.decode().then(() => one.naturalWidth)") == 4
    assert page.get_by_text("In italiano").count() == 0
    assert (browser.errors, browser.blocked) == ([], [])
