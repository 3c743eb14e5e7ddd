"""What galaxy-social's plugins send, case by case, as their own code does (see the module's docstring)."""

from __future__ import annotations

import pytest

from smm_build.importers._markdown import without_marks


@pytest.mark.parametrize(
    ("markdown", "sent"),
    [
        ("There are **only a few spots left**.", "There are only a few spots left."),
        ("[Register now](https://forms.gle/A), be quick", "Register now: https://forms.gle/A, be quick"),
        ("a\nb\n\nc", "a\nb\n\nc"),
        ("first\n\n\nsecond", "first\n\n\nsecond"),
        ("Two:\n\n- one\n- two", "Two:\n\n- one\n- two"),
        ("1. one\n2. two", "1. one\n2. two"),
        ("snake_case_name and 5 * 3 * 2", "snake_case_name and 5 * 3 * 2"),
        ("R&D &amp; <b>bold</b>", "R&D & bold"),
        ("#UseGalaxy today", "#UseGalaxy today"),
        ("# Title\ntext", "Title\n\ntext"),
        ("`code` and <https://a.example>", "code and https://a.example"),
        ("[1]: https://a.example", "[1]: https://a.example"),
        ("", ""),
    ],
)
def test_without_marks(markdown: str, sent: str) -> None:
    assert without_marks(markdown) == sent
