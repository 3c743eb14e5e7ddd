"""The card of a link in previews: what our code sends with it, and where it comes from the linked page."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest

from smm_build.domain.media import Media, MediaFacts
from smm_build.domain.place import Place
from smm_build.domain.plan import State
from smm_build.domain.post import Poll, Settings
from smm_build.site.pages import Site, pages
from tests.site_workspaces import NOW, brand, channel, delivery, plan, post, workspace

GUIDE = "https://aurora.it/guide?utm_source=x"
TITLE = "La guida <b>breve</b>"
COVER = Media("content/cover.png", "A cup", Place("p.md"), MediaFacts("ab" * 32, 10, "image/png", 1200, 630))
PICTURE = Media("content/a.png", "A cup", Place("p.md"), MediaFacts("cd" * 32, 10, "image/png", 1000, 1500))


def site(
    network: str, text: str = "Leggi.", *, pictured: bool = False, attached: bool = True, sent: bool = False
) -> Site:
    one = delivery(
        post("p", "Name"),
        channel(network),
        NOW,
        State.SENT if sent else State.PLANNED,
        [text],
        media=[PICTURE] if pictured else [],
        settings=Settings(title=TITLE, cover=COVER, link=GUIDE, language="it"),
        link=GUIDE if attached else None,
    )
    return pages(workspace([one], of=brand("it")), (), plan([one]), public=sent)


def card(made: Site) -> str:
    found = re.search(r'<p class="smm-link pv-card.*?</p>', str(made["posts/p.md"]))
    return html.unescape(found[0]) if found else ""


@pytest.mark.parametrize("network", ["bluesky", "linkedin"])
def test_a_card_that_is_sent_shows_its_title_and_its_picture(network: str) -> None:
    made = site(network)
    assert TITLE in card(made)
    assert TITLE not in str(made["posts/p.md"])
    assert f'<img src="../media/{COVER.facts.sha256[:24]}.png"' in card(made)  # type: ignore[union-attr]
    assert "content/cover.png" in made.media.values()
    assert card(site(network, sent=True)) == card(made)
    assert card(site(network, pictured=True)) == ""


def test_a_title_that_begins_the_text_is_not_said_twice_on_bluesky() -> None:
    assert "aurora.it/guide</span>" in card(site("bluesky", f"{TITLE} esce oggi"))


@pytest.mark.parametrize("network", ["facebook", "threads"])
def test_a_card_made_of_the_linked_page_says_so(network: str) -> None:
    made = card(site(network))
    assert 'href="https://aurora.it/guide?utm_source=x"' in made
    assert "Titolo e immagine vengono dalla pagina" in made
    assert "breve" not in made
    assert "content/cover.png" not in site(network).media.values()


@pytest.mark.parametrize("network", ["mastodon", "x", "telegram"])
def test_a_link_in_a_text_gets_a_card_where_no_picture_stands(network: str) -> None:
    said = f"Leggi {GUIDE} e https://other.it/"
    assert 'href="https://aurora.it/guide?utm_source=x"' in card(site(network, said, attached=False))
    assert card(site(network, said, pictured=True, attached=False)) == ""
    assert card(site(network, "Niente da aprire", attached=False)) == ""


@pytest.mark.parametrize("network", ["mastodon", "x"])
def test_which_of_several_links_is_shown_is_not_guessed(network: str) -> None:
    assert card(site(network, "https://one.it/ e https://two.it/", attached=False)) == ""


@pytest.mark.parametrize(
    ("network", "has"), [("mastodon", True), ("linkedin", True), ("bluesky", False), ("tiktok", False)]
)
def test_a_poll_is_shown_where_the_network_has_polls(network: str, has: bool) -> None:  # noqa: FBT001 - one of two
    asked = Settings(poll=Poll(("Sì", "No"), timedelta(days=1)))
    one = delivery(post("p"), channel(network), NOW, settings=asked)
    assert ("smm-poll" in str(pages(workspace([one]), (), plan([one]))["posts/p.md"])) is has


@pytest.mark.parametrize("network", ["instagram", "tiktok"])
def test_where_links_go_nowhere_there_is_no_card(network: str) -> None:
    assert card(site(network, f"Leggi {GUIDE}", attached=False)) == ""
