"""How wide terminals draw a text."""

from __future__ import annotations

import pytest
from wcwidth import wcswidth

from smm_build.checks import all_checks
from smm_build.text.cells import cells


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("caffè", 5),
        ("cafe\u0301", 4),
        ("☕ caffè", 8),
        ("❤ ❤\ufe0f", 4),  # as text, and as an emoji
        ("🇮🇹", 2),
        ("👩🏽\u200d💻", 2),
        ("1\ufe0f\u20e3", 2),
        ("日本", 4),
        ("ＡＢ", 4),
        ("한국", 4),
        ("a\u200bb", 2),
        ("\u0301", 0),
        ("", 0),
    ],
)
def test_as_terminals_do(text: str, wide: int) -> None:
    assert cells(text) == wide == wcswidth(text)


def test_whatever_our_rules_say() -> None:
    """Every line of every page of a rule is as wide as wcwidth, which terminals' own programs use, says."""
    lines = [line for check in all_checks() for line in check.doc.split("\n")]
    assert [line for line in lines if cells(line) != wcswidth(line)] == []
