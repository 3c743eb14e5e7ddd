"""Templates to Markdown files that Python-Markdown leaves alone.

A page is one block of raw HTML under a front matter. Texts of posts are hostile: Jinja escapes every value, and on top
every character that means something to a Markdown preprocessor is written as a character reference, line ends
included. What people wrote therefore never stands at the start of a line, never opens a fence and never closes a tag,
whatever extensions the engine runs.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping

import jinja2
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from smm_build.domain.sentence import localised
from smm_build.site.quick_jinja import QuickEnvironment, trusted

__all__ = ["armoured", "coded", "linked", "page", "prose", "web_links"]

_REFERENCES = {ord(char): f"&#{ord(char)};" for char in "\n\t`{}[]\\*_|~!\x85\u2028\u2029"}
_ESCAPES = {ord(char): str(escape(char)) for char in "&<>\"'"}
# Control characters have no place in HTML, and Markdown engines use two of them as their own markers.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Most values are names, numbers and hours: one look tells that nothing has to be done.
_ANYTHING = re.compile(rf"[{re.escape(''.join(map(chr, _REFERENCES | _ESCAPES)))}\r]|{_CONTROLS.pattern}")
_WEB_LINK = re.compile(r"https?://[^\s<>\"'`{}|\\^\[\]]+", re.IGNORECASE)
_SENTENCE_END = ".,;:!?)»”’"


def armoured(value: object) -> Markup:
    """Escape a value for HTML inside a Markdown file; what is markup already only gets its line ends armoured."""
    plain = str(value.__html__() if hasattr(value, "__html__") else value)
    if not _ANYTHING.search(plain):
        return trusted(plain)
    table = _REFERENCES if hasattr(value, "__html__") else _REFERENCES | _ESCAPES
    lines = plain.replace("\r\n", "\n").replace("\r", "\n")
    return trusted(_CONTROLS.sub("\N{REPLACEMENT CHARACTER}", lines).translate(table))


def linked(text: str) -> Markup:
    """Escape ``text`` and turn its http and https addresses, and nothing else, into links."""
    pieces: list[str] = []
    end = 0
    for start, stop in web_links(text):
        address = armoured(text[start:stop])
        pieces.append(armoured(text[end:start]))
        pieces.append(f'<a href="{address}" rel="noopener noreferrer nofollow">{address}</a>')
        end = stop
    return trusted("".join([*pieces, armoured(text[end:])]))


def web_links(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the http and https addresses in ``text`` begin and end; a full stop behind one is not part of it."""
    for match in _WEB_LINK.finditer(text):
        yield match.start(), match.start() + len(match[0].rstrip(_SENTENCE_END))


def coded(text: str) -> Markup:
    """Escape one of our own sentences; what stands between backticks is code."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return armoured(text)
    safe = (f"<code>{armoured(it)}</code>" if at % 2 else armoured(it) for at, it in enumerate(pieces))
    return trusted("".join(safe)) if len(pieces) > 1 else armoured(text)


@functools.cache
def _commonmark() -> MarkdownIt:
    # Pictures are left as text: one from elsewhere would be a request that leaves the site.
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def prose(markdown: str) -> Markup:
    """Render the team's own prose: CommonMark and tables, no HTML, no pictures, headings from the third level."""
    tokens = _commonmark().parse(markdown)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1:]) + 2)}"
    return armoured(Markup(_commonmark().renderer.render(tokens, _commonmark().options, {})))  # noqa: S704


def _written(value: object) -> str:
    """Return a value as it stands in the page, for good."""
    # Markup comes from the templates' own macros, and from `linked` and `prose`, which have armoured it.
    if isinstance(value, Markup):
        return value
    if isinstance(value, str) and not _ANYTHING.search(value):
        return value
    return armoured(value)


@functools.cache
def _environment() -> jinja2.Environment:
    environment = QuickEnvironment(
        loader=jinja2.PackageLoader("smm_build.site", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_written,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["coded"] = coded
    environment.filters["linked"] = linked
    environment.filters["localised"] = localised
    environment.filters["prose"] = prose
    return environment


def page(template: str, title: str, **values: object) -> str:
    """Render ``template`` to a Markdown file of one HTML block, with ``title`` for the browser's tab."""
    html = _environment().get_template(template).render(title=title, **values)
    return f"{_front_matter(title)}\n{_compact(html)}\n"


def _front_matter(title: str) -> str:
    # The theme writes the title into the page as it is, so it has to be HTML already.
    safe = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", str(escape(" ".join(title.split()))))
    meta: Mapping[str, object] = {"title": safe, "hide": ["navigation", "toc"]}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
    return "\n".join(["---", *lines, "---"])


def _compact(html: str) -> str:
    # Values hold no line end any more, so every line is the template's own: no indentation, no blank line.
    return "\n".join(line for raw in html.split("\n") if (line := raw.strip()))
