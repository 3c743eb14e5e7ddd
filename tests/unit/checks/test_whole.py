"""Whole words: where one begins and ends, in capitals or not, however it is written."""

from __future__ import annotations

import pytest

from smm_build.checks._whole_words import words_pattern


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("moka", "moka, Moka MOKA", ["moka", "Moka", "MOKA"]),
        ("moka", "mokas amoka moka_ _moka", []),
        ("#ad", "#ad a#ad #adventure", ["#ad", "#ad"]),
        ("100%", "100% 100%x 1100%", ["100%", "100%"]),
        ("c++", "C++ c+++ xc++", ["C++", "c++"]),
        ("_x_", "_x_ _x_y", ["_x_"]),
        ("x_", "x_ x_y", ["x_"]),
        ("slow  bar", "slow bar, slow\nbar, slow  bar, slowbar", ["slow bar", "slow\nbar", "slow  bar"]),
        ("perché", "perche\u0301 perché", ["perche\u0301", "perché"]),
        ("a.b", "a.b axb", ["a.b"]),
    ],
)
def test_where_a_word_stands(word: str, text: str, found: list[str]) -> None:
    assert [match[0] for match in words_pattern((word,)).finditer(text)] == found


def test_the_longest_of_several_counts() -> None:
    assert words_pattern(("slow", "slow bar", "bar")).findall("a slow bar, slow, bar") == ["slow bar", "slow", "bar"]


def test_no_words_are_nowhere() -> None:
    assert words_pattern(()).search("a") is None
    assert words_pattern(("", " ")).search("a b") is None
