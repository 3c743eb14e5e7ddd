"""What was meant by a word, from how often people write the words around it."""

from __future__ import annotations

from collections import defaultdict

import pytest

from smm_build.text.spelling import SPELLED, is_rare, meant_by

OFTEN, NOW_AND_THEN, RARELY = 1e-4, 1e-6, 9.9e-7
WORDS = {
    "coffee": OFTEN, "cofeine": RARELY, "tazza": NOW_AND_THEN, "tazze": OFTEN, "casa": OFTEN, "spedire": OFTEN,
    "dite": OFTEN, "comodità": 1e-5, "comodita": 5e-7, "determinò": 3e-5, "determino": 1e-6, "perché": OFTEN,
    "universit": OFTEN, "hause": 1e-7, "house": OFTEN, "mause": 1.1e-7, "mouse": OFTEN, "rows": OFTEN,
}  # fmt: skip


def meant(word: str, language: str, **more: float) -> str | None:
    counts = defaultdict(float, WORDS | more)
    return meant_by(word, language, counts.__getitem__, counts.__getitem__)


@pytest.mark.parametrize(
    ("word", "language", "right"),
    [
        ("cofffee", "en", "coffee"),  # a letter too many
        ("coffe", "en", "coffee"),  # too few
        ("cotfee", "en", "coffee"),  # another
        ("cofefe", "en", "coffee"),  # two the wrong way round
        ("ocffee", "en", "coffee"),
        ("hause", "en", "house"),  # a thousand times as often
        ("mause", "en", None),  # met too often to be a slip
        ("coffea", "en", None),  # another last letter is another form
        ("tzza", "en", "tazza"),
        ("tzza", "it", None),  # too short in Italian
        ("tazzza", "it", "tazza"),
        ("spedirrla", "it", None),  # nothing near
        ("spedirla", "it", None),  # a verb with its pronoun
        ("diteci", "it", None),
        ("comodita", "it", "comodità"),
        ("determino", "it", None),  # a form of its own, though thirty times rarer
        ("perche", "it", "perché"),
        ("cofeina", "it", None),  # near is only what is rare itself
        ("coffee", "en", None),
        ("tazzza", "fr", None),
    ],
)
def test_what_was_meant(word: str, language: str, right: str | None) -> None:
    assert meant(word, language) == right


def test_the_numbers_are_borders() -> None:
    """Each number of the module is met exactly: one step further the answer is another."""
    assert meant("hauses", "en", houses=NOW_AND_THEN) == "houses"
    assert meant("hauses", "en", houses=RARELY) is None
    assert meant("hauses", "en", houses=OFTEN, hauses=1e-7) == "houses"
    assert meant("hauses", "en", houses=9.9e-5, hauses=1e-7) is None
    assert meant("mulino", "it", mulinò=4e-6, mulino=1e-7) == "mulinò"
    assert meant("mulino", "it", mulinò=3.9e-6, mulino=1e-7) is None
    assert meant("verra", "it", verrà=2e-5, verra=1e-6) == "verrà"
    assert meant("verra", "it", verrà=1.9e-5, verra=1e-6) is None


def test_the_more_frequent_neighbour_is_meant() -> None:
    assert meant("rowws", "en") == "rows"
    assert meant("rowws", "en", rowes=2 * OFTEN) == "rowes"


def test_a_word_of_another_language_is_a_word() -> None:
    here, anywhere = {"casetta": OFTEN}, {"casette": OFTEN, "casetta": OFTEN, "cassetta": OFTEN}
    assert meant_by("casettta", "it", lambda word: here.get(word, 0), lambda word: anywhere.get(word, 0)) == "casetta"
    assert meant_by("cassetta", "it", lambda word: here.get(word, 0), lambda word: anywhere.get(word, 0)) is None


def test_italian_and_english_are_spelled() -> None:
    assert {"it", "en"} == SPELLED


@pytest.mark.parametrize(
    ("word", "language", "more", "right"),
    [
        # A word that is met now and then is a word, however often another is written.
        ("hauses", "en", {"hauses": 5e-7, "houses": 1e-3}, None),
        ("hauses", "en", {"hauses": 1e-7, "houses": 9.995e-5}, None),
        # Pronouns hang on Italian verbs of three letters or more, and on no English ones.
        ("spedirla", "it", {"spedirala": OFTEN}, None),
        ("houselo", "en", {"houseslo": OFTEN}, "houseslo"),
        ("farlo", "it", {"fare": OFTEN, "farilo": OFTEN}, None),
        ("damelo", "it", {"dare": OFTEN, "damello": OFTEN}, "damello"),
        # Accents are lost in Italian.
        ("comodita", "en", {}, None),
        # Another last letter is another form, whichever comes first in the alphabet; three letters are too few.
        ("coffez", "en", {}, None),
        ("hte", "en", {"the": OFTEN, "hate": OFTEN}, None),
    ],
)
def test_what_looks_like_a_slip(word: str, language: str, more: dict[str, float], right: str | None) -> None:
    assert meant(word, language, **more) == right


@pytest.mark.parametrize(
    ("accented", "times"), [("metà", 20), ("caffè", 20), ("così", 20), ("andò", 40), ("virtù", 20)]
)
def test_how_much_more_often_the_accent_is_written(accented: str, times: int) -> None:
    plain = accented[:-1] + dict(zip("àèìòù", "aeiou", strict=True))[accented[-1]]
    word, right = f"xyx{plain}", f"xyx{accented}"
    assert meant(word, "it", **{word: 1e-7, right: times * 1.001e-7}) == right
    assert meant(word, "it", **{word: 1e-7, right: (times - 0.5) * 1e-7}) is None


def test_one_in_a_million_words_is_not_rare() -> None:
    counts = {"ncbi": 0.0, "ztl": RARELY, "iban": NOW_AND_THEN, "casa": OFTEN}
    assert [word for word in counts if is_rare(word, counts.__getitem__)] == ["ncbi", "ztl"]
