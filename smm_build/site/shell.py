"""The page the engine renders once, and every page stamped into it.

The engine renders a page of the navigation with a mark where its content goes, and one page for every depth of folders
for all that is in no navigation. Stamping is joining strings: a page costs microseconds, whatever the theme costs.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from smm_build.domain.sentence import Language, Sentence
from smm_build.site.sections import mark_section

__all__ = ["Page", "Shell", "blank", "blank_for", "parse", "shell_name"]

_TITLE = "smm-mark-title"
_DESCRIPTION = "smm-mark-description"
# Themes put their own heading above a content that has none.
_BODY = '<div id="smm-mark-body"><h1></h1></div>'
_NAME = "smm-mark-page"
_MARKS = re.compile(
    rf"(?P<title>{_TITLE})|(?P<description>{_DESCRIPTION})|(?P<body>{re.escape(_BODY)})|(?P<path>(?:smm-mark-folder/)*{_NAME}\.html)"
)
_FRONT = re.compile(r"---\n(?P<front>.*?)\n---\n", re.DOTALL)
_SEARCH = Sentence("Search", "Cerca")


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is stamped: its title and description as HTML already, and its body."""

    title: str
    description: str
    body: str


def parse(content: str) -> Page | None:
    """Take a page's front matter off; ``None`` when its body is Markdown that an engine has to render."""
    found = _FRONT.match(content)
    body = content[found.end() :] if found else content
    if not found or not body.startswith("<"):
        return None
    said = dict(line.split(": ", 1) for line in found["front"].split("\n"))
    title = json.loads(said["title"])
    return Page(title, json.loads(said["description"]) if "description" in said else title, body)


def blank(title: str | None = None) -> str:
    """Return the page an engine renders in place of one with this title, ``None`` for pages of any title."""
    meta: Mapping[str, object] = {
        "title": title or _TITLE,
        "description": _DESCRIPTION,
        "hide": ["navigation", "toc"],
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
    return "\n".join(["---", *lines, "---", _BODY, ""])


def shell_name(depth: int) -> str:
    """Return the path, without extension, of the shell for pages ``depth`` folders deep."""
    return "smm-mark-folder/" * depth + _NAME


def blank_for(paths: Iterable[str]) -> Mapping[str, str]:
    """Return the blank pages that give shells for pages with these paths: one for every depth."""
    return {f"{shell_name(depth)}.md": blank() for depth in sorted({path.count("/") for path in paths})}


class Shell:
    """A rendered page with holes. ``digest`` changes when anything of it does."""

    def __init__(self, html: str, path: str, language: Language, section: str | None = None) -> None:
        """Take what the engine rendered as ``path``; raises :class:`ValueError` when the content has no place in it.

        The way to ``section`` is marked in the navigation; without one, the way to the page itself.
        """
        marked = mark_section(_compact(html), path, section or path)
        dressed = _with_search(marked, "../" * path.count("/"), _SEARCH.into(language))
        # What stands between the holes, with room for what goes into them.
        self._pieces: list[bytes] = []
        self._holes: list[tuple[int, str]] = []
        end = 0
        for mark in _MARKS.finditer(dressed):
            self._pieces += (dressed[end : mark.start()].encode(), b"")
            self._holes.append((len(self._pieces) - 1, mark.lastgroup or ""))
            end = mark.end()
        self._pieces.append(dressed[end:].encode())
        if [hole for _, hole in self._holes].count("body") != 1:
            raise ValueError(f"the engine lost the place of the content of {path}")
        self.digest = hashlib.sha256(dressed.encode()).digest()

    def stamp(self, page: Page, path: str) -> bytes:
        """Return ``page`` as the HTML of the file ``path``, relative to the site's root, in UTF-8."""
        values = {"title": page.title, "description": page.description, "body": page.body, "path": path}
        written = {hole: value.encode() for hole, value in values.items()}
        made = self._pieces.copy()
        for at, hole in self._holes:
            made[at] = written[hole]
        return b"".join(made)


def _compact(html: str) -> str:
    # A shell holds no preformatted text, so its indentation and empty lines are only weight, on every page.
    return "\n".join(line for raw in html.split("\n") if (line := raw.strip()))


def _with_search(html: str, base: str, word: str) -> str:
    """Put the search into the theme's header; it is a plain form that leads to the search page."""
    form = (
        f'<form class="smm-search" role="search" action="{base}search.html" data-base="{base}">'
        f'<input type="search" name="q" aria-label="{word}" placeholder="{word}" autocomplete="off" spellcheck="false">'
        "</form>"
    )
    start = html.find('class="md-header__inner')
    end = html.find("</nav>", start)
    return html if start < 0 or end < 0 else html[:end] + form + html[end:]
