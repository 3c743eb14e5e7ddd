"""Change single values in YAML as people wrote it: comments, order, quotes and prose stay, byte by byte. Pure.

The file is composed to find where values stand, and only these places are written anew. A Markdown file is edited in
its front matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

__all__ = ["Edit", "EditError", "appended", "edited"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One value to write: ``keys`` lead to it, ``value`` is YAML.

    A key is a name, a number in a list, or ``@id`` for the entry of a list that has this ``id``. A last key that is
    not there yet is added at the end of its mapping.
    """

    keys: tuple[str | int, ...]
    value: str


class EditError(ValueError):
    """The file has no such place. ``keys`` lead to where it should be."""

    def __init__(self, keys: Sequence[str | int]) -> None:
        super().__init__(" → ".join(map(str, keys)))
        self.keys = tuple(keys)


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return ``text`` with every edit made; raises :class:`EditError` where one has no place."""
    for edit in edits:
        text = _set(text, edit)
    return text


def appended(text: str, key: str, entries: Sequence[Mapping[str, str]]) -> str:
    """Return ``text`` with ``entries``, whose values are YAML, at the end of its list ``key``, which need not exist."""
    for entry in entries:
        text = _append(text, key, entry)
    return text


def _append(text: str, key: str, entry: Mapping[str, str]) -> str:
    start, root = _composed(text)
    there = _child(root, key)
    if isinstance(there, yaml.SequenceNode) and there.flow_style:
        comma = ", " if there.value else ""
        flow = ", ".join(f"{name}: {value}" for name, value in entry.items())
        at = start + there.end_mark.index - 1
        return f"{text[:at]}{comma}{{{flow}}}{text[at:]}"
    if isinstance(there, yaml.SequenceNode) and there.value:
        at = _line_end(text, start + _last(there).end_mark.index)
        return text[:at] + "\n" + _block(entry, " " * there.start_mark.column) + text[at:]
    if there is not None or not isinstance(root, yaml.MappingNode):
        raise EditError((key,))
    at = _line_end(text, start + _last(root).end_mark.index)
    return f"{text[:at]}\n{key}:\n{_block(entry, '  ')}{text[at:]}"


def _block(entry: Mapping[str, str], indent: str) -> str:
    lines = [f"{name}: {value}" for name, value in entry.items()]
    return "\n".join(f"{indent}{'  ' if number else '- '}{line}" for number, line in enumerate(lines))


def _set(text: str, edit: Edit) -> str:
    start, node = _composed(text)
    for depth, key in enumerate(edit.keys[:-1], start=1):
        found = _child(node, key)
        if found is None:
            raise EditError(edit.keys[:depth])
        node = found
    last = edit.keys[-1]
    there = _child(node, last)
    if there is None:
        return _added(text, start, node, edit)
    if not isinstance(there, yaml.ScalarNode):
        raise EditError(edit.keys)
    first, end = start + there.start_mark.index, start + there.end_mark.index
    return f"{text[:first]}{' ' if first == end else ''}{edit.value}{text[end:]}"


def _added(text: str, start: int, node: yaml.Node, edit: Edit) -> str:
    if not isinstance(node, yaml.MappingNode) or not node.value:
        raise EditError(edit.keys)
    if node.flow_style:
        at = start + _last(node).end_mark.index
        return f"{text[:at]}, {edit.keys[-1]}: {edit.value}{text[at:]}"
    at = _line_end(text, start + _last(node).end_mark.index)
    return f"{text[:at]}\n{' ' * node.value[0][0].start_mark.column}{edit.keys[-1]}: {edit.value}{text[at:]}"


def _composed(text: str) -> tuple[int, yaml.Node]:
    """Return where the YAML begins in ``text``, and its root."""
    start, end = 0, len(text)
    if text.startswith("---\n"):
        start = 4
        end = text.find("\n---", 3) + 1 or len(text)
    root = yaml.compose(text[start:end], Loader=yaml.SafeLoader)
    if root is None:
        raise EditError(())
    return start, root


def _child(node: yaml.Node, key: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    if not isinstance(node, yaml.SequenceNode):
        return None
    if isinstance(key, int):
        return node.value[key] if key < len(node.value) else None
    named = ((_child(item, "id"), item) for item in node.value)
    return next((item for name, item in named if name is not None and name.value == key.removeprefix("@")), None)


def _last(node: yaml.Node) -> yaml.Node:
    """Return the last value inside that has an end of its own; a block only ends where the next one begins."""
    if isinstance(node, yaml.MappingNode) and node.value:
        inner = node.value[-1][1]
    elif isinstance(node, yaml.SequenceNode) and node.value:
        inner = node.value[-1]
    else:
        return node
    return _last(inner) if _is_block(inner) else inner


def _is_block(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def _line_end(text: str, at: int) -> int:
    """Return the end of the line that ``at`` is on; a block of text ends at the start of the line behind it."""
    if at and text[at - 1] == "\n":
        return at - 1
    found = text.find("\n", at)
    return len(text) if found < 0 else found
