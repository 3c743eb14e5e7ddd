"""Put the files of a site where they belong: the engine renders the shell, and every page is stamped into it."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from smm_build.domain.sentence import Language, Sentence
from smm_build.site.bundle import bundled
from smm_build.site.config import ConfigError, EngineConfig, engine_config
from smm_build.site.engine import Engine, EngineError, mkdocs, packaged, render
from smm_build.site.output import Output, OutsideError, Stamp, is_foreign
from smm_build.site.program import program_mark
from smm_build.site.sections import section_of
from smm_build.site.shell import Shell, blank, blank_for, parse, shell_name
from smm_build.site.spread import Spread
from smm_build.site.templating import in_front_matter
from smm_build.site.unbuilt import Site

__all__ = ["BuildReport", "SiteError", "build", "copied", "engine_source", "refuse_foreign"]

_REST = ("any.md", "any/any.md")
"""How deep those pages lie that nobody knows before they are made."""


class SiteError(Exception):
    """The site could not be built, and the old one is still there. ``sentence`` says why, in every language."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built: where, how many pages and media files, in how many seconds, and what people should know.

    ``written`` counts the files whose content was not there already.
    """

    out: Path
    pages: int
    media: int
    seconds: float
    notes: tuple[Sentence, ...]
    written: int = 0


def build(root: Path, out: Path, site: Site, *, engine: Engine = mkdocs, cache_in: Path | None = None) -> BuildReport:
    """Bring the site of the workspace at ``root`` in the folder ``out`` up to date; what is unchanged is not written.

    What was written is remembered in ``cache_in``, usually the workspace's ``.smm/cache``. A media file that is missing
    or outside the workspace becomes a note. Raises :class:`SiteError`.
    """
    started = time.monotonic()
    refuse_foreign(root, out)
    try:
        config = engine_config(root, site)
        output = Output.of(out, cache_in or root / ".smm" / "cache")
        shells = _shells(output, site, config, engine)
        own = {path: path for path in config.files}
        # Pages of posts are most of the work: other processes begin with them at once.
        with _posts_begun(output, site, shells) as posts:
            notes = (*config.notes, *copied(root, output, {**own, **site.media}))
            _write_pages(output, site, shells)
            _write_rest(output, site, config)
            posts.write()
        output.finish()
    except (ConfigError, EngineError, OutsideError) as error:
        raise SiteError(error.sentence) from error
    except OSError as error:
        raise SiteError(_cannot_write(error)) from error
    found = sum((out / path).is_file() for path in site.media)
    seconds = time.monotonic() - started
    return BuildReport(out, len(_markdown(site)), found, seconds, notes, len(output.written))


def engine_source(site: Site, config: EngineConfig) -> Mapping[str, str]:
    """Return the Markdown files an engine renders: marks where our pages go, and pages that are Markdown themselves."""
    listed = _listed(config.values["nav"])
    titles = {path: one.title for path, one in site.later.items() if path in listed and one.title is not None}
    marks = {path: blank(in_front_matter(title)) for path, title in titles.items()}
    ready = {path: str(site[path]) for path in _ready(site, listed - titles.keys())}
    stamped = {path: page for path, content in ready.items() if (page := parse(content))}
    marks |= {path: blank(page.title) for path, page in stamped.items() if path in listed}
    whole = {path: content for path, content in ready.items() if path not in stamped}
    unlisted = (path for path in (*stamped, *site.later, *_REST) if path not in listed)
    return {**whole, **marks, **blank_for(unlisted)}


def _ready(site: Site, listed: frozenset[str]) -> Iterator[str]:
    """Yield the pages that have to be made before the engine runs: their titles are not known otherwise."""
    yield from (path for path in _markdown(site.known) if path not in site.later)
    yield from (path for path in listed if path.endswith(".md") and (path in site.later or path not in site.known))


def _markdown(files: Iterable[str]) -> list[str]:
    return [path for path in files if path.endswith(".md")]


def _listed(nav: object) -> frozenset[str]:
    if isinstance(nav, str):
        return frozenset({nav})
    inner = nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ()
    return frozenset().union(*(_listed(item) for item in inner))


# --- Shells ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shells:
    """The engine's pages by the path of their HTML file; those that are rendered whole have no hole."""

    html: Mapping[str, str]
    language: Language

    def whole(self, path: str) -> str:
        return self.html[path]

    def for_page(self, path: str) -> Shell:
        if path in self.html:
            return self._shell(path, path)
        return self._shell(f"{shell_name(path.count('/'))}.html", section_of(path))

    def mark_for(self, path: str) -> str:
        """Return what changes when the shell for this page does, or the program that makes what goes into it."""
        return _mark_of(self.for_page(path))

    def _shell(self, path: str, section: str) -> Shell:
        return _made(self.html[path], path, self.language, section)


@cache
def _made(html: str, path: str, language: Language, section: str) -> Shell:
    return Shell(html, path, language, section)


@cache
def _mark_of(shell: Shell) -> str:
    return _digest(shell.digest + program_mark().encode())


