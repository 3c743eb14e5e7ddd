"""The YAML that nearly every post is written in, read by one pattern a line: five times as fast as libyaml reads it.

Keys and values on lines of their own, lists and mappings below them or in brackets. What this module reads means the
same to libyaml, at the same places; whatever else there is in YAML it leaves alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from smm_build.domain.place import Place, Places

__all__ = ["NULLS", "PlainPlaces", "read_plain"]

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""What is written for no value at all, without quotes."""

_LONGEST = 10_000
"""Characters. Nothing in so little can be too much of anything for the limits on YAML."""
_DEEPEST = 8

_BEYOND = "\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
"""Characters after ASCII, without those that end lines for YAML or may not be in it at all."""

# A value without quotes begins with no sign that means something to YAML, and has neither ": " nor "#" in it; one in
# brackets has no sign of brackets in it either (https://yaml.org/spec/1.1/#id898785, read 2026-11-24).
_FIRST = rf"[$(+./0-9;<=A-Z\\^_a-z~{_BEYOND}]"
_MORE = rf"[ -\"$-9;-~{_BEYOND}]*+"
_SCALAR = rf"{_FIRST}{_MORE}(?::(?=[!-\"$-9;-~{_BEYOND}]){_MORE})*+"
_QUOTED = rf"(?:\"[ !#-\[\]-~{_BEYOND}]*+\"|'[ -&(-~{_BEYOND}]*+') *+"
_KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,99}"
_MORE_IN_BRACKETS = rf"[ -\"$-+\--9;->@-Z\\^-z|~{_BEYOND}]*+"
_ITEM = rf"(?:{_QUOTED}|{_FIRST}{_MORE_IN_BRACKETS}(?::(?=[0-9A-Za-z/]){_MORE_IN_BRACKETS})*+)"
_PAIR = rf"{_KEY}: +{_ITEM}"
_LIST = rf"\[ *{_ITEM}(?:, *{_ITEM})*+\] *"
_MAPPING = rf"\{{ *{_PAIR}(?:, *{_PAIR})*+\}} *"
_LINE = re.compile(rf"^( *)(- +)?(?:({_KEY}):( +|(?=\n)))?({_SCALAR}|{_QUOTED}|{_LIST}|{_MAPPING})?\n", re.MULTILINE)
_EACH_ITEM = re.compile(_ITEM)
_EACH_PAIR = re.compile(rf"({_KEY}): +({_ITEM})")


class _NotPlain(Exception):  # noqa: N818 - never leaves this module
    """There is something that only libyaml can tell."""


class _Holder(NamedTuple):
    """A mapping or a list that lines add to: where it begins, and the path of what is in it up to its own name."""

    column: int
    path: str
    items: dict[str, object] | list[object]


_Line = tuple[str, str, str, str, str]
"""What stands before a line's dash, the dash, the key, what stands between key and value, and the value as written."""


def read_plain(path: str, text: str, first_line: int) -> tuple[dict[str, object], PlainPlaces] | None:
    """Return what ``text`` says and where; ``None`` where it is not plain, or something is wrong with it.

    Values are strings, ``None`` where nothing is written, lists and mappings of them. The text begins in the line
    ``first_line`` of the file ``path``.
    """
    if len(text) > _LONGEST or not text.endswith("\n"):
        return None
    values: dict[str, object] = {}
    # What is below a key are pictures most of the time, and where they stand is asked for at once.
    try:
        if "\n " in text or "\n-" in text:
            return values, PlainPlaces(path, text, first_line, _spots_of(text, values))
        for _, line in _lines(text, values):
            _add(values, line)
    except _NotPlain:
        return None
    return values, PlainPlaces(path, text, first_line)


def _lines(text: str, values: dict[str, object]) -> Iterator[tuple[list[_Holder], _Line]]:
    """Yield every line and what holds what it says, the innermost last: ``values``, and what is below keys of it."""
    lines: list[_Line] = _LINE.findall(text)
    if len(lines) != text.count("\n"):
        raise _NotPlain
    holders = [_Holder(0, "", values)]
    waiting = ""
    for line in lines:
        indent, dash, key, _, written = line
        if waiting or dash or len(indent) != holders[-1].column or _is_list(holders[-1]):
            _enter(holders, waiting, line)
        if not (key or (dash and written)):
            raise _NotPlain
        waiting = "" if written else key
        yield holders, line


def _enter(holders: list[_Holder], waiting: str, line: _Line) -> None:
    """Make the last of ``holders`` the one that ``line`` adds to; ``waiting`` is a key of it without a value so far."""
    column, is_item, last = len(line[0]), bool(line[1]), holders[-1]
    # The list of a key may begin below the key's first letter, a mapping has to stand further in.
    if waiting and isinstance(last.items, dict) and column + is_item > last.column:
        holders.append(_Holder(column, f"{last.path}{waiting}.", [] if is_item else {}))
        last.items[waiting] = holders[-1].items
    while column < holders[-1].column or (column == holders[-1].column and not is_item and _is_list(holders[-1])):
        holders.pop()
    last = holders[-1]
    if column != last.column or is_item != _is_list(last) or len(holders) > _DEEPEST:
        raise _NotPlain
    if line[2] and isinstance(last.items, list):
        holders.append(_Holder(column + len(line[1]), f"{last.path}{len(last.items)}.", {}))
        last.items.append(holders[-1].items)


