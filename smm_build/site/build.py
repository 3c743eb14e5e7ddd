"""Hand the files of a site to mkdocs and put the result where it belongs."""

from __future__ import annotations

import logging
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from logging.handlers import QueueHandler
from pathlib import Path, PurePosixPath
from queue import SimpleQueue
from typing import Any

from smm_build.domain.sentence import Sentence
from smm_build.site.config import ConfigError, engine_config
from smm_build.site.pages import Site

__all__ = ["BuildReport", "SiteError", "build"]

_MARK = ".smm-site"
"""Stands in every folder this module has written, so that it never empties another."""


class SiteError(Exception):
    """The site could not be built, and the old one is still there. ``sentence`` says why, in every language."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built: where, how many pages and media files, in how many seconds, and what people should know."""

    out: Path
    pages: int
    media: int
    seconds: float
    notes: tuple[Sentence, ...]


def build(root: Path, out: Path, site: Site) -> BuildReport:
    """Build the site of the workspace at ``root`` into ``out``, replacing an earlier one there in one step.

    A media file that is missing or outside the workspace becomes a note. Raises :class:`SiteError`.
    """
    started = time.monotonic()
    _refuse_foreign(root, out)
    try:
        with _workshop(out) as workshop:
            docs, made = workshop / "docs", workshop / "site"
            _write(docs, site)
            notes = [*_copy(root, docs, site.media)]
            _write_assets(docs)
            config = engine_config(root, _markdown(site), site.language, site.name)
            notes += [*config.notes, *_copy(root, docs, {path: path for path in config.files})]
            _run_mkdocs(
                docs,
                made,
                {**config.values, "theme": {**config.values["theme"], "custom_dir": str(_packaged("theme"))}},
            )
            (made / _MARK).write_text("Made by smm; the next build replaces this folder.\n", "utf-8")
            _put_in_place(made, out)
    except ConfigError as error:
        raise SiteError(error.sentence) from error
    except OSError as error:
        raise SiteError(_cannot_write(error)) from error
    copied = sum((out / path).is_file() for path in site.media)
    return BuildReport(out, len(_markdown(site)), copied, time.monotonic() - started, tuple(notes))


def _markdown(files: Mapping[str, str | bytes]) -> list[str]:
    return [path for path in files if path.endswith(".md")]


def _refuse_foreign(root: Path, out: Path) -> None:
    if out.resolve() == root.resolve() or out.resolve() in root.resolve().parents:
        raise SiteError(_foreign(out))
    try:
        foreign = out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / _MARK).exists()))
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


@contextmanager
def _workshop(out: Path) -> Iterator[Path]:
    # Beside the result, because only within one file system a folder changes its name in one step.
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".smm-", dir=out.parent, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _write(docs: Path, files: Mapping[str, str | bytes]) -> None:
    docs.mkdir(parents=True)
    for path, content in files.items():
        target = docs / _inside(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def _inside(path: str) -> str:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or not pure.parts:
        raise SiteError(Sentence(f"{path} would be written outside the site", f"{path} finirebbe fuori dal sito"))
    return path


def _copy(root: Path, docs: Path, media: Mapping[str, str]) -> Iterator[Sentence]:
    home = root.resolve()
    for path, source in media.items():
        found = (root / source).resolve()
        if not found.is_relative_to(home) or not found.is_file():
            yield Sentence(
                f"{source} is not there: the site shows its name only", f"{source} non c'è: nel sito resta il nome"
            )
            continue
        target = docs / _inside(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(found, target)


def _packaged(folder: str) -> Path:
    # mkdocs wants real folders: the package is never installed as a zip file.
    return Path(str(resources.files("smm_build.site").joinpath(folder)))


def _write_assets(docs: Path) -> None:
    for source in _packaged("assets").iterdir():
        if source.is_file():
            (docs / "assets").mkdir(exist_ok=True)
            shutil.copyfile(source, docs / "assets" / source.name)


def _run_mkdocs(docs: Path, made: Path, values: Mapping[str, Any]) -> None:
    theme = {**values["theme"], "custom_dir": str(_packaged("theme"))}
    # Within this process, because `mkdocs build` as a program greets with a notice of the theme's end of life.
    from mkdocs.commands.build import build as run  # noqa: PLC0415 - half a second, and only builds need it
    from mkdocs.config.defaults import MkDocsConfig  # noqa: PLC0415
    from mkdocs.exceptions import Abort, MkDocsException  # noqa: PLC0415

    with _heard() as said:
        try:
            loaded = MkDocsConfig(config_file_path=str(docs.parent / "mkdocs.yml"))
            loaded.load_dict({**values, "theme": theme, "docs_dir": str(docs), "site_dir": str(made)})
            errors, _ = loaded.validate()
            if errors:
                raise SiteError(_engine_says("; ".join(f"{key}: {error}" for key, error in errors)))
            run(loaded)
        except (MkDocsException, Abort, SystemExit) as error:
            raise SiteError(_engine_says(said() or str(error))) from error


def _engine_says(words: str) -> Sentence:
    return Sentence(f"mkdocs cannot build the site: {words}", f"mkdocs non riesce a costruire il sito: {words}")


@contextmanager
def _heard() -> Iterator[Callable[[], str]]:
    """Keep what mkdocs logs as an error, and let nothing of its log reach the terminal."""
    records: SimpleQueue[logging.LogRecord] = SimpleQueue()
    handler = QueueHandler(records)
    handler.setLevel(logging.ERROR)
    loggers = [logging.getLogger(name) for name in ("mkdocs", "MARKDOWN")]
    before = [(logger, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.propagate = False
    try:
        yield lambda: "; ".join(records.get().getMessage() for _ in range(records.qsize()))
    finally:
        for logger, propagate in before:
            logger.removeHandler(handler)
            logger.propagate = propagate


def _put_in_place(made: Path, out: Path) -> None:
    old = made.parent / "old"
    if out.exists():
        out.replace(old)
    try:
        made.replace(out)
    except OSError:
        if old.exists():
            old.replace(out)
        raise
