"""The page of a hand-off opens from the disk, copies what is to be pasted, and obeys nothing in a post."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Page

from smm_build.domain.media import Media, MediaFacts
from smm_build.domain.place import Place
from smm_build.domain.sentence import LANGUAGES, Language, Sentence
from smm_build.domain.variant import VariantPart
from smm_build.report.hand_off import hand_off, hand_off_files, list_page
from tests.servers.browser import Browser
from tests.values import a_channel, a_post, a_variant

HOSTILE = "\n  </textarea></title><script>document.title = 'taken'</script><img src=x onerror=\"alert(1)\">{{ 7 * 7 }}"

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def violations(page: Page) -> list[str]:
    """Return what axe-core (https://github.com/dequelabs/axe-core) finds on the page."""
    page.evaluate(AXE)
    said = page.evaluate("axe.run(document, {preload: false, resultTypes: ['violations']})")
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in said["violations"]]


def written(folder: Path, text: str = HOSTILE, language: Language = "en") -> Path:
    """Write a hand-off whose every text is hostile, and return its page."""
    post = replace(a_post(), title=HOSTILE)
    channel = a_channel("x", server="https://api.x.com", handle=HOSTILE, url="https://x.com/aurora")
    variant = a_variant(post, channel, parts=(text, "Two"))
    picture = Media("content/a.png", HOSTILE, Place("a.md"), MediaFacts("0" * 64, 1, "image/png", 4, 3))
    variant = replace(variant, parts=(VariantPart(text, (picture,), Place("a.md")), *variant.parts[1:]))
    warning = Sentence(HOSTILE, HOSTILE)
    said = hand_off(variant, {}, HOSTILE, {"content/a.png": warning}, [warning])
    for name, content in hand_off_files(said, language).items():
        (folder / name).write_text(content, encoding="utf-8", newline="")
    (folder / "list.html").write_text(list_page([("x", said)], language), encoding="utf-8")
    (folder / "1-1.png").write_bytes(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d494844520000000100000001080600000"
            "01f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
        )
    )
    return folder / "index.html"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_obeys_nothing_and_everybody_can_use_it(browser: Browser, tmp_path: Path, language: Language) -> None:
    page = browser.open(written(tmp_path, language=language))
    assert page.title() != "taken"
    assert page.locator("#text-1").input_value() == HOSTILE
    assert page.locator("script").count() == 1
    assert (browser.errors, browser.blocked) == ([], [])
    assert violations(page) == []
    page.goto((tmp_path / "list.html").as_uri())
    assert page.title() != "taken"
    assert violations(page) == []
    assert (browser.errors, browser.blocked) == ([], [])


def test_every_text_is_copied_with_the_keyboard_and_said_aloud(browser: Browser, tmp_path: Path) -> None:
    page = browser.open(written(tmp_path))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    buttons = page.get_by_role("button", name="Copy:")
    assert buttons.count() == 4  # two parts, the first comment, an alternative text
    buttons.first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Text, part 1: copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == HOSTILE
    assert page.evaluate("document.activeElement.dataset.copies") == "text-1"


def test_without_a_clipboard_the_text_is_selected(browser: Browser, tmp_path: Path) -> None:
    page = browser.open(written(tmp_path, "Ciao"))
    page.evaluate(
        "() => { Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        " document.execCommand = () => false; }"
    )
    page.get_by_role("button", name="Copy:").first.click()
    page.get_by_role("status").get_by_text("The text is selected").wait_for()
    assert page.evaluate("document.getSelection().toString() || document.activeElement.value") == "Ciao"


def test_the_editor_opens_with_the_text_in_it(tmp_path: Path) -> None:
    page = written(tmp_path, "Caffè & latte\nzwei").read_text(encoding="utf-8")
    assert 'href="https://x.com/intent/post?text=Caff%C3%A8%20%26%20latte%0Azwei"' in page
