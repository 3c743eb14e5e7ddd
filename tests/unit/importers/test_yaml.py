from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from smm_build.importers._yaml import BadYaml, read_yaml, write_yaml


@given(st.text(), st.lists(st.text(), min_size=1), st.text())
def test_every_string_returns(one: str, many: list[str], deep: str) -> None:
    written = {"one": one, "many": many, "deep": {"media": [{"file": deep, "alt": one}]}}
    assert yaml.load(write_yaml(written), Loader=yaml.BaseLoader) == written  # noqa: S506 - strings only


@pytest.mark.parametrize("text", ["no", "Yes", "null", "1e5", "2024", "12:30", "0x10", "~", "- a", "a: b", "#x", "@x"])
def test_words_that_mean_something_in_yaml_are_quoted(text: str) -> None:
    assert yaml.safe_load(write_yaml({"key": text})) == {"key": text}


def test_times_and_ids_stay_bare() -> None:
    assert write_yaml({"at": "2024-10-02 09:00", "id": "2024-10-02-brc-webinar"}) == (
        "at: 2024-10-02 09:00\nid: 2024-10-02-brc-webinar\n"
    )


def test_scalars_stay_what_was_written_and_know_their_line() -> None:
    read = read_yaml("media:\n - no\n - 2024\nmentions:\n  a: [x]\n", first_line=2)
    assert read.value == {"media": ["no", "2024"], "mentions": {"a": ["x"]}}
    assert (read.line("media", 1), read.line("mentions", "a", 0), read.line("mentions", "gone")) == (4, 6, 6)


def test_a_key_written_twice_is_told() -> None:
    read = read_yaml("a: 1\nb: {c: 1, c: 2}\na: 3\n")
    assert read.value == {"a": "3", "b": {"c": "2"}}
    assert read.twice == ((("b", "c"), 2), (("a",), 3))


@pytest.mark.parametrize(
    "text",
    [
        "a: [",
        "a: b: c",
        "\tx",
        "? [1, 2]\n: x",
        "a: &a [*a]",
        "[" * 3000,
        "a: \0",
        "\n".join([f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" if n else "a0: &a0 [x]" for n in range(12)]),
    ],
    ids=["open", "colons", "tab", "list as a key", "itself in itself", "depth", "nul", "billion laughs"],
)
def test_bad_yaml_is_one_kind_of_error(text: str) -> None:
    with pytest.raises(BadYaml):
        read_yaml(text)
