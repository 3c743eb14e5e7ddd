from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_build.text.emoji import find_emoji
from smm_build.text.facets import find_facet_links, find_facet_mentions, find_facet_tags
from smm_build.text.graphemes import count_graphemes
from smm_build.text.hashtags import find_hashtags
from smm_build.text.links import find_full_links, find_links
from smm_build.text.markup import bare_form, html_to_text, without_links
from smm_build.text.mentions import at, find_fediverse_mentions, find_mentions
from smm_build.text.rulers import code_points, grapheme_weights, ruler_of, utf8_bytes, utf16_units

FINDERS = [
    find_emoji,
    find_facet_links,
    find_facet_mentions,
    find_facet_tags,
    find_fediverse_mentions,
    find_full_links,
    find_hashtags,
    find_links,
    find_mentions,
]


@pytest.mark.parametrize(
    ("text", "count"), [("👨‍👩‍👧‍👧", 1), ("🏳️‍⚧️", 1), ("é", 1), ("👋🏽", 1), ("क्ष", 1), ("ciao", 4), ("", 0)]
)
def test_graphemes_are_what_people_call_a_character(text: str, count: int) -> None:
    assert count_graphemes(text) == count


@given(st.text())
def test_rulers_agree_with_the_encodings(text: str) -> None:
    assert utf8_bytes(text)[-1] == len(text.encode())
    assert utf16_units(text)[-1] == len(text.encode("utf-16-le")) // 2
    assert code_points(text)[-1] == len(text)
    assert ruler_of(grapheme_weights(text))[-1] == count_graphemes(text)


def test_half_a_character_is_counted_and_raises_nothing() -> None:
    assert utf8_bytes("a\ud800")[-1] == 4
    assert utf16_units("a\ud800")[-1] == 2


@pytest.mark.parametrize("finder", FINDERS)
@given(text=st.text() | st.text("a@#. /:https\n(é。"))
def test_what_is_found_stands_where_it_is_said_to(finder: object, text: str) -> None:
    assert callable(finder)
    for entity in finder(text):
        assert text[entity.start : entity.end] == entity.text


@pytest.mark.parametrize("finder", FINDERS)
@pytest.mark.parametrize(
    "bad",
    ["a.", "あ.", "@a.", "x.com/(", "http://x.com/(a)", "#1", "-a", "😀\u200d", "http://"],
)
def test_a_text_that_was_written_to_be_slow_is_not(finder: object, bad: str) -> None:
    assert callable(finder)
    began = time.perf_counter()
    finder(bad * (10_000 // len(bad)) + "!")
    assert time.perf_counter() - began < 5


def test_names_of_instagram_may_have_dots() -> None:
    assert [someone.value for someone in find_mentions("con @aurora.torino. E @bob!")] == ["aurora.torino", "bob"]


def test_fediverse_names() -> None:
    found = find_fediverse_mentions("@bob@social.example, @eva e mail@example.com")
    assert [someone.value for someone in found] == ["bob@social.example", "eva"]


@pytest.mark.parametrize("handle", ["bob", "@bob", "@@bob"])
def test_one_at_sign(handle: str) -> None:
    assert at(handle) == "@bob"


def test_a_link_without_protocol_means_https() -> None:
    assert [(link.text, link.value) for link in find_links("vedi aurora.it/menu, ok")] == [
        ("aurora.it/menu", "https://aurora.it/menu")
    ]
    assert find_full_links("vedi aurora.it/menu") == ()


MARKUP = (
    '<p>Ciao <span class="h-card"><a href="https://m.example/@bob" class="u-url mention">@<span>bob</span></a></span>,'
    ' tè &amp; caffè<br>su <a href="https://a.example/b?c=1&amp;d=2" rel="nofollow"><span class="invisible">https://'
    '</span><span class="ellipsis">a.example/b</span></a></p>'
    '<p><a href="https://m.example/tags/x" class="mention hashtag" rel="tag">#<span>x</span></a></p>'
)
WRITTEN = "Ciao @bob@m.example, tè & caffè\nsu https://a.example/b?c=1&d=2\n\n#x"


def test_html_becomes_what_was_written() -> None:
    assert "su https://a.example/b?c=1&d=2" in html_to_text(MARKUP)
    assert bare_form(html_to_text(MARKUP)) == bare_form(WRITTEN)


def test_texts_without_links_are_compared_without_them() -> None:
    assert without_links("vedi https://a.example/b qui") == "vedi https://a.example/b qui"  # .example is no domain
    assert without_links("vedi https://aurora.it/b qui") == "vedi  qui"


def test_emoji_alone_have_a_form_of_their_own() -> None:
    assert bare_form("🎉 🎉") == "🎉🎉" != bare_form("🎉")


@given(st.text())
def test_any_markup_can_be_read(markup: str) -> None:
    assert html_to_text(f"<p>{markup}</p><a href=") is not None
