"""What rules share: words, sentences, likeness, colours, handles, hosts, numbers with check digits."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from smm_build.checks._base import TextFile
from smm_build.checks._colour import contrast, difference, to_oklab
from smm_build.checks._handles import handle_fault
from smm_build.checks._hosts import is_ours
from smm_build.checks._identifiers import identifiers_in
from smm_build.checks._planned import week_of
from smm_build.checks._reading import reading_ease
from smm_build.checks._similar import alike, shingles
from smm_build.checks._words import bare, paragraphs_in, sentences_in, shown_words, words_in
from smm_build.domain.place import Place

ROME = ZoneInfo("Europe/Rome")


class TestWords:
    def test_what_is_no_word_is_blank_and_every_offset_stays(self) -> None:
        text = "See https://a.example/x, mail me@b.example or @anna at aurora.example/y #coffee now"
        assert len(bare(text)) == len(text)
        assert bare(text).split() == ["See", "mail", "or", "at", "now"]
        assert bare(text).index("now") == text.index("now")

    def test_an_apostrophe_belongs_to_its_word(self) -> None:
        assert [word for _, word in words_in("L'università, un po' e rock’n’roll - e-mail 42")] == [
            "L'università", "un", "po'", "e", "rock’n’roll", "e-mail",
        ]  # fmt: skip

    def test_words_know_where_they_stand(self) -> None:
        assert words_in("a #b c") == ((0, "a"), (5, "c"))

    def test_sentences_end_at_signs_and_lines(self) -> None:
        found = sentences_in("One two. Three!\nfour… Version 2.5 five\n\n- six")
        assert found == (
            (0, ("One", "two")), (9, ("Three",)), (16, ("four",)), (22, ("Version", "five")), (42, ("six",)),
        )  # fmt: skip

    def test_no_words_no_sentences(self) -> None:
        assert sentences_in("… #a\n!") == ()

    def test_blank_lines_are_no_paragraphs(self) -> None:
        assert paragraphs_in("a\n\n \nbc") == [(0, "a"), (5, "bc")]

    def test_what_is_shown_is_one_short_line(self) -> None:
        assert shown_words("a\n b") == "a b"
        assert shown_words("a" * 40) == "a" * 40
        assert shown_words("a" * 41) == "a" * 40 + "…"
        assert shown_words("ab cd ef", 6) == "ab cd…"


class TestLikeness:
    def test_runs_of_three_words(self) -> None:
        assert len(shingles("one two three four")) == 2
        assert shingles("One, two: THREE!") == shingles("one two three")
        assert shingles("one two") == frozenset()

    def test_how_alike(self) -> None:
        assert alike("a b c d", "a b c d") == 1
        assert alike("a b c d", "a b c e") == pytest.approx(1 / 3)
        assert alike("a b c", "d e f") == 0
        assert alike("a", "a") == 0


class TestReading:
    """The figures are worked out by hand from the formulas."""

    def test_italian(self) -> None:
        # 4 words, 1 sentence, 16 letters: 89 + (300 - 160) / 4.
        assert reading_ease("Casa mare sole luna.", "it", 1) == pytest.approx(124.0)

    def test_english(self) -> None:
        # 6 words in 2 sentences, 8 syllables: 206.835 - 1.015 × 3 - 84.6 × 8 / 6.
        assert reading_ease("Coffee is good. Make one table.", "en", 1) == pytest.approx(206.835 - 3.045 - 112.8)

    def test_few_words_and_other_languages_have_no_figure(self) -> None:
        assert reading_ease("One two three.", "en", 4) is None
        assert reading_ease("One two three.", "en", 3) is not None
        assert reading_ease("Eins zwei drei.", "de", 1) is None


class TestColours:
    def test_contrast_of_the_standard(self) -> None:
        assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
        assert contrast("#ffffff", "#000000") == pytest.approx(21.0)
        assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
        assert contrast("#0a0a0a", "#0a0a0a") == 1

    @pytest.mark.parametrize(
        ("colour", "lab"),
        [
            ("#ffffff", (1.0, 0.0, 0.0)),
            ("#000000", (0.0, 0.0, 0.0)),
            ("#ff0000", (0.62796, 0.22486, 0.12585)),
            ("#00ff00", (0.86644, -0.23389, 0.17950)),
            ("#0000ff", (0.45201, -0.03246, -0.31153)),
        ],
    )
    def test_oklab_of_known_colours(self, colour: str, lab: tuple[float, float, float]) -> None:
        assert to_oklab(colour) == pytest.approx(lab, abs=0.0002)

    def test_difference(self) -> None:
        assert difference("#b3392f", "#b3392f") == 0
        assert difference("#000000", "#ffffff") == pytest.approx(1, abs=0.001)


class TestNumbers:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("IT60X0542811101000000123456", "IBAN"),
            ("x GB82 WEST 1234 5698 7654 32.", "IBAN"),
            ("NO93 8601 1117 947", "IBAN"),
            ("4111111111111111", "card"),
            ("5500-0000-0000-0004", "card"),
            ("5105105105105100", "card"),
            ("3782 822463 10005".replace(" ", ""), "card"),
            ("RSSMRA85T10A562S", "tax"),
            ("mrtmtt25d09f205z", "tax"),
        ],
    )
    def test_numbers_with_right_check_digits(self, text: str, kind: str) -> None:
        ((offset, found),) = identifiers_in(text)
        assert kind in found.en
        assert offset == len(text) - len(text.lstrip("x "))

    @pytest.mark.parametrize(
        "text",
        [
            "IT60X0542811101000000123457",
            "4111111111111112",
            "4000000000000000000",
            "4444444444444444",
            "6111111111111116",
            "37828224631000",
            "RSSMRA85T10A562T",
            "aIT60X0542811101000000123456",
            "https://x.example/4111111111111111",
            "12 34",
        ],
    )
    def test_other_numbers(self, text: str) -> None:
        assert list(identifiers_in(text)) == []


@pytest.mark.parametrize(
    ("handle", "network", "good"),
    [
        ("@aurora_turin", "x", True),
        ("a" * 15, "x", True),
        ("a" * 16, "x", False),
        ("", "x", False),
        ("a.b", "x", False),
        ("a.b_c", "instagram", True),
        ("a..b", "instagram", False),
        (".a", "threads", False),
        ("a.", "threads", False),
        ("a" * 30, "instagram", True),
        ("a" * 31, "instagram", False),
        ("a", "tiktok", False),
        ("a.b", "tiktok", True),
        ("anna", "mastodon", True),
        ("anna@a.example", "mastodon", True),
        ("anna@localhost", "mastodon", False),
        ("anna.bsky.social", "bluesky", True),
        ("anna", "bluesky", False),
        ("Acme & Co", "linkedin", True),
        ("@aurora_torino", "telegram", True),
        ("1aurora", "telegram", False),
        ("aurora_", "telegram", False),
        ("au__rora", "telegram", False),
        ("abc", "telegram", False),
        ("a" * 33, "telegram", False),
        ("aurora-caffè.it", "youtube", True),
        ("au", "youtube", False),
        ("aurora.", "youtube", False),
        ("a" * 31, "youtube", False),
        ("aurora_torino", "pinterest", True),
        ("au", "pinterest", False),
        ("12345", "pinterest", False),
        ("aurora-torino", "pinterest", False),
    ],
)
def test_handles(handle: str, network: str, good: bool) -> None:  # noqa: FBT001 - one of two
    assert (handle_fault(handle, network) is None) is good


def test_hosts() -> None:
    assert is_ours("aurora.example", ["aurora.example"])
    assert is_ours("Shop.Aurora.example", ["aurora.example"])
    assert not is_ours("notaurora.example", ["aurora.example"])


def test_places_in_a_whole_file() -> None:
    assert TextFile("a", "ab\ncd").at(0) == Place("a", 1, 1)
    assert TextFile("a", "ab\ncd").at(1) == Place("a", 1, 2)
    assert TextFile("a", "ab\ncd").at(3) == Place("a", 2, 1)
    assert TextFile("a", "ab\ncd").at(4) == Place("a", 2, 2)


def test_a_week_begins_on_monday() -> None:
    assert week_of(datetime(2026, 11, 29, 23, tzinfo=ROME)) == date(2026, 11, 23)
    assert week_of(datetime(2026, 11, 23, 0, tzinfo=ROME)) == date(2026, 11, 23)
