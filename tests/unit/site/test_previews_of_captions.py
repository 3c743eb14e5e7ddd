"""Previews of networks that show a picture first and the words below it."""

from __future__ import annotations

import pytest

from smm_build.domain.media import Media, MediaFacts
from smm_build.domain.place import Place
from smm_build.domain.post import Settings
from smm_build.site.pages import pages
from tests.site_workspaces import NOW, channel, delivery, plan, post, workspace

PICTURE = Media("content/a.png", "A cup", Place("p.md"), MediaFacts("ab" * 32, 10, "image/png", 1000, 1500))
TITLE = "Five mistakes with <b>moka</b>"


def page(network: str, *, pictured: bool = True, text: str = "Which one do you make?") -> str:
    first = delivery(
        post("p"),
        channel(network),
        NOW,
        texts=[text],
        media=[PICTURE] if pictured else [],
        settings=Settings(title=TITLE),
        link="https://aurora.example/guide",
    )
    return str(pages(workspace([first]), (), plan([first]))["posts/p.md"])


@pytest.mark.parametrize(("network", "titled"), [("pinterest", True), ("youtube", True), ("telegram", False)])
def test_a_title_is_shown_where_people_see_it(network: str, titled: bool) -> None:  # noqa: FBT001 - one of two
    made = page(network)
    assert ('class="pv-title"' in made) is titled
    assert "<b>moka" not in made


def test_where_a_pin_leads_is_shown_below_it() -> None:
    assert 'href="https://aurora.example/guide"' in page("pinterest")


def test_a_message_without_pictures_begins_with_its_words() -> None:
    made = page("telegram", pictured=False)
    assert made.index("Which one do you make?") < made.index("pv-actions")
    pictured = page("telegram")
    assert pictured.index("pv-actions") < pictured.index("Which one do you make?")


def test_the_gauge_knows_that_captions_are_shorter() -> None:
    assert "22 / 1024" in page("telegram")
    assert "22 / 4096" in page("telegram", pictured=False)
