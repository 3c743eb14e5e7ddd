"""Every text file of the workspace as it is written, for the rules that look for what should be in none of them."""

from __future__ import annotations

from collections.abc import Iterable

from smm_build.read.files import Tree
from smm_build.read.source import Source

__all__ = ["read_texts", "read_texts_below"]

_ENDINGS = (".csv", ".htm", ".html", ".ics", ".json", ".md", ".toml", ".tsv", ".txt", ".vtt", ".srt", ".yaml", ".yml")


def read_texts(tree: Tree) -> dict[str, str]:
    """Return the text of every file in ``brand`` and ``content``, and of those at the top, by path.

    What was read before is not read again; what cannot be read as text is left out, its reader has said so.
    """
    at_the_top = [name for name in sorted(tree.listing("")) if name[0] != "."]
    return {
        **read_texts_below(tree, "brand"),
        **read_texts_below(tree, "content"),
        **_texts(tree, at_the_top),
    }


def read_texts_below(tree: Tree, folder: str) -> dict[str, str]:
    """Return the text of every file in one folder, by path."""
    return _texts(tree, tree.walk(folder, []))


def _texts(tree: Tree, paths: Iterable[str]) -> dict[str, str]:
    texts = {}
    for path in paths:
        source = _source(tree, path) if path.lower().endswith(_ENDINGS) else None
        if source is not None:
            texts[path] = source.text
    return texts


def _source(tree: Tree, path: str) -> Source | None:
    return tree.read.get(path) or tree.glance(path, [])
