"""YAML of other tools, read with lines and without surprises; and YAML of ours, written so that every string returns.

Scalars stay the strings that were written, so a hashtag ``no`` is not ``False``. Keys written twice, aliases without
end and broken files are said, not raised.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

__all__ = ["BadYaml", "Key", "YamlRead", "read_yaml", "write_yaml"]

Key = tuple[str | int, ...]
"""Where a value stands: ``("hashtags", "bluesky", 0)``."""

_DEEPEST = 40
_MOST_NODES = 20_000


class BadYaml(Exception):  # noqa: N818 - named as what it is
    """The text is not YAML this product reads: a plain reason and the line, from 1, if it is known."""

    def __init__(self, reason: str, line: int | None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True, slots=True)
class YamlRead:
    """Strings, lists and dictionaries with the line each value stands on, and the keys that were written twice."""

    value: object
    lines: Mapping[Key, int]
    twice: tuple[tuple[Key, int], ...] = ()

    def line(self, *key: str | int) -> int | None:
        """Return the line of a value, or of the nearest thing it stands in."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key)


@dataclass(slots=True)
class _Walk:
    offset: int
    lines: dict[Key, int] = field(default_factory=dict)
    twice: list[tuple[Key, int]] = field(default_factory=list)
    nodes: int = 0

    def value(self, node: yaml.Node, key: Key) -> object:
        self.nodes += 1
        line = node.start_mark.line + 1 + self.offset
        if self.nodes > _MOST_NODES or len(key) > _DEEPEST:
            raise BadYaml("it is nested or repeated without end", line)
        self.lines[key] = line
        if isinstance(node, yaml.MappingNode):
            return dict(self._items(node, key))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*key, number)) for number, item in enumerate(node.value)]
        return str(node.value)

    def _items(self, node: yaml.MappingNode, key: Key) -> Iterator[tuple[str, object]]:
        seen: set[str] = set()
        for name_node, value_node in node.value:
            if not isinstance(name_node, yaml.ScalarNode):
                raise BadYaml("a key is not a word", name_node.start_mark.line + 1 + self.offset)
            name = str(name_node.value)
            if name in seen:
                self.twice.append(((*key, name), name_node.start_mark.line + 1 + self.offset))
            seen.add(name)
            yield name, self.value(value_node, (*key, name))


def read_yaml(text: str, first_line: int = 1) -> YamlRead:
    """Read one YAML document that starts on ``first_line`` of its file; the last of two equal keys wins.

    Raises :class:`BadYaml`.
    """
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = " ".join((error.problem or error.context or "it cannot be read").split())
        raise BadYaml(reason, mark.line + first_line if mark else None) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadYaml("it holds characters or nesting that YAML does not allow", None) from error
    if node is None:
        return YamlRead(None, {})
    walk = _Walk(first_line - 1)
    value = walk.value(node, ())
    return YamlRead(value, walk.lines, tuple(walk.twice))


# --- Writing ---------------------------------------------------------------------------------------------------------

_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 _./+@%-]*[A-Za-z0-9_/+%-])?")
_LIKE_AN_ID = re.compile(r"(?=[A-Za-z0-9._]*-)(?=[A-Za-z0-9._-]*[A-Za-z]{2})[A-Za-z0-9][A-Za-z0-9._-]*")
_NOT_PLAIN = frozenset(["true", "false", "null", "yes", "no", "on", "off", "y", "n"])
_TIME = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?")
_MUST_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def write_yaml(value: Mapping[str, object]) -> str:
    """Write a mapping of strings, numbers, lists and mappings as block YAML, in the order given."""
    return "".join(f"{line}\n" for line in _block(value, ""))


def _block(value: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, item in value.items():
        if isinstance(item, Mapping):
            yield f"{indent}{_scalar(key)}:"
            yield from _block(item, indent + "  ")
        elif isinstance(item, Sequence) and not isinstance(item, str):
            yield from _list(key, item, indent)
        else:
            yield f"{indent}{_scalar(key)}: {_scalar(item)}"


def _list(key: str, items: Sequence[object], indent: str) -> Iterator[str]:
    if not any(isinstance(item, Mapping) for item in items):
        yield f"{indent}{_scalar(key)}: [{', '.join(_scalar(item) for item in items)}]"
        return
    yield f"{indent}{_scalar(key)}:"
    for item in items:
        lines = list(_block(item, "")) if isinstance(item, Mapping) else [_scalar(item)]
        yield f"{indent}  - {lines[0]}"
        yield from (f"{indent}    {line}" for line in lines[1:])


def _scalar(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    text = str(value)
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _NOT_PLAIN and " @" not in text
    if plain or _TIME.fullmatch(text) or _LIKE_AN_ID.fullmatch(text):
        return text
    return _MUST_ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