def _shells(output: Output, site: Site, config: EngineConfig, engine: Engine) -> _Shells:
    """Return the shells, from the last build if they would be the same, and put their styles and scripts in place."""
    source = engine_source(site, config)
    key = _digest(json.dumps([source, dict(config.values), _versions()], sort_keys=True, default=str).encode())
    kept = output.notes.get("engine", {})
    if kept.get("key") == key and all(output.has(path) for path in kept["assets"]):
        for path, digest in kept["assets"].items():
            output.put(path, digest, bytes)
    else:
        made = render(source, config.values, engine)
        kept = {"key": key, "pages": dict(made.pages), "assets": {p: _digest(c) for p, c in made.assets.items()}}
        for path, content in made.assets.items():
            output.put(path, kept["assets"][path], partial(bytes, content))
    output.notes["engine"] = kept
    return _Shells(kept["pages"], site.language)


@cache
def _versions() -> tuple[str, ...]:
    """Return what decides how a shell looks besides the configuration: our theme's files, and the engine's version."""
    theme = (path.read_text("utf-8") for path in sorted(packaged("theme").rglob("*")) if path.is_file())
    return (*(_version_of(name) for name in ("mkdocs", "mkdocs-material")), *theme)


def _version_of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


# --- Files ----------------------------------------------------------------------------------------------------------


def _write_pages(output: Output, site: Site, shells: _Shells) -> None:
    for source in _markdown(site.known):
        if source not in site.later or site.later[source].key is None:
            _write_page(output, shells, source, str(site[source]))
    # The rest lets go of what nobody has asked for until then, so it comes last.
    for source in _markdown(site.rest):
        _write_page(output, shells, source, str(site.rest[source]))
    if "404.html" in shells.html:
        _write_whole(output, "404.html", shells.whole("404.html"))


def _write_page(output: Output, shells: _Shells, source: str, content: str) -> None:
    page, path = parse(content), _html(source)
    if page is None:
        _write_whole(output, path, shells.whole(path))
    else:
        shell = shells.for_page(path)
        output.put(path, _digest(shell.digest + content.encode("utf-8")), partial(shell.stamp, page, path))


def _write_whole(output: Output, path: str, html: str) -> None:
    content = html.encode("utf-8")
    output.put(path, _digest(content), partial(bytes, content))


@dataclass(frozen=True, slots=True)
class _Posts:
    """The pages that are known by what they are made of, and are not there already, on their way."""

    output: Output
    keys: Mapping[str, str]
    missing: Sequence[str]
    begun: Spread[str, Stamp]

    def write(self) -> None:
        """Make what nobody has made yet, and name all of them."""
        for source, stamp in zip(self.missing, self.begun.results(), strict=True):
            self.output.wrote(_html(source), self.keys[source], stamp)


@contextmanager
def _posts_begun(output: Output, site: Site, shells: _Shells) -> Iterator[_Posts]:
    keys = {
        source: f"{shells.mark_for(_html(source))} {one.key}"
        for source, one in site.later.items()
        if one.key is not None
    }
    missing = [source for source, key in keys.items() if not output.put_if_same(_html(source), key)]

    def write(source: str) -> Stamp:
        page, path = parse(site.later[source].make()), _html(source)
        assert page is not None  # our own templates make it
        return output.write(path, shells.for_page(path).stamp(page, path))

    with Spread(write, missing) as begun:
        yield _Posts(output, keys, missing, begun)


def _html(source: str) -> str:
    return f"{source.removesuffix('.md')}.html"


def _write_rest(output: Output, site: Site, config: EngineConfig) -> None:
    files = {path: site[path] for path in site if not path.endswith(".md")}
    files |= bundled()
    address = config.values.get("site_url")
    if address:
        files["sitemap.xml"] = _sitemap(str(address), sorted(_markdown(site)))
    for path, content in files.items():
        raw = content if isinstance(content, bytes) else content.encode("utf-8")
        output.put(path, _digest(raw), partial(bytes, raw))


def _sitemap(address: str, pages: list[str]) -> str:
    base = address.rstrip("/")
    rows = "".join(f"<url><loc>{base}/{page.removesuffix('.md')}.html</loc></url>\n" for page in pages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )


def copied(root: Path, output: Output, media: Mapping[str, str]) -> Iterator[Sentence]:
    """Copy files of the workspace to their places, and yield a note for each that is missing or outside of it."""
    home = root.resolve()
    for path, source in media.items():
        found = (root / source).resolve()
        if not found.is_relative_to(home) or not found.is_file():
            yield Sentence(
                f"{source} is not there: the site shows its name only", f"{source} non c'è: nel sito resta il nome"
            )
            continue
        # Read only when it has changed: films are large.
        status = found.stat()
        output.put(path, f"{source} {status.st_size} {status.st_mtime_ns}", found.read_bytes)


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=12).hexdigest()


# --- What cannot be built -------------------------------------------------------------------------------------------


def refuse_foreign(root: Path, out: Path) -> None:
    """Raise :class:`SiteError` when ``out`` is a folder that is not ours to replace."""
    if out.resolve() == root.resolve() or out.resolve() in root.resolve().parents:
        raise SiteError(_foreign(out))
    try:
        foreign = is_foreign(out)
    except OSError as error:
        raise SiteError(_cannot_write(error)) from error
    if foreign:
        raise SiteError(_foreign(out))


def _foreign(out: Path) -> Sentence:
    return Sentence(
        f"{out} holds files that are no site of ours, and a build replaces the whole folder: choose an empty one",
        f"{out} contiene file che non sono un nostro sito, e la cartella verrebbe sostituita: scegline una vuota",
    )


def _cannot_write(error: OSError) -> Sentence:
    what = f"{error.strerror or error}" + (f": {error.filename}" if error.filename else "")
    return Sentence(f"The site cannot be written: {what}", f"Il sito non si può scrivere: {what}")
