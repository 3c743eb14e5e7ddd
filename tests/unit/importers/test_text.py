from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_build.importers import ImportOptions
from smm_build.importers._post import Draft, write_post
from smm_build.importers._text import first_words, one_line, safe_name, safe_part
from smm_build.read.body import read_body
from smm_build.read.source import Source

_TRICKY = st.lists(
    st.sampled_from(
        [
            *("---", "## x", "## a, b", "## two words", "<!--", "-->", "![a](b)", "![a\nb](c)", "@{acme}", "\n", " "),
            *("text", "\r\n", "\x0b", "\u2028", "\x85", "----", "# ", "## ---", "![a [b] c](d)", "\\", "\0", "\ud800"),
        ]
    )
).map("".join)


def _read_back(parts: tuple[str, ...]) -> list[str]:
    draft = Draft("x", "x", ("x",), {"x": parts})
    text = write_post(draft, ImportOptions().zone)
    text.encode("utf-8")
    body = read_body(Source("post.md", text), text.index("\n---\n") + 5)
    assert body.unclosed is None
    assert not any(part.pictures for section in body.sections for part in section.parts)
    assert len(body.sections) == 1
    return [part.text for part in body.sections[0].parts]


@given(st.lists(_TRICKY | st.text(), min_size=1, max_size=3))
def test_our_reader_gives_back_exactly_the_safe_text(texts: list[str]) -> None:
    safe = tuple(safe_part(text).text for text in texts)
    assert _read_back(safe) == [text for text in safe if text]


@given(_TRICKY)
def test_making_safe_twice_changes_nothing_more(text: str) -> None:
    once = safe_part(text).text
    assert safe_part(once).text == once
    assert not safe_part(once).changes


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a\n---\nb", "a\n———\nb"),
        ("## Program\nx", "Program\nx"),
        ("## Two words\nx", "## Two words\nx"),
        ("see <!-- this -->", "see <! -- this -->"),
        ("wow![1](x)", "wow! [1](x)"),
        ("hi @{acme}", "hi @ {acme}"),
        ("a\x07b", "ab"),
    ],
)
def test_what_would_be_an_instruction_is_written_as_text_and_told(text: str, safe: str) -> None:
    found = safe_part(text)
    assert found.text == safe
    assert len(found.changes) == (0 if text == safe else 1)


def test_titles_are_the_first_words() -> None:
    assert first_words("\n\n## Hello **you**\nmore") == "Hello **you**"
    assert first_words("#Kubernetes is here") == "#Kubernetes is here"
    long = first_words("word " * 40)
    assert len(long) <= 60
    assert long.endswith("word…")
    assert first_words("🎉\n!!!") == ""


@given(st.text())
def test_names_are_names(text: str) -> None:
    name = safe_name(text, "post")
    assert name
    assert name.isascii()
    assert not name.startswith(".")
    assert len(name) <= 100


@given(st.text())
def test_one_line_cannot_end_a_comment(text: str) -> None:
    line = one_line(text + "-->" + text)
    assert "-->" not in line
    assert "\n" not in line
