"""The YAML that nearly every file is written in, keys with one value or a list of words each, read by one pattern.

It takes a tenth of the time libyaml does. What the pattern takes means the same to libyaml, and whatever else there is
in YAML it leaves alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from smm_build.domain.place import Place, Places

__all__ = ["NULLS", "FlatPlaces", "flat_values"]

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""What is written for no value at all, without quotes."""

_LONGEST = 10_000
"""Characters. Nothing in so little can be too much of anything for the limits on YAML."""

_BEYOND = "\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
"""Characters after ASCII, without those that end lines for YAML or may not be in it at all."""

# A value without quotes begins with no sign that means something to YAML, and has neither ": " nor "#" in it; one in a
# list has no sign of lists in it either (https://yaml.org/spec/1.1/#id898785, read 2026-11-24).
_FIRST = rf"[$(+./0-9;<=A-Z\\^_a-z~{_BEYOND}]"
_SCALAR = rf"{_FIRST}(?:[ -\"$-9;-~{_BEYOND}]|:(?=[!-\"$-9;-~{_BEYOND}]))*"
_QUOTED = rf"[ !#-\[\]-~{_BEYOND}]+"
_ITEM = rf"{_FIRST}[ -\"$-+\--9;->@-Z\\^-z|~{_BEYOND}]*"
_LINE = re.compile(
    rf"^(?P<key>[A-Za-z_][A-Za-z0-9_-]{{0,99}}):(?: *|"
    rf" +(?:(?P<scalar>{_SCALAR})|\"(?P<quoted>{_QUOTED})\" *|\[ *(?P<items>{_ITEM}(?:, *{_ITEM})*)\] *))\n",
    re.MULTILINE,
)


def flat_values(text: str) -> dict[str, object] | None:
    """Return what ``text`` says, which ends with a line end; ``None`` where it is not as flat, or something is wrong.

    Values are strings, lists of strings, or ``None`` where nothing is written.
    """
    if len(text) > _LONGEST:
        return None
    lines = _LINE.findall(text)
    if len(lines) != text.count("\n"):
        return None
    values: dict[str, object] = {}
    for key, scalar, quoted, items in lines:
        if items:
            values[key] = [_bare(item) for item in items.split(",")]
        else:
            values[key] = quoted or _bare(scalar)
    return values if len(values) == len(lines) else None


def _bare(written: str) -> str | None:
    value = written.strip(" ")
    return None if value in NULLS else value


class FlatPlaces(Places):
    """The places in a text that :func:`flat_values` reads, which begins in the file's line ``first_line``.

    They are looked for when the first is asked for: of most files none ever is.
    """

    __slots__ = ("_first_line", "_keys", "_text", "_values")

    _text: str
    _first_line: int
    _values: Mapping[str, Place] | None
    _keys: Mapping[str, Place] | None

    def __init__(self, path: str, text: str, first_line: int) -> None:
        self._set(path=path, _text=text, _first_line=first_line, _values=None, _keys=None)

    def __reduce__(self) -> tuple[type[FlatPlaces], tuple[str, str, int]]:
        return FlatPlaces, (self.path, self._text, self._first_line)

    def _set(self, **values: object) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @property
    def values(self) -> Mapping[str, Place]:
        """Where the values stand."""
        if self._values is None:
            self._set(_values=dict(self._of_values()))
        return self._values or {}

    @property
    def keys(self) -> Mapping[str, Place]:
        """Where the keys stand."""
        if self._keys is None:
            lines = enumerate(_LINE.finditer(self._text), self._first_line)
            self._set(_keys={line["key"]: Place(self.path, number) for number, line in lines})
        return self._keys or {}

    def _of_values(self) -> Iterator[tuple[str, Place]]:
        for number, line in enumerate(_LINE.finditer(self._text), self._first_line):
            for path, offset in _offsets(line):
                yield path, Place(self.path, number, offset - line.start() + 1)


def _offsets(line: re.Match[str]) -> Iterator[tuple[str, int]]:
    key = line["key"]
    if line["scalar"]:
        yield key, line.start("scalar")
    elif line["quoted"]:
        yield key, line.start("quoted") - 1
    elif line["items"]:
        yield key, line.string.rindex("[", 0, line.start("items"))
        end = line.start("items")
        for number, item in enumerate(line["items"].split(",")):
            yield f"{key}.{number}", end + len(item) - len(item.lstrip(" "))
            end += len(item) + 1
    else:
        yield key, line.end("key") + 1
