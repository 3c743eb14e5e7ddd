"""What is looked for in a quick way is what a plain pattern finds, and what is only estimated is never too little."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from smm_build.checks import _identifiers as identifiers
from smm_build.checks import cal111_text_said_before as before
from smm_build.checks import prv102_contact_of_a_person as contacts
from smm_build.checks._emoji import emoji_in, most_emoji_in
from smm_build.checks._measured import most_links_in, most_of
from smm_build.checks._passages import LINK, links_in, without_links
from smm_build.checks._similar import alike
from smm_build.checks._words import _NO_WORDS, WORD, bare, word_list, words_in
from smm_build.networks import all_networks, get_network
from tests.checks.words import texts
from tests.values import a_variant

thoroughly = settings(max_examples=150, deadline=None, derandomize=True)


def blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


@given(texts())
@example("https://a http://b HTTPS://c.example) hhttps://d://e <http://f> http://")
@example("httphttps://a.example ://b :// https://\u00a0c http://http://d")
@thoroughly
def test_links_are_found_from_their_middle(text: str) -> None:
    assert links_in(text) == tuple((match.start(), match[0]) for match in LINK.finditer(text))
    assert without_links(text) == LINK.sub(blank, text)


@given(texts())
@example("a@b.example, (#one) ＃two.three . .four five.\u2003six @{a b}x.y")
@thoroughly
def test_what_is_no_word_is_blanked_word_by_word(text: str) -> None:
    assert bare(text) == _NO_WORDS.sub(blank, LINK.sub(blank, text))
    assert word_list(text) == tuple(word for _, word in words_in(text))
    assert words_in(text) == tuple((match.start(), match[0]) for match in WORD.finditer(bare(text)))


@given(texts())
@example("1\ufe0f\u20e3 2\u20e3 ©\ufe0f ® 👩‍👩‍👧 🇮🇹 ☕")
@thoroughly
def test_there_are_never_more_emoji_than_are_estimated(text: str) -> None:
    assert len(emoji_in(text)) <= most_emoji_in(text)


@given(texts())
@example("a.it b.it/c http://d https://e.example/ñ 👩‍👩‍👧 日本語.jp @a@b.example")
@example("@[Acme](urn:li:organization:1)")
@thoroughly
def test_no_network_counts_more_than_is_estimated(text: str) -> None:
    for network in all_networks():
        measure = get_network(network).measure(text)
        assert measure.length <= most_of(text), network
        assert len(measure.links) <= most_links_in(text), network


@given(st.from_regex(identifiers._IBAN), st.from_regex(identifiers._CARD), st.from_regex(identifiers._TAX_CODE))
@thoroughly
def test_every_number_of_a_person_has_its_shape(iban: str, card: str, tax_code: str) -> None:
    assert identifiers._IBAN_SHAPE in shape(iban, identifiers._SHAPE)
    assert any(kind in shape(card, identifiers._SHAPE) for kind in identifiers._CARD_SHAPES)
    assert identifiers._TAX_CODE_SHAPE in shape(tax_code, identifiers._RUN)


def shape(text: str, table: bytes) -> bytes:
    return text.encode("ascii", "replace").translate(table)


@given(st.from_regex(contacts._PHONE))
@thoroughly
def test_every_telephone_number_begins_in_one_of_two_ways(text: str) -> None:
    assert contacts._PLUS.search(text) or contacts._ZEROS.search(text)


@given(st.lists(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=9, max_size=70), st.data())
@settings(max_examples=300, deadline=None, derandomize=True)
def test_texts_that_are_alike_have_two_marks_in_common(words: list[str], data: st.DataObject) -> None:
    at, count = data.draw(st.integers(0, len(words))), data.draw(st.integers(0, 4))
    one, other = " ".join(words), " ".join([*words[:at], *"zyxw"[:count], *words[at + count // 2 :]])
    if alike(one, other) >= before._ALIKE:
        first, second = (before._telling(a_variant(parts=(text,))) for text in (one, other))
        assert first is None or second is None or len(set(first) & set(second)) >= before._SHARED
