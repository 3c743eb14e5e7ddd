"""What a stranger may have written is shown, and nothing in it acts."""

from __future__ import annotations

import pytest

from smm_build.report.foreign import LONGEST, foreign_comment


@pytest.mark.parametrize(
    "acting",
    [
        "@ada",
        "@team/all",
        "＠ada",
        "https://evil.example",
        "HTTPS://evil.example",
        "www.evil.example",
        "[log in](/evil)",
        "![x](//evil.example/x.png)",
        "[a][b]",
        "[b]: /evil",
        "<img src=x>",
        "</details>",
        "<!-- smm permalinks -->",
        "<https://evil.example>",
        "<brx>",
        "a\u202eb",
        "a\x1b[31mb",
    ],
)
def test_it_does_not_act(acting: str) -> None:
    """Every sign that would is followed by one that nobody sees."""
    assert acting not in foreign_comment([f"so {acting} it is"])


def test_what_we_write_ourselves_looks_the_same() -> None:
    """Headings, lists, line breaks, blocks of code and escaped signs."""
    text = "### Caffè: 2\n\n- 🛑 error: *a*<br>fix: b\n\n```text\nCiao #caffè, 5 < 6\n```\n"
    assert foreign_comment([text]) == text


def test_each_piece_has_its_share() -> None:
    """A long one does not push the other out; it is cut at the end of a line."""
    said = foreign_comment(["a\n" * LONGEST, "the preview"])
    assert len(said) <= LONGEST
    assert said.endswith("a\n…\n\nthe preview")
    assert foreign_comment([]) == ""
