from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_build.networks import bluesky, x
from smm_build.text.graphemes import graphemes
from smm_build.text.split import split

WORDS = st.sampled_from(
    [
        *(
            "Ciao",
            "dott.",
            "Rossi",
            "caffè!",
            "e.g.",
            "it.",
            "。",
            "👨\u200d👩\u200d👧",
            "https://aurora.example/a/b?c=1",
        ),
        *("\n\n", "\n", " ", "\u00a0"),
    ]
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=80).map(" ".join), st.lists(WORDS).map("".join))


def visible(text: str) -> str:
    return "".join(text.split())


@given(TEXTS, st.integers(min_value=1, max_value=120))
def test_nothing_visible_is_lost_or_moved(text: str, most: int) -> None:
    parts = split(text, lambda part: len(part) <= most)
    assert visible("".join(parts)) == visible(text)
    assert all(part == part.strip() and part for part in parts)


@given(TEXTS, st.integers(min_value=1, max_value=120))
def test_a_part_that_does_not_fit_cannot_be_cut(text: str, most: int) -> None:
    for part in split(text, lambda part: len(part) <= most):
        assert len(part) <= most or "://" in part or "." in part or len(graphemes(part)) == 1


@given(TEXTS)
def test_it_ends_even_if_nothing_fits(text: str) -> None:
    assert visible("".join(split(text, lambda _: False))) == visible(text)


def test_what_fits_stays_whole() -> None:
    assert split("Ciao.\n\nCome va?", lambda _: True) == ("Ciao.\n\nCome va?",)


def test_nothing_gives_no_parts() -> None:
    assert split(" \n ", lambda _: True) == ()


def test_paragraphs_first() -> None:
    text = "Primo paragrafo, abbastanza lungo.\n\nSecondo paragrafo. Con due frasi."
    assert split(text, lambda part: len(part) <= 50) == (
        "Primo paragrafo, abbastanza lungo.",
        "Secondo paragrafo. Con due frasi.",
    )


def test_then_sentences() -> None:
    text = "Il caffè è pronto. Lo serviamo ogni mattina! Vieni a provarlo?"
    assert split(text, lambda part: len(part) <= 45) == (
        "Il caffè è pronto. Lo serviamo ogni mattina!",
        "Vieni a provarlo?",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Ieri il dott. Rossi e la sig.ra Bianchi hanno bevuto un caffè",
        "Lo dice l'art. 3 della legge, cap. 12, con l'avv. G. Verdi",
        "We met Mr. Smith and Dr. Brown, e.g. on Monday, at 5 p.m. sharp",
        "Aspetta... che arrivo, davvero! disse lui ridendo e correndo",
    ],
)
def test_abbreviations_end_no_sentence(sentence: str) -> None:
    """The only sentence end is the one between the two sentences."""
    text = f"{sentence}. E basta così, grazie."
    assert split(text, lambda part: len(part) <= len(sentence) + 10) == (f"{sentence}.", "E basta così, grazie.")


@pytest.mark.parametrize(
    ("text", "most", "parts"),
    [
        ("Ieri con G. Verdi e Anna", 18, ("Ieri con G. Verdi", "e Anna")),
        ("Ieri con il dott. Verdi e Anna", 24, ("Ieri con il dott. Verdi", "e Anna")),
        ("Vedi l'art. 3 e poi torna", 16, ("Vedi l'art. 3 e", "poi torna")),
        ("Ieri con Ugo. Verdi e Anna", 18, ("Ieri con Ugo.", "Verdi e Anna")),
    ],
)
def test_no_cut_after_an_abbreviation(text: str, most: int, parts: tuple[str, ...]) -> None:
    """Where no sentence ends in time, the cut is between words, not after the stop of an abbreviation."""
    assert split(text, lambda part: len(part) <= most) == parts


def test_then_words() -> None:
    assert split("uno due tre quattro", lambda part: len(part) <= 8) == ("uno due", "tre", "quattro")


def test_a_long_word_at_graphemes() -> None:
    assert split("👨‍👩‍👧" * 3, lambda part: len(graphemes(part)) <= 2) == ("👨‍👩‍👧" * 2, "👨‍👩‍👧")


def test_a_link_is_never_cut() -> None:
    link = "https://aurora.example/una/pagina/molto/lunga"
    assert link in split(f"Leggi qui: {link} e dimmi", lambda part: len(part) <= 20)


def test_sentences_without_spaces() -> None:
    assert split("猫がいる。犬もいる。鳥だ。", lambda part: len(part) <= 10) == ("猫がいる。犬もいる。", "鳥だ。")


@pytest.mark.parametrize("network", [bluesky, x])
def test_a_long_text_becomes_a_thread_soon(network: object) -> None:
    """Ten thousand characters are cut while somebody waits."""
    measure = bluesky.measure if network is bluesky else x.measure
    limit = 300 if network is bluesky else 280
    text = "Il caffè si tosta piano. Poi riposa due giorni, e si beve. " * 170
    began = time.perf_counter()
    parts = split(text, lambda part: measure(part).length <= limit)
    assert all(measure(part).length <= limit for part in parts)
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize(("most", "first"), [(15, "aaa"), (16, "aaa\n\nbb bb bb bb")])
def test_a_nicer_cut_is_worth_a_third_of_the_room(most: int, first: str) -> None:
    """At the paragraph while it leaves a third of what would fit, else between words; so in later parts, too."""
    text = "aaa\n\n" + "bb " * 20
    assert split(text, lambda part: len(part) <= most)[0] == first
    assert split("x" * most + "\n\n" + text, lambda part: len(part) <= most)[1] == first
