"""Edits change what they name and not one byte more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_build.domain.finding import Edit
from smm_build.domain.place import Place
from smm_build.text.edits import apply_edits

PATH = "content/posts/one.md"
FRONT = "---\ntitle: A song\nalt: 'Photo of a cup' # of a cup\n---\n"


def edit(old: str, new: str, line: int = 1, column: int = 1, path: str = PATH) -> Edit:
    return Edit(Place(path, line, column), old, new)


def changed(text: str, *edits: Edit) -> str:
    return apply_edits(text.encode(), [[each] for each in edits]).content.decode()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_the_mark_at_the_beginning_stay(end: str, mark: str) -> None:
    text = mark + end.join(["loud song", "a loud one", ""])
    assert changed(text, edit("loud", "soft"), edit("loud", "soft", 2, 3)) == mark + end.join(
        ["soft song", "a soft one", ""]
    )


def test_columns_count_code_points() -> None:
    assert changed("☕👩‍🍳 loud", edit("loud", "soft", 1, 6)) == "☕👩‍🍳 soft"


def test_what_is_not_there_is_not_replaced() -> None:
    for wrong in (
        edit("soft", "x"),
        edit("loud", "x", 9),
        edit("loud", "x", 1, 3),
        edit("", "x"),
        edit("loud", "loud"),
    ):
        edited = apply_edits(b"loud", [[wrong]])
        assert (edited.content, edited.applied) == (b"loud", frozenset())


def test_of_a_value_only_the_beginning_need_be_known() -> None:
    assert changed(FRONT, edit("song", "hymn", 2, 8)) == FRONT.replace("song", "hymn")
    # Twice in the line: nobody knows which is meant.
    assert changed(FRONT, edit("of a cup", "of two cups", 3, 6)) == FRONT


@pytest.mark.parametrize("new", ["a: b", "# a", "'a", "[a", "*a", "a\nb"])
def test_nothing_comes_into_the_front_matter_that_means_something_there(new: str) -> None:
    assert changed(FRONT, edit("song", new, 2, 10)) == FRONT
    assert changed(FRONT + "song\n", edit("song", new, 5)) == FRONT + new + "\n"


def test_a_yaml_file_is_front_matter_from_beginning_to_end() -> None:
    assert changed("a: song\n", edit("song", "x: y", 1, 4, "brand/people.yml")) == "a: song\n"


def test_the_first_of_two_that_overlap_wins() -> None:
    edited = apply_edits(
        b"one two three", [[edit("one two", "1 2")], [edit("two", "zwei", 1, 5)], [edit("three", "3", 1, 9)]]
    )
    assert (edited.content, edited.applied) == (b"1 2 3", frozenset({0, 2}))


def test_edits_of_one_finding_go_together_or_not_at_all() -> None:
    edited = apply_edits(b"one two", [[edit("one", "1"), edit("three", "3", 1, 5)], [edit("two", "2", 1, 5)]])
    assert (edited.content, edited.applied) == (b"one 2", frozenset({1}))


WORDS = st.sampled_from(["loud", "soft", "☕", "è", " ", "\n", "\r\n", "---\n", "x: y", "#"])


@given(
    st.lists(WORDS, max_size=30).map("".join), st.lists(st.tuples(st.integers(1, 9), st.integers(1, 20)), max_size=8)
)
def test_no_other_byte_changes(text: str, spots: list[tuple[int, int]]) -> None:
    """Taking the new words back gives the old file, for any text and any places."""
    edits = [[edit("loud", "\U0001f50a", line, column)] for line, column in spots]
    content, applied = apply_edits(text.encode(), edits)
    assert content.decode().replace("\U0001f50a", "loud") == text
    assert content.decode().count("\U0001f50a") == len(applied)


def test_a_column_counts_from_behind_the_mark_on_the_first_line_and_from_the_margin_on_others() -> None:
    """Where a word stands twice, only the one that is meant may be taken."""
    assert changed("\ufeffloud loud", edit("loud", "soft")) == "\ufeffsoft loud"
    assert changed("loud loud", edit("loud", "soft")) == "soft loud"
    assert changed("\ufeffa\nloud loud", edit("loud", "soft", 2)) == "\ufeffa\nsoft loud"


def test_only_the_first_block_is_front_matter() -> None:
    assert changed("loud\n---\nx\n---\n", edit("loud", "a: b")) == "a: b\n---\nx\n---\n"
    assert changed("loud", edit("loud", "a: b")) == "a: b"


def test_what_means_something_to_yaml_may_go() -> None:
    assert changed('alt: "x: y"\n', edit("x: y", "xy", 1, 7, "a.yml")) == 'alt: "xy"\n'


def test_two_that_overlap_are_two() -> None:
    assert changed("x aaa", edit("aa", "b", 1, 2)) == "x aaa"
    assert changed("x aa", edit("aa", "b", 1, 2)) == "x b"


def test_neighbours_do_not_overlap() -> None:
    assert changed("loudsong", edit("loud", "soft"), edit("song", "tune", 1, 5)) == "softtune"
    assert changed("loudsong", edit("loud", "soft"), edit("dsong", "tune", 1, 4)) == "softsong"
