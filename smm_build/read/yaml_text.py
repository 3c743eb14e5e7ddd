"""YAML as plain values with the place of every key and value.

Scalars stay strings: what ``NO``, ``12:30`` or ``1.10`` mean is decided by the schema of the file, not by YAML. libyaml
does the reading, about ten times faster than Python would. Depth, size and expansion of aliases are limited because
pull requests come from anybody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from smm_build.domain.finding import Finding
from smm_build.domain.place import Place, Places
from smm_build.read import problems, yaml_faults
from smm_build.read.plain_yaml import NULLS, read_plain
from smm_build.read.source import Source

__all__ = ["Data", "read_yaml"]

_DEEPEST = 40
_MOST_VALUES = 100_000

# What YAML 1.1 does not allow in a stream, section 5.1; libyaml would report it by byte and without a line.
# https://yaml.org/spec/1.1/#id868524, read 2026-11-23.
_FORBIDDEN = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# https://yaml.org/spec/1.1/#id871136, read 2026-11-23: YAML 1.1 ends lines where editors do not.
_OTHER_BREAKS = re.compile("[\x85\u2028\u2029\ufeff]")


@dataclass(frozen=True, slots=True)
class Data:
    """A mapping read from YAML: strings, ``None``, lists and dicts, and where each of them stands."""

    plain: dict[str, object]
    places: Places


class _TooDeep(Exception):  # noqa: N818 - never leaves this module
    """Nesting that no file of ours needs."""


class _TooMany(Exception):  # noqa: N818 - never leaves this module
    """More values than a file of ours can have; aliases can make billions out of a few lines."""


class _Composer(yaml.CSafeLoader):
    """libyaml's composer with tags left alone and nesting limited before the C stack is at risk."""

    _depth = 0

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        """Leave implicit tags empty, so that a tag that is not empty was written by somebody."""
        del kind, value, implicit
        return ""

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Called on the way into every node."""
        del current_node, current_index
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _TooDeep

    def ascend_resolver(self) -> None:
        """Called on the way out of every node."""
        self._depth -= 1


def read_yaml(source: Source, start: int, end: int, found: list[Finding]) -> Data | None:
    """Read the mapping between two offsets of ``source``; nothing there is an empty mapping.

    What is wrong is added to ``found``. ``None`` when nothing could be made of it.
    """
    plain = read_plain(source.path, source.text[start:end], source.place(start).line)
    return _read_any(source, start, end, found) if plain is None else Data(*plain)


def _read_any(source: Source, start: int, end: int, found: list[Finding]) -> Data | None:
    walk = _Walk(
        source, start, found, None if _OTHER_BREAKS.search(source.text, start, end) else source.place(start).line
    )
    node = _compose(source, start, end, found)
    try:
        plain = walk.mapping_at_the_top(node) if node is not None else None
    except _TooDeep:
        found.append(yaml_faults.limit(source.place(start)))
        return None
    except _TooMany:
        found.append(yaml_faults.limit(source.place(start)))
        return None
    return None if plain is None else Data(plain, Places(source.path, walk.values, walk.keys))


_EMPTY = yaml.MappingNode("", [])


def _compose(source: Source, start: int, end: int, found: list[Finding]) -> yaml.Node | None:
    text = source.text[start:end]
    if "<<<<<<<" in text and (unmerged := [*yaml_faults.unmerged(source, start, end)]):
        found.extend(unmerged)
        return None
    if match := _FORBIDDEN.search(text):
        found.append(yaml_faults.invisible(source.place(start + match.start())))
        return None
    try:
        composer = _Composer(text)
        try:
            return composer.get_single_node() or _EMPTY
        finally:
            composer.dispose()
    except _TooDeep:
        found.append(yaml_faults.limit(source.place(start)))
    except yaml.MarkedYAMLError as error:
        found.extend([*yaml_faults.unmerged(source, start, end)] or [yaml_faults.broken(source, start, error)])
    return None


@dataclass
class _Walk:
    """Turns composed nodes into plain values and notes the places on the way."""

    source: Source
    start: int
    found: list[Finding]
    first_line: int | None
    """Where the lines libyaml counts begin; ``None`` where it counts other lines than editors do."""
    values: dict[str, Place] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    left: int = _MOST_VALUES

    def mapping_at_the_top(self, node: yaml.Node) -> dict[str, object] | None:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, "", 0)
        if isinstance(node, yaml.ScalarNode) and not node.style and node.value in NULLS:
            return {}
        self.found.append(yaml_faults.not_a_mapping(self._place(node)))
        return None

    def _place(self, node: yaml.Node) -> Place:
        mark = node.start_mark
        if self.first_line is None:
            return self.source.place(self.start + mark.index)
        return Place(self.source.path, self.first_line + mark.line, mark.column + 1)

    def _value(self, node: yaml.Node, path: str, depth: int) -> object:
        self.left -= 1
        if self.left < 0:
            raise _TooMany
        if depth > _DEEPEST:
            raise _TooDeep
        self.values[path] = place = self._place(node)
        if node.tag:
            self.found.append(yaml_faults.tagged(place, path, node.tag))
        if isinstance(node, yaml.ScalarNode):
            return None if not node.style and node.value in NULLS else node.value
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path + ".", depth)
        return [self._value(item, f"{path}.{index}", depth + 1) for index, item in enumerate(node.value)]

    def _mapping(self, node: yaml.MappingNode, prefix: str, depth: int) -> dict[str, object]:
        plain: dict[str, object] = {}
        for key_node, value_node in node.value:
            place = self._place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.found.append(yaml_faults.not_a_word(place))
                continue
            key = key_node.value
            path = prefix + key
            if key in plain:
                self.found.append(problems.duplicate_key(place, key, self.keys[path]))
                continue
            self.keys[path] = place
            plain[key] = self._value(value_node, path, depth + 1)
        return plain
