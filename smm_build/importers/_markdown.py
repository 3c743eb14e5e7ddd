"""Markdown as galaxy-social's Bluesky and LinkedIn plugins send it: words without marks, links as ``text: address``.

Their rule, read in ``lib/plugins/base.py`` of https://github.com/usegalaxy-eu/galaxy-social on 2026-11-23: the text is
rendered, tags are dropped, list items get ``- `` or their number and a link is followed by a colon and its address.
Pure.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

__all__ = ["without_marks"]

_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def without_marks(text: str) -> str:
    """Return what readers of a network without Markdown should see; two blank lines between blocks stay."""
    blocks = text.split("\n\n\n")
    return "\n\n\n".join(_plain(block.strip("\n")) for block in blocks)


@functools.cache
def _parser() -> MarkdownIt:
    # A footnote such as "[1]: https://…" would vanish without a trace: it stays text.
    return MarkdownIt("commonmark").disable("reference")


def _plain(text: str) -> str:
    written = ""
    for gap, piece in _pieces(_parser().parse(text)):
        written += (gap if written else "") + piece
    return written


def _pieces(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Give the blocks in order, each with what stands between it and the one before."""
    numbers: list[int | None] = []
    mark, joined = "", False
    for token in tokens:
        if token.type.endswith("_list_open"):
            joined = bool(numbers)
            numbers.append(int(token.attrs.get("start", 1)) if token.type.startswith("ordered") else None)
        elif token.type.endswith("_list_close"):
            numbers.pop()
        elif token.type == "list_item_open":
            mark, numbers[-1] = _item_mark(numbers[-1])
        elif (piece := _piece(token)) is not None:
            yield ("\n" if joined and mark else "\n\n"), mark + piece
            mark, joined = "", True
        elif token.type == "paragraph_open" and not token.hidden:
            joined = False


def _item_mark(number: int | None) -> tuple[str, int | None]:
    return ("- ", None) if number is None else (f"{number}. ", number + 1)


def _piece(token: Token) -> str | None:
    if token.type == "inline":
        return _inline(token.children or [])
    if token.type in {"fence", "code_block"}:
        return token.content.rstrip("\n")
    if token.type == "html_block":
        return _TAG.sub("", token.content).strip() or None
    return None


def _inline(tokens: Sequence[Token]) -> str:
    written, starts = "", []
    for token in tokens:
        if token.type == "link_open":
            starts.append((len(written), str(token.attrs.get("href", ""))))
        elif token.type == "link_close":
            start, address = starts.pop()
            # "<https://…>" is its own text: saying it twice helps nobody.
            written += "" if token.info == "auto" or written[start:] == address else f": {address}"
        elif token.type in {"softbreak", "hardbreak"}:
            written += "\n"
        elif token.type != "html_inline":
            written += token.content
    return written