def _is_list(holder: _Holder) -> bool:
    return isinstance(holder.items, list)


def _add(items: dict[str, object] | list[object], line: _Line) -> None:
    _, _, key, _, written = line
    if isinstance(items, list):
        items.append(_value(written))
    elif key in items:
        raise _NotPlain
    else:
        items[key] = _value(written)


def _value(written: str) -> object:
    if written.startswith("["):
        return [_scalar(item) for item in _EACH_ITEM.findall(written)]
    if written.startswith("{"):
        pairs = _EACH_PAIR.findall(written)
        mapping = {key: _scalar(item) for key, item in pairs}
        if len(mapping) != len(pairs):
            raise _NotPlain
        return mapping
    return _scalar(written)


def _scalar(written: str) -> str | None:
    value = written.rstrip(" ")
    if value.startswith(("'", '"')):
        return value[1:-1]
    return None if value in NULLS else value


_Spots = dict[str, tuple[int, int]]
"""Lines and columns by path, from 0."""


class PlainPlaces(Places):
    """The places in a text that :func:`read_plain` reads, which begins in the file's line ``first_line``.

    They are looked for when the first is asked for: of most files none ever is.
    """

    __slots__ = ("_first_line", "_found", "_text")

    _text: str
    _first_line: int
    _found: tuple[_Spots, _Spots] | None

    def __init__(self, path: str, text: str, first_line: int, found: tuple[_Spots, _Spots] | None = None) -> None:
        keep = object.__setattr__
        keep(self, "path", path)
        keep(self, "_text", text)
        keep(self, "_first_line", first_line)
        keep(self, "_found", found)

    # What is kept of a post goes by whether it is the same, in this process or another: nothing is looked for to tell.

    def _key(self) -> tuple[str, str, int]:
        return self.path, self._text, self._first_line

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PlainPlaces) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"PlainPlaces{self._key()}"

    def __reduce__(self) -> tuple[type[PlainPlaces], tuple[str, str, int]]:
        return PlainPlaces, self._key()

    @property
    def values(self) -> Mapping[str, Place]:
        """Where the values stand."""
        return _Found(self, self._spots()[0])

    @property
    def keys(self) -> Mapping[str, Place]:
        """Where the keys stand."""
        return _Found(self, self._spots()[1])

    def _spots(self) -> tuple[_Spots, _Spots]:
        found = self._found
        if found is None:
            found = _spots_of(self._text, {})
            object.__setattr__(self, "_found", found)
        return found

    def place(self, line: int, column: int) -> Place:
        """Return the place in the file of a line and a column of the text, both from 0."""
        return Place(self.path, self._first_line + line, column + 1)


class _Found(Mapping[str, Place]):
    """Spots as places."""

    def __init__(self, places: PlainPlaces, spots: _Spots) -> None:
        self._places = places
        self._spots = spots

    def __getitem__(self, path: str) -> Place:
        return self._places.place(*self._spots[path])

    def __contains__(self, path: object) -> bool:
        return path in self._spots

    def __iter__(self) -> Iterator[str]:
        return iter(self._spots)

    def __len__(self) -> int:
        return len(self._spots)


def _spots_of(text: str, said: dict[str, object]) -> tuple[_Spots, _Spots]:
    """Return where values and keys stand in a text, and put into ``said`` what it says. Raises :class:`_NotPlain`."""
    values: _Spots = {}
    keys: _Spots = {}
    begun = {""}
    for number, (holders, line) in enumerate(_lines(text, said)):
        holder = holders[-1]
        if holder.path not in begun:
            values |= {new.path[:-1]: (number, new.column) for new in holders if new.path not in begun}
            begun |= {new.path for new in holders}
        indent, dash, key, gap, written = line
        start = column = len(indent) + len(dash)
        path = holder.path + (key or str(len(holder.items)))
        if key:
            keys[path] = (number, start)
            column += len(key) + 1 + (len(gap) if written else 0)
        values[path] = (number, column)
        if written.startswith("["):
            for index, item in enumerate(_EACH_ITEM.finditer(written)):
                values[f"{path}.{index}"] = (number, column + item.start())
        elif written.startswith("{"):
            for pair in _EACH_PAIR.finditer(written):
                keys[f"{path}.{pair[1]}"] = (number, column + pair.start(1))
                values[f"{path}.{pair[1]}"] = (number, column + pair.start(2))
        _add(holder.items, line)
    return values, keys
