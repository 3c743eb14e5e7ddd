"""Every text file of the workspace as it is written, for the rules that look for what should be in none of them."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.read.files import Tree

__all__ = ["read_texts"]

_FOLDERS = ("brand", "content")
_ENDINGS = (".csv", ".htm", ".html", ".ics", ".json", ".md", ".toml", ".tsv", ".txt", ".vtt", ".srt", ".yaml", ".yml")


def read_texts(tree: Tree) -> dict[str, str]:
    """Return the text of every file in ``brand`` and ``content``, and of those at the top, by path.

    What was read before is not read again; what cannot be read as text is left out, its reader has said so.
    """
    texts = {}
    for path in _paths(tree):
        source = tree.read.get(path) or tree.source(path, [])
        if source is not None:
            texts[path] = source.text
    return texts


def _paths(tree: Tree) -> Iterator[str]:
    for folder in _FOLDERS:
        yield from (path for path in tree.walk(folder, []) if path.lower().endswith(_ENDINGS))
    yield from (name for name in sorted(tree.listing("")) if name.lower().endswith(_ENDINGS) and name[0] != ".")
