"""The short cut for flat front matter says what libyaml says, or nothing."""

from __future__ import annotations

import pickle

from hypothesis import example, given
from hypothesis import strategies as st

from smm_build.domain.finding import Finding
from smm_build.domain.place import Place
from smm_build.read.flat_yaml import FlatPlaces, flat_values
from smm_build.read.source import Source
from smm_build.read.yaml_text import read_yaml

_PIECES = r"""
    a 12:30 https://a.it/b?c=d caffè ☕ ~ null << a: :a # #a & * ! | > ' " \ % @ ` ? ?a - -a --- ... + . / = ( $ _ ^
    a'b a"b 'a' "a" "a:b" 'a''b' "a\tb" "a[b]" 'a"b' [a] [] [a,b] [a,,b] [a:b] [a:] [a:,b] [a'] [~] ["a"] [a#b] [a?]
    {a} {a:b} a{b} a[b] a,b [ ] { } , : é] [é
    """.split()  # noqa: SIM905 - read as text
_UNSEEN = ["", " ", "  ", "\t", "\xa0", "\x85", "\u2028", "\ufeff", "\ufffd", "\x7f"]


def means_the_same(text: str) -> bool:
    """Whether ``text`` is read by the short cut; then libyaml has to say the same of the same places."""
    values = flat_values(text)
    if values is None:
        return False
    found: list[Finding] = []
    # No flat text has a comment, so that this one is read by libyaml.
    whole = read_yaml(Source("a.yml", f"{text}# note\n"), 0, len(text) + 7, found)
    assert whole is not None
    assert not found
    assert list(values.items()) == list(whole.plain.items())
    places = FlatPlaces("a.yml", text, 1)
    assert places.values == whole.places.values
    assert places.keys == whole.places.keys
    return True


def test_a_flat_value_means_the_same_to_libyaml() -> None:
    """Whatever signs come together in it."""
    pieces = [*_PIECES, *_UNSEEN]
    flat = [
        means_the_same(f"a:{' ' * bool(one)}{one}{two}{three}\n")
        for one in pieces
        for two in _UNSEEN[:3]
        for three in pieces
    ]
    assert len(flat) // 20 < sum(flat) < len(flat)


_LINES = st.sampled_from(
    ["a: b", "a: c", "b: [a, b ,c d]", "b:", "c:  ", 'd:  "e: f"', "- a", " a: b", "d", "é: 1", "2: 1", "#", ""]
)


@given(st.lists(_LINES, max_size=5).map(lambda lines: "".join(f"{line}\n" for line in lines)))
@example(f"a: {'b' * 10_000}\n")
@example(f"a: {'b' * 9_000}\n")
def test_flat_lines_mean_the_same_to_libyaml(text: str) -> None:
    """Whatever lines follow each other."""
    means_the_same(text)


def test_places_travel_between_processes() -> None:
    """They are looked for over there."""
    places = pickle.loads(pickle.dumps(FlatPlaces("a.yml", "a: b\nc: [d, e]\n", 2)))  # noqa: S301 - written right here
    assert places.of("c.1") == Place("a.yml", 3, 8)
    assert places.of_key("c.1") == Place("a.yml", 3, 1)


def test_nearly_every_file_is_flat() -> None:
    """Texts, times, addresses and lists of words are read by the short cut; else it would not be worth having."""
    text = 'id: 2026-12-01-a\ntitle: "Uno: due"\npublish_at: 2026-12-01 09:30\nlink: https://a.it/b?c=d\n'
    assert flat_values(f"{text}tags: [a, b c]\nnotes:\n") == {
        "id": "2026-12-01-a",
        "title": "Uno: due",
        "publish_at": "2026-12-01 09:30",
        "link": "https://a.it/b?c=d",
        "tags": ["a", "b c"],
        "notes": None,
    }
