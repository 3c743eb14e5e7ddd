"""Words of texts: what is no word is blanked out, also by the short cut, and every word is in one sentence."""

from __future__ import annotations

from smm_build.checks._words import bare, sentences_in, small_words_in, words_in
from tests.unit.text.random_texts import random_texts


def test_looking_only_where_something_may_be_finds_the_same() -> None:
    """A half-open ``@{`` is no mention, and a text that has one is looked at as a whole."""
    blanked = 0
    for text in random_texts(600):
        plain = bare(text)
        assert plain == bare(f"{text} @{{")[:-3]
        assert len(plain) == len(text)
        blanked += plain != text
    assert blanked > 100


def test_every_word_is_in_one_sentence() -> None:
    """Sentences together have the words of the text, in its order."""
    for text in random_texts(300):
        words = [word for _, word in words_in(text)]
        assert [word for _, said in sentences_in(text) for word in said] == words
        assert small_words_in(text) == {word.lower().replace("’", "'") for word in words}
    assert sentences_in("Uno. «Due!» Tre…\nquattro")[2:] == ((12, ("Tre",)), (17, ("quattro",)))
