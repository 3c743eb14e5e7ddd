"""Have the shells of a site rendered by a static site generator. The usual one is mkdocs with its Material theme."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from logging.handlers import QueueHandler
from pathlib import Path, PurePosixPath
from queue import SimpleQueue
from typing import Any

from smm_build.domain.sentence import Sentence

__all__ = ["Engine", "EngineError", "Rendered", "mkdocs", "packaged", "render"]

Engine = Callable[[Path, Path, Mapping[str, Any]], None]
"""Renders the Markdown files of a folder into another one, as the values of an mkdocs.yml say."""

_UNUSED = ("search/", "assets/javascripts/lunr/", "assets/javascripts/workers/", "sitemap.xml", "objects.inv")


class EngineError(Exception):
    """The engine did not render. ``sentence`` says why, in every language."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Rendered:
    """What an engine made: its pages as text, and its styles, scripts and pictures, by path in the site."""

    pages: Mapping[str, str]
    assets: Mapping[str, bytes]


def render(docs: Mapping[str, str], values: Mapping[str, Any], engine: Engine) -> Rendered:
    """Return what ``engine`` makes of the Markdown files ``docs``; raises :class:`EngineError` and :class:`OSError`."""
    with tempfile.TemporaryDirectory(prefix="smm-engine-", ignore_cleanup_errors=True) as folder:
        source, made = Path(folder, "docs"), Path(folder, "site")
        for path, text in docs.items():
            target = source / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        theme = Path(folder, "theme")
        shutil.copytree(packaged("theme"), theme)
        engine(source, made, {**values, "theme": {**values["theme"], "custom_dir": str(theme)}})
        files = {path.relative_to(made).as_posix(): path for path in made.rglob("*") if path.is_file()}
        pages = {name: path.read_text("utf-8") for name, path in files.items() if name.endswith(".html")}
        assets = {name: path.read_bytes() for name, path in files.items() if name not in pages and _used(name)}
    return Rendered(pages, assets)


def _used(name: str) -> bool:
    return not name.startswith(_UNUSED) and PurePosixPath(name).suffix != ".map"


def packaged(folder: str) -> Path:
    """Return a folder of this package; it is never installed as a zip file."""
    return Path(str(resources.files("smm_build.site").joinpath(folder)))


def mkdocs(docs: Path, made: Path, values: Mapping[str, Any]) -> None:
    """Render by mkdocs, within this process: as a program it greets with a notice of its theme's end of life."""
    from mkdocs.commands.build import build  # noqa: PLC0415 - half a second, and only a changed shell needs it
    from mkdocs.config.defaults import MkDocsConfig  # noqa: PLC0415
    from mkdocs.exceptions import Abort, MkDocsException  # noqa: PLC0415

    with _heard() as said:
        try:
            loaded = MkDocsConfig(config_file_path=str(docs.parent / "mkdocs.yml"))
            loaded.load_dict({**values, "docs_dir": str(docs), "site_dir": str(made)})
            errors, _ = loaded.validate()
            if errors:
                raise EngineError(_says("; ".join(f"{key}: {error}" for key, error in errors)))
            build(loaded)
        except (MkDocsException, Abort, SystemExit) as error:
            raise EngineError(_says(said() or str(error))) from error


def _says(words: str) -> Sentence:
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
