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
from collections.abc import Iterator

import jinja2
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from smm_build.domain.sentence import Language, localised
from smm_build.site.compiled import CompiledTemplates
from smm_build.site.engine import packaged
from smm_build.site.program import program_mark
from smm_build.site.quick_jinja import QuickEnvironment, trusted
from smm_build.site.words import Words

__all__ = ["armoured", "coded", "in_front_matter", "linked", "page", "prose", "web_links"]

_REFERENCES = {char: f"&#{ord(char)};" for char in "\n\t`{}[]\\*_|~!\x85\u2028\u2029"}
_ESCAPES = {char: str(escape(char)) for char in "&<>\"'"}
_WRITTEN_AS = _REFERENCES | _ESCAPES
# Control characters have no place in HTML, and Markdown engines use two of them as their own markers.
_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
_CONTROL = re.compile(f"[{_CONTROLS}]")
_IN_MARKUP = re.compile(rf"[{re.escape(''.join(_REFERENCES))}{_CONTROLS}\r]")
_IN_TEXT = re.compile(rf"[{re.escape(''.join(_WRITTEN_AS))}{_CONTROLS}\r]")
_WEB_LINK = re.compile(r"https?://[^\s<>\"'`{}|\\^\[\]]+", re.IGNORECASE)
_BEGINNING = re.compile(r"\n\s+")
_SENTENCE_END = ".,;:!?)»”’"


def armoured(value: object) -> Markup:
    """Escape a value for HTML inside a Markdown file; what is markup already only gets its line ends armoured."""
    if hasattr(value, "__html__"):
        return trusted(_replaced(_IN_MARKUP, str(value.__html__())))
    return trusted(_replaced(_IN_TEXT, str(value)))


def _replaced(dangerous: re.Pattern[str], text: str) -> str:
    # Most values are names, numbers and hours: one look tells that nothing has to be done.
    if not dangerous.search(text):
        return text
    return dangerous.sub(_reference, text.replace("\r\n", "\n").replace("\r", "\n"))


def _reference(found: re.Match[str]) -> str:
    return _WRITTEN_AS.get(found[0], "\N{REPLACEMENT CHARACTER}")


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


@functools.lru_cache(maxsize=1024)  # reasons and fixes are few sentences, said of many posts
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
    if type(value) is Markup or (type(value) is str and not _IN_TEXT.search(value)):
        return value
    if type(value) is int or type(value) is float:
        return str(value)
    return value if isinstance(value, Markup) else armoured(value)


@functools.cache
def _environment(language: Language | None) -> jinja2.Environment:
    environment = QuickEnvironment(
        known={"w": Words(language)} if language else {},
        loader=jinja2.FileSystemLoader(packaged("templates")),
        bytecode_cache=CompiledTemplates(packaged("templates"), language or "any", program_mark()),
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
    words = values.get("w")
    environment = _environment(words.spoken if isinstance(words, Words) else None)
    html = environment.get_template(template).render(title=title, **values)
    return f"{_front_matter(title)}\n{_compact(html)}\n"


def in_front_matter(title: str) -> str:
    """Write a title as the theme wants it: it puts it into the page as it is, so it has to be HTML already."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(escape(" ".join(title.split()))))


def _front_matter(title: str) -> str:
    said = json.dumps(in_front_matter(title), ensure_ascii=False)
    return f'---\ntitle: {said}\nhide: ["navigation", "toc"]\n---'


def _compact(html: str) -> str:
    # Values hold no line end any more, so every line is the template's own: no indentation, no blank line.
    return _BEGINNING.sub("\n", html).strip()
