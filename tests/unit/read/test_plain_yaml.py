"""The short cut for plain front matter says what libyaml says, or nothing."""

from __future__ import annotations

import pickle
import random

from smm_build.domain.finding import Finding
from smm_build.domain.place import Place
from smm_build.read.plain_yaml import PlainPlaces, read_plain
from smm_build.read.source import Source
from smm_build.read.yaml_text import read_yaml

_PIECES = r"""
    a 12:30 https://a.it/b?c=d caffè ☕ ~ null << a: :a # #a & * ! | > ' " \ % @ ` ? ?a - -a --- ... + . / = ( $ _ ^
    a'b a"b 'a' "a" "a:b" "'a'" 'a''b' "a\tb" "a[b]" 'a"b' [a] [] [a,b] [a,,b] [a:b] [a:] [a:,b] [a'] [~] ["a"] [a#b]
    [a?] {a} {a:b} a{b} a[b] a,b [ ] { } , : é] [é
    """.split()  # noqa: SIM905 - read as text
_UNSEEN = ["", " ", "  ", "\t", "\xa0", "\x85", "\u2028", "\ufeff", "\ufffd", "\x7f"]


_NOTE = f"#{' ' * 10_000}\n"


def means_the_same(text: str) -> bool:
    """Whether ``text`` is read by the short cut; then libyaml has to say the same of the same places."""
    read = read_plain("a.yml", text, 1)
    if read is None:
        return False
    values, places = read
    found: list[Finding] = []
    # The short cut is only for short texts, so that this one is read by libyaml.
    whole = read_yaml(Source("a.yml", text + _NOTE), 0, len(text + _NOTE), found)
    assert whole is not None, text
    assert not found, text
    assert _in_order(values) == _in_order(whole.plain), text
    for same in (places, PlainPlaces("a.yml", text, 1)):
        assert same.values == whole.places.values, text
        assert same.keys == whole.places.keys, text
    return True


def _in_order(value: object) -> object:
    """Return mappings as lists, because their order counts: of two channels the first is shown first."""
    if isinstance(value, dict):
        return [(key, _in_order(inner)) for key, inner in value.items()]
    return [_in_order(inner) for inner in value] if isinstance(value, list) else value


def test_a_plain_value_means_the_same_to_libyaml() -> None:
    """Whatever signs come together in it."""
    pieces = [*_PIECES, *_UNSEEN]
    plain = [
        means_the_same(f"a:{' ' * bool(one)}{one}{two}{three}\n")
        for one in pieces
        for two in _UNSEEN[:2]
        for three in pieces
    ]
    assert len(plain) // 20 < sum(plain) < len(plain)


def test_a_value_in_brackets_means_the_same_to_libyaml() -> None:
    """Whatever signs come together in it."""
    around = ("[{}]", "[ {} , b]", "{{a: {}}}", "{{a: {}, b: c}}", "{{a: b, a: {}}}", "{{b: c ,a:  {} }}")
    values = [f"{one}{two}" for one in _PIECES for two in ("", " ", ":", " b", ":b", ": b", ",", ",b", "'", '"')]
    plain = [means_the_same(f"a: {form.format(value)}\n") for form in around for value in values]
    assert len(plain) // 20 < sum(plain) < len(plain)


def _some_line(chance: random.Random, number: int) -> str:
    """Return a line that may stand under another: further in or out, an item or a key, with or without a value."""
    begins = chance.choice(("", "  ", "  ", "    ")) + chance.choice(("", "", "- ", "- ", "-  ", "- - "))
    key = chance.choice((*[f"k{number}:"] * 8, "k1:", "", "k", "#"))
    value = chance.choice(("", "", "", " ", " a", " [b, c]", " {d: e}", '  "f: g" '))
    return f"{begins}{key}{value}"


def test_lines_mean_the_same_to_libyaml() -> None:
    """Whatever lines follow each other."""
    chance = random.Random(20261124)  # noqa: S311 - not for secrets
    counts = [chance.randint(1, 7) for _ in range(8_000)]
    texts = ("k0:\n" + "".join(f"{_some_line(chance, number)}\n" for number in range(1, count)) for count in counts)
    plain = [means_the_same(text) for text in texts]
    assert len(plain) // 20 < sum(plain) < len(plain)


def test_a_long_text_is_left_to_libyaml() -> None:
    """It has limits of its own, and those of YAML hold in a short one whatever is in it."""
    assert means_the_same(f"a: {'b' * 9_000}\n")
    assert not means_the_same(f"a: {'b' * 10_000}\n")
    assert not means_the_same("".join(f"{' ' * depth}k{depth}:\n" for depth in range(41)))


def test_places_travel_between_processes() -> None:
    """They are looked for over there."""
    read = read_plain("a.yml", "a: b\nc:\n- d: {e: f}\n", 2)
    assert read is not None
    places = pickle.loads(pickle.dumps(read[1]))  # noqa: S301 - written right here
    assert places.of("c.0.d.e") == Place("a.yml", 4, 10)
    assert places.of_key("c.0.d.e") == Place("a.yml", 4, 7)
    assert places.of_key("c.0.g") == Place("a.yml", 3, 1)
    assert {places: "c.0"} == {read[1]: "c.0"} != {PlainPlaces("a.yml", "a: b\n", 2): "c.0"}
    assert repr(places) == repr(read[1]) == repr(PlainPlaces("a.yml", "a: b\nc:\n- d: {e: f}\n", 2))


def test_a_post_is_read_by_the_short_cut() -> None:
    """With all that posts usually have; else it would not be worth having."""
    assert means_the_same(
        """id: 2026-12-01-a
title: "Uno: due"
publish_at: 2026-12-01 09:30
channels: [x, bluesky]
link: https://a.it/b?c=d
media:
  - file: assets/a.jpg
    alt: Una tazza, vista dall'alto
  - file: assets/b.jpg
overrides:
  x: {publish_at: +15m, title: 'Tre, quattro'}
disclosure:
  type: paid
notes:
"""
    )
