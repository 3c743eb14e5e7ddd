"""Only where characters may join is a text taken apart into graphemes, and only from its first sign for emoji."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from smm_build.text.emoji import find_emoji
from smm_build.text.graphemes import count_graphemes, graphemes
from smm_build.text.rulers import grapheme_weights, ruler_of

# Letters, line ends, keycaps, signs of Latin-1 that are emoji, a soft hyphen, marks, joiners, a modifier, flags, a sign
# that joins to the left, Hangul in parts, Devanagari, tags, and what is half of a character.
_TEXTS = st.text(
    alphabet="ab1#*\r\n©®\u00ad\u0301\u200d\ufe0f\u20e3👍🏽👩🇮🇹\u0600\u1100\u1161\u11a8각क\u094dष\U000e0067\U000e007f☕.é\ud800",
    max_size=12,
)


@given(_TEXTS)
def test_graphemes_are_those_of_the_whole_text(text: str) -> None:
    """Each begins where it begins when the whole text is looked at."""
    whole = graphemes(text)
    assert count_graphemes(text) == len(whole)
    assert grapheme_weights(text) == [int(not place) for grapheme in whole for place in range(len(grapheme))]


@given(_TEXTS)
@example("1\ufe0f\u20e3")
@example("a#\u20e3")
def test_emoji_are_found_wherever_a_text_begins(text: str) -> None:
    """What stands before them, a keycap's digit for one, is no reason to see others."""
    found = [(emoji.text, emoji.start, emoji.end) for emoji in find_emoji(text)]
    assert [(emoji.text, emoji.start - 2, emoji.end - 2) for emoji in find_emoji(f"☕\n{text}")[1:]] == found


def test_a_ruler_ends_with_the_number_of_graphemes() -> None:
    text = "Un caffè ☕️ e due 👩🏽‍🚀!"
    assert ruler_of(grapheme_weights(text))[-1] == count_graphemes(text) == len(graphemes(text))
