"""Put the files of a site where they belong: the engine renders the shell, and every page is stamped into it."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from smm_build.domain.sentence import Language, Sentence
from smm_build.site.bundle import bundled
from smm_build.site.config import ConfigError, EngineConfig, engine_config
from smm_build.site.engine import Engine, EngineError, mkdocs, packaged, render
from smm_build.site.later import Later
from smm_build.site.output import Output, OutsideError, Stamp, is_foreign
from smm_build.site.pages import Site
from smm_build.site.program import program_mark
from smm_build.site.sections import section_of
from smm_build.site.shell import Shell, blank, blank_for, parse, shell_name
from smm_build.site.spread import spread

__all__ = ["BuildReport", "SiteError", "build", "copied", "engine_source", "refuse_foreign"]


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
        config = engine_config(root, _markdown(site), site.language, site.name)
        output = Output.of(out, cache_in or root / ".smm" / "cache")
        shells = _shells(output, site, config, engine)
        own = {path: path for path in config.files}
        notes = (*config.notes, *copied(root, output, {**own, **site.media}))
        _write_pages(output, site, shells)
        _write_rest(output, site, config)
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
    ready = {path: str(site[path]) for path in _markdown(site) if path not in site.later or path in listed}
    stamped = {path: page for path, content in ready.items() if (page := parse(content))}
    whole = {path: content for path, content in ready.items() if path not in stamped}
    marks = {path: blank(page.title) for path, page in stamped.items() if path in listed}
    return {**whole, **marks, **blank_for(path for path in (*stamped, *site.later) if path not in listed)}


def _markdown(files: Mapping[str, str | bytes]) -> list[str]:
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

    def _shell(self, path: str, section: str) -> Shell:
        return _made(self.html[path], path, self.language, section)


@cache
def _made(html: str, path: str, language: Language, section: str) -> Shell:
    return Shell(html, path, language, section)


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
    for source in _markdown(site):
        if source not in site.later:
            _write_page(output, shells, source, str(site[source]))
    _write_later(output, site.later, shells)
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


def _write_later(output: Output, later: Mapping[str, Later], shells: _Shells) -> None:
    """Make and write the pages that are not there already."""
    program = program_mark().encode()
    keys = {
        source: _digest(b"".join((shells.for_page(_html(source)).digest, program, one.key.encode())))
        for source, one in later.items()
    }
    missing = [source for source, key in keys.items() if not output.put_if_same(_html(source), key)]

    def write(source: str) -> Stamp:
        page, path = parse(later[source].make()), _html(source)
        assert page is not None  # our own templates make it
        return output.write(path, shells.for_page(path).stamp(page, path))

    for source, stamp in zip(missing, spread(write, missing), strict=True):
        output.wrote(_html(source), keys[source], stamp)


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
